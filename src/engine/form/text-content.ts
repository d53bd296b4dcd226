import { z } from 'zod';
import { commonProperties, placeholder } from './definition.js';
import { type FieldProblem, problem, type RawValue, type Reading } from './field-type.js';

/** What an input of Slack holds at most, counted in UTF-16 units. */
export const TEXT_CHARS_MAX = 3000;

/**
 * What fields for text have in common, whether for one line or many. `min` counts characters, `max` UTF-16 units
 * (an emoji is two), so that a text which fits here fits the input it is edited in.
 */
export const textProperties = {
  ...commonProperties,
  placeholder,
  min: z.int().min(0).max(TEXT_CHARS_MAX).optional(),
  max: z.int().min(1).max(TEXT_CHARS_MAX).optional(),
};

type TextDefinition = z.output<z.ZodObject<typeof textProperties>>;

export function textValue(field: TextDefinition): z.ZodType<string> {
  const max = unitsMax(field);
  return z
    .string()
    .min(Math.max(field.min ?? 0, 1))
    .max(max) // in code points, for JSON Schema
    .refine((text) => text.length <= max);
}

export function explainLength(field: TextDefinition, issue: z.core.$ZodIssue): FieldProblem {
  if (issue.code === 'too_small') return problem('too-short', { min: Number(issue.minimum) });
  return problem('too-long', { max: unitsMax(field) });
}

function unitsMax(field: TextDefinition): number {
  return field.max ?? TEXT_CHARS_MAX;
}

/** Neither databases nor JSON readers agree on these, so they never get in. One pass, or halves could join. */
const NUL_AND_LONE_SURROGATES = /[\0\p{Cs}]/gu;
/** Zero-width and other unseen characters: a reason made of them is no reason. */
const UNSEEN = /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}]*$/u;

export function readText(raw: RawValue, clean: (text: string) => string): Reading<string> {
  if (raw === null || raw === undefined) return { value: undefined };
  if (typeof raw !== 'string') return { problem: problem('unknown-field') };
  const cleaned = clean(raw);
  return { value: UNSEEN.test(cleaned) ? undefined : cleaned };
}

/** Line breaks and control characters, with the spaces around them, become one space. */
export function oneLine(text: string): string {
  const whole = text.replaceAll(NUL_AND_LONE_SURROGATES, '');
  return whole.replaceAll(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, (run) => (/^ +$/.test(run) ? run : ' ')).trim();
}

/** Line breaks become `\n`; other control characters but the tab go. */
export function manyLines(text: string): string {
  const whole = text.replaceAll(NUL_AND_LONE_SURROGATES, '');
  return whole
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}
