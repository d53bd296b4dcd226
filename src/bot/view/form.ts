import type { DocumentType } from '../../engine/definition.js';
import type { FormContext } from '../../engine/form/context.js';
import type { FormField } from '../../engine/form/field.js';
import type { FieldProblem, RawValue } from '../../engine/form/field-type.js';
import { formulaOf } from '../../engine/form/field-types.js';
import type { FilledForm } from '../../engine/form/fill.js';
import { inputsOn, shownPages } from '../../engine/form/page-walk.js';
import { pagesOf } from '../../engine/form/pages.js';
import type { FieldError, RawValues } from '../../engine/form/values.js';
import type { FormDraft } from '../../engine/ports/form-drafts.js';
import { type FieldView, fieldView } from './fields.js';
import { filesMaxOf, hintOf } from './form-hint.js';
import type { Names } from './people.js';
import type { Reader } from './plain.js';
import { type Rich, wording } from './text.js';
import { type Words, wordsFor } from './words.js';

/** One page of a form to fill, whatever platform draws it. */
export interface FormView {
  readonly title: string;
  readonly lead: Rich;
  readonly notices: readonly Rich[];
  /** Empty where there is only one page. */
  readonly progress: Rich;
  readonly hasBack: boolean;
  readonly hasNext: boolean;
  readonly parts: readonly FormPart[];
  /** Forms that were begun and not sent, to go on with instead. */
  readonly begun: readonly BegunView[];
  /** The edit that was begun and not sent is shown, and can be left. */
  readonly canStartOver: boolean;
  readonly locale: string;
  readonly words: Words;
}

/** Something to fill in, or something that was computed of what is. */
export type FormPart = InputView | ComputedView;

export interface InputView {
  readonly kind: 'input';
  readonly field: FormField;
  /** Help and limits; empty when there is nothing to say. */
  readonly hint: string;
  readonly initial: RawValue;
  /** Of an input for files: how many it takes. */
  readonly filesMax: number;
}

export interface ComputedView {
  readonly kind: 'computed';
  readonly text: Rich;
}

export interface BegunView {
  readonly draftId: string;
  readonly text: Rich;
}

export interface FormSource {
  readonly type: DocumentType;
  readonly input: RawValues;
  readonly filled: FilledForm;
  readonly context: FormContext;
  readonly page: number;
  readonly reader: Reader;
  /** Of the people whom `input` names. */
  readonly names: Names;
  readonly notices?: readonly Rich[];
  readonly begun?: readonly BegunView[];
  readonly canStartOver?: boolean;
}

export function formView(source: FormSource): FormView {
  const { type, filled, reader } = source;
  const words = wordsFor(reader.locale);
  const pages = shownPages(type.form, filled);
  const place = Math.max(0, pages.indexOf(source.page));
  const shown = pagesOf(type.form)[source.page] ?? [];
  return {
    title: type.name,
    lead: place > 0 || type.description === undefined ? [] : [{ kind: 'data', text: type.description, strong: false }],
    notices: source.notices ?? [],
    progress: pages.length > 1 ? wording(words.form.page(place + 1, pages.length)) : [],
    hasBack: place > 0,
    hasNext: place < pages.length - 1,
    parts: shown.flatMap((field) => partOf(field, source, words)),
    begun: source.begun ?? [],
    canStartOver: source.canStartOver ?? false,
    locale: reader.locale,
    words,
  };
}

function partOf(field: FormField, source: FormSource, words: Words): readonly FormPart[] {
  const { input, filled, reader, context } = source;
  if (formulaOf(field) !== undefined) return computedPart(field, source, words);
  if (!inputsOn([field], filled).includes(field)) return [];
  const initial = Object.hasOwn(input, field.name) ? input[field.name] : null;
  return [
    {
      kind: 'input',
      field,
      hint: hintOf(field, words, reader, context),
      initial,
      filesMax: filesMaxOf(field, context),
    },
  ];
}

/** Nothing while it cannot be computed: what it is made of says what is missing. */
function computedPart(
  field: FormField,
  { filled: { values, problems }, reader, names }: FormSource,
  words: Words,
): readonly ComputedView[] {
  const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
  const wrong = problems.get(field.name);
  if (wrong !== undefined)
    return [{ kind: 'computed', text: words.form.computed(field.label, problemText(wrong, words)) }];
  if (value === undefined) return [];
  const view: FieldView = fieldView(field, value, { reader, words, names });
  return [{ kind: 'computed', text: words.form.computed(view.label, view.value) }];
}

/** Words for a form that was begun: its type, what it is about, and since when it waits. */
export function begunView(draft: FormDraft, type: DocumentType, words: Words): BegunView {
  const about = Object.hasOwn(draft.input, type.titleField) ? draft.input[type.titleField] : undefined;
  const title = typeof about === 'string' && about.trim() !== '' ? about.trim() : undefined;
  return { draftId: draft.id, text: words.form.begun(type.name, title, draft.savedAt) };
}

/** The sentence for a problem of a field; a file is attached and not filled in. */
export function problemText({ code, params }: FieldProblem, words: Words, field?: Pick<FormField, 'type'>): string {
  return code === 'required' && field?.type === 'file' ? words.form.attachFile : words.fieldErrors[code](params);
}

/** Problems as one notice, for where there is no input to put the sentences on. */
export function problemsNotice(errors: readonly FieldError[], form: readonly FormField[], words: Words): Rich {
  const problems = errors.map((error) => {
    const field = form.find(({ name }) => name === error.field);
    return { label: field?.label ?? error.field, problem: problemText(error, words, field) };
  });
  return words.form.problems(problems);
}
