import { RuleMoney } from './amount.js';
import type { CelType } from './cel-type.js';
import { readDecimal } from './decimal.js';
import { LIST_ENTRIES_MAX } from './limits.js';
import { RuleDateRange, readDateTime, readDay, readTime } from './moment.js';
import { RuleFault } from './rule-fault.js';
import { RuleFile } from './rule-values.js';

/** A stored value as CEL sees it; throws where it is of another kind than its field. */
export function toCel(name: string, type: CelType, value: unknown): unknown {
  const read = readers[type](value);
  if (read === undefined) throw new RuleFault(`"${name}" holds something else than its field allows; fill it again`);
  return read;
}

const readers: Readonly<Record<CelType, (value: unknown) => unknown>> = {
  string: (value) => (typeof value === 'string' ? value : undefined),
  bool: (value) => (typeof value === 'boolean' ? value : undefined),
  int: (value) => (Number.isSafeInteger(value) ? BigInt(Number(value)) : undefined),
  Decimal: toDecimal,
  Money: toMoney,
  Date: (value) => (typeof value === 'string' ? readDay(value) : undefined),
  Time: (value) => (typeof value === 'string' ? readTime(value) : undefined),
  DateTime: (value) => (typeof value === 'string' ? readDateTime(value) : undefined),
  DateRange: toDateRange,
  'list<string>': (value) => toList(value, (entry) => (typeof entry === 'string' ? entry : undefined)),
  'list<File>': (value) => toList(value, toFile),
};

/** Stored as text, so that every digit is the one that somebody typed. */
function toDecimal(value: unknown) {
  return typeof value === 'string' ? readDecimal(value) : undefined;
}

function toMoney(value: unknown): RuleMoney | undefined {
  const { amountMinor, currency } = propertiesOf(value);
  if (!Number.isSafeInteger(amountMinor) || typeof currency !== 'string') return undefined;
  return new RuleMoney(BigInt(Number(amountMinor)), currency);
}

function toDateRange(value: unknown): RuleDateRange | undefined {
  const { from, to } = propertiesOf(value);
  const [first, last] = [from, to].map((day) => (typeof day === 'string' ? readDay(day) : undefined));
  return first && last && new RuleDateRange(first, last);
}

function toFile(value: unknown): RuleFile | undefined {
  const { name, mediaType, bytes } = propertiesOf(value);
  if (typeof name !== 'string' || typeof mediaType !== 'string' || !Number.isSafeInteger(bytes)) return undefined;
  return new RuleFile(name, mediaType, Number(bytes));
}

function toList<T>(value: unknown, read: (entry: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.length > LIST_ENTRIES_MAX) {
    throw new RuleFault(`a list has more than ${LIST_ENTRIES_MAX} entries; choose fewer`);
  }
  const entries = value.map(read);
  return entries.every((entry): entry is Exclude<typeof entry, undefined> => entry !== undefined) ? entries : undefined;
}

function propertiesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
