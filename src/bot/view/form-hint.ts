import type { FormContext } from '../../engine/form/context.js';
import { dayMeant } from '../../engine/form/day.js';
import type { FormField } from '../../engine/form/field.js';
import { dayText, sizeText } from './fields.js';
import { instantText, type Reader } from './plain.js';
import type { Words } from './words.js';

/** Help and limits of an input; empty where there is nothing to say. */
export function hintOf(field: FormField, words: Words, reader: Reader, context: FormContext): string {
  return [field.help, limitsOf(field, words, reader, context)].filter((text) => text !== undefined).join(' ');
}

function limitsOf(field: FormField, words: Words, reader: Reader, context: FormContext): string | undefined {
  const { locale } = reader;
  const { limits, whenLimits } = words.form;
  switch (field.type) {
    case 'integer':
      return limits(field.min?.toLocaleString(locale), field.max?.toLocaleString(locale));
    case 'number':
      return limits(field.min, field.max);
    case 'time':
      return whenLimits(field.min, field.max);
    case 'money':
      return limits(withCode(field.min, field), withCode(field.max, field));
    case 'date':
    case 'date_range':
      return whenLimits(dayOf(field.min, locale, context), dayOf(field.max, locale, context));
    case 'datetime':
      return whenLimits(field.min && instantText(field.min, reader), field.max && instantText(field.max, reader));
    case 'multi_select':
    case 'users':
      return words.form.counts(field.min, field.max);
    case 'text':
      return field.pattern_help;
    case 'file':
      return filesHint(field, words, locale, context);
    case 'long_text':
    case 'select':
    case 'boolean':
    case 'user':
    case 'email':
    case 'url':
      return undefined;
  }
}

function dayOf(bound: string | undefined, locale: string, { today }: FormContext): string | undefined {
  return bound === undefined ? undefined : dayText(dayMeant(bound, today), locale);
}

/** Of one field, for which there may be less room than all files of a document have. */
export function filesMaxOf(field: FormField, { attachments }: FormContext): number {
  return Math.min((field.type === 'file' ? field.max : undefined) ?? attachments.max, attachments.max);
}

function filesHint(
  field: Extract<FormField, { type: 'file' }>,
  words: Words,
  locale: string,
  context: FormContext,
): string {
  const kinds = field.accept?.map((kind) => kind.toUpperCase()).join(', ');
  return words.form.filesHint(filesMaxOf(field, context), sizeText(context.attachments.bytesMax, locale), kinds);
}

function withCode(amount: string | undefined, field: { readonly currencies: readonly string[] }): string | undefined {
  return amount === undefined ? undefined : `${amount} ${field.currencies[0] ?? ''}`;
}
