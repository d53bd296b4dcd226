import { describe, expect, test } from 'vitest';
import type { WaitingEnd } from '../../../src/engine/notice.js';
import { systemId } from '../../../src/engine/system.js';
import { smallCompany } from '../../support/company.js';
import { type House, openHouse } from '../../support/house.js';
import { answer, ask, managedCompany, stepOf, submitted } from '../documents/acting.js';
import { remind, send } from '../reminders/reminding.js';
import { fireNext, post, remindedOf, standing, written } from './posted.js';

async function edit(house: House, documentId: string) {
  const input = { item: 'Chair', amount: { amount: '120', currency: 'USD' } };
  const seen = await house.seen(documentId);
  return house.do({ kind: 'edit', actorId: 'ana', documentId, nonce: house.newId(), seen, input });
}

async function cancel(house: House, documentId: string) {
  return house.do({ kind: 'cancel', actorId: 'ana', documentId, seen: await house.seen(documentId) });
}

/** Bo is reminded of one thing, and has the message. */
async function remindedHouse() {
  const house = await openHouse(managedCompany());
  const id = await submitted(house);
  await remindedOf(house, 'bo', [id]);
  return { house, id };
}

describe('a reminder that was posted', () => {
  test('says what it said while its thing waits', async () => {
    const { house } = await remindedHouse();
    expect(await standing(house, 'reminder')).toEqual((await written(house, 'reminder')).body);
  });

  test.each<[string, WaitingEnd, (house: House, id: string) => Promise<unknown>]>([
    [
      'they approved',
      { kind: 'voted', decision: 'approve' },
      (house, id) => house.vote('bo', id, 'manager', 'approve'),
    ],
    [
      'they sent it back, and it came again',
      { kind: 'voted', decision: 'return' },
      async (house, id) => {
        await house.vote('bo', id, 'manager', 'return', 'Which?');
        await house.submit('ana', id);
      },
    ],
    [
      'another step rejected all of it',
      { kind: 'closed', how: 'rejected' },
      (house, id) => house.vote('cy', id, 'procurement', 'reject', 'No'),
    ],
    [
      'another step sent it back, and it came again',
      { kind: 'closed', how: 'returned' },
      async (house, id) => {
        await house.vote('cy', id, 'procurement', 'return', 'Which?');
        await house.submit('ana', id);
      },
    ],
    ['its submitter cancelled it', { kind: 'closed', how: 'cancelled' }, cancel],
    [
      'somebody acted for them',
      { kind: 'decided', decision: 'approve', by: ['Hal'] },
      async (house, id) => {
        await house.give('bo', 'hal');
        await house.sync(id);
        await house.vote('hal', id, 'manager', 'approve');
      },
    ],
    [
      'they left',
      { kind: 'not-asked' },
      (house) =>
        house.database.write((trx) =>
          trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'bo').execute(),
        ),
    ],
  ])('says so when %s', async (_what, end, happens) => {
    const { house, id } = await remindedHouse();
    await happens(house, id);
    const { item } = await standing(house, 'reminder');
    expect(item).toMatchObject({ document: { id, title: 'Desk' }, end });
  });

  test('names who decided on a step that asked several', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await remindedOf(house, 'di', [id], 'procurement');
    await house.vote('cy', id, 'procurement', 'approve');
    expect((await standing(house, 'reminder')).item.end).toEqual({ kind: 'decided', decision: 'approve', by: ['Cy'] });
  });

  test('names nobody where the template decided', async () => {
    const company = smallCompany();
    const sla = { hours: 4, ladder: [{ do: 'reject', afterHours: 4 }] } as const;
    const templates = company.templates.map((template) => ({
      ...template,
      stages: template.stages.map(({ steps }) => ({ steps: steps.map((step) => ({ ...step, sla })) })),
    }));
    const house = await openHouse({ ...company, templates });
    const id = await submitted(house);
    await remindedOf(house, 'bo', [id]);
    await fireNext(house, id);
    expect((await standing(house, 'reminder')).item.end).toEqual({ kind: 'expired', decision: 'reject' });
  });

  test('waits on while an answer is owed, and nothing is due meanwhile', async () => {
    const { house, id } = await remindedHouse();
    expect((await standing(house, 'reminder')).item.dueAt).toBe((await stepOf(house, id)).dueAt);
    await ask(house, 'bo', id, 'Which?');
    const paused = (await standing(house, 'reminder')).item;
    expect([paused.end, paused.dueAt]).toEqual([undefined, null]);
    await answer(house, id, 'The green one.');
    const dueAt = (await stepOf(house, id)).dueAt;
    expect((await standing(house, 'reminder')).item.dueAt).toBe(dueAt);
  });

  test('to a deputy ends with the delegation, also before anybody has taken them off', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const endsAt = '2026-03-02T12:00:00.000Z';
    await house.give('bo', 'hal', { endsAt });
    await house.sync(id);
    await remindedOf(house, 'hal', [id]);
    expect((await standing(house, 'reminder')).item).toMatchObject({ forName: 'Bo' });
    expect((await standing(house, 'reminder')).item.end).toBeUndefined();
    house.goTo(endsAt);
    expect((await standing(house, 'reminder')).item.end).toEqual({ kind: 'not-asked' });
    await house.sync(id);
    expect((await standing(house, 'reminder')).item.end).toEqual({ kind: 'not-asked' });
  });
});

describe('a digest that was posted', () => {
  test('keeps what waits and says of the others how they ended', async () => {
    const house = await openHouse(managedCompany());
    const ids = [await submitted(house), await submitted(house), await submitted(house)];
    const [first = '', second = ''] = ids;
    await remindedOf(house, 'bo', ids);
    await house.vote('bo', second, 'manager', 'approve');
    await cancel(house, first);
    const { items, more } = await standing(house, 'digest');
    const ends = items.map(({ document, end }) => [document.id, end?.kind]);
    expect(new Map(ends as [string, string | undefined][])).toEqual(
      new Map(ids.map((id) => [id, id === first ? 'closed' : id === second ? 'voted' : undefined])),
    );
    expect(more).toBe(0);
  });

  test('counts what it does not list as that stands', async () => {
    const house = await openHouse(managedCompany());
    const ids: string[] = [];
    for (let count = 0; count < 18; count += 1) ids.push(await submitted(house));
    const notice = await remindedOf(house, 'bo', ids);
    const { items, more, unlisted = [] } = await standing(house, 'digest');
    expect([items.length, more, unlisted.length]).toEqual([15, 3, 3]);
    await house.vote('bo', unlisted[0]?.documentId ?? '', 'manager', 'approve');
    expect((await standing(house, 'digest')).more).toBe(2);
    expect((await house.owed('notice')).map(([id]) => id)).toContain(notice);
  });
});

test('an escalation that was posted ends with the step', async () => {
  const house = await openHouse(managedCompany());
  const id = await submitted(house);
  for (let rung = 0; rung < 3; rung += 1) await fireNext(house, id);
  const [, dueAt = ''] = (await house.owed('notice'))[0] ?? [];
  if (dueAt > house.now()) house.goTo(dueAt);
  await post(house, 'escalated');
  expect((await standing(house, 'escalated')).item.end).toBeUndefined();
  await house.vote('gus', id, 'manager', 'approve');
  const end = { kind: 'decided', decision: 'approve', by: ['Gus'] };
  expect(await standing(house, 'escalated')).toMatchObject({ item: { end }, to: [{ id: 'gus' }] });
});

describe('the warning of an end that was posted', () => {
  async function warned() {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.vote('bo', id, 'manager', 'return', 'Which one?');
    house.pass(28);
    const { round, dataRevision } = await house.document(id);
    const lapse = { kind: 'lapse', actorId: systemId, documentId: id, round, dataRevision } as const;
    await house.do({ ...lapse, what: 'warn' });
    await post(house, 'document-expiring');
    return { house, id, cancelByClock: () => house.do({ ...lapse, what: 'cancel' }) };
  }

  test('stays until somebody works on the document', async () => {
    const { house, id } = await warned();
    expect((await standing(house, 'document-expiring')).end).toBeUndefined();
    await edit(house, id);
    expect((await standing(house, 'document-expiring')).end).toBe('kept');
    await house.submit('ana', id);
    expect((await standing(house, 'document-expiring')).end).toBe('submitted-again');
  });

  test('says when it came true, whoever did it', async () => {
    const byHand = await warned();
    await cancel(byHand.house, byHand.id);
    expect((await standing(byHand.house, 'document-expiring')).end).toBe('cancelled');
    const { house, cancelByClock } = await warned();
    house.pass(3);
    await cancelByClock();
    expect((await standing(house, 'document-expiring')).end).toBe('cancelled');
  });
});

describe('a change of a document', () => {
  test('owes a look at the messages about it, once, and at no others', async () => {
    const house = await openHouse(managedCompany());
    const [changed, other] = [await submitted(house), await submitted(house)];
    const about = await remindedOf(house, 'bo', [changed]);
    await remind(house, 'di', other, undefined, 'procurement');
    expect(await house.owed('notice')).toEqual([]);
    await house.vote('cy', changed, 'procurement', 'approve');
    await house.vote('bo', changed, 'manager', 'approve');
    const owed = await house.owed('notice');
    expect(owed.map(([id]) => id)).toEqual([about]);
    expect((owed[0]?.[1] ?? '') <= house.now()).toBe(true);
  });

  test('owes none at a message that is gone', async () => {
    const { house, id } = await remindedHouse();
    await house.store.notices('acme').gone(await written(house, 'reminder'), house.now());
    await house.vote('bo', id, 'manager', 'approve');
    expect(await house.owed('notice')).toEqual([]);
  });

  test('brings nothing that waits for the morning any sooner', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    for (let rung = 0; rung < 2; rung += 1) await fireNext(house, id);
    // The last rung of the ladder, carried out at night.
    const { id: stepId, opening, rungsFired: rung } = await stepOf(house, id);
    house.goTo('2026-03-10T23:00:00.000Z');
    await house.do({ kind: 'fire-rung', actorId: systemId, documentId: id, stepId, opening, rung });
    const owed = await house.owed('notice');
    expect(owed).toMatchObject([[(await written(house, 'escalated')).id, expect.stringMatching(/T07:00/)]]);
    await house.vote('cy', id, 'procurement', 'approve');
    expect(await house.owed('notice')).toEqual(owed);
  });

  test('reaches a message that is being posted by somebody who has looked before', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await remind(house, 'bo', id);
    house.goTo('2026-03-02T10:00:00.000Z');
    await send(house, 'bo');
    const notices = house.store.notices('acme');
    const { id: subject } = await written(house, 'reminder');
    const task = { tenantId: 'acme', kind: 'notice', subject } as const;
    const taken = await house.store.outbox.take(task, 'test', house.now(), 30_000);
    if (taken === undefined) throw new Error('nothing is due');
    const held = await notices.holds(await written(house, 'reminder'), house.now());
    await house.vote('bo', id, 'manager', 'approve');
    if (held !== undefined) await notices.posting(held, 'mark', house.now());
    await house.store.outbox.finish(taken, 'test');
    expect((await house.owed('notice')).map(([one]) => one)).toEqual([subject]);
  });
});

test('what is forgotten of messages is forgotten of what they were about', async () => {
  const { house } = await remindedHouse();
  const about = () => house.database.read.selectFrom('notice_documents').select('notice_id').execute();
  expect(await about()).toHaveLength(1);
  house.pass(120);
  await house.store.upkeep(house.tenantId).tidy(house.now());
  expect(await about()).toEqual([]);
});
