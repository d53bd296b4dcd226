import type { Words } from '../../../view/words.js';
import type { DrawnView } from '../../within-limits.js';
import { header, lines } from '../block.js';
import { datePicker, textInput } from '../form-element.js';
import { inputBlock } from '../input-block.js';
import { modal } from '../modal.js';
import { NUMBER_BLOCK } from './number-form.js';
import { personMenu } from './person-menu.js';

export const FROM_BLOCK = 'from';
export const TO_BLOCK = 'to';
const NUMBER_CHARS_MAX = 40;

/** What to ask the audit trail. */
export function renderAuditForm(words: Words): DrawnView {
  const { audit, number, sections, title, buttons } = words.admin;
  const day = datePicker(null, words.form.chooseDay);
  return modal({
    name: 'admin-audit',
    metadata: {},
    title,
    blocks: [
      header(sections.audit),
      ...lines([audit.lead]),
      inputBlock(NUMBER_BLOCK, audit.documentLabel, false, textInput(null, { charsMax: NUMBER_CHARS_MAX }), {
        hint: number.hint,
      }),
      personMenu(audit.personLabel, false, words),
      inputBlock(FROM_BLOCK, audit.fromLabel, false, day),
      inputBlock(TO_BLOCK, audit.toLabel, false, day),
    ],
    submit: buttons.search,
    close: words.buttons.close,
  });
}
