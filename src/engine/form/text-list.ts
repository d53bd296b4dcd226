import { z } from 'zod';
import { type FieldProblem, problem, type RawValue, type Reading } from './field-type.js';

/** How many entries a list may have. */
export function listLimits(entriesMax: number) {
  return { min: z.int().min(1).max(entriesMax).optional(), max: z.int().min(1).max(entriesMax).optional() };
}

/** Choices of which there can be several; each counts once, however often it was sent. */
export function readList(raw: RawValue): Reading<readonly string[]> {
  if (raw === null || raw === undefined) return { value: undefined };
  if (!isTextList(raw)) return { problem: problem('unknown-field') };
  const chosen = [...new Set(raw)].filter((one) => one !== '');
  return { value: chosen.length === 0 ? undefined : chosen };
}

export function isTextList(raw: RawValue): raw is readonly string[] {
  return Array.isArray(raw) && raw.every((one) => typeof one === 'string');
}

export function explainCount(issue: z.core.$ZodIssue, other: FieldProblem): FieldProblem {
  if (issue.code === 'too_small') return problem('too-few', { min: Number(issue.minimum) });
  if (issue.code === 'too_big') return problem('too-many', { max: Number(issue.maximum) });
  return other;
}
