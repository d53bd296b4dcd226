import type { BodyOf, NoticeAction, NoticePart, NoticeView } from './notice-view.js';
import { openAction } from './waiting-notice.js';
import type { Words } from './words.js';

/** To the submitter: what an approver asks. The button goes when it is answered, or nobody waits for it any more. */
export function questionView(body: BodyOf<'question'>, words: Words): NoticeView {
  const { document, step, askedBy, text, answer, isOver } = body;
  const { notices } = words;
  const isOwed = answer === null && !isOver;
  return {
    lines: [notices.question(askedBy.name, document, step)],
    parts: [{ kind: 'quote', text }, ...stateOf(body, words)],
    actions: [...(isOwed ? [answerAction(body, words)] : []), openAction(document, words)],
  };
}

/** To who asked. */
export function answerView(body: BodyOf<'answer'>, words: Words): NoticeView {
  const { document, step, question, text, answeredBy } = body;
  const { notices } = words;
  return {
    lines: [notices.answer(answeredBy.name, document, step)],
    parts: [
      { kind: 'quote', text },
      { kind: 'line', text: notices.yourQuestion(question) },
    ],
    actions: [openAction(document, words)],
  };
}

function stateOf({ answer, isOver }: BodyOf<'question'>, { notices }: Words): readonly NoticePart[] {
  if (answer === null) return [{ kind: 'line', text: isOver ? notices.questionOver : notices.questionWaits }];
  return [
    { kind: 'line', text: notices.questionAnswered(answer.at) },
    { kind: 'quote', text: answer.text },
  ];
}

function answerAction({ document, stepId, questionId }: BodyOf<'question'>, { notices }: Words): NoticeAction {
  return { kind: 'answer', label: notices.buttons.answer, documentId: document.id, stepId, questionId };
}
