import assert from 'node:assert/strict';
import type { DocumentSubmitted, StageOpened } from '../../../src/engine/event.js';
import { expectedSla } from './expected-ladder.js';
import { checkAsked } from './expected-people.js';
import { expectedPlan, type Submission } from './expected-plan.js';

/** Checks a recorded submit against what the definitions, people and other documents of that moment lead to. */
export function checkSubmit(event: DocumentSubmitted, submission: Submission): void {
  const plan = expectedPlan(submission);
  assert.ok(typeof plan === 'object', 'what was submitted could be submitted');
  const { template, stages, said, authors } = plan;
  assert.deepEqual(event.template, { key: template.key, version: template.version }, 'the template that applies');
  assert.deepEqual(
    event.findings.map(({ policy, effect }) => `${policy} ${effect}`),
    said.findings,
    'what policies said',
  );
  assert.deepEqual(event.holds, said.holds, 'what it holds');
  assert.deepEqual(new Set(event.authorIds), authors, 'who wrote what led here');

  const expected = stages.flatMap((steps, stage) => steps.map((step) => ({ ...step, stage })));
  const inShort = event.steps.map(({ key, stage, problem }) => [key, stage, problem !== null]);
  assert.deepEqual(
    inShort,
    expected.map(({ definition, stage, isBroken }) => [definition.key, stage, isBroken]),
    'the steps that belong to the document, stage by stage',
  );
  assert.ok(event.steps.length <= 63, 'a route has at most 63 steps');
  for (const [at, step] of event.steps.entries()) {
    const one = expected[at];
    assert.ok(one);
    assert.equal(step.bit, at, 'every step owns the next bit');
    assert.deepEqual(step.sla, expectedSla(one.definition.sla), 'the time it has, and what happens meanwhile');
    checkAsked(step, one, { ...submission, authors });
  }
}

/** Every hour counts where there is no calendar; with one, at least so many must pass. */
export function checkDue(
  event: StageOpened,
  steps: DocumentSubmitted['steps'],
  { company, at }: Pick<Submission, 'company' | 'at'>,
): void {
  const here = steps.filter(({ stage }) => stage === event.stage);
  assert.deepEqual(Object.keys(event.dueAt).sort(), here.map(({ id }) => id).sort(), 'every step has a time');
  for (const { id, sla } of here) {
    const { byKey, defaultKey } = company.calendars;
    const hasCalendar = defaultKey !== null || byKey.has(sla?.calendar ?? '');
    const rungs = (sla?.ladder ?? []).map(({ afterHours }) => afterHours);
    const told = [event.dueAt[id] ?? '', ...(event.ladderAt[id] ?? [])];
    assert.equal(told.length, 1 + rungs.length, `every rung of ${id} has a time`);
    for (const [which, hours] of [sla?.hours ?? 0, ...rungs].entries()) {
      const plain = new Date(Date.parse(at) + hours * 3_600_000).toISOString();
      if (hasCalendar) assert.ok((told[which] ?? '') >= plain, `${id} takes longer where an office closes`);
      else assert.equal(told[which], plain, `${id} is due, and its rungs fire, when their hours have passed`);
    }
  }
}
