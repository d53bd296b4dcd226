import { LIMITS } from '../limits.js';
import type { DrawnBlock, DrawnInput } from '../within-limits.js';
import { plainText } from './text.js';

export interface InputBlockOptions {
  readonly hint?: string;
  /** Slack tells what was chosen when it is, and not only when the dialog is sent. */
  readonly tellsAtOnce?: boolean;
}

export function inputBlock(
  blockId: string,
  label: string,
  required: boolean,
  element: DrawnInput,
  { hint = '', tellsAtOnce = false }: InputBlockOptions = {},
): DrawnBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label, LIMITS.labelCharsMax),
    element,
    optional: !required,
    ...(tellsAtOnce && { dispatch_action: true }),
    ...(hint !== '' && { hint: plainText(hint, LIMITS.hintCharsMax) }),
  };
}
