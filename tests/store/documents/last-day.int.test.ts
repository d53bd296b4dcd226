import { describe, expect, test } from 'vitest';
import { previewRoute } from '../../../src/engine/handle.js';
import type { Policy } from '../../../src/engine/policy/policy.js';
import { verifyAudit } from '../../../src/store/audit/verify.js';
import { purchaseType, smallCompany } from '../../support/company.js';
import { digest, type House, openHouse } from '../../support/house.js';

const requests = 100;

/** Twelve days a year, of which Ana has one left. */
const leave: Policy = {
  key: 'leave',
  version: 1,
  name: 'Yearly leave',
  type: 'purchase',
  priority: 0,
  check: {
    kind: 'quota_limit',
    limit: 1200,
    unit: 'days',
    amount: 'days',
    carryOver: 0,
    used: [{ person: 'ana', year: 2026, amount: 1100 }],
  },
  authorId: null,
  active: true,
};

async function leaveHouse(): Promise<House> {
  const days = { type: 'integer', name: 'days', label: 'Days', required: true } as const;
  const type = {
    ...purchaseType,
    form: [{ type: 'text', name: 'item', label: 'What', required: true } as const, days],
  };
  return openHouse({ ...smallCompany(), types: [type], policies: [leave] });
}

/** All that is needed to press Submit: everybody was shown that the day is still free. */
async function readyToSubmit(house: House): Promise<() => Promise<unknown>> {
  const documentId = await house.create('ana', { item: 'A day off', days: '1' });
  const { typeKey, data } = await house.document(documentId);
  const content = { documentId, values: data };
  const preview = await previewRoute(house.store.documents('acme'), typeKey, 'ana', content, house.now(), digest);
  if (!('digest' in preview)) throw new Error(`no preview: ${preview.code}`);
  const seen = { dataRevision: 1, round: 0 };
  const command = {
    kind: 'submit',
    actorId: 'ana',
    documentId,
    nonce: documentId,
    seen,
    routeDigest: preview.digest,
  } as const;
  return () => house.do(command);
}

const balances = (house: House) =>
  house.store.documents('acme').read((reader) => reader.balances('ana', ['leave'], [2026]));

describe(`${requests} requests for the last day at once`, () => {
  test('hold it exactly once; the others are shown that it is gone, and rejected with the sum if they insist', async () => {
    const house = await leaveHouse();
    const submits: (() => Promise<unknown>)[] = [];
    for (let count = 0; count < requests; count += 1) submits.push(await readyToSubmit(house));
    const answers = await Promise.all(submits.map((submit) => submit()));
    const held = answers.filter((answer) => (answer as { status?: string }).status === 'pending');
    expect(held).toHaveLength(1);
    expect(await balances(house)).toEqual([{ policy: 'leave', personId: 'ana', year: 2026, held: 100, spent: 0 }]);

    const drafts = house.database.read.selectFrom('documents').select('id').where('status', '=', 'draft').execute();
    const insisting = (await drafts).slice(0, 5).map(({ id }) => house.submit('ana', id));
    for (const answer of await Promise.all(insisting)) expect(answer).toMatchObject({ status: 'rejected' });
    const rejected = house.database.read.selectFrom('documents').select('id').where('status', '=', 'rejected').limit(1);
    const { id } = await rejected.executeTakeFirstOrThrow();
    expect((await house.document(id)).findings).toMatchObject([
      { effect: 'reject', explanation: { kind: 'quota', limit: 1200, spent: 1100, held: 100, asked: 100 } },
    ]);
    expect(await balances(house)).toMatchObject([{ held: 100, spent: 0 }]);
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });

  test('leave it to the next one when whoever holds it cancels', async () => {
    const house = await leaveHouse();
    const [first, second] = [await readyToSubmit(house), await readyToSubmit(house)];
    expect(await first()).toMatchObject({ status: 'pending' });
    expect(await second()).toMatchObject({ kind: 'refused' });
    const { documentId } = (await house.store.reading('acme').waitingFor('bo', 1)).items[0] ?? { documentId: '' };
    await house.do({ kind: 'cancel', actorId: 'ana', documentId, seen: await house.seen(documentId) });
    expect(await balances(house)).toMatchObject([{ held: 0, spent: 0 }]);
    expect(await second()).toMatchObject({ status: 'pending' });
    expect(await balances(house)).toMatchObject([{ held: 100, spent: 0 }]);
    expect((await verifyAudit(house.database)).findings).toEqual([]);
  });
});
