import type { Create, Edit } from '../../../engine/command.js';
import type { RawValue } from '../../../engine/form/field-type.js';
import { pageAfter } from '../../../engine/form/page-walk.js';
import { pageOf } from '../../../engine/form/pages.js';
import type { FieldError, FormValues, RawValues } from '../../../engine/form/values.js';
import type { StoredFile } from '../../../engine/stored-file.js';
import type { Rich } from '../../view/text.js';
import { filesOf } from '../render/raw.js';
import { carryOut, dossierFor, refusalSentence, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { simulatedRoute } from './admin/simulated-route.js';
import { pageNotSeen, problemNotices } from './form-problems.js';
import { type FormSession, formSession, keepTyped, onPage, sessionView } from './form-session.js';
import { previewModal } from './preview.js';

/** What a page that was sent leads to. */
export type FormResult =
  | { readonly kind: 'view'; readonly view: DrawnView; readonly isDone: boolean }
  /** Refused for what stands in its fields. */
  | { readonly kind: 'problems'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'refused'; readonly sentence: Rich };

/** The next page, or behind the last one the draft with its route. `session` is on the page that was sent. */
export async function afterPage(
  visit: Visit,
  session: FormSession,
  notices: readonly Rich[] = [],
): Promise<FormResult> {
  const { type, filled, metadata } = session;
  const next = pageAfter(type.form, filled, metadata.p);
  if (next !== undefined) return shown(await sessionView(visit, onPage(session, next), { notices }));
  const unseen = pageNotSeen(session);
  if (unseen !== undefined) {
    const { moreToAnswer, pagesLost } = visit.words.form;
    const why = unseen < metadata.p ? pagesLost : moreToAnswer;
    return shown(await sessionView(visit, onPage(session, unseen), { notices: [...notices, why] }));
  }
  return metadata.w === undefined ? finish(visit, session, notices) : simulatedRoute(visit, session, metadata.w);
}

/** The page with the first of the problems, which are told above it. */
export async function pageWithProblems(
  visit: Visit,
  session: FormSession,
  errors: readonly FieldError[],
): Promise<DrawnView> {
  const { form } = session.type;
  const [first] = errors;
  const page = first === undefined ? session.metadata.p : pageOf(form, first.field);
  return sessionView(visit, onPage(session, page), { notices: problemNotices(errors, form, visit.words) });
}

/** Nobody is offered to go on with what has become a draft of a document. */
export async function finishDraft(visit: Visit, { metadata }: FormSession, result: FormResult): Promise<void> {
  if (result.kind !== 'view' || !result.isDone) return;
  await visit.drafts.finish(visit.person.personId, metadata.n, visit.now());
}

async function finish(visit: Visit, session: FormSession, notices: readonly Rich[]): Promise<FormResult> {
  const { metadata } = session;
  const answer = await carryOut(visit, await commandFor(visit, session));
  if (answer.kind === 'done')
    return { kind: 'view', view: await previewModal(visit, metadata.d, notices), isDone: true };
  const { refusal } = answer;
  if (refusal.code === 'invalid-form') return { kind: 'problems', errors: refusal.errors };
  const dossier = await dossierFor(visit, metadata.d);
  if (refusal.code === 'stale' && dossier !== undefined) return shown(await changedElsewhere(visit, session));
  return { kind: 'refused', sentence: refusalSentence(visit, refusal, dossier) };
}

/**
 * The same answers sent twice are one intention, other answers are another: whoever got no answer, corrects a field and
 * sends the form again must not be told what became of the first. A draft that this made by then is edited.
 */
async function commandFor(visit: Visit, { metadata, input, type }: FormSession): Promise<Create | Edit> {
  const { t: typeKey, d: documentId, n, r: round, v: dataRevision } = metadata;
  const nonce = `${n}.${visit.digest(JSON.stringify(type.form.map(({ name }) => meaningOf(input, name))))}`;
  const common = { actorId: visit.person.personId, documentId, nonce, input };
  if (round !== undefined && dataRevision !== undefined)
    return { ...common, kind: 'edit', seen: { round, dataRevision } };
  const made = await dossierFor(visit, documentId);
  if (made === undefined) return { ...common, kind: 'create', typeKey };
  // What that first form made. Anything newer was written elsewhere and is not replaced without being shown.
  const seen = { round: 0, dataRevision: 1 };
  return { ...common, kind: 'edit', seen, input: withCopiesOf(made.document.data, input) };
}

/** Whoever sends the same files a second time has not changed anything, although they were fetched a second time. */
function withCopiesOf(data: FormValues, input: RawValues): RawValues {
  const known = Object.values(data).flatMap((value) => filesOf(Array.isArray(value) ? value : null));
  const copyOf = (file: StoredFile) =>
    known.find(({ sha256, name }) => sha256 === file.sha256 && name === file.name) ?? file;
  const replaced = Object.entries(input).map(([name, raw]): [string, RawValue] => {
    const files = filesOf(raw);
    return [name, files.length > 0 ? files.map(copyOf) : raw];
  });
  return Object.fromEntries(replaced);
}

/** A file that is fetched twice is another copy, and means the same. */
function meaningOf(input: RawValues, name: string) {
  const raw = Object.hasOwn(input, name) ? (input[name] ?? null) : null;
  const files = filesOf(raw);
  return files.length > 0 ? files.map(({ sha256 }) => sha256) : raw;
}

/** The same answers over the newest revision, said so: sending again is then a choice, not an accident. */
async function changedElsewhere(visit: Visit, { metadata, type, typed }: FormSession): Promise<DrawnView> {
  const dossier = await dossierFor(visit, metadata.d);
  if (dossier === undefined) throw new Error('a document that is there was not found');
  const { round: r, dataRevision: v } = dossier.document;
  const again = await formSession(visit, type, { ...metadata, n: visit.newId(), r, v, k: 0 }, typed);
  await keepTyped(visit, again);
  return sessionView(visit, again, { notices: [visit.words.form.changedElsewhere] });
}

function shown(view: DrawnView): FormResult {
  return { kind: 'view', view, isDone: false };
}
