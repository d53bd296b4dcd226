import type { AnswerQuestion, Ask, Command, DelegateStep } from '../../../engine/command.js';
import { refusalOf } from '../../../engine/handle.js';
import type { Refusal, RefusalCode } from '../../../engine/refusal.js';
import type { Rich } from '../../view/text.js';
import type { SubmissionOutcome, ViewAnswer } from '../edge.js';
import { LIMITS } from '../limits.js';
import type { Submission } from '../parse.js';
import { renderNoticeModal } from '../render/modal.js';
import { dataLine } from '../render/text.js';
import { carryOut, plainFor, refusalSentence, sentenceFor, type Visit } from '../visit.js';
import { detailModal } from './approvals.js';

/** What stands against a command already; what the form that it needs will say is left out of it. */
export async function refusalBeforehand(
  visit: Visit,
  command: Command,
  ofTheForm: readonly RefusalCode[],
): Promise<Refusal | undefined> {
  const { store, digest, settings } = visit;
  const refusal = await refusalOf(store, command, visit.now(), digest, settings);
  return refusal !== undefined && ofTheForm.includes(refusal.code) ? undefined : refusal;
}

type StepCommand = Ask | AnswerQuestion | DelegateStep;

/** The input that a refusal is about, with a sentence where the refusal's own does not fit there. */
interface AboutInput {
  readonly block: string;
  readonly text?: Rich;
}

/** Carries out what a form about a step asked for. What is wrong with an input lands on it, the rest is said on top. */
export async function carryOutForm(
  visit: Visit,
  submission: Submission,
  command: StepCommand,
  inputs: Partial<Record<RefusalCode, AboutInput>>,
): Promise<SubmissionOutcome> {
  const { documentId, stepId } = command;
  const answer = await carryOut(visit, command);
  const sentence = await sentenceFor(visit, answer, documentId, stepId);
  const about = answer.kind === 'refused' ? inputs[answer.refusal.code] : undefined;
  if (about !== undefined) return onInput(visit, about.block, about.text ?? sentence);
  return {
    answer: answer.kind === 'done' ? inPlace(visit, sentence) : onTop(visit, sentence, visit.words.stepForm.kept),
    afterwards: () => refreshBelow(visit, submission, documentId),
  };
}

/** A sentence on one input of the form. */
export function onInput(visit: Visit, blockId: string, sentence: Rich): SubmissionOutcome {
  const errors = { [blockId]: dataLine(plainFor(visit, sentence), LIMITS.fieldErrorCharsMax) };
  return { answer: { response_action: 'errors', errors } };
}

/** What it came to takes the form's place. */
export function inPlace({ words }: Visit, sentence: Rich): ViewAnswer {
  const view = renderNoticeModal([sentence], words, { title: words.preview.doneTitle });
  return { response_action: 'update', view };
}

/** What was written and came too late can still be read and copied below; `kept` says so. */
export function onTop({ words }: Visit, sentence: Rich, kept: Rich): ViewAnswer {
  return { response_action: 'push', view: renderNoticeModal([sentence, kept], words) };
}

/** The document's own modal, if the form stood on top of it, shows what it came to. */
export async function refreshBelow(visit: Visit, { previousViewId }: Submission, documentId: string): Promise<void> {
  if (previousViewId === undefined) return;
  const view = await detailModal(visit, { d: documentId });
  if (view !== undefined) await visit.client.updateView(previousViewId, view);
}

/** A form that none of ours is, e.g. one from before an upgrade. */
export function notOurs(visit: Visit): SubmissionOutcome {
  const sentence = refusalSentence(visit, { code: 'no-such-step' }, undefined);
  return { answer: { response_action: 'update', view: renderNoticeModal([sentence], visit.words) } };
}
