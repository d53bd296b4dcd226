import fc from 'fast-check';
import type { FormValues } from '../../../../src/engine/form/values.js';
import {
  type Condition,
  type ConditionValue,
  type Operator,
  operators,
  type StructuredRule,
} from '../../../../src/engine/rules/rule.js';

/** A condition together with how its author would have written it, and what its path stands for in the values. */
interface Told {
  readonly condition: Condition;
  readonly text: string;
  readonly holds: (values: FormValues) => boolean;
}

/** A structured rule with the same rule as text, and its meaning told without either. */
export interface ToldRule {
  readonly rule: StructuredRule;
  readonly text: string;
  readonly holds: (values: FormValues) => boolean;
}

const operator = fc.constantFrom(...operators);

type Comparable = string | number | boolean;

function compared(left: Comparable, symbol: Operator, right: Comparable): boolean {
  switch (symbol) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
  }
}

interface Path<V extends ConditionValue> {
  readonly path: string;
  readonly value: fc.Arbitrary<V>;
  readonly written: (value: V) => string;
  readonly size: (value: V) => Comparable;
  readonly read: (values: FormValues) => Comparable;
}

function told<V extends ConditionValue>({ path, value, written, size, read }: Path<V>): fc.Arbitrary<Told> {
  return fc.record({ symbol: operator, value }).map(({ symbol, value: right }) => ({
    condition: { path, operator: symbol, value: right },
    text: `${path} ${symbol} ${written(right)}`,
    holds: (values) => compared(read(values), symbol, size(right)),
  }));
}

const days = ['2026-01-31', '2026-02-01', '2026-02-02', '2026-02-03'];

const condition: fc.Arbitrary<Told> = fc.oneof(
  told({
    path: 'amount',
    value: fc.integer({ min: 0, max: 9 }).map((whole) => ({ amount: `${whole}.50`, currency: 'USD' })),
    written: ({ amount, currency }) => `money("${amount}", '${currency}')`,
    size: ({ amount }) => Number(amount) * 100,
    read: ({ amount }) => (amount as { amountMinor: number }).amountMinor,
  }),
  told({
    path: 'quantity',
    value: fc.integer({ min: -3, max: 3 }),
    written: String,
    size: (value) => value,
    read: ({ quantity }) => Number(quantity),
  }),
  told({
    path: 'ratio',
    value: fc.integer({ min: -3, max: 3 }).map((tenths) => tenths / 10),
    written: (value) => `(${value} + 0.0)`,
    size: (value) => value,
    read: ({ ratio }) => Number(ratio),
  }),
  told({
    path: 'start',
    value: fc.constantFrom(...days),
    written: (value) => `date('${value}')`,
    size: (value) => value,
    read: ({ start }) => String(start),
  }),
  told({
    path: 'period.from',
    value: fc.constantFrom(...days),
    written: (value) => `date("${value}")`,
    size: (value) => value,
    read: ({ period }) => (period as { from: string }).from,
  }),
  told({
    path: 'title',
    value: fc.constantFrom('', 'a', 'a"b', "a'b", 'a\\b', 'ä\n', '$x'),
    written: spelt,
    size: (value) => value,
    read: ({ title }) => String(title),
  }),
  told({
    path: 'requester.unit',
    value: fc.constantFrom('sales', 'board'),
    written: (value) => `'${value}'`,
    size: (value) => value,
    read: () => 'sales',
  }),
);

/** Every character by its number, which is another spelling than ours. */
function spelt(text: string): string {
  const codes = [...text].map((char) => `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`);
  return `'${codes.join('')}'`;
}

const { rule } = fc.letrec<{ rule: ToldRule; member: Told | ToldRule }>((tie) => ({
  member: fc.oneof({ maxDepth: 3, depthIdentifier: 'group' }, condition, tie('rule')),
  rule: fc
    .record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      members: fc.array(tie('member'), { minLength: 1, maxLength: 3, depthIdentifier: 'group' }),
    })
    .map(({ kind, members }) => group(kind, members)),
}));

function group(kind: 'all' | 'any', members: readonly (Told | ToldRule)[]): ToldRule {
  const parts = members.map((member) => ('rule' in member ? member.rule : member.condition));
  const texts = members.map((member) => `(${member.text})`);
  return {
    rule: kind === 'all' ? { all: parts } : { any: parts },
    text: texts.join(kind === 'all' ? '&&' : '||'),
    holds: (values) =>
      kind === 'all' ? members.every((member) => member.holds(values)) : members.some((member) => member.holds(values)),
  };
}

export const toldRules = rule;

export const toldValues: fc.Arbitrary<FormValues> = fc.record({
  amount: fc.integer({ min: 0, max: 9 }).map((whole) => ({ amountMinor: whole * 100 + 50, currency: 'USD' })),
  quantity: fc.integer({ min: -3, max: 3 }),
  ratio: fc.constantFrom('-0.3', '-0.1', '0', '0.1', '0.3'),
  start: fc.constantFrom(...days),
  period: fc.constantFrom(...days).map((from) => ({ from, to: '2026-03-01' })),
  title: fc.constantFrom('a', 'a"b', "a'b", 'a\\b', 'ä\n', '$x'),
});
