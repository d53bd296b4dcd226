import { firstPage } from '../../../engine/form/page-walk.js';
import { pageOf } from '../../../engine/form/pages.js';
import type { FieldError } from '../../../engine/form/values.js';
import type { Refusal } from '../../../engine/refusal.js';
import { unlessStatus, unlessSubmitter } from '../../../engine/refusal-checks.js';
import type { Rich } from '../../view/text.js';
import { dossierFor, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { draftView } from './form-drafts.js';
import { problemNotices } from './form-problems.js';
import { formSession, onPage, sessionView } from './form-session.js';

/** What the form is opened for, besides being changed. */
export interface EditReason {
  readonly notices: readonly Rich[];
  /** Shown with the page of the first. */
  readonly errors: readonly FieldError[];
}

/**
 * The form of a draft or returned document with its newest content, or with what this person began to change of that;
 * or why it cannot be edited.
 */
export async function editModal(visit: Visit, documentId: string, reason?: EditReason): Promise<DrawnView | Refusal> {
  const dossier = await dossierFor(visit, documentId);
  if (dossier === undefined) return { code: 'no-such-document' };
  const { document } = dossier;
  const { personId } = visit.person;
  const refusal = unlessSubmitter(document, personId) ?? unlessStatus(document, ['draft', 'returned']);
  if (refusal !== undefined) return refusal;
  const type = await visit.reading.documentType(document.typeKey);
  if (type === undefined) return { code: 'no-such-type', typeKey: document.typeKey };
  const { round: r, dataRevision: v } = document;
  const begun = reason === undefined ? await visit.drafts.editOf(personId, documentId) : undefined;
  if (begun?.seen?.round === r && begun.seen.dataRevision === v) return draftView(visit, begun, type, true);
  const metadata = { t: type.key, d: document.id, n: visit.newId(), r, v, k: 0, p: 0 };
  const session = await formSession(visit, type, metadata, {});
  const [first] = reason?.errors ?? [];
  const page = first === undefined ? firstPage(type.form, session.filled) : pageOf(type.form, first.field);
  const notices = reason ? [...reason.notices, ...problemNotices(reason.errors, type.form, visit.words)] : [];
  return sessionView(visit, onPage(session, page), { notices });
}
