import type { DocumentType } from '../../../engine/definition.js';
import { shownPages } from '../../../engine/form/page-walk.js';
import type { FormDraft } from '../../../engine/ports/form-drafts.js';
import { type BegunView, begunView } from '../../view/form.js';
import type { ViewPlace } from '../parse.js';
import { renderNoticeModal } from '../render/modal.js';
import type { ViewMetadata } from '../view-metadata.js';
import { dossierFor, refusalSentence, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { readPage } from './form-page.js';
import { formSession, onPage, sessionView, typedIn } from './form-session.js';

/** Looked for at most; the newest of them are offered, the others counted. */
const BEGUN_MAX = 50;

/** Forms for new documents that this person has begun and not sent, of one type or of all. */
export async function begunForms(visit: Visit, types: readonly DocumentType[]): Promise<readonly BegunView[]> {
  const drafts = await visit.drafts.begun(visit.person.personId, BEGUN_MAX);
  const offered = await Promise.all(drafts.map((draft) => offer(visit, draft, types)));
  return offered.flatMap((one) => one ?? []);
}

/** Nothing of a form whose document is there: it came too late to be finished with it. */
async function offer(visit: Visit, draft: FormDraft, types: readonly DocumentType[]): Promise<BegunView | undefined> {
  const type = types.find(({ key }) => key === draft.typeKey);
  if (type === undefined || (await dossierFor(visit, draft.documentId)) !== undefined) return undefined;
  return begunView(draft, type, visit.words);
}

/** The form as it was left, in place of the modal that offered it. */
export async function continueDraft(visit: Visit, { viewId }: ViewPlace, draftId: string): Promise<void> {
  const draft = await visit.drafts.find(visit.person.personId, draftId);
  const type = draft && (await visit.reading.documentType(draft.typeKey));
  const view =
    draft === undefined || draft.finishedAt !== null || type === undefined
      ? renderNoticeModal([refusalSentence(visit, { code: 'no-such-document' }, undefined)], visit.words)
      : await draftView(visit, draft, type);
  await visit.client.updateView(viewId, view);
}

/** Throws a begun form away; the form that offered it stays as it is filled in. */
export async function discardDraft(visit: Visit, place: ViewPlace, draftId: string): Promise<DrawnView | undefined> {
  await visit.drafts.discard(visit.person.personId, draftId);
  const page = await readPage(visit, place.metadata, place.state);
  return page && sessionView(visit, page.session, { begun: await begunForms(visit, [page.session.type]) });
}

/** The page that was shown last, with what was filled in on all of them. */
export async function draftView(
  visit: Visit,
  draft: FormDraft,
  type: DocumentType,
  canStartOver = false,
): Promise<DrawnView> {
  const session = await formSession(visit, type, metadataOf(draft), typedIn(draft, type.form));
  const pages = shownPages(type.form, session.filled);
  const page = pages.findLast((index) => index <= draft.page) ?? pages[0] ?? 0;
  const more = { notices: [visit.words.form.continued], canStartOver };
  return sessionView(visit, onPage(session, page), more);
}

/** Counted on, so that the inputs are new ones to Slack and show what is in the draft. */
function metadataOf({ typeKey: t, id: n, documentId: d, seen, revision, page: p }: FormDraft): ViewMetadata<'form'> {
  return { t, n, d, k: revision + 1, p, ...(seen && { r: seen.round, v: seen.dataRevision }) };
}
