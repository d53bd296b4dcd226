import { z } from 'zod';
import { approveRules, rejectRules, type StepDefinition } from '../definition.js';
import { ruleShape } from '../rules/rule-shape.js';
import { definitionName, key, line, strict } from './shape.js';
import { slaShape } from './sla-shape.js';
import { whomShape } from './who-shape.js';

const BECAUSE_CHARS_MAX = 150;

/** A step of a template, or one that a policy adds. */
export const stepShape = strict({
  key,
  name: definitionName,
  who: whomShape,
  approve_when: z.enum(approveRules).default('any'),
  reject_when: z.enum(rejectRules).default('any'),
  when: ruleShape.optional(),
  because: line(BECAUSE_CHARS_MAX).optional(),
  sla: slaShape.optional(),
}).transform(
  ({ approve_when, reject_when, when, because, sla, ...step }): StepDefinition => ({
    ...step,
    rule: { approveWhen: approve_when, rejectWhen: reject_when },
    ...(when === undefined ? {} : { when }),
    ...(because === undefined ? {} : { because }),
    ...(sla === undefined ? {} : { sla }),
  }),
);
