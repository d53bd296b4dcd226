import type { DelegateStep } from '../../../engine/command.js';
import { stepById } from '../../../engine/document.js';
import { manyLines, readText } from '../../../engine/form/text-content.js';
import type { Target } from '../../view/action.js';
import { nameOfDocument } from '../../view/card-view.js';
import { nameOf, namesIn } from '../../view/people.js';
import { wording } from '../../view/text.js';
import type { SubmissionOutcome } from '../edge.js';
import { chatUserIn, inputOf } from '../form-input.js';
import type { Click, Submission } from '../parse.js';
import { DEPUTY_BLOCK, NOTE_BLOCK, renderDelegateStep } from '../render/step-form.js';
import { readMetadata, type ViewMetadata } from '../view-metadata.js';
import { dossierFor, refusalSentence, type Visit } from '../visit.js';
import { carryOutForm, notOurs, onInput, refusalBeforehand } from './step-form.js';
import { showOnTop, tell } from './tell.js';

/** An approver wants somebody else to decide one step. Whoever may not hears it before choosing anybody. */
export async function delegateStep(visit: Visit, click: Click, { documentId, step }: Target): Promise<void> {
  const dossier = await dossierFor(visit, documentId);
  if (step === undefined || dossier === undefined) {
    return tell(visit, click, refusalSentence(visit, { code: 'no-such-document' }, dossier));
  }
  const metadata = { d: documentId, s: step.id, o: step.opening, n: visit.newId() };
  const refusal = await refusalBeforehand(visit, delegateCommand(visit, metadata, '', null), ['unable-person']);
  if (refusal !== undefined) return tell(visit, click, refusalSentence(visit, refusal, dossier));
  const { document } = dossier;
  const { words } = visit;
  const submitter = nameOf(namesIn(dossier), document.submitterId);
  const about = [
    words.form.reasonAbout(nameOfDocument(document), document.title, submitter),
    words.stepForm.delegateLead(stepById(document, step.id)?.name ?? ''),
  ];
  await showOnTop(visit, click, renderDelegateStep(about, metadata, words));
}

/** What is wrong with the person or the note lands there; what came too late is said on top. */
export async function onDelegateStepSent(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const metadata = readMetadata('delegate-step', submission.metadata);
  if (metadata === undefined) return notOurs(visit);
  const chatUser = chatUserIn(submission.state, DEPUTY_BLOCK);
  const toId = chatUser && (await visit.people.personOf(chatUser));
  if (toId === undefined) return onInput(visit, DEPUTY_BLOCK, wording(visit.words.fieldErrors['unknown-person']({})));
  const read = readText(inputOf(submission.state, NOTE_BLOCK), manyLines);
  const note = ('value' in read ? read.value : undefined) ?? null;
  return carryOutForm(visit, submission, delegateCommand(visit, metadata, toId, note), {
    'unable-person': { block: DEPUTY_BLOCK },
    'comment-too-long': { block: NOTE_BLOCK },
  });
}

/** The same form sent twice is one intention; with somebody else in it, it is another. */
function delegateCommand(
  { person, digest }: Visit,
  { d, s, o, n }: ViewMetadata<'delegate-step'>,
  toId: string,
  note: string | null,
): DelegateStep {
  const nonce = `${n}.${digest(JSON.stringify([toId, note])).slice(0, 16)}`;
  const actorId = person.personId;
  return { kind: 'delegate-step', actorId, documentId: d, nonce, stepId: s, opening: o, toId, note };
}
