import { commentCharsMax } from '../../../engine/command.js';
import type { Rich } from '../../view/text.js';
import type { Words } from '../../view/words.js';
import type { ViewMetadata } from '../view-metadata.js';
import type { DrawnView } from '../within-limits.js';
import { lines } from './block.js';
import { textInput } from './form-element.js';
import { inputBlock } from './input-block.js';
import { modal } from './modal.js';

export const REASON_BLOCK_ID = 'reason';

/** Asks for a comment, or for the reason that a rejection or return must have. */
export function renderReason(about: Rich, metadata: ViewMetadata<'reason'>, words: Words): DrawnView {
  const { form, buttons } = words;
  const decision = metadata.k;
  const input = textInput(null, { charsMax: commentCharsMax, multiline: true });
  return modal({
    name: 'reason',
    metadata,
    title: form.reasonTitles[decision],
    blocks: [
      ...lines([about]),
      inputBlock(REASON_BLOCK_ID, form.reasonLabels[decision], decision !== 'approve', input, {
        hint: form.reasonHint[decision],
      }),
    ],
    submit: buttons[decision],
    close: buttons.close,
  });
}
