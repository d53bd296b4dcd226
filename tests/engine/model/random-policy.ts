import fc from 'fast-check';
import type { StepDefinition } from '../../../src/engine/definition.js';
import type { Policy, PolicyCheck } from '../../../src/engine/policy/policy.js';
import { auditor, typeKeys } from './names.js';
import { randomRule } from './random-rule.js';
import { randomStep } from './random-template.js';

/** Up to three for each type. A quota's limit never changes while a model runs, so that it can be counted against. */
export function randomPolicies(personId: fc.Arbitrary<string>): fc.Arbitrary<readonly Policy[]> {
  const ofType = (type: string) =>
    fc
      .integer({ min: 0, max: 3 })
      .chain((many) => fc.tuple(...Array.from({ length: many }, (_, at) => randomPolicy(type, at, personId))));
  return fc.tuple(...typeKeys.map(ofType)).map((all) => all.flat());
}

function randomPolicy(type: string, at: number, personId: fc.Arbitrary<string>): fc.Arbitrary<Policy> {
  return fc
    .record({
      priority: fc.nat({ max: 2 }),
      when: randomRule,
      isConditional: fc.nat({ max: 4 }).map((nat) => nat === 0),
      check: randomCheck(`${type}-extra-${at}`, personId),
      author: fc.oneof(fc.constant(auditor), personId),
      isAuthored: fc.nat({ max: 4 }).map((nat) => nat === 0),
    })
    .map(({ when, isConditional, author, isAuthored, ...rest }) => ({
      ...{ key: `${type}-policy-${at}`, version: 1, name: `Policy ${at} of ${type}`, type, active: true },
      ...rest,
      authorId: isAuthored ? author : null,
      ...(isConditional && { when }),
    }));
}

function randomCheck(stepKey: string, personId: fc.Arbitrary<string>): fc.Arbitrary<PolicyCheck> {
  const step: fc.Arbitrary<StepDefinition> = randomStep(personId).map((one) => ({
    ...one,
    key: stepKey,
    name: stepKey,
  }));
  return fc.oneof(
    { weight: 3, arbitrary: quota(personId) },
    { weight: 2, arbitrary: step.map((one): PolicyCheck => ({ ...threshold, step: one })) },
    { weight: 2, arbitrary: timeBased },
    { weight: 2, arbitrary: custom(step) },
  );
}

const threshold = { kind: 'amount_threshold', field: 'amount', above: { amountMinor: 4000, currency: 'USD' } } as const;

function quota(personId: fc.Arbitrary<string>): fc.Arbitrary<PolicyCheck> {
  return fc
    .record({
      limit: fc.integer({ min: 3, max: 15 }).map((days) => days * 100),
      date: fc.constantFrom(undefined, 'day'),
      used: fc.array(fc.record({ person: personId, year: fc.constantFrom(2026, 2027), amount: fc.constant(100) }), {
        maxLength: 2,
      }),
    })
    .map(({ date, ...rest }) => ({
      ...{ kind: 'quota_limit' as const, unit: 'days', amount: 'days', carryOver: 0 },
      ...rest,
      ...(date !== undefined && { date }),
    }));
}

const timeBased: fc.Arbitrary<PolicyCheck> = fc
  .record({
    noticeDays: fc.constantFrom(undefined, undefined, 0, 3),
    blackouts: fc.constantFrom([], [], [{ from: '2027-01-05', to: '2027-01-08', reason: 'Fair' }]),
    overlap: fc.constantFrom('allowed' as const, 'refused' as const),
  })
  .map(({ noticeDays, ...rest }) => ({
    ...{ kind: 'time_based' as const, field: 'day' },
    ...rest,
    ...(noticeDays !== undefined && { noticeDays }),
  }));

function custom(step: fc.Arbitrary<StepDefinition>): fc.Arbitrary<PolicyCheck> {
  const effects = ['warn', 'warn', 'add_step', 'add_step', 'reject'] as const;
  return fc
    .record({ rule: randomRule, effect: fc.constantFrom(...effects), step })
    .map(({ rule, effect, step: added }) => ({
      ...{ kind: 'custom' as const, rule, effect, message: 'Mind this' },
      ...(effect === 'add_step' && { step: added }),
    }));
}
