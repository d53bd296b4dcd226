import type { AnswerQuestion } from '../../../engine/command.js';
import { stepById } from '../../../engine/document.js';
import { manyLines, readText } from '../../../engine/form/text-content.js';
import { nameOfDocument } from '../../view/card-view.js';
import { nameOf, namesIn, oneLine } from '../../view/people.js';
import type { SubmissionOutcome } from '../edge.js';
import { inputOf } from '../form-input.js';
import type { QuestionValue } from '../notice-action.js';
import type { Click, Submission } from '../parse.js';
import { ANSWER_BLOCK, renderAnswer } from '../render/step-form.js';
import { readMetadata, type ViewMetadata } from '../view-metadata.js';
import { dossierFor, refusalSentence, type Visit } from '../visit.js';
import { carryOutForm, notOurs, refusalBeforehand } from './step-form.js';
import { showOnTop, tell } from './tell.js';

/** The submitter wants to answer, from their card or from the message that brought the question. */
export async function answerQuestion(visit: Visit, click: Click, asked: QuestionValue): Promise<void> {
  const { documentId: d, stepId: s, questionId: q } = asked;
  const metadata = { d, s, q, n: visit.newId() };
  const dossier = await dossierFor(visit, d);
  const refusal = await refusalBeforehand(visit, answerCommand(visit, metadata, ''), ['reason-required']);
  const step = dossier && stepById(dossier.document, s);
  const question = step?.questions.find(({ id }) => id === q);
  if (refusal !== undefined || dossier === undefined || step === undefined || question === undefined) {
    return tell(visit, click, refusalSentence(visit, refusal ?? { code: 'no-such-question' }, dossier));
  }
  const names = namesIn(dossier);
  const { document } = dossier;
  const { words } = visit;
  const about = [
    words.form.reasonAbout(nameOfDocument(document), document.title, nameOf(names, document.submitterId)),
    words.card.questionAsked(nameOf(names, question.askedBy), step.name, question.askedAt, oneLine(question.text)),
  ];
  await showOnTop(visit, click, renderAnswer(about, metadata, words));
}

/** What is wrong with the text lands on it; what came too late is said on top. */
export async function onAnswerSent(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const metadata = readMetadata('answer', submission.metadata);
  if (metadata === undefined) return notOurs(visit);
  const read = readText(inputOf(submission.state, ANSWER_BLOCK), manyLines);
  const text = ('value' in read ? read.value : undefined) ?? '';
  return carryOutForm(visit, submission, answerCommand(visit, metadata, text), {
    'reason-required': { block: ANSWER_BLOCK, text: visit.words.stepForm.noAnswer },
    'comment-too-long': { block: ANSWER_BLOCK },
  });
}

/** The same form sent twice is one answer; with other words in it, it is another. */
function answerCommand(
  { person, digest }: Visit,
  { d, s, q, n }: ViewMetadata<'answer'>,
  text: string,
): AnswerQuestion {
  const nonce = `${n}.${digest(text).slice(0, 16)}`;
  return { kind: 'answer', actorId: person.personId, documentId: d, nonce, stepId: s, questionId: q, text };
}
