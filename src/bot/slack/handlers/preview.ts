import type { Answer } from '../../../engine/answer.js';
import { type ActingAhead, actingAhead } from '../../../engine/delegation/acting-ahead.js';
import type { ApprovalDocument } from '../../../engine/document.js';
import { previewRoute } from '../../../engine/handle.js';
import type { Refusal } from '../../../engine/refusal.js';
import type { Route } from '../../../engine/route.js';
import { peopleIn } from '../../view/fields.js';
import { namesOf } from '../../view/people.js';
import { approversIn, peopleInRoute, previewView } from '../../view/preview.js';
import type { Rich } from '../../view/text.js';
import type { SubmissionOutcome } from '../edge.js';
import type { Submission } from '../parse.js';
import { renderNoticeModal } from '../render/modal.js';
import { renderPreview, renderPreviewRefused } from '../render/preview.js';
import { readMetadata } from '../view-metadata.js';
import { carryOut, dossierFor, refusalSentence, sentenceFor, type Visit } from '../visit.js';
import type { DrawnView } from '../within-limits.js';
import { editModal } from './edit-modal.js';

/** A draft with the route it would take now, ready to be submitted. */
export async function previewModal(
  visit: Visit,
  documentId: string,
  notices: readonly Rich[] = [],
): Promise<DrawnView> {
  const { store, person, digest, words, reading, reader } = visit;
  const dossier = await dossierFor(visit, documentId);
  if (dossier === undefined) {
    return renderNoticeModal([refusalSentence(visit, { code: 'no-such-document' }, undefined)], words);
  }
  const { document, type } = dossier;
  const planned = await previewRoute(
    store,
    document.typeKey,
    person.personId,
    { documentId, values: document.data },
    visit.now(),
    digest,
    visit.settings,
  );
  if ('code' in planned) return renderPreviewRefused(refusalSentence(visit, planned, dossier), documentId, words);
  const acting = await actingNow(visit, document, planned.route);
  const people = await reading.people([
    ...peopleInRoute(planned.route),
    ...[...acting.values()].flat().map(({ personId }) => personId),
    ...peopleIn(type, document.data),
    document.submitterId,
  ]);
  const names = namesOf(people);
  const view = previewView({ document, type, plan: planned, names, people, acting, reader, notices });
  const { round: r, dataRevision: v } = document;
  return renderPreview(view, { d: documentId, n: visit.newId(), g: planned.digest, r, v });
}

/** Who of those who would be asked is away at this moment, and who decides for them. */
async function actingNow(visit: Visit, document: ApprovalDocument, route: Route): Promise<ActingAhead> {
  const { store, settings } = visit;
  if (!settings.allowsDelegation) return new Map();
  const now = visit.now();
  return store.read(async (reader) => {
    const asked = approversIn(route);
    const delegations = await reader.delegations(asked, now);
    if (delegations.length === 0) return new Map();
    const deputies = await reader.actors([...asked, ...delegations.map(({ toId }) => toId)]);
    return actingAhead(document, route, { delegations, deputies, settings }, now);
  });
}

/** The final submit, of the content and the route that the preview showed and of nothing else. */
export async function onPreviewSent(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const metadata = readMetadata('preview', submission.metadata);
  if (metadata === undefined)
    return shows(notice(visit, refusalSentence(visit, { code: 'no-such-document' }, undefined)));
  const answer = await carryOut(visit, {
    kind: 'submit',
    actorId: visit.person.personId,
    documentId: metadata.d,
    nonce: metadata.n,
    seen: { round: metadata.r, dataRevision: metadata.v },
    routeDigest: metadata.g,
  });
  return shows(await afterSubmit(visit, answer, metadata.d));
}

async function afterSubmit(visit: Visit, answer: Answer, documentId: string): Promise<DrawnView> {
  const { preview } = visit.words;
  if (answer.kind === 'done') return notice(visit, await sentenceFor(visit, answer, documentId), preview.doneTitle);
  const { refusal } = answer;
  switch (refusal.code) {
    case 'route-changed':
      return previewModal(visit, documentId, [preview.routeChanged]);
    case 'stale':
      return previewModal(visit, documentId, [preview.contentChanged]);
    case 'invalid-form':
      return formAgain(visit, refusal, documentId);
    default:
      return notice(visit, await sentenceFor(visit, answer, documentId));
  }
}

/** The form was changed after the draft was saved, or the answers do not fit the day any more: they are asked for now. */
async function formAgain(
  visit: Visit,
  refusal: Extract<Refusal, { code: 'invalid-form' }>,
  documentId: string,
): Promise<DrawnView> {
  const { form } = visit.words;
  const dossier = await dossierFor(visit, documentId);
  const type = dossier && (await visit.reading.documentType(dossier.document.typeKey));
  const hasChanged = type?.version !== dossier?.document.typeVersion;
  const notices = [hasChanged ? form.changedMeanwhile : form.outdated];
  const view = await editModal(visit, documentId, { notices, errors: refusal.errors });
  return 'code' in view ? notice(visit, refusalSentence(visit, view, undefined)) : view;
}

/** Nothing is left to go back to: what is below showed the document as it was before. */
function notice({ words }: Visit, text: Rich, title = words.preview.answerTitle): DrawnView {
  return renderNoticeModal([text], words, { title, closesAll: true });
}

function shows(view: DrawnView): SubmissionOutcome {
  return { answer: { response_action: 'update', view } };
}
