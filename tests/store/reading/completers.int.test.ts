import { describe, expect, test } from 'vitest';
import { desiredCards } from '../../../src/engine/card.js';
import { viewDocument } from '../../../src/engine/handle.js';
import { oweOpenDocuments } from '../../../src/store/delivery/outbox-rows.js';
import { purchaseType, smallCompany, type TestCompany } from '../../support/company.js';
import { type House, openHouse } from '../../support/house.js';

/** Purchases are carried out by whoever files: Zed. Nobody asks Yan for anything. */
function filingCompany(): TestCompany {
  const company = smallCompany();
  return {
    ...company,
    roles: [...company.roles, { key: 'filer', permissions: ['document.create', 'approval.act'] }],
    people: [...company.people, { id: 'zed', roles: ['filer'] }, { id: 'yan', roles: ['staff'] }],
    types: [{ ...purchaseType, completion: { kind: 'role', role: 'filer' } }],
  };
}

async function approved(house: House): Promise<string> {
  const id = await house.create('ana');
  await house.submit('ana', id);
  for (const [who, step] of [
    ['bo', 'manager'],
    ['cy', 'procurement'],
    ['ed', 'finance'],
  ] as const) {
    await house.vote(who, id, step, 'approve');
  }
  expect((await house.document(id)).status).toBe('approved');
  return id;
}

async function completerCards(house: House, documentId: string): Promise<readonly string[]> {
  const dossier = await house.store.cards(house.tenantId).dossier(documentId);
  return dossier === undefined
    ? []
    : desiredCards(dossier).flatMap(({ role, personId }) => (role === 'completer' ? personId : []));
}

describe('whoever completes documents of a type', () => {
  test('sees one before and after completing it, and is asked only before', async () => {
    const house = await openHouse(filingCompany());
    const id = await approved(house);
    const reading = house.store.reading(house.tenantId);
    expect(await viewDocument(reading, id, 'zed')).toBeDefined();
    expect(await completerCards(house, id)).toEqual(['zed']);
    expect(await house.do({ kind: 'complete', actorId: 'zed', documentId: id })).toMatchObject({ kind: 'done' });
    expect((await viewDocument(reading, id, 'zed'))?.document.status).toBe('completed');
    expect(await completerCards(house, id)).toEqual([]);
    expect(await viewDocument(reading, id, 'yan')).toBeUndefined();
  });

  test('finds it under what waits for them, in its turn, until it is completed', async () => {
    const house = await openHouse(filingCompany());
    const ids = [await approved(house), await approved(house)];
    const reading = house.store.reading(house.tenantId);
    const first = await reading.waitingFor('zed', 1);
    const second = await reading.waitingFor('zed', 1, first.next);
    expect([first, second].flatMap(({ items }) => items.map(({ documentId }) => documentId))).toEqual(ids);
    expect(first.items).toMatchObject([{ status: 'approved', submitterName: 'Ana' }]);
    expect(second.next).toBeUndefined();
    expect((await reading.waitingFor('yan', 10)).items).toEqual([]);
    await house.do({ kind: 'complete', actorId: 'zed', documentId: ids[0] ?? '' });
    expect((await reading.waitingFor('zed', 10)).items.map(({ documentId }) => documentId)).toEqual(ids.slice(1));
  });

  test.each([
    ['the whole company', '', 1],
    ['the submitter’s own part', 'ops', 1],
    ['a part above it', 'top', 1],
    ['another part', 'sales', 0],
  ])('finds what was asked for in their part of the company: %s', async (_what, unit, found) => {
    const house = await openHouse(filingCompany());
    await approved(house);
    await house.database.write(async (trx) => {
      for (const [id, above] of [
        ['top', null],
        ['ops', 'top'],
        ['sales', 'top'],
      ] as const) {
        const row = { tenant_id: house.tenantId, id, name: id, parent_id: above, head_id: null };
        await trx.insertInto('org_units').values(row).execute();
      }
      await trx.updateTable('users').set({ unit_id: 'ops' }).where('id', '=', 'ana').execute();
      await trx.updateTable('role_assignments').set({ unit_id: unit }).where('role_key', '=', 'filer').execute();
    });
    expect((await house.store.reading(house.tenantId).waitingFor('zed', 10)).items).toHaveLength(found);
  });

  test('has their cards looked at again where the role changed hands', async () => {
    const house = await openHouse(filingCompany());
    const id = await approved(house);
    const owed = await house.database.write(async (trx) => {
      await trx.deleteFrom('outbox').execute();
      await trx.updateTable('role_assignments').set({ user_id: 'yan' }).where('role_key', '=', 'filer').execute();
      await oweOpenDocuments(trx, house.tenantId, 'req-apply', house.now());
      return trx.selectFrom('outbox').select(['kind', 'subject']).execute();
    });
    expect(owed).toEqual([{ kind: 'document', subject: id }]);
    expect(await completerCards(house, id)).toEqual(['yan']);
  });

  test('is given the cards that waited once their account is linked', async () => {
    const house = await openHouse(filingCompany());
    const id = await approved(house);
    await house.database.write(async (trx) => {
      await trx.deleteFrom('outbox').execute();
      await trx.deleteFrom('chat_identities').where('user_id', '=', 'zed').execute();
    });
    const account = {
      platform: 'slack',
      installation: 'TACME',
      chatUser: 'UNEW',
      name: 'Zed',
      email: 'zed@example.com',
    };
    const origin = { requestId: 'req-hello', platform: 'slack' };
    const answer = await house.store.identities(house.tenantId).claim(account, 'zed', origin, house.now());
    expect(answer).toMatchObject({ kind: 'linked' });
    const owed = await house.database.read.selectFrom('outbox').selectAll().where('kind', '=', 'document').execute();
    expect(owed.map(({ subject }) => subject)).toEqual([id]);
  });
});
