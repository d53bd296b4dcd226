import { z } from 'zod';
import { readTypedNumber } from '../../typed-number.js';
import { commonProperties, computed, placeholder, refuseCrossedBounds } from '../definition.js';
import { type FieldProblem, type FieldType, problem, type RawValue, type Reading } from '../field-type.js';

const integerField = z
  .strictObject({
    ...commonProperties,
    ...computed,
    type: z.literal('integer'),
    placeholder,
    default: z.int().optional(),
    min: z.int().optional(),
    max: z.int().optional(),
  })
  .superRefine(refuseCrossedBounds);

type IntegerField = z.output<typeof integerField>;

/** A whole number that JavaScript holds exactly. */
export const integer = {
  schema: integerField,
  value: (field) =>
    z
      .int()
      .min(field.min ?? Number.MIN_SAFE_INTEGER)
      .max(field.max ?? Number.MAX_SAFE_INTEGER),
  read: (_field, raw) => readInteger(raw),
  write: (_field, value) => String(value),
  initial: (field) => (field.default === undefined ? null : String(field.default)),
  explain: explainSize,
  describe: (_field, value, locale) => ({ kind: 'text', text: new Intl.NumberFormat(locale).format(value) }),
} satisfies FieldType<IntegerField, number>;

/** Decimals, even `.0`, are not whole: `1.000` means a thousand to many. */
function readInteger(raw: RawValue): Reading<number> {
  if (raw === null || raw === undefined) return { value: undefined };
  if (typeof raw !== 'string') return { problem: problem('unknown-field') };
  if (raw.trim() === '') return { value: undefined };

  const typed = readTypedNumber(raw);
  if (typed === undefined) return { problem: problem('not-a-number', { example: '1234' }) };
  if (typed.decimals !== undefined) return { problem: problem('not-whole') };
  const size = Number(typed.whole);
  if (Number.isSafeInteger(size)) return { value: typed.negative && size > 0 ? -size : size };
  return { problem: typed.negative ? tooSmall(Number.MIN_SAFE_INTEGER) : tooLarge(Number.MAX_SAFE_INTEGER) };
}

function explainSize(_field: IntegerField, issue: z.core.$ZodIssue): FieldProblem {
  if (issue.code === 'too_small') return tooSmall(Number(issue.minimum));
  if (issue.code === 'too_big') return tooLarge(Number(issue.maximum));
  return problem('not-whole');
}

function tooSmall(min: number): FieldProblem {
  return problem('too-small', { min });
}

function tooLarge(max: number): FieldProblem {
  return problem('too-large', { max });
}
