import type { DocumentType } from '../../engine/definition.js';
import type { ApprovalDocument } from '../../engine/document.js';
import type { FormField } from '../../engine/form/field.js';
import type { FieldValue, PlainValue } from '../../engine/form/field-type.js';
import { plainValue } from '../../engine/form/summary.js';
import { formatAmount } from '../../engine/money.js';
import type { StoredFile } from '../../engine/stored-file.js';
import { type Names, nameOf } from './people.js';
import { instantText, type Reader } from './plain.js';
import type { Words } from './words.js';

/** One answered field. Both texts come from people and are shown as they are. */
export interface FieldView {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** May have many lines. */
  readonly isLong: boolean;
  /** Of a field for files: our copies, which the text names. */
  readonly files: readonly StoredFile[];
}

/** Who reads a value, and what its words need. */
export interface FieldAudience {
  readonly reader: Reader;
  readonly words: Words;
  /** Of everyone who can have been picked in a field. */
  readonly names: Names;
}

/** The fields that have a value, in the order of the form. What the title already says in full is not said twice. */
export function fieldViews(
  { form, titleField }: Pick<DocumentType, 'form' | 'titleField'>,
  { title, data }: Pick<ApprovalDocument, 'title' | 'data'>,
  audience: FieldAudience,
): FieldView[] {
  return form.flatMap((field): FieldView[] => {
    const value = Object.hasOwn(data, field.name) ? data[field.name] : undefined;
    if (value === undefined || (field.name === titleField && value === title)) return [];
    return [fieldView(field, value, audience)];
  });
}

/** One value beside the label of its field. */
export function fieldView(field: FormField, value: FieldValue, audience: FieldAudience): FieldView {
  const plain = plainValue(field, value, audience.reader.locale);
  return {
    name: field.name,
    label: field.label,
    value: valueText(plain, audience),
    isLong: field.type === 'long_text',
    files: plain.kind === 'files' ? plain.files : [],
  };
}

/** Labels for names of fields; a field that is gone from the form keeps its name. */
export function labelsOf(form: readonly FormField[], names: readonly string[]): readonly string[] {
  return names.map((name) => form.find((field) => field.name === name)?.label ?? name);
}

/** Everybody whom these values name. */
export function peopleIn({ form }: Pick<DocumentType, 'form'>, data: ApprovalDocument['data']): readonly string[] {
  return form.flatMap(({ name, type }) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (type !== 'user' && type !== 'users') return [];
    return [value].flat().filter((id) => typeof id === 'string');
  });
}

export function dayText(date: string, locale: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(at);
}

/** `receipt.pdf (84 kB)`. */
export function fileText({ name, bytes }: Pick<StoredFile, 'name' | 'bytes'>, locale: string): string {
  return `${name} (${sizeText(bytes, locale)})`;
}

export function sizeText(bytes: number, locale: string): string {
  const [size, unit] =
    bytes < MEGABYTE ? [Math.max(1, Math.ceil(bytes / KILOBYTE)), 'kilobyte'] : [bytes / MEGABYTE, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: String(unit), maximumFractionDigits: 1 }).format(
    Number(size),
  );
}

const KILOBYTE = 1024;
const MEGABYTE = 1024 * 1024;

function valueText(value: PlainValue, { reader, words, names }: FieldAudience): string {
  const { locale } = reader;
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'yes':
      return words.values.yes;
    case 'no':
      return words.values.no;
    case 'date':
      return dayText(value.date, locale);
    case 'date-range':
      return value.from === value.to
        ? dayText(value.from, locale)
        : words.values.range(dayText(value.from, locale), dayText(value.to, locale));
    case 'instant':
      return instantText(value.at, reader);
    case 'money':
      return formatAmount(value.money, locale);
    case 'list':
      return value.texts.join(', ');
    case 'people':
      return value.personIds.map((id) => nameOf(names, id)).join(', ');
    case 'files':
      return value.files.map((file) => fileText(file, locale)).join(', ');
  }
}
