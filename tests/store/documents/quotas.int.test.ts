import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { ApprovalDocument } from '../../../src/engine/document.js';
import type { QuotaHold } from '../../../src/engine/policy/policy.js';
import { type House, openHouse } from '../../support/house.js';
import { save, savedDraft, step, submittedWith } from './saving.js';

function hold(amount: number, state: QuotaHold['state'] = 'held', policy = 'leave', year = 2026): QuotaHold {
  return { policy, personId: 'ana', year, amount, state };
}

async function submitted(
  house: House,
  holds: readonly QuotaHold[],
  number = 'PR-2026-0001',
): Promise<ApprovalDocument> {
  const draft = await savedDraft(house);
  await save(house, draft, submittedWith([step(draft.id, 0)], { holds, number }));
  return house.document(draft.id);
}

const balances = (house: House, policies = ['leave', 'spring'], years = [2025, 2026, 2027]) =>
  house.store.documents('acme').read((reader) => reader.balances('ana', policies, years));

async function ledger(house: House) {
  const entries = house.database.read.selectFrom('quota_entries').selectAll().orderBy('at').orderBy('kind');
  return (await entries.execute()).map(({ kind, amount, policy_key, year, seq }) => [
    kind,
    amount,
    policy_key,
    year,
    seq,
  ]);
}

describe('a quota', () => {
  test('that nobody touched has no balance', async () => {
    expect(await balances(await openHouse())).toEqual([]);
  });

  test('is held at submit, and spent when that is approved', async () => {
    const house = await openHouse();
    const document = await submitted(house, [hold(500), hold(500, 'held', 'spring')]);
    expect(await balances(house)).toEqual([
      { policy: 'leave', personId: 'ana', year: 2026, held: 500, spent: 0 },
      { policy: 'spring', personId: 'ana', year: 2026, held: 500, spent: 0 },
    ]);
    const holds = [hold(500, 'spent'), hold(500, 'spent', 'spring')];
    await save(house, document, { status: 'approved', holds });
    expect(await balances(house)).toMatchObject([
      { held: 0, spent: 500 },
      { held: 0, spent: 500 },
    ]);
    expect((await house.document(document.id)).holds).toEqual(holds);
    expect(await ledger(house)).toEqual([
      ['hold', 500, 'leave', 2026, 2],
      ['hold', 500, 'spring', 2026, 2],
      ['spend', 500, 'leave', 2026, 3],
      ['spend', 500, 'spring', 2026, 3],
    ]);
  });

  test('is released when that is returned, and held anew by the next round, of another size', async () => {
    const house = await openHouse();
    const first = await submitted(house, [hold(500)]);
    await save(house, first, { status: 'returned', holds: [hold(500, 'released')] });
    expect(await balances(house)).toMatchObject([{ held: 0, spent: 0 }]);
    const returned = await house.document(first.id);
    await save(
      house,
      returned,
      submittedWith([{ ...step(first.id, 0), id: 'again', round: 2 }], { round: 2, holds: [hold(300)] }),
    );
    expect(await balances(house)).toMatchObject([{ held: 300, spent: 0 }]);
    expect((await ledger(house)).map(([kind, amount]) => [kind, amount])).toEqual([
      ['hold', 500],
      ['release', 500],
      ['hold', 300],
    ]);
  });

  test('adds up over documents and keeps years and people apart', async () => {
    const house = await openHouse();
    await submitted(house, [hold(200)]);
    await submitted(house, [hold(300)], 'PR-2026-0002');
    await submitted(house, [hold(100, 'held', 'leave', 2027)], 'PR-2026-0003');
    await submitted(house, [{ ...hold(900), personId: 'bo' }], 'PR-2026-0004');
    expect(await balances(house)).toMatchObject([
      { year: 2026, held: 500 },
      { year: 2027, held: 100 },
    ]);
    expect(await balances(house, ['leave'], [2027])).toMatchObject([{ year: 2027, held: 100 }]);
  });

  test('is not moved by what was held and given back in one commit', async () => {
    const house = await openHouse();
    await submitted(house, [hold(500, 'released')]);
    expect([await balances(house), await ledger(house)]).toEqual([[], []]);
  });

  test('that is spent at once was held before, in the ledger', async () => {
    const house = await openHouse();
    await submitted(house, [hold(500, 'spent')]);
    expect(await balances(house)).toMatchObject([{ held: 0, spent: 500 }]);
    expect((await ledger(house)).map(([kind]) => kind)).toEqual(['hold', 'spend']);
  });

  test('does not fall below zero: the whole change is undone', async () => {
    const house = await openHouse();
    const document = await submitted(house, [hold(500)]);
    await house.database.write((trx) => trx.updateTable('quota_balances').set({ held: 100 }).execute());
    const release = save(house, document, { status: 'cancelled', holds: [hold(500, 'released')] });
    await expect(release).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/below zero/) });
    expect(await house.document(document.id)).toEqual(document);
    expect(await ledger(house)).toHaveLength(1);
  });

  test.each([
    ['an entry, changed', 'update quota_entries set amount = 1', /append-only/],
    ['an entry, deleted', 'delete from quota_entries', /append-only/],
    ['an entry, replaced', 'insert or replace into quota_entries select * from quota_entries', /append-only/],
    ['a balance below zero', 'update quota_balances set held = -1', /CHECK/],
    ['a policy, changed', 'update policies set active = 0', /append-only/],
  ])('%s is refused by the database itself', async (_what, sql, expected) => {
    const house = await openHouse();
    await submitted(house, [hold(500)]);
    await house.database.write((trx) =>
      trx
        .insertInto('policies')
        .values({
          tenant_id: 'acme',
          key: 'p',
          version: 1,
          name: 'P',
          type_key: 'purchase',
          priority: 0,
          check_rule: '{}',
          active: 1,
          created_at: '',
        })
        .execute(),
    );
    const database = new Sqlite(house.file);
    expect(() => database.prepare(sql).run()).toThrow(expected);
    database.close();
  });
});
