import { z } from 'zod';
import {
  DECIMALS_MAX,
  type DecimalProblem,
  decimalsOf,
  isDecimal,
  parseDecimal,
  tenThousandths,
  WHOLE_DIGITS_MAX,
} from '../decimal.js';
import { commonProperties, computed, placeholder } from '../definition.js';
import { type FieldProblem, type FieldType, problem, type RawValue, type Reading } from '../field-type.js';
import { commaMeant } from '../typed-mistake.js';

const DECIMALS_DEFAULT = 2;

/** YAML reads an unquoted 0.5 as a number; its text is the same number. */
const bound = z
  .union([z.string(), z.number().transform(String)], 'must be a number, written "0.5"')
  .transform((written, ctx) => {
    const read = parseDecimal(written, DECIMALS_MAX);
    if (typeof read === 'object') return read.text;
    const message = `"${written}" is no number a form can hold (${read}); write it like "1234.5"`;
    ctx.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const numberProperties = z.strictObject({
  ...commonProperties,
  ...computed,
  type: z.literal('number'),
  placeholder,
  /** How many decimals may be typed at most. */
  decimals: z.int().min(1).max(DECIMALS_MAX).default(DECIMALS_DEFAULT),
  default: bound.optional(),
  min: bound.optional(),
  max: bound.optional(),
});

const numberField = numberProperties.superRefine(refuseCrossed);

type NumberField = z.output<typeof numberProperties>;

/** A number with some decimals, stored as the text of `decimal.ts`. */
export const number = {
  schema: numberField,
  value: numberValue,
  read: readNumber,
  write: (_field, value) => value,
  initial: (field) => field.default ?? null,
  explain: explainSize,
  describe: (_field, value, locale) => ({ kind: 'text', text: grouped(value, locale) }),
} satisfies FieldType<NumberField, string>;

function refuseCrossed({ min, max }: NumberField, ctx: z.RefinementCtx): void {
  if (min === undefined || max === undefined || tenThousandths(min) <= tenThousandths(max)) return;
  ctx.addIssue({ code: 'custom', path: ['min'], message: `is above "max" (${min} and ${max}); swap them` });
}

function numberValue({ min, max, decimals }: NumberField): z.ZodType<string> {
  const within = (broken: 'min' | 'max' | 'decimals', isKept: (text: string) => boolean) =>
    [(text: string) => !isDecimal(text) || isKept(text), { params: { broken } }] as const;
  return z
    .string()
    .refine(isDecimal)
    .refine(...within('decimals', (text) => decimalsOf(text) <= decimals))
    .refine(...within('min', (text) => min === undefined || tenThousandths(text) >= tenThousandths(min)))
    .refine(...within('max', (text) => max === undefined || tenThousandths(text) <= tenThousandths(max)));
}

function readNumber(field: NumberField, raw: RawValue): Reading<string> {
  if (raw === null || raw === undefined) return { value: undefined };
  if (typeof raw !== 'string') return { problem: problem('unknown-field') };
  if (raw.trim() === '') return { value: undefined };
  const read = parseDecimal(raw, field.decimals);
  return typeof read === 'object' ? { value: read.text } : { problem: notRead(field, read, raw) };
}

function notRead({ decimals }: NumberField, code: DecimalProblem, typed: string): FieldProblem {
  switch (code) {
    case 'not-a-number': {
      const meant = parseDecimal(commaMeant(typed) ?? '', decimals);
      return typeof meant === 'object'
        ? problem(code, { example: meant.text, mistake: 'comma' })
        : problem(code, { example: '1234.5' });
    }
    case 'too-many-decimals':
      return problem(code, { decimals });
    case 'too-small':
      return problem(code, { min: `-${MOST}` });
    case 'too-large':
      return problem(code, { max: MOST });
  }
}

const MOST = '9'.repeat(WHOLE_DIGITS_MAX);

function explainSize({ min = '', max = '', decimals }: NumberField, issue: z.core.$ZodIssue): FieldProblem {
  const broken = issue.code === 'custom' ? issue.params?.broken : undefined;
  if (broken === 'min') return problem('too-small', { min });
  if (broken === 'max') return problem('too-large', { max });
  if (broken === 'decimals') return problem('too-many-decimals', { decimals });
  return problem('not-a-number', { example: '1234.5' });
}

function grouped(value: string, locale: string): string {
  // As text, because a number of 15 digits may be rounded on its way.
  return new Intl.NumberFormat(locale, { maximumFractionDigits: DECIMALS_MAX }).format(value as `${number}`);
}
