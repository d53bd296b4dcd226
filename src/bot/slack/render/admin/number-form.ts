import type { Words } from '../../../view/words.js';
import type { DrawnView } from '../../within-limits.js';
import { header } from '../block.js';
import { textInput } from '../form-element.js';
import { inputBlock } from '../input-block.js';
import { modal } from '../modal.js';

export const NUMBER_BLOCK = 'number';
const NUMBER_CHARS_MAX = 40;

/** Which document it is about. */
export function renderNumberForm(about: 'document' | 'reassign', words: Words): DrawnView {
  const { admin } = words;
  const input = textInput(null, { charsMax: NUMBER_CHARS_MAX });
  return modal({
    name: 'admin-number',
    metadata: { a: about },
    title: admin.title,
    blocks: [
      header(admin.sections[about]),
      inputBlock(NUMBER_BLOCK, admin.number.label, true, input, { hint: admin.number.hint }),
    ],
    submit: words.buttons.next,
    close: words.buttons.close,
  });
}
