import type { Ask } from '../../../engine/command.js';
import { manyLines, readText } from '../../../engine/form/text-content.js';
import type { Target } from '../../view/action.js';
import { nameOfDocument } from '../../view/card-view.js';
import { nameOf, namesIn } from '../../view/people.js';
import type { SubmissionOutcome } from '../edge.js';
import { inputOf } from '../form-input.js';
import type { Click, Submission } from '../parse.js';
import { QUESTION_BLOCK, renderAsk } from '../render/step-form.js';
import { readMetadata, type ViewMetadata } from '../view-metadata.js';
import { dossierFor, refusalSentence, type Visit } from '../visit.js';
import { carryOutForm, notOurs, refusalBeforehand } from './step-form.js';
import { showOnTop, tell } from './tell.js';

/** An approver wants to ask the submitter. Whoever may not hears it now and not after having written. */
export async function askQuestion(visit: Visit, click: Click, target: Target): Promise<void> {
  const { documentId, round: r, dataRevision: v, step } = target;
  const dossier = await dossierFor(visit, documentId);
  if (step === undefined || dossier === undefined) {
    return tell(visit, click, refusalSentence(visit, { code: 'no-such-document' }, dossier));
  }
  const metadata = { d: documentId, s: step.id, o: step.opening, r, v, n: visit.newId() };
  const refusal = await refusalBeforehand(visit, askCommand(visit, metadata, '?'), []);
  if (refusal !== undefined) return tell(visit, click, refusalSentence(visit, refusal, dossier));
  const { document } = dossier;
  const submitter = nameOf(namesIn(dossier), document.submitterId);
  const about = visit.words.form.reasonAbout(nameOfDocument(document), document.title, submitter);
  await showOnTop(visit, click, renderAsk(about, metadata, visit.words));
}

/** What is wrong with the text lands on it; what came too late is said on top. */
export async function onQuestionSent(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const metadata = readMetadata('ask', submission.metadata);
  if (metadata === undefined) return notOurs(visit);
  const read = readText(inputOf(submission.state, QUESTION_BLOCK), manyLines);
  const question = ('value' in read ? read.value : undefined) ?? '';
  return carryOutForm(visit, submission, askCommand(visit, metadata, question), {
    'reason-required': { block: QUESTION_BLOCK, text: visit.words.stepForm.noQuestion },
    'comment-too-long': { block: QUESTION_BLOCK },
  });
}

/** The same form sent twice is one question; with other words in it, it is another. */
function askCommand({ person, digest }: Visit, { d, s, o, r, v, n }: ViewMetadata<'ask'>, question: string): Ask {
  const nonce = `${n}.${digest(question).slice(0, 16)}`;
  const seen = { round: r, dataRevision: v };
  return { kind: 'ask', actorId: person.personId, documentId: d, nonce, stepId: s, opening: o, seen, question };
}
