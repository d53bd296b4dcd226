import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inDependencyOrder } from '../../../src/engine/form/order.js';

function order(reads: Readonly<Record<string, readonly string[]>>) {
  const all = Object.keys(reads).map((name) => ({ name }));
  const { ordered, cycle } = inDependencyOrder(all, (name) => reads[name] ?? []);
  return { ordered: ordered.map(({ name }) => name), cycle };
}

test('everything stands behind what it reads, and otherwise as it came', () => {
  expect(order({ a: ['c'], b: [], c: ['d'], d: [] })).toEqual({ ordered: ['d', 'c', 'a', 'b'], cycle: undefined });
});

test.each<[string, Record<string, string[]>, string[]]>([
  ['one that reads itself', { a: [], b: ['b'] }, ['b']],
  ['two that read each other', { a: ['b'], b: ['a'] }, ['a', 'b']],
  ['a circle behind others', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, ['b', 'c', 'd']],
])('%s are named', (_what, reads, cycle) => {
  expect(order(reads).cycle).toEqual(cycle);
  expect(order(reads).ordered.toSorted()).toEqual(Object.keys(reads).toSorted());
});

test('a name that is not there is left alone', () => {
  expect(order({ a: ['gone'] })).toEqual({ ordered: ['a'], cycle: undefined });
});

test('whatever reads what, nothing is lost, and without a circle all that is read comes first', () => {
  const names = [...'abcdef'];
  const graph = fc.record(Object.fromEntries(names.map((name) => [name, fc.subarray(names, { maxLength: 2 })])));
  fc.assert(
    fc.property(graph, (reads) => {
      const { ordered, cycle } = order(reads);
      expect(ordered.toSorted()).toEqual(names);
      if (cycle !== undefined) {
        for (const [at, name] of cycle.entries()) expect(reads[name]).toContain(cycle[(at + 1) % cycle.length]);
        return;
      }
      for (const [at, name] of ordered.entries()) {
        for (const read of reads[name] ?? []) expect(ordered.indexOf(read)).toBeLessThan(at);
      }
    }),
  );
});
