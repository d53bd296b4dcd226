import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Template } from '../../../src/engine/definition.js';
import { isStuck } from '../../../src/engine/dossier.js';
import type { StuckDocument } from '../../../src/engine/ports/radar.js';
import { purchaseTemplate, purchaseType, type TestCompany } from '../../support/company.js';
import { type House, openHouse } from '../../support/house.js';
import '../../support/property-settings.js';
import { ask, managedCompany, onStep, stepOf, submitted } from '../documents/acting.js';
import { deed, Life, openLife, prelude } from '../documents/life.js';

/** All of it, in pages of that size. */
async function stuck(house: House, limit = 50): Promise<readonly StuckDocument[]> {
  const radar = house.store.radar('acme');
  const all: StuckDocument[] = [];
  for (let after: string | undefined, page = 0; page === 0 || after !== undefined; page += 1) {
    const { items, next } = await radar.stuck(limit, after);
    expect(items.length).toBeLessThanOrEqual(limit);
    all.push(...items);
    after = next;
  }
  return all;
}

async function causes(house: House) {
  return (await stuck(house)).map(({ documentId, cause }) => [documentId, cause] as const);
}

async function change(house: House, person: string, what: 'leaves' | 'loses the account' | 'may not act') {
  await house.database.write(async (trx) => {
    if (what === 'leaves')
      await trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', person).execute();
    if (what === 'loses the account') await trx.deleteFrom('chat_identities').where('user_id', '=', person).execute();
    if (what === 'may not act') await trx.deleteFrom('role_assignments').where('user_id', '=', person).execute();
  });
}

function withSteps(...steps: readonly Partial<Template['stages'][number]['steps'][number]>[]): TestCompany {
  const rule = { approveWhen: 'any', rejectWhen: 'any' } as const;
  const [first] = purchaseTemplate.stages;
  const all = steps.map((step, at) => ({ key: `s${at}`, name: `Step ${at}`, who: [], rule, ...step }));
  return { ...managedCompany(), templates: [{ ...purchaseTemplate, stages: [{ ...first, steps: all }] }] };
}

describe('the stuck radar', () => {
  test('sees nothing where everything can move', async () => {
    const house = await openHouse(managedCompany());
    await submitted(house);
    expect(await stuck(house)).toEqual([]);
  });

  test('names a step that nobody was found for', async () => {
    const house = await openHouse(
      withSteps({ who: [{ kind: 'role', role: 'legal' }] }, { who: [{ kind: 'user', user: 'bo' }] }),
    );
    const id = await submitted(house, 'hal');
    const { id: stepId, openedAt } = await stepOf(house, id, 's0');
    expect(await stuck(house)).toEqual([
      {
        documentId: id,
        number: 'PR-2026-0001',
        title: 'Desk',
        typeName: 'Purchase request',
        submitterName: 'Hal',
        since: openedAt,
        cause: { kind: 'open-place', step: 'Step 0', stepId },
      },
    ]);
  });

  test('names a rule that failed, and what went wrong', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const { id: stepId } = await stepOf(house, id);
    await house.database.write(async (trx) => {
      await trx.updateTable('approval_steps').set({ problem: 'no such field' }).where('id', '=', stepId).execute();
    });
    expect(await stuck(house)).toEqual([]);
    await house.database.write(async (trx) => {
      await trx.deleteFrom('approvers').where('step_id', '=', stepId).execute();
    });
    expect(await causes(house)).toEqual([
      [id, { kind: 'rule-failed', step: 'Manager', stepId, error: 'no such field' }],
    ]);
  });

  test.each([
    ['leaves', 'left'],
    ['loses the account', 'unreachable'],
    ['may not act', 'may-not-act'],
  ] as const)('names who is needed and %s', async (what, why) => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const { id: stepId } = await stepOf(house, id);
    await change(house, 'bo', what);
    await change(house, 'cy', what);
    const people = [{ id: 'bo', name: 'Bo', why }];
    expect(await causes(house)).toEqual([[id, { kind: 'unable', step: 'Manager', stepId, people }]]);
  });

  test('says nothing of who is unable where another is enough, or acts for them', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.do({ kind: 'delegate-step', actorId: 'bo', toId: 'hal', note: null, ...(await onStep(house, id)) });
    await change(house, 'bo', 'loses the account');
    await change(house, 'cy', 'leaves');
    expect(await stuck(house)).toEqual([]);
    await change(house, 'hal', 'may not act');
    expect((await causes(house)).map(([, { kind }]) => kind)).toEqual(['unable']);
  });

  test('names approved documents that nobody carries out', async () => {
    const completion = { kind: 'role', role: 'finance' } as const;
    const company = managedCompany();
    const people = company.people.map((person) => (person.id === 'hal' ? { ...person, managerId: 'bo' } : person));
    const units = [{ id: 'north' }, { id: 'south' }, { id: 'harbour', parentId: 'north' }];
    const house = await openHouse({ ...company, people, units, types: [{ ...purchaseType, completion }] });
    const unit = (person: string, unit_id: string) =>
      house.database.write((trx) => trx.updateTable('users').set({ unit_id }).where('id', '=', person).execute());
    await unit('ana', 'harbour');
    await unit('hal', 'south');
    const [north, south] = [await submitted(house), await submitted(house, 'hal')];
    for (const id of [north, south]) {
      await house.vote('bo', id, 'manager', 'approve');
      await house.vote('cy', id, 'procurement', 'approve');
      await house.vote('ed', id, 'finance', 'approve');
    }
    expect((await house.document(south)).status).toBe('approved');
    expect(await causes(house)).toEqual([]);
    const holdFor = (unit_id: string) =>
      house.database.write((trx) =>
        trx.updateTable('role_assignments').set({ unit_id }).where('role_key', '=', 'finance').execute(),
      );
    await holdFor('north');
    expect(await causes(house)).toEqual([[south, { kind: 'no-completer', role: 'finance' }]]);
    await house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', 'in', ['ed', 'flo']).execute(),
    );
    const kinds = (await causes(house)).filter(([, { kind }]) => kind === 'no-completer');
    expect(kinds.map(([id]) => id).toSorted()).toEqual([north, south].toSorted());
  });

  test.each([
    ['leaves', 'left'],
    ['loses the account', 'unreachable'],
    ['may not act', 'may-not-act'],
  ] as const)('names who got a document back and %s', async (what, why) => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.vote('bo', id, 'manager', 'return', 'Which one?');
    expect(await stuck(house)).toEqual([]);
    await change(house, 'ana', what);
    expect(await causes(house)).toEqual([[id, { kind: 'submitter-unable', person: { id: 'ana', name: 'Ana', why } }]]);
  });

  test.each([
    ['leaves', 'left'],
    ['loses the account', 'unreachable'],
    ['may not act', 'may-not-act'],
  ] as const)('names who should answer a question, so that its step goes on, and %s', async (what, why) => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await ask(house, 'bo', id, 'Which one?');
    expect(await stuck(house)).toEqual([]);
    await change(house, 'ana', what);
    const cause = { kind: 'no-answer', step: 'Manager', person: { id: 'ana', name: 'Ana', why } } as const;
    expect(await causes(house)).toEqual([[id, cause]]);
    expect((await stuck(house))[0]?.since).toBe((await stepOf(house, id)).pausedAt);
    await house.vote('bo', id, 'manager', 'approve');
    expect(await stuck(house)).toEqual([]);
  });

  test('names who was not reached by the card that asks them, as long as they are awaited', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const card = await failedCard(house, id, 'bo');
    const person = { id: 'bo', name: 'Bo' };
    expect(await causes(house)).toEqual([[id, { kind: 'undelivered', person, error: 'channel_not_found' }]]);
    expect(await house.store.outbox.retryFailed(house.now(), card)).toBe(1);
    expect(await stuck(house)).toEqual([]);
    await failedCard(house, id, 'cy');
    expect(await stuck(house)).toHaveLength(1);
    await house.vote('di', id, 'procurement', 'approve');
    expect(await stuck(house)).toEqual([]);
  });

  test('says nothing of a card of who has voted, though others are awaited beside them', async () => {
    const house = await openLife();
    const id = await submitted(house);
    await failedCard(house, id, 'cy');
    expect(await stuck(house)).toHaveLength(1);
    await house.vote('cy', id, 'procurement', 'approve');
    expect((await stepOf(house, id, 'procurement')).status).toBe('pending');
    expect(await stuck(house)).toEqual([]);
  });

  test.each([1, 2, 3])('pages of %i have every cause once, the oldest first', async (limit) => {
    const house = await openHouse(managedCompany());
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) ids.push(await submitted(house));
    await house.vote('bo', ids[0] ?? '', 'manager', 'return', 'Which one?');
    await failedCard(house, ids[1] ?? '', 'cy');
    for (const person of ['ana', 'bo', 'ed']) await change(house, person, 'leaves');
    const all = await stuck(house);
    expect(all.map(({ cause }) => cause.kind).toSorted()).toEqual([
      'submitter-unable',
      'unable',
      'unable',
      'unable',
      'undelivered',
    ]);
    expect(all.map(({ since }) => since)).toEqual(all.map(({ since }) => since).toSorted());
    expect(await stuck(house, limit)).toEqual(all);
  });
});

/** The card of somebody who is asked, on the failed list. Answers its id. */
async function failedCard(house: House, documentId: string, personId: string): Promise<string> {
  const cards = house.store.cards('acme');
  const { id: subject } = await stepOf(house, documentId, personId === 'bo' ? 'manager' : 'procurement');
  await cards.plan(documentId, [{ role: 'approver', personId, subject }], 'req', house.now());
  const found = house.database.read.selectFrom('cards').select('id').where('user_id', '=', personId);
  const { id } = await found.where('document_id', '=', documentId).executeTakeFirstOrThrow();
  const task = { tenantId: 'acme', kind: 'card', subject: id } as const;
  const taken = await house.store.outbox.take(task, 'a', house.now(), 30_000);
  if (taken === undefined) throw new Error('the card is not owed');
  await house.store.outbox.fail(taken, 'a', 'channel_not_found', house.now());
  return id;
}

test('whatever people and the clock do, the radar sees those steps that the rules call stuck', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 10, maxLength: 40 }),
      fc.subarray(['bo', 'cy', 'di', 'ed', 'flo', 'hal']),
      fc.integer({ min: 1, max: 5 }),
      async (lived, unreachable, limit) => {
        const house = await openLife();
        const life = new Life(house);
        for (const one of [...prelude, ...lived]) await life.live(one);
        for (const person of unreachable) await change(house, person, 'loses the account');
        const expected: string[] = [];
        for (const id of life.documents) {
          const dossier = await house.store.cards('acme').dossier(id);
          if (dossier === undefined) throw new Error('there is no dossier');
          expected.push(...dossier.document.steps.filter((step) => isStuck(step, dossier)).map((step) => step.id));
        }
        const found = (await stuck(house, limit)).flatMap(({ cause }) => ('stepId' in cause ? [cause.stepId] : []));
        expect(found.toSorted()).toEqual(expected.toSorted());
        seen += found.length;
      },
    ),
    { numRuns: 10 },
  );
  expect(seen).toBeGreaterThan(0);
}, 120_000);
