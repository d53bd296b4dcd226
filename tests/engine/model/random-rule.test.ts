import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FormContext } from '../../../src/engine/form/context.js';
import { checkForm } from '../../../src/engine/form/values.js';
import { checkRule } from '../../../src/engine/policy/check-rule.js';
import { answerOf, knownRules, type Requester, type RuleScene } from './random-rule.js';
import { filled, randomTypes } from './random-type.js';

const people = ['p0', 'p1', 'p2', 'p3', 'p4'];
const id = fc.constantFrom(...people);
const requester: fc.Arbitrary<Requester> = fc.record({
  id,
  unit: fc.constantFrom('', 'u0', 'u1'),
  units: fc.subarray(['u0', 'u1']),
  roles: fc.subarray(['finance', 'legal']),
  manager: fc.constantFrom('', ...people),
});
const today = fc.constantFrom('2026-12-31', '2027-01-01');

const scene: fc.Arbitrary<RuleScene> = fc
  .record({ types: randomTypes, fill: fc.nat({ max: 1000 }), requester, today })
  .map(({ types, fill, ...rest }): RuleScene => {
    const form = types[0]?.form ?? [];
    const attachments = { required: false, max: 5, bytesMax: 10_000 };
    const context: FormContext = {
      today: rest.today,
      requesterId: 'p0',
      standingOf: () => 'active',
      attachments,
      calendar: undefined,
    };
    const checked = checkForm(form, filled(form, fill, people), context);
    if (!checked.ok) throw new Error('what the model fills in is refused');
    return { form, values: checked.values, ...rest };
  });

test.each(knownRules.map(({ rule }) => [JSON.stringify(rule), rule] as const))(
  'the rule %s says what the model takes it for',
  (_text, rule) => {
    fc.assert(
      fc.property(scene, (one) => {
        const { form, ...ruleInput } = one;
        const outcome = checkRule(rule, { form, ruleInput, balances: [], otherRequests: [] });
        expect(outcome.ok ? outcome.holds : 'fails').toBe(answerOf(rule, one));
      }),
      { numRuns: 30 },
    );
  },
);
