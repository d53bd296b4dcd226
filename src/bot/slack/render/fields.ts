import type { FieldView } from '../../view/fields.js';
import { type Rich, strong, wording } from '../../view/text.js';
import type { Allowance } from '../fit.js';
import type { RichTextPart } from '../within-limits.js';
import { line, quote } from './text.js';

/** A label and its value on one line; long texts below their label, in a quote of their own. */
export function fieldParts(
  fields: readonly FieldView[],
  allowance: Allowance,
  andMore: (count: number) => Rich,
): RichTextPart[] {
  const shown = fields.slice(0, allowance.fields);
  const hidden = fields.length - shown.length;
  return [...shown.flatMap((field) => fieldPart(field, allowance)), ...(hidden > 0 ? line(andMore(hidden)) : [])];
}

function fieldPart({ label, value, isLong }: FieldView, { valueChars, longValueChars }: Allowance): RichTextPart[] {
  if (isLong) return [...line(strong(label)), ...quote(value, longValueChars)];
  return line([...strong(label), ...wording('  '), { kind: 'data', text: value, strong: false }], valueChars);
}
