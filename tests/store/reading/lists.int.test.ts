import { describe, expect, test } from 'vitest';
import { isStuck } from '../../../src/engine/dossier.js';
import { purchaseTemplate, seedTemplate, smallCompany } from '../../support/company.js';
import { type House, openHouse } from '../../support/house.js';

async function firstOf(house: House, person: string) {
  const [first] = (await house.store.reading('acme').requestedBy(person, 10)).items;
  if (first === undefined) throw new Error(`${person} asked for nothing`);
  return first;
}

describe('the list of what somebody asked for', () => {
  test('tells since when a request stands as it does', async () => {
    const house = await openHouse();
    const id = await house.create('ana');
    expect((await firstOf(house, 'ana')).at).toBe((await house.document(id)).createdAt);
    await house.submit('ana', id);
    expect((await firstOf(house, 'ana')).at).toBe((await house.document(id)).submittedAt);
    await house.vote('bo', id, 'manager', 'return', 'Which one?');
    expect((await firstOf(house, 'ana')).at).toBe((await house.document(id)).closedAt);
  });

  test('keeps the order of creation whatever happened since, also from page to page', async () => {
    const house = await openHouse();
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.push(await house.create('ana'));
    for (const id of [made[0], made[3], made[1]]) await house.submit('ana', id ?? '');
    const reading = house.store.reading('acme');
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await reading.requestedBy('ana', 2, after);
      seen.push(...page.items.map((item) => item.documentId));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(made.toReversed());
  });

  test.each([
    ['nobody is on a step', 'bo', [], 'any', true],
    ['everybody is there', 'ana', [], 'any', false],
    ['the only one of a step has left', 'ana', ['bo'], 'any', true],
    ['one of two has left and one is enough', 'ana', ['cy'], 'any', false],
    ['one of two has left and both are needed', 'ana', ['cy'], 'all', true],
    ['only somebody of a later step has left', 'ana', ['ed', 'flo'], 'any', false],
    ['the only one of a step has no account', 'ana', ['bo without account'], 'any', true],
    ['one of two has no account and one is enough', 'ana', ['cy without account'], 'any', false],
    ['one of two has no account and both are needed', 'ana', ['cy without account'], 'all', true],
  ] as const)('says what is stuck as the rules do: %s', async (_what, submitter, gone, approveWhen, stuck) => {
    const company = smallCompany();
    const house = await openHouse({ ...company, templates: [] });
    const stages = purchaseTemplate.stages.map(({ steps }) => ({
      steps: steps.map((step) => ({ ...step, rule: { approveWhen, rejectWhen: 'any' as const } })),
    }));
    await seedTemplate(house.database, 'acme', { ...purchaseTemplate, stages });
    const id = await house.create(submitter);
    await house.submit(submitter, id);
    await house.database.write(async (trx) => {
      for (const who of gone) {
        const [person = '', ...rest] = who.split(' ');
        if (rest.length > 0) await trx.deleteFrom('chat_identities').where('user_id', '=', person).execute();
        else await trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', person).execute();
      }
    });
    const dossier = await house.store.reading('acme').dossier(id);
    if (dossier === undefined) throw new Error('no dossier');
    expect(dossier.document.steps.some((step) => isStuck(step, dossier))).toBe(stuck);
    expect((await firstOf(house, submitter)).isStuck).toBe(stuck);
  });
});

describe('the list of what waits for somebody', () => {
  test('has the oldest first, also from page to page', async () => {
    const house = await openHouse();
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.push(await house.create('ana'));
    const submitted = [made[3], made[0], made[4], made[1], made[2]].map((id) => id ?? '');
    for (const id of submitted) await house.submit('ana', id);
    const reading = house.store.reading('acme');
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await reading.waitingFor('bo', 2, after);
      seen.push(...page.items.map((item) => item.documentId));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(submitted);
  });

  test('names a document once, however many of its steps wait for the same person', async () => {
    const company = smallCompany();
    const people = company.people.map((person) =>
      person.id === 'cy' ? { ...person, roles: ['staff', 'procurement', 'finance'] } : person,
    );
    const [first] = purchaseTemplate.stages;
    const [, procurement] = first?.steps ?? [];
    if (procurement === undefined) throw new Error('no step');
    const twice = [procurement, { ...procurement, key: 'again', name: 'Again' }];
    const house = await openHouse({
      ...company,
      people,
      templates: [{ ...purchaseTemplate, stages: [{ steps: twice }] }],
    });
    const ids = [await house.create('ana'), await house.create('ana')];
    for (const id of ids) await house.submit('ana', id);
    const waiting = async () => (await house.store.reading('acme').waitingFor('cy', 10)).items;
    expect((await waiting()).map(({ documentId }) => documentId)).toEqual(ids);
    await house.vote('cy', ids[0] ?? '', 'procurement', 'approve');
    expect((await waiting()).map(({ documentId, at }) => [documentId, at])).toEqual(
      await Promise.all(ids.map(async (id) => [id, (await house.document(id)).steps[1]?.openedAt])),
    );
  });

  test('lets go of a document once it needs nothing more of that person', async () => {
    const house = await openHouse();
    const id = await house.create('ana');
    await house.submit('ana', id);
    const waiting = async () => {
      const lists = ['bo', 'cy', 'di', 'ed'].map((person) => house.store.reading('acme').waitingFor(person, 10));
      return (await Promise.all(lists)).map(({ items }) => items.length);
    };
    expect(await waiting()).toEqual([1, 1, 1, 0]);
    await house.vote('cy', id, 'procurement', 'approve');
    expect(await waiting()).toEqual([1, 0, 0, 0]);
    await house.vote('bo', id, 'manager', 'approve');
    expect(await waiting()).toEqual([0, 0, 0, 1]);
    await house.vote('ed', id, 'finance', 'return', 'Which one?');
    expect(await waiting()).toEqual([0, 0, 0, 0]);
    await house.submit('ana', id);
    expect(await waiting()).toEqual([1, 1, 1, 0]);
  });
});

describe('a dossier', () => {
  test('holds what the latest earlier round was about', async () => {
    const house = await openHouse();
    const id = await house.create('ana');
    await house.submit('ana', id);
    const dossier = () => house.store.reading('acme').dossier(id);
    expect(await dossier()).not.toHaveProperty('formerData');
    const again = async (item: string) => {
      const input = { item, amount: { amount: '99', currency: 'USD' } };
      await house.vote('bo', id, 'manager', 'return', 'No');
      await house.do({ kind: 'edit', actorId: 'ana', documentId: id, nonce: item, seen: await house.seen(id), input });
      await house.submit('ana', id);
    };
    await again('Chair');
    expect((await dossier())?.formerData).toMatchObject({ item: 'Desk', amount: { amountMinor: 12_000 } });
    await again('Stool');
    expect((await dossier())?.formerData).toMatchObject({ item: 'Chair', amount: { amountMinor: 9_900 } });
  });
});
