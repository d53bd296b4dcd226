import { z } from 'zod';
import { quote } from './finding.js';
import type { ExpectedStep, PolicyTest } from './policy-test.js';
import { day, isKey, key, line, refuse, strict } from './shape.js';

const NAME_CHARS_MAX = 200;
const LISTED_MAX = 63;

/** `finance`, or `finance: hannah` and `finance: [hannah, yuki]` to say also who is asked. */
const expectedSteps = z.unknown().transform((written, ctx): readonly ExpectedStep[] => {
  if (typeof written === 'string') return [{ key: written }];
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return refuseStage(ctx, written);
  return Object.entries(written).map(([step, people]: [string, unknown]) => {
    if (people === null) return { key: step };
    const ids: readonly unknown[] = Array.isArray(people) ? people : [people];
    if (ids.every(isKey)) return { key: step, people: [...new Set(ids)].sort() };
    refuse(ctx, `"${step}" must name people by their ids, as in { ${step}: [ana, bo] }`, [step]);
    return z.NEVER;
  });
});

function refuseStage(ctx: z.RefinementCtx, written: unknown): never {
  refuse(ctx, `${quote(written)} is no step; write its key, or { key: who } with the ids of those who are asked`);
  return z.NEVER;
}

/** The steps of one stage: one, or a list of those that run side by side. */
const stage = z.preprocess(
  (written) => (Array.isArray(written) ? written : [written]),
  z
    .array(expectedSteps)
    .min(1, 'the stage has no steps; name one or leave it out')
    .max(LISTED_MAX)
    .transform((steps) => [...steps.flat()].sort((a, b) => (a.key < b.key ? -1 : 1))),
);

const listed = z.array(z.string()).min(1).max(LISTED_MAX);

const expectation = strict({
  route: z
    .array(stage)
    .min(1, '"route" is empty; write "not_steps" or "rejected_by" where none is expected')
    .optional(),
  steps: listed.optional(),
  not_steps: listed.optional(),
  rejected_by: key.optional(),
  findings: listed.optional(),
  invalid: listed.optional(),
}).transform(({ route, steps, not_steps, rejected_by, findings, invalid }) => ({
  ...(route === undefined ? {} : { route }),
  ...(steps === undefined ? {} : { steps }),
  ...(not_steps === undefined ? {} : { notSteps: not_steps }),
  ...(rejected_by === undefined ? {} : { rejectedBy: rejected_by }),
  ...(findings === undefined ? {} : { findings }),
  ...(invalid === undefined ? {} : { invalid }),
}));

export const testShape = strict({
  name: line(NAME_CHARS_MAX),
  type: key,
  person: key,
  on: day.optional(),
  values: z.record(z.string(), z.unknown()).default({}),
  expect: expectation,
}).transform(({ on, ...test }): PolicyTest => ({ ...test, on: on ?? null }));
