import type { DocumentType } from '../../../engine/definition.js';
import type { FormContext } from '../../../engine/form/context.js';
import type { FormField } from '../../../engine/form/field.js';
import { type FilledForm, fillForm } from '../../../engine/form/fill.js';
import { initialRaw, type RawValues, rawOf } from '../../../engine/form/values.js';
import { peopleNamedIn } from '../../../engine/form-context.js';
import { fillingContext } from '../../../engine/handle.js';
import type { FormDraft } from '../../../engine/ports/form-drafts.js';
import { type FormSource, formView } from '../../view/form.js';
import type { Rich } from '../../view/text.js';
import { renderForm } from '../render/form.js';
import type { ViewMetadata } from '../view-metadata.js';
import { dossierFor, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';

/** A form that somebody fills, as far as it is filled. */
export interface FormSession {
  readonly metadata: ViewMetadata<'form'>;
  readonly type: DocumentType;
  /** What was filled in on the pages that were shown until now, by field. */
  readonly typed: RawValues;
  /** What the document holds already, where one is edited. */
  readonly stored: RawValues;
  /** What all inputs hold: what was filled in, else what the form begins with. */
  readonly input: RawValues;
  readonly context: FormContext;
  readonly filled: FilledForm;
}

export async function formSession(
  visit: Visit,
  type: DocumentType,
  metadata: ViewMetadata<'form'>,
  typed: RawValues,
): Promise<FormSession> {
  const { store, settings } = visit;
  const requesterId = metadata.w ?? visit.person.personId;
  const stored = metadata.v === undefined ? {} : await storedInput(visit, type, metadata.d);
  const named = { ...initialRaw(type.form, { today: ANY_DAY, requesterId }), ...stored, ...typed };
  const context = await fillingContext(store, type, requesterId, named, visit.now(), settings);
  const begins = metadata.v === undefined ? initialRaw(type.form, context) : stored;
  const input = { ...begins, ...typed };
  return { metadata, type, typed, stored, input, context, filled: fillForm(type.form, input, context) };
}

/** Only the people of this first reading are looked at, and they are the same on every day. */
const ANY_DAY = '2000-01-01';

/** What was filled in before, as far as the form still has those fields. */
export function typedIn(draft: FormDraft | undefined, form: readonly FormField[]): RawValues {
  const names = new Set(form.map(({ name }) => name));
  return Object.fromEntries(Object.entries(draft?.input ?? {}).filter(([name]) => names.has(name)));
}

/** The session on another page; `k` is what the view that is drawn will carry. */
export function onPage(session: FormSession, p: number, k = session.metadata.k): FormSession {
  return { ...session, metadata: { ...session.metadata, p, k } };
}

/** Its page as a modal. */
export async function sessionView(
  visit: Visit,
  session: FormSession,
  more: Pick<FormSource, 'notices' | 'begun' | 'canStartOver'> = {},
): Promise<DrawnView> {
  const { type, input, filled, context, metadata } = session;
  const people = peopleNamedIn(type.form, input);
  const [names, chatUsers] = [await visit.reading.names(people), await visit.people.chatUsersOf(people)];
  const notices = [...(await asIf(visit, metadata)), ...(more.notices ?? [])];
  const page = metadata.p;
  const view = formView({ type, input, filled, context, page, reader: visit.reader, names, ...more, notices });
  return renderForm(view, metadata, chatUsers);
}

/** Whoever only simulates a request is told so on every page. */
async function asIf({ reading, words }: Visit, { w }: ViewMetadata<'form'>): Promise<readonly Rich[]> {
  return w === undefined ? [] : [words.admin.simulate.asIf((await reading.names([w])).get(w) ?? w)];
}

/** Keeps what was filled in. False where something newer is kept already, or the form is finished. */
export function keepTyped(visit: Visit, { metadata, type, typed }: FormSession): Promise<boolean> {
  const { n: id, d: documentId, k: revision, p: page } = metadata;
  const seen = seenIn(metadata);
  const { personId } = visit.person;
  const draft = { id, personId, typeKey: type.key, documentId, seen, revision, page, input: typed };
  return visit.drafts.keep(draft, visit.now());
}

/** What is only simulated is no form that could be gone on with, and so it is kept as an edit of nothing. */
function seenIn({ r: round, v: dataRevision, w }: ViewMetadata<'form'>) {
  if (w !== undefined) return { round: 0, dataRevision: 0 };
  return round === undefined || dataRevision === undefined ? null : { round, dataRevision };
}

async function storedInput(visit: Visit, { form }: DocumentType, documentId: string): Promise<RawValues> {
  const dossier = await dossierFor(visit, documentId);
  return dossier === undefined ? {} : rawOf(form, dossier.document.data);
}
