import { describe, expect, test } from 'vitest';
import type { Submit } from '../../src/engine/command.js';
import type { Template } from '../../src/engine/definition.js';
import type { Facts, SubmissionFacts } from '../../src/engine/facts.js';
import type { FormField } from '../../src/engine/form/field.js';
import { planDigest, planSubmission, type SubmissionPlan } from '../../src/engine/plan-submission.js';
import { stepsOf } from '../../src/engine/route.js';
import { anyRule, draft, t1, tripTemplate, tripType } from './support/documents.js';
import { plainFacts } from './support/facts.js';
import { actor, organisation, person } from './support/people.js';
import {
  badStanding,
  decided,
  type Obstacle,
  type Situation,
  testPrecedence,
  withCommand,
  withDocument,
  withFacts,
} from './support/precedence.js';
import { planningFor } from './support/routes.js';

const ana = actor('ana');
const org = organisation({ people: [ana, person('bo'), person('cy')] });
const digest = (text: string) => `digest of ${text}`;

const submission: SubmissionFacts = {
  ...planningFor(org, tripTemplate),
  submitter: ana,
  nextNumber: 'BT-2026-0007',
  digest,
};

const facts: Facts = { ...plainFacts, type: tripType, submission };

function planOf(changes: Partial<SubmissionFacts> = {}): SubmissionPlan {
  const plan = planSubmission({ ...submission, ...changes }, draft().data, t1);
  if ('code' in plan) throw new Error(`no plan: ${plan.code}`);
  return plan;
}

const submit: Situation<Submit> = {
  document: draft(),
  command: {
    kind: 'submit',
    actorId: 'ana',
    documentId: 'd1',
    nonce: 'n1',
    seen: { dataRevision: 1, round: 0 },
    routeDigest: planDigest(planOf(), digest),
  },
  facts,
};

const byBo: Obstacle<Submit> = (situation) => {
  const seen = { actor: actor('bo'), relation: { wasApprover: true, managesSubmitter: false } };
  return withFacts<Submit>(seen)(withCommand<Submit>({ actorId: 'bo' })(situation));
};
const byZoe: Obstacle<Submit> = (situation) =>
  withFacts<Submit>({ actor: actor('zoe'), relation: facts.relation })(
    withCommand<Submit>({ actorId: 'zoe' })(situation),
  );

/** The form of today asks for the days, which the draft does not have. */
const stricter = {
  ...tripType,
  version: 2,
  form: tripType.form.map((field) => ({ ...field, required: true })),
};
const onStricterForm: Obstacle<Submit> = (situation) => {
  return situation.facts.type === undefined ? situation : withFacts<Submit>({ type: stricter })(situation);
};

const laxer = { ...tripType, version: 2 };
const onlyEmpty = { ...tripTemplate, stages: [] };

describe('submit', () => {
  testPrecedence(submit, {
    ...badStanding<Submit>(),
    'no-such-document': byZoe,
    'not-the-submitter': byBo,
    'wrong-status': withDocument<Submit>({ status: 'pending' }),
    stale: withCommand<Submit>({ seen: { dataRevision: 0, round: 0 } }),
    'no-such-type': withFacts<Submit>({ type: undefined, submission: undefined }),
    'invalid-form': onStricterForm,
    'no-template': (situation) =>
      withFacts<Submit>({ submission: { ...submission, templates: [onlyEmpty] } })(situation),
    'route-changed': withCommand<Submit>({ routeDigest: 'of a former route' }),
  });

  test.each(['draft', 'returned'] as const)('is possible in %s', (status) => {
    expect(decided(withDocument<Submit>({ status })(submit))).toMatchObject({ refused: false });
  });

  test.each(['pending', 'approved', 'rejected', 'cancelled', 'completed'] as const)('is impossible in %s', (status) => {
    expect(decided(withDocument<Submit>({ status })(submit))).toMatchObject({
      refusal: { code: 'wrong-status', status },
    });
  });

  test('records number, round, template and the whole route, and opens the first stage', () => {
    expect(decided(submit)).toEqual({
      refused: false,
      events: [
        {
          type: 'document-submitted',
          documentId: 'd1',
          number: 'BT-2026-0007',
          round: 1,
          template: { key: 'trip-default', version: 1 },
          steps: stepsOf(planOf().route, 'd1', 1),
          findings: [],
          holds: [],
          authorIds: [],
        },
        {
          type: 'stage-opened',
          documentId: 'd1',
          stage: 0,
          dueAt: { 'd1:1:0': '2026-03-03T10:00:00.000Z' },
          // Reminded after twelve hours and when it is due, and twelve hours later the manager may act.
          ladderAt: {
            'd1:1:0': ['2026-03-02T22:00:00.000Z', '2026-03-03T10:00:00.000Z', '2026-03-03T22:00:00.000Z'],
          },
        },
      ],
    });
  });

  test('of a returned document keeps its number and begins the next round', () => {
    const returned = withDocument<Submit>({ status: 'returned', number: 'BT-2026-0001', round: 1 })(submit);
    const again = withCommand<Submit>({ seen: { dataRevision: 1, round: 1 } })(returned);
    expect(decided(again)).toMatchObject({
      events: [
        { type: 'document-submitted', number: 'BT-2026-0001', round: 2 },
        { type: 'stage-opened', stage: 0 },
      ],
    });
  });

  test('of a draft from an earlier form asks to save it on the form of today, also where nothing is wrong', () => {
    expect(decided(withFacts<Submit>({ type: laxer })(submit))).toEqual({
      refused: true,
      refusal: { code: 'invalid-form', errors: [] },
    });
  });

  test('of a draft whose days have passed meanwhile asks for them again, on the same form', () => {
    const days: FormField = { type: 'date', name: 'from', label: 'From', required: true, min: 'today' };
    const type = { ...tripType, form: [...tripType.form, days] };
    const waited = (from: string) => {
      const written = withDocument<Submit>({ data: { ...draft().data, from } })(submit);
      return decided(withFacts<Submit>({ type })(written));
    };
    expect(waited('2026-03-02')).not.toMatchObject({ refusal: { code: 'invalid-form' } });
    expect(waited('2026-03-01')).toMatchObject({
      refusal: { code: 'invalid-form', errors: [{ field: 'from', code: 'too-early', params: { min: '2026-03-02' } }] },
    });
  });

  test('answers a changed route with the route as it is now', () => {
    const twice: Template = {
      ...tripTemplate,
      stages: [
        ...tripTemplate.stages,
        { steps: [{ key: 'cy', name: 'Cy', who: [{ kind: 'user', user: 'cy' }], rule: anyRule }] },
      ],
    };
    const plan = planOf({ templates: [twice] });
    expect(decided(withFacts<Submit>({ submission: { ...submission, templates: [twice] } })(submit))).toEqual({
      refused: true,
      refusal: { code: 'route-changed', route: plan.route, digest: planDigest(plan, digest) },
    });
  });

  test('with nobody to be found is stuck and pending, never approved', () => {
    const alone = { ...submission, organisation: organisation({ people: [ana] }) };
    const agreed = withCommand<Submit>({ routeDigest: planDigest(planOf(alone), digest) })(submit);
    const decision = decided(withFacts<Submit>({ submission: alone })(agreed));
    expect(decision).toMatchObject({
      events: [
        { type: 'document-submitted', steps: [{ approvers: [] }] },
        { type: 'stage-opened', stage: 0 },
      ],
    });
  });

  test('decided without its facts is a bug and no refusal', () => {
    expect(() => decided(withFacts<Submit>({ submission: undefined })(submit))).toThrow('without its facts');
  });
});
