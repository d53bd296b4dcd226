import type { z } from 'zod';
import type { Money } from '../money.js';
import type { StoredFile } from '../stored-file.js';
import type { FormContext, FormStart } from './context.js';

/**
 * What is stored for one field. A field without a value has no key; there is no null, no empty text and no empty list.
 * docs/RULES.md says which type a rule sees for each.
 */
export type FieldValue = string | number | boolean | Money | DateRange | readonly string[] | readonly StoredFile[];

/** Both days are meant, `YYYY-MM-DD`; `from` is never behind `to`. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** What a platform hands over for one field: texts as typed, choices as their value, nothing as null. */
export type RawValue =
  | string
  | boolean
  | null
  | undefined
  | RawAmount
  | RawRange
  | readonly string[]
  /** Our own copies, read by the handler from where it put them; a payload never says what was stored. */
  | readonly StoredFile[];

export interface RawAmount {
  readonly amount: string | null;
  /** Null where the platform drew no choice of currency. */
  readonly currency: string | null;
}

export interface RawRange {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Why a field is refused; each has a sentence per locale elsewhere. `unknown-field` also stands for a value of a kind
 * that this field's input never sends: both mean that the person filled another version of the form.
 */
export type FieldErrorCode =
  | 'required'
  | 'too-short'
  | 'too-long'
  | 'wrong-pattern'
  | 'not-a-number'
  | 'not-whole'
  | 'too-small'
  | 'too-large'
  | 'too-many-decimals'
  | 'negative'
  | 'unknown-currency'
  | 'not-a-date'
  | 'too-early'
  | 'too-late'
  | 'end-before-start'
  | 'not-a-time'
  | 'not-a-moment'
  | 'not-an-option'
  | 'too-few'
  | 'too-many'
  | 'unknown-person'
  | 'inactive-person'
  | 'not-an-email'
  | 'not-a-url'
  | 'too-many-files'
  | 'too-large-file'
  /** The rule behind a computed or conditional field failed; `error` says why. */
  | 'rule-failed'
  | 'unknown-field';

export interface FieldProblem {
  readonly code: FieldErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** Which of the field's inputs it is about, where it has two. */
  readonly part?: FieldPart;
}

export type FieldPart = 'amount' | 'currency' | 'from' | 'to';

/** The outcome of reading a raw value; `undefined` means that the person gave none. */
export type Reading<V> = { readonly value: V | undefined } | { readonly problem: FieldProblem };

/** A value ready to be worded: the view adds the words for yes and no, and the locale's way to write a date or money. */
export type PlainValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'date-range'; readonly from: string; readonly to: string }
  | { readonly kind: 'instant'; readonly at: string }
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'people'; readonly personIds: readonly string[] }
  | { readonly kind: 'files'; readonly files: readonly StoredFile[] };

/**
 * All there is to know about one type of field. To add a type: one such object in `fields/`, one line in
 * `field-types.ts`, and the compiler names the rest.
 */
export interface FieldType<F, V extends FieldValue> {
  /** What an admin may write in a definition. */
  readonly schema: z.ZodType<F>;
  /** The stored value with the field's limits. The only place where limits are checked that stand in the definition. */
  value(field: F): z.ZodType<V>;
  /** Limits that only the day and the people there are can tell. */
  check?(field: F, value: V, context: FormContext): FieldProblem | undefined;
  /** From what was typed to a value, limits aside. */
  read(field: F, raw: RawValue): Reading<V>;
  /** Back to what an input shows; `read` of it gives an equal value. */
  write(field: F, value: V): RawValue;
  /** What a fresh form shows: the default, or nothing. */
  initial(field: F, start: FormStart): RawValue;
  /** Which limit `value` found broken. */
  explain(field: F, issue: z.core.$ZodIssue): FieldProblem;
  describe(field: F, value: V, locale: string): PlainValue;
}

export function problem(code: FieldErrorCode, params: FieldProblem['params'] = {}, part?: FieldPart): FieldProblem {
  return part === undefined ? { code, params } : { code, params, part };
}
