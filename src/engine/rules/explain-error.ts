import { EvaluationError, ParseError } from '@marcbachmann/cel-js';
import { DIVIDED_BY_ZERO } from './decimal.js';
import { RuleFault } from './rule-fault.js';

/** What the library could not read, as a sentence for an admin. */
export function explainParseError(error: unknown, text: string): string {
  if (!(error instanceof ParseError))
    return 'the rule cannot be read; write one comparison, or some joined by && and ||';
  if (error.code === 'limit_exceeded') return 'the rule is too long or too deep; take it apart into shorter ones';
  if (error.code === 'reserved_identifier') return `${error.summary}; CEL keeps this word for itself, choose another`;
  const at = error.range?.start ?? 0;
  return `the rule cannot be read at "${nearby(text, at)}" (${error.summary}); ${slipAt(text, at)}`;
}

const NEARBY_CHARS = 20;

function nearby(text: string, at: number): string {
  return text.slice(Math.max(0, at - NEARBY_CHARS / 2), at + NEARBY_CHARS).trim();
}

const OPERATOR_OF_WORD: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!' };
const WORD_CHARS_MAX = 4;

/** How others write the same. */
function slipAt(text: string, at: number): string {
  if (text[at] === '=') return 'write == to compare';
  if (/[\u2018-\u201f]/.test(text[at] ?? '')) return 'write plain quotes: "text"';
  const around = text.slice(Math.max(0, at - WORD_CHARS_MAX), at + WORD_CHARS_MAX);
  const [word = ''] = /\b(and|or|not)\b/i.exec(around) ?? [];
  const operator = OPERATOR_OF_WORD[word.toLowerCase()];
  return operator === undefined ? 'correct it' : `write ${operator} for "${word}"`;
}

/** Why a rule has no answer for this document. */
export function explainFault(error: unknown): string {
  if (error instanceof RuleFault) return error.message;
  if (error instanceof EvaluationError) return FAULTS[error.code] ?? `the rule fails: ${error.summary}`;
  return 'the rule fails on these values';
}

const FAULTS: Readonly<Record<string, string>> = {
  division_by_zero: DIVIDED_BY_ZERO,
  modulo_by_zero: DIVIDED_BY_ZERO,
  numeric_overflow: 'a whole number grows too large; calculate with smaller ones',
};
