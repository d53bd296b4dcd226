import { describe, expect, test } from 'vitest';
import type { StepDefinition } from '../../../src/engine/definition.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import { type PlanningFacts, planSubmission } from '../../../src/engine/plan-submission.js';
import type { Policy } from '../../../src/engine/policy/policy.js';
import { t1 } from '../support/documents.js';
import { house, planningFor, stepOf, template, user } from '../support/routes.js';
import { policy } from './policies.js';

const fay: StepDefinition = { ...stepOf(user('fay')), key: 'director' };
const gil: StepDefinition = { ...stepOf(user('gil')), key: 'director' };

/** Whom the stages of the route ask, when Ana submits. */
function asked(policies: readonly Policy[], own: StepDefinition = stepOf(user('eli'))) {
  const plan = planned(policies, own);
  return plan.route.stages.map((steps) =>
    steps.map((step) => step.approvers.map((one) => one.personId).join()).join('+'),
  );
}

function planned(
  policies: readonly Policy[],
  own: StepDefinition,
  more: Partial<PlanningFacts> = {},
  values: FormValues = { goal: 'Oslo' },
) {
  const facts = { ...planningFor(house(), template('t', 0, [own])), policies, ...more };
  const plan = planSubmission(facts, values, t1);
  if ('code' in plan) throw new Error(JSON.stringify(plan));
  return plan;
}

function adding(key: string, step: StepDefinition, more: Partial<Policy> = {}): Policy {
  return policy({ kind: 'custom', rule: 'true', effect: 'add_step', message: 'So', step }, { key, ...more });
}

describe('a step that a policy adds', () => {
  test('comes in a stage of its own, behind the template’s and in the order of the policies', () => {
    expect(asked([adding('b', { ...gil, key: 'hr' }), adding('a', fay)])).toEqual(['eli', 'fay', 'gil']);
  });

  test('is asked once when two policies add it, or the template has it', () => {
    expect(asked([adding('a', fay), adding('b', fay)])).toEqual(['eli', 'fay']);
    expect(asked([adding('a', fay)], fay)).toEqual(['fay']);
  });

  test('is not lost to one that has its key and asks others', () => {
    expect(asked([adding('a', fay), adding('b', gil)])).toEqual(['eli', 'fay', 'gil']);
    expect(asked([adding('a', gil)], fay)).toEqual(['fay', 'gil']);
  });

  test('is not lost to the same step that does not belong to this document', () => {
    expect(asked([adding('a', { ...fay, when: 'false' }), adding('b', fay)])).toEqual(['eli', 'fay']);
    expect(asked([adding('a', fay), adding('b', { ...fay, when: 'false' })])).toEqual(['eli', 'fay']);
  });

  test('never asks the author of its policy', () => {
    const { route, authorIds } = planned([adding('a', fay, { authorId: 'fay' })], stepOf(user('eli')));
    expect(authorIds).toEqual(['fay']);
    expect(route.stages.flat().flatMap((step) => step.approvers.map((one) => one.personId))).not.toContain('fay');
  });
});

describe('a policy that rejects', () => {
  test('leaves no route, and the finding says why', () => {
    const never = policy({ kind: 'custom', rule: 'true', effect: 'reject', message: 'Not in summer' });
    const { route, findings, holds, authorIds } = planned([never, adding('a', fay)], stepOf(user('eli')));
    expect([route.stages, holds, authorIds]).toEqual([[], [], []]);
    expect(findings).toMatchObject([
      { effect: 'add_step' },
      { effect: 'reject', explanation: { text: 'Not in summer' } },
    ]);
  });
});
