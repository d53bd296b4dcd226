import { z } from 'zod';
import { ruleShape } from '../rules/rule-shape.js';
import type { TemplateContent } from './company.js';
import { definitionName, key, priority, strict } from './shape.js';
import { stepShape } from './step-shape.js';

const stageShape = strict({
  steps: z.array(stepShape).min(1, 'the stage has no steps; give it one or leave it out'),
});

export const templateShape = strict({
  key,
  name: definitionName,
  type: key,
  priority,
  when: ruleShape.optional(),
  stages: z.array(stageShape).min(1, 'the template has no steps; without one nobody would ever agree'),
}).transform(
  ({ when, ...template }): TemplateContent => (when === undefined ? template : { ...template, condition: when }),
);
