import type { Dossier } from '../../../engine/dossier.js';
import type { Refusal } from '../../../engine/refusal.js';
import type { Target } from '../../view/action.js';
import { nameOfDocument } from '../../view/card-view.js';
import type { DoneContext } from '../../view/words.js';
import type { Click, ViewPlace } from '../parse.js';
import { renderNoticeModal } from '../render/modal.js';
import { carryOut, dossierFor, refusalSentence, sentenceFor, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { editModal } from './edit-modal.js';
import { showOnTop, tell } from './tell.js';

export async function cancel(visit: Visit, click: Click, target: Target): Promise<void> {
  const { documentId, round, dataRevision } = target;
  const seen = { round, dataRevision };
  const answer = await carryOut(visit, { kind: 'cancel', actorId: visit.person.personId, documentId, seen });
  await tell(visit, click, await sentenceFor(visit, answer, documentId));
}

/** Throws a draft away. */
export async function discard(visit: Visit, click: Click, target: Target): Promise<void> {
  const { documentId, round, dataRevision } = target;
  const name = nameOf(await dossierFor(visit, documentId));
  const answer = await carryOut(visit, {
    kind: 'delete',
    actorId: visit.person.personId,
    documentId,
    seen: { round, dataRevision },
  });
  // Afterwards the draft exists for nobody, so its name is taken before.
  const text =
    answer.kind === 'done'
      ? visit.words.done.delete(answer, draftContext(name))
      : await sentenceFor(visit, answer, documentId);
  await tell(visit, click, text);
}

/** The submitter reminds those who are asked. A click is one intention: a second one hears when it can be done again. */
export async function nudge(visit: Visit, click: Click, { documentId }: Target): Promise<void> {
  const nonce = visit.digest(click.triggerId);
  const answer = await carryOut(visit, { kind: 'nudge', actorId: visit.person.personId, documentId, nonce });
  await tell(visit, click, await sentenceFor(visit, answer, documentId));
}

/** Somebody of the role that completes documents of this type says that it was carried out. */
export async function complete(visit: Visit, click: Click, { documentId }: Target): Promise<void> {
  const answer = await carryOut(visit, { kind: 'complete', actorId: visit.person.personId, documentId });
  await tell(visit, click, await sentenceFor(visit, answer, documentId));
}

function nameOf(dossier: Dossier | undefined): string {
  return dossier === undefined ? '' : nameOfDocument(dossier.document);
}

function draftContext(name: string): DoneContext {
  return { name, submitter: '', asked: { names: [], more: 0 }, step: undefined, stuck: [], onBehalfOf: undefined };
}

/** Opens the form of a draft or a returned document with its newest content. */
export async function edit(visit: Visit, click: Click, documentId: string): Promise<void> {
  const view = await editModal(visit, documentId);
  if (!('code' in view)) return showOnTop(visit, click, view);
  const dossier = await dossierFor(visit, documentId);
  await tell(visit, click, refusalSentence(visit, view, dossier));
}

/** From the preview to the form it came from, in the same modal. */
export async function backToEdit(visit: Visit, place: ViewPlace, documentId: string): Promise<void> {
  const view = await editModal(visit, documentId);
  const shown = 'code' in view ? await refused(visit, view, documentId) : view;
  await visit.client.updateView(place.viewId, shown);
}

async function refused(visit: Visit, refusal: Refusal, documentId: string): Promise<DrawnView> {
  const sentence = refusalSentence(visit, refusal, await dossierFor(visit, documentId));
  return renderNoticeModal([sentence], visit.words);
}
