import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Policy } from '../../../src/engine/policy/policy.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { purchaseType, smallCompany } from '../../support/company.js';
import { type House, houseStore, openHouse } from '../../support/house.js';
import '../../support/property-settings.js';
import { findingsOfWork } from '../documents/acting.js';

/** Twelve days a year, of which two move to the next. */
const leave: Policy = {
  key: 'leave',
  version: 1,
  name: 'Yearly leave',
  type: 'purchase',
  priority: 0,
  check: { kind: 'quota_limit', limit: 1200, unit: 'days', amount: 'days', carryOver: 200, used: [] },
  authorId: null,
  active: true,
};

async function leaveHouse(): Promise<House> {
  const days = { type: 'integer', name: 'days', label: 'Days', required: true } as const;
  const form = [{ type: 'text', name: 'item', label: 'What', required: true } as const, days];
  return openHouse({ ...smallCompany(), types: [{ ...purchaseType, form }], policies: [leave] });
}

/** Asks for so many days; answers the document, or undefined where the quota does not allow it. */
async function askFor(house: House, days: number, who = 'ana'): Promise<string | undefined> {
  const id = await house.create(who, { item: 'Away', days: String(days) });
  await house.submit(who, id);
  return (await house.document(id)).status === 'pending' ? id : undefined;
}

async function approve(house: House, id: string): Promise<void> {
  await house.vote('bo', id, 'manager', 'approve');
  await house.vote('cy', id, 'procurement', 'approve');
  await house.vote('ed', id, 'finance', 'approve');
}

const recount = (house: House) => house.store.upkeep('acme').recountQuotas('req-recount', house.now());

async function balances(house: House) {
  const rows = house.database.read.selectFrom('quota_balances').select(['user_id', 'year', 'held', 'spent']);
  return (await rows.orderBy('user_id').orderBy('year').execute()).map(Object.values);
}

async function spoil(house: House, change: { held?: number; spent?: number }, who = 'ana'): Promise<void> {
  await house.database.write((trx) =>
    trx.updateTable('quota_balances').set(change).where('user_id', '=', who).execute(),
  );
}

describe('recounting quotas', () => {
  test('finds nothing where every balance is the sum of its entries', async () => {
    const house = await leaveHouse();
    const approved = await askFor(house, 3);
    await approve(house, approved ?? '');
    const returned = await askFor(house, 2);
    await house.vote('bo', returned ?? '', 'manager', 'return', 'When?');
    await askFor(house, 1);
    expect(await balances(house)).toEqual([['ana', 2026, 100, 300]]);
    expect(await recount(house)).toEqual([]);
  });

  test('mends what differs, says what it was, and writes it into the trail', async () => {
    const house = await leaveHouse();
    await approve(house, (await askFor(house, 3)) ?? '');
    await askFor(house, 2);
    await askFor(house, 4, 'hal');
    await spoil(house, { held: 900, spent: 0 });
    const difference = {
      personId: 'ana',
      policy: 'leave',
      year: 2026,
      stored: { held: 900, spent: 0 },
      counted: { held: 200, spent: 300 },
    };
    expect(await recount(house)).toEqual([difference]);
    expect(await balances(house)).toEqual([
      ['ana', 2026, 200, 300],
      ['hal', 2026, 400, 0],
    ]);
    const trail = house.database.read
      .selectFrom('audit_logs as l')
      .innerJoin('audit_payloads as p', (join) => join.onRef('p.entity', '=', 'l.entity').onRef('p.seq', '=', 'l.seq'))
      .select(['l.entity', 'l.actor_id', 'p.body'])
      .where('l.action', '=', 'quota-mended');
    const told = (await trail.execute()).map(({ body, ...entry }) => ({ ...entry, body: JSON.parse(body) }));
    expect(told).toEqual([
      {
        entity: 'person/ana',
        actor_id: null,
        body: { policy: 'leave', year: 2026, before: difference.stored, after: difference.counted },
      },
    ]);
    expect(await findingsOfWork(house)).toEqual([]);
    expect(await recount(house)).toEqual([]);
  });

  test('makes a balance again that is missing, and empties one that has no entries', async () => {
    const house = await leaveHouse();
    await askFor(house, 2);
    await house.database.write(async (trx) => {
      await trx.deleteFrom('quota_balances').execute();
      const row = { tenant_id: 'acme', policy_key: 'leave', year: 2026, held: 50, spent: 50 };
      await trx
        .insertInto('quota_balances')
        .values({ ...row, user_id: 'hal' })
        .execute();
    });
    expect((await recount(house)).map(({ personId }) => personId)).toEqual(['ana', 'hal']);
    expect(await balances(house)).toEqual([
      ['ana', 2026, 200, 0],
      ['hal', 2026, 0, 0],
    ]);
  });

  test('two processes mend a balance once, beside somebody who asks for more', async () => {
    const house = await leaveHouse();
    await askFor(house, 2);
    const other = await openDatabase(`sqlite:${house.file}`);
    onTestFinished(() => other.close());
    await spoil(house, { held: 700 });
    const now = house.now();
    const both = [house.store, houseStore(other)].map((store) => store.upkeep('acme').recountQuotas('req', now));
    const [mended] = await Promise.all([Promise.all(both), askFor(house, 3)]);
    expect(mended.flat()).toHaveLength(1);
    expect(await recount(house)).toEqual([]);
    expect((await balances(house))[0]?.slice(2)).toEqual([500, 0]);
  });

  test('whatever is done to documents and to balances, the sums are right afterwards', async () => {
    const act = fc.record({
      what: fc.constantFrom('ask', 'approve', 'reject', 'return', 'again', 'spoil'),
      days: fc.integer({ min: 1, max: 3 }),
      which: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 15 }), async (acts) => {
        const house = await leaveHouse();
        const ids: string[] = [];
        for (const { what, days, which } of acts) {
          const id = ids[which % Math.max(1, ids.length)];
          if (what === 'spoil') await spoil(house, { held: days * 100, spent: which * 100 });
          else if (what === 'ask') ids.push((await askFor(house, days)) ?? (await house.create('ana', oneDay)));
          else if (id !== undefined) await change(house, id, what);
        }
        await recount(house);
        expect(await findingsOfWork(house)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

const oneDay = { item: 'Away', days: '1' };

/** A balance that was spoilt may make a decision fail, as it should. */
async function change(house: House, id: string, what: string): Promise<void> {
  try {
    if (what === 'approve') return await approve(house, id);
    if (what === 'reject') return void (await house.vote('bo', id, 'manager', 'reject', 'No'));
    if (what === 'return') return void (await house.vote('bo', id, 'manager', 'return', 'When?'));
    await house.submit('ana', id);
  } catch (error) {
    expect(error).toMatchObject({ code: 'conflict' });
  }
}

describe('the turn of the year', () => {
  test('hands on what is left, without anything being written for it', async () => {
    const house = await leaveHouse();
    await approve(house, (await askFor(house, 9)) ?? '');
    house.goTo('2026-12-31T22:59:00.000Z');
    expect(await askFor(house, 4)).toBeUndefined();
    const before = await balances(house);
    // Midnight in Berlin.
    house.goTo('2026-12-31T23:00:00.000Z');
    expect(await recount(house)).toEqual([]);
    expect(await balances(house)).toEqual(before);
    // Twelve, and two of the three that were left.
    expect(await askFor(house, 15)).toBeUndefined();
    expect(await askFor(house, 14)).toBeDefined();
    expect(await recount(house)).toEqual([]);
    expect(await balances(house)).toEqual([
      ['ana', 2026, 0, 900],
      ['ana', 2027, 1400, 0],
    ]);
  });

  test('hands on what a mended balance leaves', async () => {
    const house = await leaveHouse();
    await approve(house, (await askFor(house, 11)) ?? '');
    await spoil(house, { spent: 100 });
    await recount(house);
    house.goTo('2027-01-04T09:00:00.000Z');
    expect(await askFor(house, 14)).toBeUndefined();
    expect(await askFor(house, 13)).toBeDefined();
  });
});
