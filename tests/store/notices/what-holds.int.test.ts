import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../src/engine/ports/notices.js';
import { systemId } from '../../../src/engine/system.js';
import { tellPeople } from '../../../src/store/notices/tell-people.js';
import { addNotices } from '../../../src/store/notices/write-notices.js';
import { type House, openHouse } from '../../support/house.js';
import { answer, ask, managedCompany, stepOf, submitted } from '../documents/acting.js';
import { prefer, remind, send } from '../reminders/reminding.js';

type Kind = Notice['body']['kind'];

/** The notices of one kind, as delivery reads them. */
async function written(house: House, kind: Kind): Promise<readonly Notice[]> {
  const rows = await house.database.read.selectFrom('notices').select('id').where('kind', '=', kind).execute();
  const notices = await Promise.all(rows.map(({ id }) => house.store.notices(house.tenantId).notice(id)));
  return notices.flatMap((notice) => notice ?? []);
}

async function one(house: House, kind: Kind): Promise<Notice> {
  const [notice, ...others] = await written(house, kind);
  if (notice === undefined || others.length > 0) throw new Error(`there is not one ${kind}`);
  return notice;
}

async function holds(house: House, kind: Kind): Promise<boolean> {
  return (await house.store.notices(house.tenantId).holds(await one(house, kind), house.now())) !== undefined;
}

async function remindedHouse(count = 1) {
  const house = await openHouse(managedCompany());
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push(await submitted(house));
  for (const id of ids) await remind(house, 'bo', id);
  house.goTo('2026-03-02T10:00:00.000Z');
  await send(house, 'bo');
  const [id = ''] = ids;
  return { house, ids, id };
}

async function deactivate(house: House, person: string): Promise<void> {
  await house.database.write((trx) =>
    trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', person).execute(),
  );
}

describe('a reminder that could not be posted yet', () => {
  test('holds while its thing waits', async () => {
    const { house } = await remindedHouse();
    expect(await holds(house, 'reminder')).toBe(true);
  });

  test.each<[string, (house: House, id: string) => Promise<unknown>]>([
    ['somebody else decided', (house, id) => house.vote('cy', id, 'procurement', 'reject', 'No')],
    ['they decided', (house, id) => house.vote('bo', id, 'manager', 'approve')],
    ['the submitter was asked', (house, id) => ask(house, 'bo', id, 'Why?')],
    ['they left', (house) => deactivate(house, 'bo')],
  ])('is dropped when %s', async (_what, happens) => {
    const { house, id } = await remindedHouse();
    await happens(house, id);
    expect(await holds(house, 'reminder')).toBe(false);
  });
});

describe('a digest that could not be posted yet', () => {
  test('names only what still waits, and is kept so', async () => {
    const { house, ids } = await remindedHouse(3);
    await house.vote('bo', ids[1] ?? '', 'manager', 'approve');
    const notices = house.store.notices(house.tenantId);
    const held = await notices.holds(await one(house, 'digest'), house.now());
    const left = { kind: 'digest', items: [{ document: { id: ids[0] } }, { document: { id: ids[2] } }], more: 0 };
    expect(held?.body).toMatchObject(left);
    expect((await one(house, 'digest')).body).toEqual(held?.body);
  });

  test('lists what it only counted where that is what still waits', async () => {
    const { house } = await remindedHouse(17);
    const { body } = await one(house, 'digest');
    if (body.kind !== 'digest') throw new Error('there is no digest');
    for (const { document } of body.items) await house.vote('bo', document.id, 'manager', 'approve');
    const held = await house.store.notices(house.tenantId).holds(await one(house, 'digest'), house.now());
    expect(body.unlisted).toHaveLength(2);
    const items = body.unlisted?.map(({ stepId }) => ({ stepId }));
    expect(held?.body).toMatchObject({ items, more: 0, unlisted: [] });
  });

  test('is dropped when nothing of it waits', async () => {
    const { house, ids } = await remindedHouse(2);
    for (const id of ids) await house.vote('bo', id, 'manager', 'approve');
    expect(await holds(house, 'digest')).toBe(false);
  });

  test('that was posted says what it said', async () => {
    const { house, ids } = await remindedHouse(2);
    const notices = house.store.notices(house.tenantId);
    const posting = await notices.posting(await one(house, 'digest'), 'mark', house.now());
    if (posting === undefined) throw new Error('nobody was quicker');
    await notices.drawn(posting, { conversation: 'D1', message: '1.0' }, 'digest', house.now());
    const posted = await one(house, 'digest');
    await house.vote('bo', ids[1] ?? '', 'manager', 'approve');
    await notices.holds(posted, house.now());
    expect((await one(house, 'digest')).body).toEqual(posted.body);
  });
});

describe('what is asked and answered', () => {
  test('a question holds until it is answered or nobody waits for it', async () => {
    const house = await openHouse(managedCompany());
    const [answered, closed] = [await submitted(house), await submitted(house)];
    await ask(house, 'bo', answered, 'Why?');
    expect(await holds(house, 'question')).toBe(true);
    await answer(house, answered, 'Because.');
    expect(await holds(house, 'question')).toBe(false);
    await ask(house, 'bo', closed, 'How?');
    await house.vote('cy', closed, 'procurement', 'reject', 'No');
    const all = await written(house, 'question');
    const held = await Promise.all(all.map((notice) => house.store.notices('acme').holds(notice, house.now())));
    expect(held).toEqual([undefined, undefined]);
  });

  test('an answer holds while the document can still be decided', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await ask(house, 'bo', id, 'Why?');
    await answer(house, id, 'Because.');
    expect(await holds(house, 'answer')).toBe(true);
    await house.vote('cy', id, 'procurement', 'reject', 'No');
    expect(await holds(house, 'answer')).toBe(false);
  });
});

describe('whom a message is for', () => {
  test('who has left hears of nothing, and an account that is nobody’s of its own claim', async () => {
    const house = await openHouse(managedCompany());
    const now = house.now();
    const newId = () => house.newId();
    const person = { id: 'hal', name: 'Hal', title: null, unit: null };
    const account = { platform: 'slack', installation: 'TACME', chatUser: 'USTRANGER', personId: null };
    await house.database.write(async (trx) => {
      const writing = { trx, tenant: 'acme', newId, requestId: 'req', now };
      await tellPeople(writing, 'leaver', { kind: 'leaver', person, moved: [], more: 0, at: now }, ['gus']);
      await addNotices(writing, 'claim', { kind: 'claim-ended', how: 'expired', at: now }, [account]);
    });
    expect([await holds(house, 'leaver'), await holds(house, 'claim-ended')]).toEqual([true, true]);
    await deactivate(house, 'gus');
    expect([await holds(house, 'leaver'), await holds(house, 'claim-ended')]).toEqual([false, true]);
  });
});

describe('other messages', () => {
  test('that a step was escalated holds while the approver is awaited', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    for (let rung = 0; rung < 3; rung += 1) {
      const { id: stepId, opening, ladderAt } = await stepOf(house, id);
      house.goTo(ladderAt[rung] ?? '');
      await house.do({ kind: 'fire-rung', actorId: systemId, documentId: id, stepId, opening, rung });
    }
    expect(await holds(house, 'escalated')).toBe(true);
    await house.vote('gus', id, 'manager', 'approve');
    expect(await holds(house, 'escalated')).toBe(false);
  });

  test('the warning of an end holds until somebody works on the document again', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.vote('bo', id, 'manager', 'return', 'Which one?');
    house.pass(28);
    const { round, dataRevision } = await house.document(id);
    await house.do({ kind: 'lapse', actorId: systemId, documentId: id, round, dataRevision, what: 'warn' });
    expect(await holds(house, 'document-expiring')).toBe(true);
    await house.submit('ana', id);
    expect(await holds(house, 'document-expiring')).toBe(false);
  });

  test('that a delegation was made is no news when it is over, that it ended is', async () => {
    const house = await openHouse(managedCompany());
    const given = await house.give('bo', 'hal');
    if ('code' in given) throw new Error(given.code);
    const told = async () => {
      const all = await written(house, 'delegation');
      const held = await Promise.all(all.map((notice) => house.store.notices('acme').holds(notice, house.now())));
      return held.flatMap((notice) => (notice?.body.kind === 'delegation' ? [notice.body.what] : []));
    };
    expect(await told()).toContain('given');
    await house.store.delegations('acme').end(given.id, 'bo', { requestId: 'r', platform: 'test' }, house.now());
    const left = await told();
    expect(left).toContain('revoked');
    expect(left).not.toContain('given');
  });

  test('whoever mutes delegations hears of none, and the other does', async () => {
    const house = await openHouse(managedCompany());
    await prefer(house, 'hal', { muted: ['delegations'] });
    await house.give('bo', 'hal');
    const told = await written(house, 'delegation');
    expect(new Set(told.map(({ recipient }) => recipient.personId))).toEqual(new Set(['bo']));
  });
});
