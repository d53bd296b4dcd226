import fc from 'fast-check';
import type { FormField } from '../../../src/engine/form/field.js';
import type { FieldValue } from '../../../src/engine/form/field-type.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { Rule } from '../../../src/engine/rules/rule.js';

/** What a rule is about. */
export interface RuleScene {
  readonly form: readonly FormField[];
  readonly values: FormValues;
  readonly requester: Requester;
  readonly today: string;
}

export interface Requester {
  readonly id: string;
  readonly unit: string;
  readonly units: readonly string[];
  readonly roles: readonly string[];
  readonly manager: string;
}

/** `fails` where the rule cannot be answered: neither yes nor no. */
export type Answer = boolean | 'fails';

interface KnownRule {
  readonly rule: Rule;
  readonly weight: number;
  readonly meaning: (scene: RuleScene) => Answer;
}

/** Each rule that the model uses, and what it says in plain JavaScript. */
export const knownRules: readonly KnownRule[] = [
  { rule: 'true', weight: 2, meaning: () => true },
  { rule: 'false', weight: 1, meaning: () => false },
  { rule: 'days > 2', weight: 3, meaning: (scene) => ask(scene, 'days', (days) => Number(days) > 2) },
  { rule: '!(days > 2)', weight: 2, meaning: (scene) => ask(scene, 'days', (days) => !(Number(days) > 2)) },
  {
    rule: 'has(form.days) && days > 0',
    weight: 2,
    meaning: (scene) => guarded(scene, 'days', (days) => Number(days) > 0),
  },
  {
    rule: 'amount > money("50.00", "USD")',
    weight: 3,
    meaning: (scene) => ask(scene, 'amount', (amount) => inDollars(scene, amount, (minor) => minor > 5000)),
  },
  {
    rule: 'amount.currency == "USD" && amount > money("50.00", "USD")',
    weight: 1,
    meaning: (scene) => ask(scene, 'amount', (amount) => dollarsIn(amount) > 5000),
  },
  {
    rule: { all: [{ path: 'amount', operator: '<=', value: { amount: '20.00', currency: 'USD' } }] },
    weight: 1,
    meaning: (scene) => ask(scene, 'amount', (amount) => inDollars(scene, amount, (minor) => minor <= 2000)),
  },
  {
    rule: {
      any: [
        { path: 'days', operator: '>=', value: 3 },
        { path: 'requester.unit', operator: '==', value: 'u1' },
      ],
    },
    weight: 2,
    meaning: (scene) => ask(scene, 'days', (days) => Number(days) >= 3 || scene.requester.unit === 'u1'),
  },
  { rule: '"finance" in requester.roles', weight: 1, meaning: ({ requester }) => requester.roles.includes('finance') },
  { rule: '"u0" in requester.units', weight: 1, meaning: ({ requester }) => requester.units.includes('u0') },
  { rule: 'requester.manager != "p2"', weight: 1, meaning: ({ requester }) => requester.manager !== 'p2' },
  { rule: 'requester.id == "p3"', weight: 1, meaning: ({ requester }) => requester.id === 'p3' },
  { rule: 'today >= date("2027-01-01")', weight: 2, meaning: ({ today }) => today >= '2027-01-01' },
  { rule: 'color == "red"', weight: 1, meaning: (scene) => ask(scene, 'color', (color) => color === 'red') },
  {
    rule: 'day < date("2027-01-10")',
    weight: 1,
    meaning: (scene) => ask(scene, 'day', (day) => String(day) < '2027-01-10'),
  },
  { rule: '"p4" in people', weight: 1, meaning: namesP4 },
  { rule: 'days >', weight: 1, meaning: () => 'fails' },
];

export const randomRule: fc.Arbitrary<Rule> = fc.oneof(
  ...knownRules.map(({ rule, weight }) => ({ weight, arbitrary: fc.constant(rule) })),
);

export function answerOf(rule: Rule, scene: RuleScene): Answer {
  const text = JSON.stringify(rule);
  const found = knownRules.find((one) => JSON.stringify(one.rule) === text);
  if (found === undefined) throw new Error(`nobody knows what ${text} means`);
  return found.meaning(scene);
}

/** Reads a field that must have a value: where it may be empty, nobody has asked before, and the rule is refused. */
function ask(scene: RuleScene, name: string, meaning: (value: FieldValue) => Answer): Answer {
  const field = scene.form.find((one) => one.name === name);
  const value = scene.values[name];
  return field?.required === true && value !== undefined ? meaning(value) : 'fails';
}

function guarded(scene: RuleScene, name: string, meaning: (value: FieldValue) => Answer): Answer {
  if (!scene.form.some((one) => one.name === name)) return 'fails';
  const value = scene.values[name];
  return value === undefined ? false : meaning(value);
}

/** Amounts in two currencies are never compared: where there is a choice, a rule asks for the currency first. */
function inDollars({ form }: RuleScene, value: FieldValue, meaning: (amountMinor: number) => boolean): Answer {
  const field = form.find(({ name }) => name === 'amount');
  const hasChoice = field?.type === 'money' && field.currencies.length > 1;
  return hasChoice ? 'fails' : meaning(dollarsIn(value));
}

/** Cents; less than nothing in any other currency. */
function dollarsIn(value: FieldValue): number {
  return typeof value === 'object' && 'amountMinor' in value && value.currency === 'USD' ? value.amountMinor : -1;
}

/** A list without entries is empty, and no value is missing. */
function namesP4({ form, values }: RuleScene): Answer {
  if (!form.some(({ name }) => name === 'people')) return 'fails';
  const { people } = values;
  return Array.isArray(people) && people.some((id) => id === 'p4');
}
