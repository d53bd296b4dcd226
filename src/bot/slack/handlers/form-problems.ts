import type { FormField } from '../../../engine/form/field.js';
import { type FieldProblem, problem } from '../../../engine/form/field-type.js';
import { formulaOf } from '../../../engine/form/field-types.js';
import { inputsOn } from '../../../engine/form/page-walk.js';
import { pageOf, pagesOf } from '../../../engine/form/pages.js';
import type { FieldError } from '../../../engine/form/values.js';
import { problemsNotice, problemText } from '../../view/form.js';
import type { Rich } from '../../view/text.js';
import type { Words } from '../../view/words.js';
import { blockIdOf, blockIn, blockOfProblem, type SentFile, type ViewState } from '../form-input.js';
import { LIMITS } from '../limits.js';
import { dataLine } from '../render/text.js';
import type { ReadPage } from './form-page.js';
import type { FormSession } from './form-session.js';

/** What stands against leaving the page: mistakes on what it showed, and on what is computed of that. */
export function problemsHere(page: ReadPage): readonly FieldError[] {
  const { type, metadata, filled } = page.session;
  const fields = pagesOf(type.form)[metadata.p] ?? [];
  const known = new Set(type.form.map(({ name }) => name));
  const unknown = page.shown.filter((name) => !known.has(name));
  return [
    ...fields.flatMap((field) => {
      const isHere = page.shown.includes(field.name) || formulaOf(field) !== undefined;
      const found = filesProblem(field, page) ?? (isHere ? filled.problems.get(field.name) : undefined);
      return found === undefined || isAnsweredByFiles(field, found, page) ? [] : [{ field: field.name, ...found }];
    }),
    ...unknown.map((field) => ({ field, ...problem('unknown-field') })),
  ];
}

/** Whether the answers made something appear that the page did not show yet. */
export function isMoreToAnswer({ session: { type, metadata, filled }, shown }: ReadPage): boolean {
  const fields = pagesOf(type.form)[metadata.p] ?? [];
  return inputsOn(fields, filled).some(({ name }) => !shown.includes(name));
}

/** The page of the first field that is asked for and was on no page until now; undefined where there is none. */
export function pageNotSeen({ type: { form }, typed, stored, filled }: FormSession): number | undefined {
  const unseen = inputsOn(form, filled).find(({ name }) => !Object.hasOwn(typed, name) && !Object.hasOwn(stored, name));
  return unseen && pageOf(form, unseen.name);
}

/**
 * The sentences by block; undefined where one has no block in the view, or there is none. They stand beside inputs that
 * stay as they were drawn, so there are none where a file is missing whose input was drawn beside others that were kept:
 * it would still be called optional.
 */
export function blockErrors(
  problems: readonly FieldError[],
  form: readonly FormField[],
  state: ViewState,
  words: Words,
): Readonly<Record<string, string>> | undefined {
  if (problems.length === 0 || problems.some(({ code }) => code === 'unknown-field')) return undefined;
  if (problems.some((one) => one.code === 'required' && blockIn(state, blockIdOf(one.field, 'kept')))) return undefined;
  const placed = problems.flatMap((one) => {
    const field = form.find(({ name }) => name === one.field);
    const block = blockIn(state, blockOfProblem(one.field, one.part)) ?? blockIn(state, blockIdOf(one.field));
    if (block === undefined) return [];
    return [[block, dataLine(problemText(one, words, field), LIMITS.fieldErrorCharsMax)] as const];
  });
  return placed.length === problems.length ? Object.fromEntries(placed) : undefined;
}

/** The same above the form, where no input can carry them. */
export function problemNotices(
  problems: readonly FieldError[],
  form: readonly FormField[],
  words: Words,
): readonly Rich[] {
  const known = problems.filter(({ field }) => form.some(({ name }) => name === field));
  const hasChanged = problems.some(({ code }) => code === 'unknown-field');
  return [
    ...(hasChanged ? [words.form.changedMeanwhile] : []),
    ...(known.length > 0 ? [problemsNotice(known, form, words)] : []),
  ];
}

function isAnsweredByFiles({ name }: FormField, { code }: FieldProblem, { sentFiles }: ReadPage): boolean {
  return code === 'required' && sentFiles.has(name);
}

/** What can be told of files before they are fetched. How large they really are is seen then. */
function filesProblem(field: FormField, { session, sentFiles }: ReadPage): FieldProblem | undefined {
  const files = sentFiles.get(field.name);
  if (field.type !== 'file' || files === undefined) return undefined;
  const { attachments } = session.context;
  const max = field.max ?? attachments.max;
  if (countOf(session, field.name) + files.length > max) return problem('too-many-files', { max });
  if (countAll(session, sentFiles) > attachments.max) return problem('too-many-files', { max: attachments.max });
  const large = files.find(({ size }) => (size ?? 0) > attachments.bytesMax);
  return large && problem('too-large-file', { name: large.name ?? '', bytesMax: attachments.bytesMax });
}

function countAll(session: FormSession, sentFiles: ReadonlyMap<string, readonly SentFile[]>): number {
  const kept = session.type.form.filter(({ type }) => type === 'file').map(({ name }) => countOf(session, name));
  return [...kept, ...[...sentFiles.values()].map(({ length }) => length)].reduce((sum, count) => sum + count, 0);
}

function countOf({ filled: { values } }: FormSession, name: string): number {
  const value = values[name];
  return Array.isArray(value) ? value.length : 0;
}
