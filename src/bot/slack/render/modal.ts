import type { Rich } from '../../view/text.js';
import type { Words } from '../../view/words.js';
import { LIMITS } from '../limits.js';
import { type ViewMetadata, type ViewName, writeMetadata } from '../view-metadata.js';
import type { DrawnBlock, DrawnView } from '../within-limits.js';
import { lines } from './block.js';
import { plainText } from './text.js';

export interface Modal<N extends ViewName> {
  readonly name: N;
  readonly metadata: ViewMetadata<N>;
  readonly title: string;
  readonly blocks: readonly DrawnBlock[];
  readonly close: string;
  readonly submit?: string | undefined;
  /** Closing takes the modals below away as well. */
  readonly closesAll?: boolean;
  /** Slack says so when somebody closes it. */
  readonly tellsWhenClosed?: boolean;
}

export function modal<N extends ViewName>(given: Modal<N>): DrawnView {
  return {
    type: 'modal',
    callback_id: given.name,
    private_metadata: writeMetadata(given.name, given.metadata),
    title: plainText(given.title, LIMITS.viewTitleCharsMax),
    close: plainText(given.close, LIMITS.viewButtonCharsMax),
    ...(given.submit !== undefined && { submit: plainText(given.submit, LIMITS.viewButtonCharsMax) }),
    ...(given.closesAll === true && { clear_on_close: true }),
    ...(given.tellsWhenClosed === true && { notify_on_close: true }),
    blocks: [...given.blocks],
  };
}

/** A sentence or two inside a modal. `closesAll` where there is nothing below to go back to. */
export function renderNoticeModal(
  texts: readonly Rich[],
  words: Words,
  { title = words.preview.answerTitle, closesAll = false }: { title?: string; closesAll?: boolean } = {},
): DrawnView {
  return modal({ name: 'notice', metadata: {}, title, blocks: lines(texts), close: words.buttons.close, closesAll });
}
