import { z } from 'zod';
import { computed, HELP_CHARS_MAX, refuseCrossedBounds, shortText } from '../definition.js';
import { type FieldProblem, type FieldType, problem } from '../field-type.js';
import { matchesPattern, pattern } from '../pattern.js';
import { explainLength, oneLine, readText, textProperties, textValue } from '../text-content.js';

const textField = z
  .strictObject({
    ...textProperties,
    ...computed,
    default: z.string().transform(oneLine).optional(),
    /** What the whole text must look like. */
    pattern: pattern.optional(),
    /** Says so to people: `Two letters and four digits, such as AB1234.` */
    pattern_help: shortText(HELP_CHARS_MAX).optional(),
    type: z.literal('text'),
  })
  .superRefine(refuseCrossedBounds)
  .superRefine(refuseLonelyHelp);

type TextField = z.output<typeof textField>;

/** Text of one line. */
export const text = {
  schema: textField,
  value: (field) =>
    textValue(field).refine((value) => field.pattern === undefined || matchesPattern(field.pattern, value), {
      params: { broken: 'pattern' },
    }),
  read: (_field, raw) => readText(raw, oneLine),
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: explainText,
  describe: (_field, value) => ({ kind: 'text', text: value }),
} satisfies FieldType<TextField, string>;

function refuseLonelyHelp({ pattern: expression, pattern_help: said }: TextField, ctx: z.RefinementCtx): void {
  if (said === undefined || expression !== undefined) return;
  ctx.addIssue({
    code: 'custom',
    path: ['pattern_help'],
    message: 'says what "pattern" asks for; add one or remove it',
  });
}

function explainText(field: TextField, issue: z.core.$ZodIssue): FieldProblem {
  const isPattern = issue.code === 'custom' && issue.params?.broken === 'pattern';
  if (!isPattern) return explainLength(field, issue);
  return problem('wrong-pattern', field.pattern_help === undefined ? {} : { help: field.pattern_help });
}
