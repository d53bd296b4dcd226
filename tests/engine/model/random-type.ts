import fc from 'fast-check';
import type { AttachmentRule, Completion, DocumentType } from '../../../src/engine/definition.js';
import type { FormField } from '../../../src/engine/form/field.js';
import type { RawValue } from '../../../src/engine/form/field-type.js';
import type { RawValues } from '../../../src/engine/form/values.js';
import { pick, typeKeys } from './names.js';

/** Always called the same, so that rules and policies find them; which there are, and which may be empty, differs. */
const fieldNames = ['days', 'amount', 'day', 'color', 'ok', 'who', 'people', 'receipt'] as const;
type FieldName = (typeof fieldNames)[number];

const usually = fc.integer({ min: 0, max: 7 }).map((nat) => nat > 0);

const randomForm: fc.Arbitrary<readonly FormField[]> = fc
  .record({
    there: fc.tuple(...fieldNames.map(() => usually)),
    required: fc.tuple(...fieldNames.map(() => usually)),
    isForeign: fc.boolean(),
  })
  .map(({ there, required, isForeign }) => {
    const fields = fieldNames
      .filter((_, at) => there[at])
      .map((name, at) => fieldOf(name, required[at] === true, isForeign));
    return [{ type: 'text', name: 'title', label: 'TITLE', required: true }, ...fields];
  });

const randomCompletion: fc.Arbitrary<{ completion?: Completion }> = fc.constantFrom(
  ...([{}, {}, { completion: { kind: 'automatic' } }, { completion: { kind: 'role', role: 'finance' } }] as const),
);
const randomAttachments: fc.Arbitrary<{ attachments?: AttachmentRule }> = fc
  .integer({ min: 0, max: 5 })
  .map((nat) => (nat === 0 ? { attachments: { required: true } } : {}));

export const randomTypes: fc.Arbitrary<readonly DocumentType[]> = fc.tuple(...typeKeys.map(randomType));

function randomType(key: string): fc.Arbitrary<DocumentType> {
  return fc
    .record({ form: randomForm, visibleToManagers: fc.boolean(), ends: randomCompletion, files: randomAttachments })
    .map(({ form, visibleToManagers, ends, files }) => ({
      ...{ key, version: 1, name: key.toUpperCase(), prefix: key.slice(0, 2).toUpperCase(), titleField: 'title' },
      ...{ form, visibleToManagers, ...ends, ...files },
    }));
}

function fieldOf(name: FieldName, required: boolean, isForeign: boolean): FormField {
  const common = { name, label: name.toUpperCase(), required };
  switch (name) {
    case 'days':
      return { ...common, type: 'integer', min: -5, max: 5 };
    case 'amount':
      return { ...common, type: 'money', currencies: isForeign ? ['USD', 'JPY'] : ['USD'] };
    case 'day':
      return { ...common, type: 'date' };
    case 'color':
      return { ...common, type: 'select', options: ['red', 'green'].map((value) => ({ value, label: value })) };
    case 'ok':
      return { ...common, type: 'boolean' };
    case 'who':
      return { ...common, type: 'user' };
    case 'people':
      return { ...common, type: 'users' };
    case 'receipt':
      return { ...common, type: 'file' };
  }
}

/** The next version asks for one more thing, so that what was written before no longer satisfies it, or gives one up. */
export function nextVersion(type: DocumentType, stricter: boolean): DocumentType {
  const { form } = type;
  const added: FormField = { type: 'text', name: `f${form.length}`, label: 'One more', required: stricter };
  return { ...type, version: type.version + 1, form: form.length < 11 ? [...form, added] : form };
}

/** What somebody types: every `fill` gives a form of its own, always one that the fields accept. */
export function filled(form: readonly FormField[], fill: number, people: readonly string[]): RawValues {
  const values = form.map((field, at) => [field.name, rawValue(field, fill + at, people)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** What the fields refuse: a value of the wrong kind for one of them, or a name the form does not have. */
export function misfilled(form: readonly FormField[], fill: number, people: readonly string[]): RawValues {
  const wrong = form[fill % form.length];
  const spoiled = wrong === undefined || wrong.type === 'text' ? { no_such_field: 'x' } : { [wrong.name]: 'nonsense' };
  return { ...filled(form, fill, people), ...spoiled };
}

function rawValue(field: FormField, fill: number, people: readonly string[]): RawValue {
  if (!field.required && fill % 4 === 0) return null;
  switch (field.name) {
    case 'days':
      return String((fill % 8) - 2);
    case 'amount':
      return {
        amount: String(fill % 100),
        currency: 'currencies' in field && fill % 9 === 0 ? (field.currencies.at(-1) ?? 'USD') : 'USD',
      };
    case 'day':
      return dayAround(fill);
    case 'color':
      return fill % 2 === 0 ? 'red' : 'green';
    case 'ok':
      return fill % 2 === 0;
    case 'who':
      return pick(people, fill) ?? null;
    case 'people':
      return [...new Set([pick(people, fill) ?? '', pick(people, fill * 3) ?? ''])];
    case 'receipt':
      return [{ id: `f${fill}`, name: 'r.pdf', mediaType: 'application/pdf', bytes: 1 + fill, sha256: 'a'.repeat(64) }];
    default:
      return `thing ${fill % 3}`;
  }
}

/** From three days before the turn of the year in which the model begins. */
function dayAround(fill: number): string {
  return new Date(Date.UTC(2026, 11, 29 + (fill % 24))).toISOString().slice(0, 10);
}
