import { type ApprovalDocument, type Question, type Step, stepById } from '../../engine/document.js';
import type { QuestionAnswered, QuestionAsked } from '../../engine/event.js';
import type { NoticeBody } from '../../engine/notice.js';
import { knownPerson } from '../identities/find-people.js';
import { tellPeople } from '../notices/tell-people.js';
import { type NoticeWriting, rewriteNotices } from '../notices/write-notices.js';
import { namedDocument } from './named-document.js';

/** The submitter is asked, and answers from there. */
export async function tellQuestion(
  writing: NoticeWriting,
  document: ApprovalDocument,
  { stepId, questionId }: QuestionAsked,
): Promise<void> {
  const { step, question } = found(document, stepId, questionId);
  const body = await questionBody(writing, document, step, question);
  await tellPeople(writing, aboutQuestion(step, question), body, [document.submitterId]);
}

/** Who asked reads the answer, and the submitter's message loses its button. */
export async function tellAnswer(
  writing: NoticeWriting,
  document: ApprovalDocument,
  { stepId, questionId, text }: QuestionAnswered,
): Promise<void> {
  const { trx, tenant, now } = writing;
  const { step, question } = found(document, stepId, questionId);
  await rewriteNotices(writing, aboutQuestion(step, question), await questionBody(writing, document, step, question));
  const answer: NoticeBody = {
    kind: 'answer',
    document: await namedDocument(trx, tenant, document),
    step: step.name,
    question: question.text,
    text,
    answeredBy: await knownPerson(trx, tenant, document.submitterId),
    at: now,
  };
  await tellPeople(writing, aboutQuestion(step, question), answer, [question.askedBy]);
}

/** Nobody waits for an answer on a step that is closed: the submitter's messages lose their buttons. */
export async function endQuestions(
  writing: NoticeWriting,
  before: ApprovalDocument | undefined,
  after: ApprovalDocument,
): Promise<void> {
  for (const step of before?.steps ?? []) {
    if (step.questions.length === 0 || step.status !== 'pending') continue;
    const now = stepById(after, step.id) ?? step;
    if (now.status === 'pending') continue;
    for (const question of now.questions.filter(({ answer }) => answer === null)) {
      await rewriteNotices(writing, aboutQuestion(now, question), await questionBody(writing, after, now, question));
    }
  }
}

async function questionBody(
  { trx, tenant }: NoticeWriting,
  document: ApprovalDocument,
  step: Step,
  { id, askedBy, text, askedAt, answer }: Question,
): Promise<NoticeBody> {
  return {
    kind: 'question',
    document: await namedDocument(trx, tenant, document),
    stepId: step.id,
    step: step.name,
    questionId: id,
    askedBy: await knownPerson(trx, tenant, askedBy),
    text,
    answer,
    isOver: step.status !== 'pending',
    at: askedAt,
  };
}

function found(document: ApprovalDocument, stepId: string, questionId: string) {
  const step = stepById(document, stepId);
  const question = step?.questions.find(({ id }) => id === questionId);
  if (step === undefined || question === undefined) throw new Error(`${questionId} was asked nowhere on ${stepId}`);
  return { step, question };
}

function aboutQuestion({ id: stepId }: Step, { id }: Question): string {
  return `question/${stepId}/${id}`;
}
