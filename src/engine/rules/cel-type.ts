import type { FormField } from '../form/field-types.js';

/** The types of values in rules, by the names that CEL knows them under. */
export type CelType =
  | 'string'
  | 'int'
  | 'bool'
  | 'Decimal'
  | 'Money'
  | 'Date'
  | 'Time'
  | 'DateTime'
  | 'DateRange'
  | 'list<string>'
  | 'list<File>';

/** What a field without a value is in a rule: an error that a guard must prevent, or a list without entries. */
export type AbsentMeaning = 'error' | 'empty list';

export interface FieldMeaning {
  readonly type: CelType;
  readonly absent: AbsentMeaning;
}

/** The table of `docs/RULES.md`. */
export const fieldMeanings: Readonly<Record<FormField['type'], FieldMeaning>> = {
  text: { type: 'string', absent: 'error' },
  long_text: { type: 'string', absent: 'error' },
  integer: { type: 'int', absent: 'error' },
  number: { type: 'Decimal', absent: 'error' },
  money: { type: 'Money', absent: 'error' },
  date: { type: 'Date', absent: 'error' },
  date_range: { type: 'DateRange', absent: 'error' },
  time: { type: 'Time', absent: 'error' },
  datetime: { type: 'DateTime', absent: 'error' },
  boolean: { type: 'bool', absent: 'error' },
  select: { type: 'string', absent: 'error' },
  multi_select: { type: 'list<string>', absent: 'empty list' },
  user: { type: 'string', absent: 'error' },
  users: { type: 'list<string>', absent: 'empty list' },
  email: { type: 'string', absent: 'error' },
  url: { type: 'string', absent: 'error' },
  file: { type: 'list<File>', absent: 'empty list' },
};

/** What can be asked of a value with a point behind it: `amount.currency`. */
export const properties: Readonly<Record<string, Readonly<Record<string, CelType>>>> = {
  Money: { currency: 'string' },
  DateRange: { from: 'Date', to: 'Date' },
  File: { name: 'string', media_type: 'string', bytes: 'int' },
  Requester: { id: 'string', unit: 'string', units: 'list<string>', roles: 'list<string>', manager: 'string' },
};

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a whole number',
  bool: 'a yes or no',
  Decimal: 'a number',
  Money: 'an amount of money',
  Date: 'a date',
  Time: 'a time',
  DateTime: 'a moment',
  DateRange: 'a range of dates',
  File: 'a file',
  Form: 'the form',
  Requester: 'the requester',
};

/** `Money` as `an amount of money`. */
export function typeWords(type: string): string {
  return WORDS[type] ?? (type.startsWith('list<') ? 'a list' : type);
}
