import type { CardAction, Confirmation, Target } from '../../view/action.js';
import type { Rich } from '../../view/text.js';
import { writeButtonValue } from '../button-value.js';
import { LIMITS } from '../limits.js';
import { writeQuestionValue } from '../notice-action.js';
import type { DrawnBlock, DrawnButton, RichTextPart } from '../within-limits.js';
import { line, plainText } from './text.js';

export function header(text: string): DrawnBlock {
  return { type: 'header', text: plainText(text, LIMITS.headerCharsMax) };
}

export const divider: DrawnBlock = { type: 'divider' };

/** Nothing where there is nothing to say: Slack refuses empty blocks. */
export function richBlock(parts: readonly RichTextPart[]): DrawnBlock[] {
  return parts.length === 0 ? [] : [{ type: 'rich_text', elements: [...parts] }];
}

export function lines(texts: readonly Rich[], dataCharsMax?: number): DrawnBlock[] {
  return richBlock(texts.flatMap((text) => line(text, dataCharsMax)));
}

/** Small grey text of ours. */
export function smallPrint(text: string): DrawnBlock[] {
  return text === '' ? [] : [{ type: 'context', elements: [plainText(text, LIMITS.textCharsMax)] }];
}

export function actionRow(actions: readonly CardAction[], cardId?: string, blockId?: string): DrawnBlock[] {
  if (actions.length === 0) return [];
  const id = blockId === undefined ? {} : { block_id: blockId };
  return [{ type: 'actions', ...id, elements: actions.map((action) => actionButton(action, cardId)) }];
}

export function button(actionId: string, label: string, value: string, style?: 'primary' | 'danger'): DrawnButton {
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(label, LIMITS.buttonTextCharsMax),
    value,
    ...(style && { style }),
  };
}

function actionButton({ kind, label, style, target, confirm }: CardAction, cardId: string | undefined): DrawnButton {
  const drawn = button(kind, label, targetValue(target, cardId), style === 'plain' ? undefined : style);
  return confirm === undefined ? drawn : asking(drawn, confirm);
}

function targetValue(target: Target, cardId: string | undefined): string {
  const { documentId, step, questionId } = target;
  if (step === undefined || questionId === undefined) return writeButtonValue(target, cardId);
  return writeQuestionValue({ documentId, stepId: step.id, questionId }, cardId);
}

/** A button that asks back before anything is sent. */
export function asking(drawn: DrawnButton, confirm: Confirmation): DrawnButton {
  return {
    ...drawn,
    confirm: {
      title: plainText(confirm.title, LIMITS.confirmTitleCharsMax),
      text: plainText(confirm.text, LIMITS.confirmTextCharsMax),
      confirm: plainText(confirm.yes, LIMITS.confirmButtonCharsMax),
      deny: plainText(confirm.no, LIMITS.confirmButtonCharsMax),
      style: drawn.style ?? 'danger',
    },
  };
}
