import { describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { smallCompany } from '../support/company.js';
import { openHouse } from '../support/house.js';

describe('the document store', () => {
  test('a request travels from draft to approved and every round of it is kept', async () => {
    const house = await openHouse();
    const id = await house.create('ana');
    expect(await house.submit('ana', id)).toMatchObject({ kind: 'done', status: 'pending', number: 'PR-2026-0001' });
    expect(await house.vote('bo', id, 'manager', 'approve')).toMatchObject({ kind: 'done', status: 'pending' });
    expect(await house.vote('cy', id, 'procurement', 'return', 'Which colour?')).toMatchObject({ status: 'returned' });
    expect(await house.submit('ana', id)).toMatchObject({ kind: 'done', status: 'pending', round: 2 });
    await house.vote('bo', id, 'manager', 'approve', 'Fine');
    await house.vote('di', id, 'procurement', 'approve');
    expect(await house.vote('flo', id, 'finance', 'approve')).toMatchObject({ status: 'approved' });
    const dossier = await house.store.reading('acme').dossier(id);
    expect(dossier?.formerSteps.map((step) => [step.key, step.status])).toEqual([
      ['manager', 'approved'],
      ['procurement', 'returned'],
      ['finance', 'skipped'],
    ]);
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });

  test('the same click five times is one vote and gets the same answer', async () => {
    const house = await openHouse();
    const id = await house.create('ana');
    await house.submit('ana', id);
    const { steps, dataRevision, round } = await house.document(id);
    const [step] = steps;
    if (step === undefined) throw new Error('no step');
    const click = () =>
      house.do({
        kind: 'approve',
        actorId: 'bo',
        documentId: id,
        stepId: step.id,
        opening: 1,
        seen: { dataRevision, round },
        comment: null,
      });
    const answers = await Promise.all([click(), click(), click(), click(), click()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await house.document(id)).version).toBe(5);
  });

  test('numbers have no gap, also after refused submits and between concurrent ones', async () => {
    const house = await openHouse();
    const ids = await Promise.all(Array.from({ length: 20 }, () => house.create('ana')));
    const wrong = { kind: 'submit', actorId: 'ana', documentId: ids[0] ?? '', nonce: 'x', routeDigest: 'old' } as const;
    expect(await house.do({ ...wrong, seen: { dataRevision: 1, round: 0 } })).toMatchObject({
      refusal: { code: 'route-changed' },
    });
    await Promise.all(ids.map((id) => house.submit('ana', id)));
    const numbers = (await Promise.all(ids.map((id) => house.document(id)))).map((document) => document.number).sort();
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => `PR-2026-${String(at + 1).padStart(4, '0')}`));
  });

  test('a second tenant with the same ids sees nothing of the first', async () => {
    const house = await openHouse();
    const { seedCompany } = await import('../support/company.js');
    await seedCompany(house.database, smallCompany('globex'));
    const id = await house.create('ana');
    await house.submit('ana', id);
    const other = house.store.reading('globex');
    expect(await other.dossier(id)).toBeUndefined();
    expect((await other.waitingFor('bo', 10)).items).toEqual([]);
    expect((await other.requestedBy('ana', 10)).items).toEqual([]);
    expect(await other.documentIdOf('PR-2026-0001')).toBeUndefined();
    expect(await house.store.cards('globex').dossier(id)).toBeUndefined();
  });
});
