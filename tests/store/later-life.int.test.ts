import { describe, expect, test } from 'vitest';
import { desiredCards } from '../../src/engine/card.js';
import { viewDocument } from '../../src/engine/handle.js';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { purchaseType, smallCompany, type TestCompany } from '../support/company.js';
import { type House, openHouse } from '../support/house.js';

function company(): TestCompany {
  const { roles, ...rest } = smallCompany();
  const reassigner = { key: 'admin', permissions: ['document.read_all', 'approval.reassign'] as const };
  const type = { ...purchaseType, completion: { kind: 'role', role: 'procurement' } as const };
  return { ...rest, roles: [...roles.filter(({ key }) => key !== 'admin'), reassigner], types: [type] };
}

async function submitted(house: House): Promise<string> {
  const id = await house.create('ana');
  await house.submit('ana', id);
  return id;
}

async function reassign(house: House, documentId: string, fromId: string | null, toId: string, stepKey = 'manager') {
  const step = (await house.document(documentId)).steps.find(({ key }) => key === stepKey);
  const command = { kind: 'reassign', actorId: 'gus', documentId, nonce: house.newId(), fromId, toId } as const;
  return house.do({ ...command, stepId: step?.id ?? '', reason: 'Bo is on leave' });
}

describe('a reassigned step', () => {
  test('is decided by the newcomer, whatever it was before; the other sees it and is asked no more', async () => {
    const house = await openHouse(company());
    const id = await submitted(house);
    expect(await reassign(house, id, 'bo', 'hal')).toMatchObject({ kind: 'done' });
    expect(await house.vote('bo', id, 'manager', 'approve')).toMatchObject({ kind: 'refused' });
    expect(await viewDocument(house.store.reading('acme'), id, 'bo')).toBeDefined();
    expect(await viewDocument(house.store.reading('acme'), id, 'ed')).toBeUndefined();
    const dossier = await house.store.cards('acme').dossier(id);
    const askedOf = desiredCards(dossier ?? expect.fail('no dossier')).filter(({ role }) => role === 'approver');
    expect(askedOf.map(({ personId }) => personId).sort()).toEqual(['bo', 'cy', 'di', 'hal']);
    expect(await house.vote('hal', id, 'manager', 'approve')).toMatchObject({ kind: 'done' });
    await reassign(house, id, 'di', 'bo', 'procurement');
    expect(await house.vote('bo', id, 'procurement', 'return', 'No')).toMatchObject({ status: 'returned' });
    expect(await house.submit('ana', id)).toMatchObject({ status: 'pending', round: 2 });
    expect(await viewDocument(house.store.reading('acme'), id, 'hal')).toBeDefined();
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });

  test('goes back to whoever was replaced, and between two who take turns', async () => {
    const house = await openHouse(company());
    const id = await submitted(house);
    for (const [from, to] of [
      ['bo', 'hal'],
      ['hal', 'bo'],
      ['bo', 'hal'],
    ] as const) {
      expect(await reassign(house, id, from, to)).toMatchObject({ kind: 'done' });
    }
    const step = (await house.document(id)).steps[0];
    expect(step?.approvers.map(({ personId }) => personId)).toEqual(['hal']);
    expect(step?.replaced.map(({ personId }) => personId)).toEqual(['bo']);
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });
});

describe('a document that is carried out', () => {
  test('is completed by whoever holds the role for it, once', async () => {
    const house = await openHouse(company());
    const id = await submitted(house);
    await house.vote('bo', id, 'manager', 'approve');
    await house.vote('cy', id, 'procurement', 'approve');
    await house.vote('ed', id, 'finance', 'approve');
    expect(await house.do({ kind: 'complete', actorId: 'cy', documentId: id })).toMatchObject({ status: 'completed' });
    const { completedAt, completedBy } = await house.document(id);
    expect(completedBy).toBe('cy');
    expect(await house.do({ kind: 'complete', actorId: 'di', documentId: id })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'wrong-status', since: completedAt },
    });
    expect((await house.store.reading('acme').dossier(id))?.people.get('cy')?.name).toBeDefined();
    expect((await house.store.reading('acme').requestedBy('ana', 1)).items).toMatchObject([{ status: 'completed' }]);
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });
});

describe('a draft that is thrown away', () => {
  test('is gone for everybody, and stays in the trail', async () => {
    const house = await openHouse(company());
    const id = await house.create('ana');
    const seen = await house.seen(id);
    const away = { kind: 'delete', actorId: 'ana', documentId: id, seen } as const;
    const first = await house.do(away);
    expect(first).toMatchObject({ kind: 'done' });
    expect(await house.do(away)).toEqual(first);
    const edit = { kind: 'edit', actorId: 'ana', documentId: id, nonce: 'n', seen, input: {} } as const;
    expect(await house.do(edit)).toMatchObject({ refusal: { code: 'no-such-document' } });
    for (const person of ['ana', 'gus']) {
      expect(await viewDocument(house.store.reading('acme'), id, person)).toBeUndefined();
    }
    expect((await house.store.reading('acme').requestedBy('ana', 1)).items).toEqual([]);
    const timeline = await house.store.admin('acme').timeline(id, 10);
    expect(timeline.items.map(({ action }) => action)).toEqual(['document-created', 'document-deleted']);
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });
});
