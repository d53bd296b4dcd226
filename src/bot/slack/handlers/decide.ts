import type { Answer } from '../../../engine/answer.js';
import type { Decide } from '../../../engine/command.js';
import type { DecisionKind } from '../../../engine/document.js';
import { manyLines, readText } from '../../../engine/form/text-content.js';
import type { Refusal, RefusalCode } from '../../../engine/refusal.js';
import type { Target } from '../../view/action.js';
import { nameOfDocument } from '../../view/card-view.js';
import { nameOf, namesIn } from '../../view/people.js';
import type { SubmissionOutcome } from '../edge.js';
import { inputOf } from '../form-input.js';
import type { Click, Submission } from '../parse.js';
import { REASON_BLOCK_ID, renderReason } from '../render/reason.js';
import { readMetadata } from '../view-metadata.js';
import { carryOut, dossierFor, refusalSentence, sentenceFor, type Visit } from '../visit.js';
import { inPlace, notOurs, onInput, onTop, refreshBelow, refusalBeforehand } from './step-form.js';
import { showOnTop, tell } from './tell.js';

/** Approve in one click. */
export async function approveAtOnce(visit: Visit, click: Click, target: Target): Promise<void> {
  const command = decideCommand(visit, 'approve', target, null);
  const answer = command === undefined ? noSuchStep : await carryOut(visit, command);
  await tell(visit, click, await sentenceFor(visit, answer, target.documentId, target.step?.id));
}

/** Asks for the comment or reason first. Whoever may not decide hears it now and not after having written. */
export async function askForReason(visit: Visit, click: Click, target: Target, decision: DecisionKind): Promise<void> {
  const refusal = await refusalBeforeAsking(visit, target, decision);
  const dossier = await dossierFor(visit, target.documentId);
  if (refusal !== undefined || target.step === undefined || dossier === undefined) {
    await tell(visit, click, refusalSentence(visit, refusal ?? { code: 'no-such-document' }, dossier));
    return;
  }
  const { document } = dossier;
  const submitter = nameOf(namesIn(dossier), document.submitterId);
  const about = visit.words.form.reasonAbout(nameOfDocument(document), document.title, submitter);
  const { id: s, opening: o } = target.step;
  const metadata = { k: decision, d: target.documentId, s, o, r: target.round, v: target.dataRevision };
  await showOnTop(visit, click, renderReason(about, metadata, visit.words));
}

/** A comment or reason that was sent. What is wrong with the text lands on it; a decision that counts takes its place. */
export async function onReasonSent(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const metadata = readMetadata('reason', submission.metadata);
  if (metadata === undefined) return notOurs(visit);
  const { k, d: documentId, s, o, r: round, v: dataRevision } = metadata;
  const target = { documentId, round, dataRevision, step: { id: s, opening: o } };
  const command = decideCommand(visit, k, target, commentIn(submission));
  const answer = command === undefined ? noSuchStep : await carryOut(visit, command);
  const sentence = await sentenceFor(visit, answer, documentId, s);
  if (answer.kind === 'refused' && ABOUT_TEXT.includes(answer.refusal.code)) {
    return onInput(visit, REASON_BLOCK_ID, sentence);
  }
  return {
    answer: answer.kind === 'done' ? inPlace(visit, sentence) : onTop(visit, sentence, visit.words.form.reasonKept),
    afterwards: () => refreshBelow(visit, submission, documentId),
  };
}

/** What stands against the decision already; the text, which nobody has written yet, is left out of it. */
async function refusalBeforeAsking(visit: Visit, target: Target, decision: DecisionKind): Promise<Refusal | undefined> {
  const command = decideCommand(visit, decision, target, null);
  if (command === undefined) return { code: 'no-such-step' };
  return refusalBeforehand(visit, command, ABOUT_TEXT);
}

const ABOUT_TEXT: readonly RefusalCode[] = ['reason-required', 'comment-too-long'];

const noSuchStep: Answer = { kind: 'refused', refusal: { code: 'no-such-step' } };

function decideCommand(
  { person }: Visit,
  kind: DecisionKind,
  { documentId, round, dataRevision, step }: Target,
  comment: string | null,
): Decide | undefined {
  if (step === undefined) return undefined;
  const seen = { round, dataRevision };
  return { kind, actorId: person.personId, documentId, stepId: step.id, opening: step.opening, seen, comment };
}

/** What looks empty is no reason, whatever characters it is made of. */
function commentIn({ state }: Submission): string | null {
  const read = readText(inputOf(state, REASON_BLOCK_ID), manyLines);
  return 'value' in read ? (read.value ?? null) : null;
}
