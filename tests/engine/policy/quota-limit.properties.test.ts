import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuotaBalance, QuotaHold, QuotaLimit } from '../../../src/engine/policy/policy.js';
import { quotaLimit } from '../../../src/engine/policy/quota-limit.js';
import { quotaNeeds } from '../../../src/engine/policy/quota-needs.js';
import { asked, policy, twelveDays } from './policies.js';

const [firstYear, lastYear] = [2020, 2026];

/** What is known of one person: what waits and what is spent, by year, and what was used before. */
interface Books {
  readonly held: Map<number, number>;
  readonly spent: Map<number, number>;
}

const year = fc.integer({ min: firstYear, max: lastYear });
const quota = fc
  .record({
    limit: fc.integer({ min: 0, max: 12 }),
    carryOver: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 15 })),
    used: fc.uniqueArray(fc.record({ year, amount: fc.integer({ min: 0, max: 5 }) }), {
      maxLength: 3,
      selector: (use) => use.year,
    }),
  })
  .map(
    ({ limit, carryOver, used }): QuotaLimit =>
      twelveDays({
        limit: limit * 100,
        carryOver: carryOver * 100,
        date: 'on',
        used: used.map(({ year, amount }) => ({ person: 'ana', year, amount: amount * 100 })),
      }),
  );

type Step = { readonly year: number; readonly days: number; readonly fate: 'wait' | 'approve' | 'withdraw' };
const steps = fc.array(
  fc.record<Step>({
    year,
    days: fc.integer({ min: 1, max: 14 }),
    fate: fc.constantFrom('wait', 'approve', 'approve', 'withdraw'),
  }),
  { maxLength: 25 },
);

describe('a quota over the years', () => {
  test('takes a request if, and only if, every year still has at least what was given', () => {
    fc.assert(
      fc.property(quota, steps, (check, requests) => {
        const books = emptyBooks();
        fc.pre(isSound(check, books));
        for (const { year, days, fate } of requests) {
          const holds = submit(check, books, year, days);
          const after = { ...books, held: plus(books.held, year, days * 100) };
          expect(holds.length > 0).toBe(isSound(check, after));
          for (const hold of holds) settle(books, hold, fate);
          expect(isSound(check, books)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('needs no other balances than it asks for', () => {
    fc.assert(
      fc.property(quota, steps, year, (check, requests, on) => {
        const books = emptyBooks();
        for (const { year, days, fate } of requests) {
          for (const hold of submit(check, books, year, days)) settle(books, hold, fate);
        }
        const values = { days: 1, on: `${on}-06-15` };
        const { years } = quotaNeeds([policy(check)], values, '2026-06-15');
        const all = balancesOf(books);
        const needed = all.filter((balance) => years.includes(balance.year));
        const judge = (balances: readonly QuotaBalance[]) => quotaLimit(policy(check), asked(values, { balances }));
        expect(judge(needed)).toEqual(judge(all));
      }),
    );
  });

  test('judges alike in whatever order the balances and the uses before are listed', () => {
    fc.assert(
      fc.property(quota, steps, year, (check, requests, on) => {
        const books = emptyBooks();
        for (const { year, days, fate } of requests) {
          for (const hold of submit(check, books, year, days)) settle(books, hold, fate);
        }
        const values = { days: 2, on: `${on}-06-15` };
        const balances = balancesOf(books);
        const turned = { ...check, used: [...check.used].reverse() };
        expect(quotaLimit(policy(turned), asked(values, { balances: [...balances].reverse() }))).toEqual(
          quotaLimit(policy(check), asked(values, { balances })),
        );
      }),
    );
  });
});

function emptyBooks(): Books {
  return { held: new Map(), spent: new Map() };
}

function submit(check: QuotaLimit, books: Books, year: number, days: number): readonly QuotaHold[] {
  const verdict = quotaLimit(policy(check), asked({ days, on: `${year}-06-15` }, { balances: balancesOf(books) }));
  if (!verdict.ok) throw new Error(verdict.error);
  return verdict.holds;
}

function settle(books: Books, { year, amount }: QuotaHold, fate: Step['fate']): void {
  if (fate === 'withdraw') {
    // A row that was touched stays behind.
    books.held.set(year, books.held.get(year) ?? 0);
    return;
  }
  const side = fate === 'approve' ? books.spent : books.held;
  side.set(year, (side.get(year) ?? 0) + amount);
}

function balancesOf({ held, spent }: Books): readonly QuotaBalance[] {
  const years = [...new Set([...held.keys(), ...spent.keys()])];
  return years.map((year) => ({
    policy: 'p',
    personId: 'ana',
    year,
    held: held.get(year) ?? 0,
    spent: spent.get(year) ?? 0,
  }));
}

/** The rule told a second time, from the first year on: no year has given more than it had. */
function isSound(check: QuotaLimit, { held, spent }: Books): boolean {
  let carried = 0;
  let wasThere = false;
  for (let year = firstYear; year <= lastYear; year++) {
    const before = check.used.find((use) => use.year === year);
    const taken = (held.get(year) ?? 0) + (spent.get(year) ?? 0) + (before?.amount ?? 0);
    if (taken > check.limit + carried) return false;
    wasThere = wasThere || before !== undefined || (spent.get(year) ?? 0) > 0;
    carried = wasThere ? Math.min(check.carryOver, check.limit + carried - taken) : 0;
  }
  return true;
}

function plus(amounts: Map<number, number>, year: number, more: number): Map<number, number> {
  return new Map(amounts).set(year, (amounts.get(year) ?? 0) + more);
}
