import type { RawAmount, RawRange, RawValue } from '../../../engine/form/field-type.js';
import type { StoredFile } from '../../../engine/stored-file.js';

/** What an input begins with, read as the kind of input it is; another kind, as an older form may have kept, is nothing. */
export function textOf(raw: RawValue): string | null {
  return typeof raw === 'string' ? raw : null;
}

export function amountOf(raw: RawValue): RawAmount {
  if (typeof raw === 'object' && raw !== null && 'amount' in raw) return raw;
  return { amount: textOf(raw), currency: null };
}

export function rangeOf(raw: RawValue): RawRange {
  return typeof raw === 'object' && raw !== null && 'from' in raw ? raw : { from: null, to: null };
}

export function textsOf(raw: RawValue): readonly string[] {
  return Array.isArray(raw) ? raw.filter((one) => typeof one === 'string') : [];
}

export function filesOf(raw: RawValue): readonly StoredFile[] {
  return Array.isArray(raw) ? raw.filter((one) => typeof one === 'object') : [];
}
