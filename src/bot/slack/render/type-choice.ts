import type { DocumentType } from '../../../engine/definition.js';
import type { BegunView } from '../../view/form.js';
import type { Rich } from '../../view/text.js';
import type { Words } from '../../view/words.js';
import { LIMITS } from '../limits.js';
import type { DrawnView } from '../within-limits.js';
import { lines } from './block.js';
import { begunBlocks } from './form.js';
import { menu } from './form-element.js';
import { inputBlock } from './input-block.js';
import { modal } from './modal.js';

export const TYPE_BLOCK_ID = 'type';

/** Longer lists than Slack's menus hold are cut, and say how to reach the rest. */
export function renderTypeChoice(
  types: readonly DocumentType[],
  begun: readonly BegunView[],
  notices: readonly Rich[],
  words: Words,
): DrawnView {
  // A key too long for an option's value could never come back whole.
  const choosable = types.filter((type) => type.key.length <= LIMITS.optionCharsMax);
  const shown = choosable.slice(0, LIMITS.selectOptionsMax);
  const hidden = types.length - shown.length;
  const more = hidden > 0 ? [words.form.moreTypes(hidden)] : [];
  const choices = shown.map((type) => ({ value: type.key, label: type.name }));
  return modal({
    name: 'choose-type',
    metadata: {},
    title: words.form.chooseTitle,
    blocks: [
      ...lines(notices),
      ...begunBlocks(begun, words),
      ...lines(more),
      inputBlock(TYPE_BLOCK_ID, words.form.chooseLabel, true, menu(choices, null, words.form.choose)),
    ],
    submit: words.buttons.next,
    close: words.buttons.close,
  });
}
