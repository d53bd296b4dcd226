import { commentCharsMax } from '../../../engine/command.js';
import type { Rich } from '../../view/text.js';
import type { Words } from '../../view/words.js';
import { INPUT_ACTION_ID } from '../form-input.js';
import { LIMITS } from '../limits.js';
import type { ViewMetadata } from '../view-metadata.js';
import type { DrawnView } from '../within-limits.js';
import { lines } from './block.js';
import { textInput } from './form-element.js';
import { inputBlock } from './input-block.js';
import { modal } from './modal.js';
import { plainText } from './text.js';

export const QUESTION_BLOCK = 'question';
export const ANSWER_BLOCK = 'answer';
export const DEPUTY_BLOCK = 'deputy';
export const NOTE_BLOCK = 'note';

/** Longer texts are refused with a sentence, where Slack would cut them silently. */
const longText = textInput(null, { charsMax: commentCharsMax, multiline: true });

/** Asks the submitter of a document something. */
export function renderAsk(about: Rich, metadata: ViewMetadata<'ask'>, { stepForm, buttons }: Words): DrawnView {
  const { askTitle: title, questionLabel, questionHint: hint } = stepForm;
  return modal({
    name: 'ask',
    metadata,
    title,
    blocks: [...lines([about]), inputBlock(QUESTION_BLOCK, questionLabel, true, longText, { hint })],
    submit: buttons['send-question'],
    close: buttons.close,
  });
}

/** The submitter's answer, below the question. */
export function renderAnswer(
  about: readonly Rich[],
  metadata: ViewMetadata<'answer'>,
  { stepForm, buttons }: Words,
): DrawnView {
  const { answerTitle: title, answerLabel, answerHint: hint } = stepForm;
  return modal({
    name: 'answer',
    metadata,
    title,
    blocks: [...lines(about), inputBlock(ANSWER_BLOCK, answerLabel, true, longText, { hint })],
    submit: buttons['send-answer'],
    close: buttons.close,
  });
}

/** Who may decide one step in an approver's place, and a word to them. */
export function renderDelegateStep(
  about: readonly Rich[],
  metadata: ViewMetadata<'delegate-step'>,
  { stepForm, buttons, form }: Words,
): DrawnView {
  const { delegateTitle: title, delegateLabel, delegateHint, noteLabel, noteHint } = stepForm;
  const person = {
    type: 'users_select',
    action_id: INPUT_ACTION_ID,
    placeholder: plainText(form.choose, LIMITS.placeholderCharsMax),
  } as const;
  return modal({
    name: 'delegate-step',
    metadata,
    title,
    blocks: [
      ...lines(about),
      inputBlock(DEPUTY_BLOCK, delegateLabel, true, person, { hint: delegateHint }),
      inputBlock(NOTE_BLOCK, noteLabel, false, longText, { hint: noteHint }),
    ],
    submit: buttons['let-decide'],
    close: buttons.close,
  });
}
