import type { Answer } from '../../../engine/answer.js';
import type { Decide } from '../../../engine/command.js';
import type { DecisionKind } from '../../../engine/document.js';
import { manyLines, readText } from '../../../engine/form/text-content.js';
import { refusalOf } from '../../../engine/handle.js';
import type { Refusal } from '../../../engine/refusal.js';
import type { Target } from '../../view/action.js';
import { nameOfDocument } from '../../view/card-view.js';
import { nameOf, namesIn } from '../../view/people.js';
import type { Rich } from '../../view/text.js';
import type { SubmissionOutcome, ViewAnswer } from '../edge.js';
import { inputOf } from '../form-input.js';
import { LIMITS } from '../limits.js';
import type { Click, Submission } from '../parse.js';
import { renderNoticeModal } from '../render/modal.js';
import { REASON_BLOCK_ID, renderReason } from '../render/reason.js';
import { dataLine } from '../render/text.js';
import { readMetadata } from '../view-metadata.js';
import { carryOut, dossierFor, plainFor, refusalSentence, sentenceFor, type Visit } from '../visit.js';
import { detailModal } from './approvals.js';
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
  if (metadata === undefined) return refusedInPlace(visit);
  const { k, d: documentId, s, o, r: round, v: dataRevision } = metadata;
  const target = { documentId, round, dataRevision, step: { id: s, opening: o } };
  const command = decideCommand(visit, k, target, commentIn(submission));
  const answer = command === undefined ? noSuchStep : await carryOut(visit, command);
  const sentence = await sentenceFor(visit, answer, documentId, s);
  if (answer.kind === 'refused' && isAboutText(answer.refusal.code)) {
    const errors = { [REASON_BLOCK_ID]: dataLine(plainFor(visit, sentence), LIMITS.fieldErrorCharsMax) };
    return { answer: { response_action: 'errors', errors } };
  }
  return {
    answer: answer.kind === 'done' ? inPlace(visit, sentence) : onTop(visit, sentence),
    afterwards: () => refreshBelow(visit, submission, documentId),
  };
}

function inPlace({ words }: Visit, sentence: Rich): ViewAnswer {
  const view = renderNoticeModal([sentence], words, { title: words.preview.doneTitle });
  return { response_action: 'update', view };
}

/** What was written and came too late can still be read and copied below. */
function onTop({ words }: Visit, sentence: Rich): ViewAnswer {
  return { response_action: 'push', view: renderNoticeModal([sentence, words.form.reasonKept], words) };
}

/** What stands against the decision already; the text, which nobody has written yet, is left out of it. */
async function refusalBeforeAsking(visit: Visit, target: Target, decision: DecisionKind): Promise<Refusal | undefined> {
  const command = decideCommand(visit, decision, target, null);
  if (command === undefined) return { code: 'no-such-step' };
  const refusal = await refusalOf(visit.store, command, visit.now(), visit.digest, visit.settings);
  return refusal !== undefined && isAboutText(refusal.code) ? undefined : refusal;
}

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

function isAboutText(code: string): boolean {
  return code === 'reason-required' || code === 'comment-too-long';
}

/** The document's own modal, if the reason was asked for on top of it, shows what it came to. */
async function refreshBelow(visit: Visit, { previousViewId }: Submission, documentId: string): Promise<void> {
  if (previousViewId === undefined) return;
  const view = await detailModal(visit, { d: documentId });
  if (view !== undefined) await visit.client.updateView(previousViewId, view);
}

function refusedInPlace(visit: Visit): SubmissionOutcome {
  const sentence = refusalSentence(visit, { code: 'no-such-step' }, undefined);
  return { answer: { response_action: 'update', view: renderNoticeModal([sentence], visit.words) } };
}
