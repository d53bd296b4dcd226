import { z } from 'zod';
import { parsedJson } from './button-value.js';

/** Names of what can be pressed on notices, besides the buttons of a claim. */
export const noticeAction = {
  open: 'notice:open',
  edit: 'notice:edit',
  /** Opens the form for an answer, wherever it stands; its value is `writeQuestionValue`'s. */
  answer: 'answer-question',
  showStuck: 'notice:show-stuck',
  snooze: 'notice:snooze',
} as const;

/** The row that the menu stands in tells which step it is about: an option's value has no room for that. */
const SNOOZE_BLOCK = /^snooze@[^@]*@(.+)$/s;

export function snoozeBlock(row: string, stepId: string): string {
  return `snooze@${row}@${stepId}`;
}

/** Undefined for a row of another kind. */
export function stepOfSnoozeBlock(blockId: string): string | undefined {
  return SNOOZE_BLOCK.exec(blockId)?.[1];
}

const id = z.string().min(1);
const compactQuestion = z.strictObject({ d: id, s: id, q: id, c: id.optional() });

export interface QuestionValue {
  readonly documentId: string;
  readonly stepId: string;
  readonly questionId: string;
}

export function writeQuestionValue({ documentId, stepId, questionId }: QuestionValue, cardId?: string): string {
  const value = { d: documentId, s: stepId, q: questionId, ...(cardId !== undefined && { c: cardId }) };
  return JSON.stringify(value satisfies z.input<typeof compactQuestion>);
}

/** Undefined for anything that no such button carries. */
export function readQuestionValue(
  text: string | undefined,
): (QuestionValue & { readonly cardId: string | undefined }) | undefined {
  const { success, data } = compactQuestion.safeParse(parsedJson(text));
  return success ? { documentId: data.d, stepId: data.s, questionId: data.q, cardId: data.c } : undefined;
}
