import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unlessChainsHold } from '../../../src/engine/delegation/check-chains.js';
import { chainMax, type Delegation, isInForce } from '../../../src/engine/delegation/delegation.js';
import type { NewDelegation } from '../../../src/engine/ports/delegations.js';
import { delegation } from '../support/delegations.js';

const people = ['bo', 'cy', 'di', 'ed', 'fay', 'gus', 'hal', 'ida', 'jo'];
const onDay = (day: number) => new Date(Date.UTC(2026, 4, day)).toISOString();
const wanted: NewDelegation = {
  ...{ id: 'new', fromId: 'bo', toId: 'cy', types: null, cap: null },
  ...{ startsAt: onDay(3), endsAt: onDay(20) },
};

const random = (types: readonly (readonly string[] | null)[]): fc.Arbitrary<Delegation> =>
  fc
    .record({
      ends: fc.uniqueArray(fc.constantFrom(...people), { minLength: 2, maxLength: 2 }),
      first: fc.integer({ min: 1, max: 22 }),
      days: fc.integer({ min: 1, max: 20 }),
      endedAfter: fc.option(fc.integer({ min: 0, max: 10 })),
      named: fc.constantFrom(...types),
    })
    .map(({ ends: [from = '', to = ''], first, days, endedAfter, named }) => {
      const endedAt = endedAfter === null ? null : onDay(first + endedAfter);
      return delegation(from, to, { startsAt: onDay(first), endsAt: onDay(first + days), endedAt, types: named });
    });

/** Plainly: every chain of links that hold on one day for one type, none of which is left out. */
function expectedCode(others: readonly Delegation[], types: readonly (string | null)[]): string | undefined {
  const days = Array.from({ length: 17 }, (_, day) => onDay(3 + day));
  const codes = days.flatMap((at) =>
    types.map((type) => {
      const links = others.filter((one) => isInForce(one, at) && (one.types?.includes(type ?? '') ?? true));
      const onwards = walk('cy', links, ({ fromId, toId }) => [fromId, toId]);
      const backwards = walk('bo', links, ({ fromId, toId }) => [toId, fromId]);
      if (onwards.reached.has('bo')) return 'cycle';
      return onwards.links + 1 + backwards.links > chainMax ? 'chain-too-long' : undefined;
    }),
  );
  return codes.find((code) => code === 'cycle') ?? codes.find((code) => code !== undefined);
}

/** Everybody who is reached however far off, and how many links one may go on, at most `chainMax`. */
function walk(start: string, links: readonly Delegation[], ends: (one: Delegation) => readonly [string, string]) {
  const step = (from: ReadonlySet<string>) =>
    new Set(links.map(ends).flatMap(([one, next]) => (from.has(one) ? [next] : [])));
  let [now, reached, count]: [ReadonlySet<string>, Set<string>, number] = [new Set([start]), new Set([start]), 0];
  for (let link = 1; link <= people.length; link += 1) {
    now = step(now);
    if (now.size > 0 && link <= chainMax) count = link;
    reached = new Set([...reached, ...now]);
  }
  return { reached, links: count };
}

describe('chains of delegations', () => {
  test.each<[string, readonly (readonly string[] | null)[], readonly (string | null)[]]>([
    ['for everything', [null], [null]],
    ['for some types', [null, ['trip'], ['leave'], ['trip', 'leave']], [null, 'trip', 'leave']],
  ])('%s are refused on the days on which they do not hold, and on no other', (_name, given, types) => {
    const seen = new Set<string | undefined>();
    fc.assert(
      fc.property(fc.array(random(given), { maxLength: 16 }), (others) => {
        const refusal = unlessChainsHold(wanted, others);
        expect(refusal?.code).toBe(expectedCode(others, types));
        seen.add(refusal?.code);
      }),
      { numRuns: 600 },
    );
    expect(seen).toEqual(new Set([undefined, 'cycle', 'chain-too-long']));
  });

  test('of which none has to do with the new one are hardly looked at', () => {
    const links = Array.from({ length: 1000 }, (_, at) => {
      const startsAt = new Date(Date.parse(wanted.startsAt) + (at + 1) * 60_000).toISOString();
      return delegation(`p${at}`, `p${at + 1}`, { startsAt, types: [`t${at % 10}`] });
    });
    let looks = 0;
    const counted = links.map((one) => ({
      ...one,
      get startsAt() {
        looks += 1;
        return one.startsAt;
      },
    }));
    expect(unlessChainsHold(wanted, counted)).toBeUndefined();
    expect(looks).toBeLessThan(links.length);
  });
});
