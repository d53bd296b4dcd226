import type { DocumentType } from '../../../../engine/definition.js';
import type { Words } from '../../../view/words.js';
import { LIMITS } from '../../limits.js';
import type { DrawnView } from '../../within-limits.js';
import { header, lines } from '../block.js';
import { menu } from '../form-element.js';
import { inputBlock } from '../input-block.js';
import { modal } from '../modal.js';
import { TYPE_BLOCK_ID } from '../type-choice.js';
import { personMenu } from './person-menu.js';

/** Who would ask for what. */
export function renderSimulate(types: readonly DocumentType[], chosen: string | null, words: Words): DrawnView {
  const { simulate, sections, title } = words.admin;
  const choices = types
    .filter(({ key }) => key.length <= LIMITS.optionCharsMax)
    .slice(0, LIMITS.selectOptionsMax)
    .map(({ key, name }) => ({ value: key, label: name }));
  return modal({
    name: 'admin-simulate',
    metadata: {},
    title,
    blocks: [
      header(sections.simulate),
      ...lines([simulate.lead]),
      inputBlock(TYPE_BLOCK_ID, simulate.typeLabel, true, menu(choices, chosen, words.form.choose)),
      personMenu(simulate.personLabel, true, words),
    ],
    submit: words.buttons.next,
    close: words.buttons.close,
  });
}
