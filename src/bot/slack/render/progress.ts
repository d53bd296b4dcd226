import type { Mark, StageView, StepView } from '../../view/progress.js';
import { type Rich, wording } from '../../view/text.js';
import type { Allowance } from '../fit.js';
import type { RichTextPart } from '../within-limits.js';
import { bullets, line } from './text.js';

const marks: Readonly<Record<Mark, string>> = {
  approved: '✅ ',
  rejected: '❌ ',
  returned: '↩️ ',
  open: '⏳ ',
  inactive: '⚠️ ',
  'not-needed': '➖ ',
  none: '',
};

/** The chain: a line for each step, its people below. Steps of one stage share the number before the point. */
export function progressParts(
  stages: readonly StageView[],
  allowance: Allowance,
  andMore: (count: number) => Rich,
): RichTextPart[] {
  const steps = stages.flatMap((stage) => stage.steps);
  const shown = mostTelling(steps, allowance.steps);
  const hidden = steps.length - shown.length;
  return [
    ...shown.flatMap((step) => stepParts(step, allowance, andMore)),
    ...(hidden > 0 ? line(andMore(hidden)) : []),
  ];
}

/** Where not all fit, what is being decided now matters more than what was or will be. */
function mostTelling(steps: readonly StepView[], max: number): readonly StepView[] {
  if (steps.length <= max) return steps;
  const firstOpen = steps.findIndex(({ status }) => status === 'pending');
  const start = Math.min(Math.max(firstOpen, 0), steps.length - max);
  return steps.slice(start, start + max);
}

function stepParts(
  step: StepView,
  { dataChars, peoplePerStep }: Allowance,
  andMore: (count: number) => Rich,
): RichTextPart[] {
  const people = step.people.slice(0, peoplePerStep);
  const hidden = step.people.length - people.length;
  const texts = people.map(({ mark, text }): Rich => [...wording(marks[mark]), ...text]);
  const all = hidden > 0 ? [...texts, andMore(hidden)] : texts;
  const rule = step.rule.length === 0 ? [] : [...wording(' · '), ...step.rule];
  return [...line([...wording(`${step.number} `), ...step.text, ...rule], dataChars), ...bullets(all, dataChars)];
}
