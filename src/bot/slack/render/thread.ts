import { type Rich, strong, wording } from '../../view/text.js';
import { mostTelling, type QuestionView } from '../../view/thread.js';
import type { Allowance } from '../fit.js';
import type { DrawnBlock, RichTextPart } from '../within-limits.js';
import { richBlock } from './block.js';
import { bullets, line } from './text.js';

export interface Thread {
  readonly thread: readonly QuestionView[];
  readonly threadTitle: string;
  earlierQuestions(count: number): Rich;
}

/** What was asked and answered, oldest first; nothing where nobody asked. */
export function threadBlocks(given: Thread, allowance: Allowance): DrawnBlock[] {
  if (given.thread.length === 0) return [];
  return richBlock([...line(strong(wording(given.threadTitle))), ...threadParts(given, allowance)]);
}

/** The same without a title. Where not all fit, it says how many are left out. */
export function threadParts(
  { thread, earlierQuestions }: Pick<Thread, 'thread' | 'earlierQuestions'>,
  { questions, dataChars }: Allowance,
): RichTextPart[] {
  const shown = mostTelling(thread, questions);
  const hidden = thread.length - shown.length;
  return [
    ...(hidden > 0 ? line(earlierQuestions(hidden)) : []),
    ...bullets(
      shown.flatMap(({ lines }) => lines),
      dataChars,
    ),
  ];
}
