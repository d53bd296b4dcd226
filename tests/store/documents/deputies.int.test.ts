import { describe, expect, onTestFinished, test } from 'vitest';
import { handle } from '../../../src/engine/handle.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { digest, type House, houseStore, openHouse } from '../../support/house.js';
import { findingsOfWork, managedCompany, onStep, stepOf, submitted } from './acting.js';

const whole = { startsAt: '2026-03-02T00:00:00.000Z', endsAt: '2026-03-20T00:00:00.000Z' };

async function delegated(house: House, documentId: string, from: string, to: string): Promise<void> {
  await house.give(from, to, whole);
  await house.sync(documentId);
}

async function waiting(house: House, personId: string) {
  const { items } = await house.store.reading('acme').waitingFor(personId, 50);
  return items.map(({ documentId, forName }) => [documentId, forName] as const);
}

describe('somebody who acts for another', () => {
  test('is on the step with the way that leads to them, and may decide there', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await delegated(house, id, 'bo', 'ed');
    const { deputies } = await stepOf(house, id);
    expect(deputies).toMatchObject([
      { personId: 'ed', forId: 'bo', ground: { kind: 'delegation', until: whole.endsAt } },
    ]);
    expect(await house.vote('ed', id, 'manager', 'approve', 'For Bo')).toMatchObject({ kind: 'done' });
    const [place] = (await stepOf(house, id)).approvers;
    expect(place).toMatchObject({ personId: 'bo', vote: { decision: 'approve', by: 'ed', comment: 'For Bo' } });
    expect((await house.store.reading('acme').dossier(id))?.people.get('ed')).toMatchObject({
      name: 'Ed',
      mayAct: true,
    });
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test('may decide before anybody has recorded them, and is recorded by that', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.give('bo', 'ed', whole);
    expect(await house.vote('ed', id, 'manager', 'approve')).toMatchObject({ kind: 'done' });
    expect(await stepOf(house, id)).toMatchObject({
      deputies: [{ personId: 'ed' }],
      approvers: [{ vote: { by: 'ed' } }],
    });
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test('sees the document still when the delegation is over, and acts on it no more', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await delegated(house, id, 'bo', 'ed');
    house.goTo(whole.endsAt);
    expect(await house.sync(id)).toMatchObject({ kind: 'done' });
    expect(await stepOf(house, id)).toMatchObject({ deputies: [], formerDeputies: [{ personId: 'ed', forId: 'bo' }] });
    expect(await house.vote('ed', id, 'manager', 'approve')).toMatchObject({ refusal: { code: 'delegation-over' } });
    expect(await waiting(house, 'ed')).toEqual([]);
    const reading = house.store.reading('acme');
    expect(await reading.relation(await house.document(id), 'ed')).toMatchObject({ wasApprover: true });
    expect(await reading.relation(await house.document(id), 'hal')).toMatchObject({ wasApprover: false });
    expect(await findingsOfWork(house)).toEqual([]);
    await house.give('bo', 'ed');
    await house.sync(id);
    expect(await stepOf(house, id)).toMatchObject({ deputies: [{ personId: 'ed' }], formerDeputies: [] });
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test('is one no more when somebody else takes the place, or when they take it themselves', async () => {
    const company = managedCompany();
    const roles = company.roles.map((role) =>
      role.key === 'admin' ? { ...role, permissions: [...role.permissions, 'approval.reassign' as const] } : role,
    );
    const house = await openHouse({ ...company, roles });
    const id = await submitted(house);
    await delegated(house, id, 'bo', 'ed');
    const reassign = async (fromId: string, toId: string) =>
      house.do({ kind: 'reassign', actorId: 'gus', fromId, toId, reason: 'Away', ...(await onStep(house, id)) });
    await reassign('bo', 'flo');
    expect(await stepOf(house, id)).toMatchObject({ deputies: [], formerDeputies: [{ personId: 'ed' }] });
    await reassign('flo', 'ed');
    expect(await stepOf(house, id)).toMatchObject({
      deputies: [],
      formerDeputies: [],
      approvers: [{ personId: 'ed' }],
    });
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test('of whom the trail says nothing is found by the verifier, and so is one who is missing', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await delegated(house, id, 'bo', 'ed');
    await house.database.write((trx) => trx.updateTable('deputies').set({ user_id: 'hal' }).execute());
    const stepId = (await stepOf(house, id)).id;
    const row = (who: string) => `deputies (step_id ${stepId}, user_id ${who}, for_id bo, kind delegation)`;
    expect(await findingsOfWork(house)).toEqual([
      { tenantId: 'acme', row: row('ed'), what: 'the row is missing' },
      { tenantId: 'acme', row: row('hal'), what: 'no event wrote this row' },
    ]);
  });
});

describe('what waits for somebody', () => {
  test('is also what waits for whom they act for, with the name, until the place is filled', async () => {
    const house = await openHouse(managedCompany());
    const [first, second] = [await submitted(house), await submitted(house)];
    await house.give('bo', 'ed', whole);
    for (const id of [first, second]) await house.sync(id);
    expect(await waiting(house, 'ed')).toEqual([
      [first, 'Bo'],
      [second, 'Bo'],
    ]);
    await house.vote('ed', first, 'manager', 'approve');
    await house.vote('bo', second, 'manager', 'approve');
    expect([await waiting(house, 'ed'), await waiting(house, 'bo')]).toEqual([[], []]);
  });

  test('is one line where they are asked themselves as well', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await delegated(house, id, 'bo', 'cy');
    expect(await waiting(house, 'cy')).toEqual([[id, undefined]]);
    await house.vote('cy', id, 'procurement', 'approve');
    expect(await waiting(house, 'cy')).toEqual([[id, 'Bo']]);
  });

  test('is one line where they act for several, or for one on several grounds', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.give('bo', 'hal', whole);
    await house.give('cy', 'hal', whole);
    await house.sync(id);
    await house.do({ kind: 'delegate-step', actorId: 'bo', toId: 'hal', note: null, ...(await onStep(house, id)) });
    expect((await stepOf(house, id)).deputies).toHaveLength(2);
    expect(await waiting(house, 'hal')).toHaveLength(1);
  });

  test('comes page by page in the order in which it waits, each document once', async () => {
    const house = await openHouse(managedCompany());
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push(await submitted(house));
    await house.give('bo', 'cy', whole);
    for (const at of [4, 1, 3]) await house.sync(ids[at] ?? '');
    for (const at of [1, 2, 4]) await house.vote('di', ids[at] ?? '', 'procurement', 'approve');
    // By themselves 0, 3 and 5; for Bo 4 and 1, since they were recorded.
    const seen: (readonly [string, string | undefined])[] = [];
    let after: string | undefined;
    do {
      const page = await house.store.reading('acme').waitingFor('cy', 2, after);
      seen.push(...page.items.map(({ documentId, forName }) => [documentId, forName] as const));
      after = page.next;
    } while (after !== undefined);
    const own = [0, 3, 5].map((at) => [ids[at], undefined]);
    const forBo = [4, 1].map((at) => [ids[at], 'Bo']);
    expect(seen).toEqual([...own, ...forBo]);
  });

  test('is for a deputy who has voted only one of the places they could fill', async () => {
    const company = managedCompany();
    const stages = company.templates[0]?.stages.map(({ steps }) => ({
      steps: steps.map((step) => ({ ...step, rule: { approveWhen: 'all', rejectWhen: 'any' } as const })),
    }));
    const templates = company.templates.map((template) => ({ ...template, stages: stages ?? [] }));
    const house = await openHouse({ ...company, templates });
    const id = await submitted(house);
    await house.give('cy', 'hal', whole);
    await house.give('di', 'hal', whole);
    await house.sync(id);
    await house.vote('hal', id, 'procurement', 'approve');
    expect(await stepOf(house, id, 'procurement')).toMatchObject({
      status: 'pending',
      approvers: [
        { personId: 'cy', vote: { by: 'hal' } },
        { personId: 'di', vote: null },
      ],
    });
    expect(await waiting(house, 'hal')).toEqual([]);
    expect((await waiting(house, 'di')).map(([one]) => one)).toEqual([id]);
    expect(await findingsOfWork(house)).toEqual([]);
  });
});

describe('an open step', () => {
  const deputies = async (house: House) => (await house.owed('deputies')).map(([id]) => id);

  test('is looked at for deputies when it opens and anybody is out of office, and else not', async () => {
    const house = await openHouse(managedCompany());
    await submitted(house);
    expect(await deputies(house)).toEqual([]);
    await house.give('flo', 'hal', { ...whole, startsAt: '2026-03-03T00:00:00.000Z' });
    await submitted(house);
    expect(await deputies(house)).toEqual([]);
    house.goTo('2026-03-03T00:00:00.000Z');
    const id = await submitted(house);
    expect(await deputies(house)).toEqual([id]);
    house.goTo(whole.endsAt);
    const after = await submitted(house);
    expect(await deputies(house)).not.toContain(after);
  });

  test('is looked at where one that is carried out begins later by the clock of the click', async () => {
    const house = await openHouse(managedCompany());
    await house.give('flo', 'hal', { id: 'd1', ...whole, startsAt: '2026-03-03T00:00:00.000Z' });
    await house.store.delegations('acme').settle('d1', 'req', '2026-03-03T00:00:00.000Z');
    const id = await submitted(house);
    expect(await deputies(house)).toEqual([id]);
  });

  test('is looked at when somebody else comes to act on it', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.give('ed', 'hal', whole);
    expect(await deputies(house)).toEqual([]);
    await house.do({ kind: 'delegate-step', actorId: 'bo', toId: 'ed', note: null, ...(await onStep(house, id)) });
    expect(await deputies(house)).toEqual([id]);
  });
});

describe('at the same moment', () => {
  test('an approver and who acts for them decide in two processes, and one of them counts', async () => {
    const house = await openHouse(managedCompany());
    const other = await openDatabase(`sqlite:${house.file}`);
    onTestFinished(() => other.close());
    const elsewhere = houseStore(other).documents('acme');
    await house.give('bo', 'ed', whole);
    for (let round = 0; round < 8; round += 1) {
      const id = await submitted(house);
      const { nonce: _nonce, ...on } = await onStep(house, id);
      const origin = { requestId: 'req', platform: 'test' };
      const [byHim, byDeputy] = await Promise.all([
        handle(elsewhere, { kind: 'reject', actorId: 'bo', comment: 'No', ...on }, origin, house.now(), digest),
        house.do({ kind: 'approve', actorId: 'ed', comment: null, ...on }),
      ]);
      const step = await stepOf(house, id);
      const hasBoDecided = byHim.kind === 'done';
      expect(byDeputy.kind).toBe(hasBoDecided ? 'refused' : 'done');
      expect(step.approvers).toMatchObject([
        { personId: 'bo', vote: hasBoDecided ? { decision: 'reject' } : { decision: 'approve', by: 'ed' } },
      ]);
      expect(step.approvers[0]?.vote?.by).toBe(hasBoDecided ? undefined : 'ed');
    }
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test('two who act for one approver decide in two processes, and one of them counts', async () => {
    const house = await openHouse(managedCompany());
    const other = await openDatabase(`sqlite:${house.file}`);
    onTestFinished(() => other.close());
    const elsewhere = houseStore(other).documents('acme');
    await house.give('bo', 'ed', whole);
    await house.give('bo', 'flo', whole);
    const id = await submitted(house);
    const { nonce: _nonce, ...on } = await onStep(house, id);
    const origin = { requestId: 'req', platform: 'test' };
    const click = (actorId: string) => ({ kind: 'approve', actorId, comment: null, ...on }) as const;
    const answers = await Promise.all([
      handle(elsewhere, click('ed'), origin, house.now(), digest),
      house.do(click('flo')),
    ]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    const votes = (await stepOf(house, id)).approvers.map(({ vote }) => vote?.by);
    expect(votes).toEqual([answers[0]?.kind === 'done' ? 'ed' : 'flo']);
  });
});
