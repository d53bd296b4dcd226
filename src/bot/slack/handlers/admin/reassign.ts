import type { Reassign } from '../../../../engine/command.js';
import { openPlacesOf } from '../../../../engine/document.js';
import type { Dossier } from '../../../../engine/dossier.js';
import { manyLines, readText } from '../../../../engine/form/text-content.js';
import { refusalOf } from '../../../../engine/handle.js';
import type { Refusal } from '../../../../engine/refusal.js';
import type { Target } from '../../../view/action.js';
import { nameOfDocument } from '../../../view/card-view.js';
import { nameOf, namesIn } from '../../../view/people.js';
import type { Rich } from '../../../view/text.js';
import type { SubmissionOutcome, ViewAnswer } from '../../edge.js';
import { inputOf } from '../../form-input.js';
import { LIMITS } from '../../limits.js';
import type { Click, Submission } from '../../parse.js';
import { PERSON_BLOCK } from '../../render/admin/person-menu.js';
import { PLACE_BLOCK, type PlaceChoice, REASSIGN_REASON_BLOCK, renderReassign } from '../../render/admin/reassign.js';
import { renderNoticeModal } from '../../render/modal.js';
import { dataLine } from '../../render/text.js';
import { readMetadata } from '../../view-metadata.js';
import { carryOut, dossierFor, plainFor, refusalSentence, type Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { showOnTop } from '../tell.js';
import { lacking, refusedUse } from './permitted.js';

/** A place on a step that waits: somebody's who has not voted, or nobody's where one is open. */
export interface OpenPlace extends PlaceChoice {
  readonly stepId: string;
  readonly stepName: string;
  readonly fromId: string | null;
}

/** The form to reassign one of a document's places; a sentence where none can be. `stepId` is chosen beforehand. */
export async function reassignModal(visit: Visit, documentId: string, stepId?: string): Promise<DrawnView> {
  const { words, newId } = visit;
  const dossier = await dossierFor(visit, documentId);
  if (dossier === undefined) return notice(visit, refusalSentence(visit, { code: 'no-such-document' }, undefined));
  const { document } = dossier;
  const places = placesOf(visit, dossier);
  const refusal = await refusalBeforehand(visit, documentId);
  if (refusal !== undefined) return notice(visit, refusalSentence(visit, refusal, dossier));
  const name = nameOfDocument(document);
  if (places.length === 0) return notice(visit, words.admin.reassign.nothingOpen(name));
  const lead = words.admin.reassign.lead(name, document.title, nameOf(namesIn(dossier), document.submitterId));
  const chosen = places.find((place) => place.stepId === stepId) ?? (places.length === 1 ? places[0] : undefined);
  return renderReassign(lead, places, chosen?.value ?? null, { d: documentId, n: newId() }, words);
}

/** From the card that tells an administrator of a step that is stuck. */
export async function reassignFromCard(visit: Visit, click: Click, { documentId, step }: Target): Promise<void> {
  const refused = await refusedUse(visit, 'reassign');
  const view = refused === undefined ? reassignModal(visit, documentId, step?.id) : notice(visit, refused);
  await showOnTop(visit, click, await view);
}

/** What is refused about an input lands on it; anything else is said on top, with all that was typed still there. */
export async function onReassignSent(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const metadata = readMetadata('admin-reassign', submission.metadata);
  const refused = await refusedUse(visit, 'reassign');
  if (metadata === undefined || refused !== undefined) {
    return { answer: onTop(visit, refused ?? lacking(visit, 'reassign')) };
  }
  const dossier = await dossierFor(visit, metadata.d);
  const place =
    dossier && placesOf(visit, dossier).find(({ value }) => value === inputOf(submission.state, PLACE_BLOCK));
  if (dossier !== undefined && place === undefined) return wrong(visit, { code: 'no-such-step' }, dossier);
  const command = commandFor(visit, metadata, place, submission);
  const answer = await carryOut(visit, command);
  if (answer.kind === 'refused') return wrong(visit, answer.refusal, dossier);
  const people = await visit.reading.names([command.toId]);
  const { title } = visit.words.admin;
  const sentence = visit.words.admin.reassign.done(
    place?.stepName ?? '',
    nameOf(people, command.toId),
    answer.number ?? '',
  );
  return { answer: { response_action: 'update', view: renderNoticeModal([sentence], visit.words, { title }) } };
}

export function placesOf({ digest, words }: Visit, dossier: Dossier): readonly OpenPlace[] {
  const names = namesIn(dossier);
  return dossier.document.steps.flatMap((step) => {
    if (step.status !== 'pending' && step.status !== 'waiting') return [];
    const awaited: readonly string[] = step.approvers.flatMap((one) => (one.vote === null ? one.personId : []));
    const free: readonly (string | null)[] = openPlacesOf(step) > 0 ? [null, ...awaited] : awaited;
    return free.map((fromId) => {
      const person = fromId === null ? null : nameOf(names, fromId);
      const value = digest(JSON.stringify([step.id, fromId])).slice(0, LIMITS.optionCharsMax);
      return {
        value,
        label: words.admin.reassign.place(step.name, person),
        stepId: step.id,
        stepName: step.name,
        fromId,
      };
    });
  });
}

/** The same form sent twice is one intention; with other words in it, it is another. */
function commandFor(
  { person, digest }: Visit,
  { d: documentId, n }: { readonly d: string; readonly n: string },
  place: OpenPlace | undefined,
  { state }: Submission,
): Reassign {
  const toId = inputOf(state, PERSON_BLOCK) ?? '';
  const read = readText(inputOf(state, REASSIGN_REASON_BLOCK), manyLines);
  const reason = ('value' in read ? read.value : undefined) ?? '';
  const { stepId = '', fromId = null } = place ?? {};
  const nonce = `${n}.${digest(JSON.stringify([stepId, fromId, toId, reason]))}`;
  return { kind: 'reassign', actorId: person.personId, documentId, nonce, stepId, fromId, toId, reason };
}

/** What stands against it whatever is chosen, told before anybody writes a reason in vain. */
async function refusalBeforehand(visit: Visit, documentId: string): Promise<Refusal | undefined> {
  const { store, person, digest, settings } = visit;
  const actorId = person.personId;
  const nothing = { kind: 'reassign', actorId, documentId, nonce: '-', stepId: '', fromId: null, toId: '' } as const;
  const refusal = await refusalOf(store, { ...nothing, reason: '' }, visit.now(), digest, settings);
  return refusal?.code === 'no-such-step' ? undefined : refusal;
}

/** The input that a refusal is about; undefined where it is about none. */
function blockOf({ code }: Refusal): string | undefined {
  switch (code) {
    case 'no-such-step':
    case 'not-an-approver':
    case 'already-decided':
    case 'step-closed':
      return PLACE_BLOCK;
    case 'unable-person':
      return PERSON_BLOCK;
    case 'reason-required':
    case 'comment-too-long':
      return REASSIGN_REASON_BLOCK;
    default:
      return undefined;
  }
}

function wrong(visit: Visit, refusal: Refusal, dossier: Dossier | undefined): SubmissionOutcome {
  const sentence = refusalSentence(visit, refusal, dossier);
  const block = blockOf(refusal);
  if (block === undefined) return { answer: onTop(visit, sentence) };
  const errors = { [block]: dataLine(plainFor(visit, sentence), LIMITS.fieldErrorCharsMax) };
  return { answer: { response_action: 'errors', errors } };
}

function onTop({ words }: Visit, sentence: Rich): ViewAnswer {
  const { title, reassign } = words.admin;
  return { response_action: 'push', view: renderNoticeModal([sentence, reassign.kept], words, { title }) };
}

function notice({ words }: Visit, text: Rich): DrawnView {
  return renderNoticeModal([text], words, { title: words.admin.title });
}
