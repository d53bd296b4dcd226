import { commentCharsMax } from '../../../../engine/command.js';
import type { Rich } from '../../../view/text.js';
import type { Words } from '../../../view/words.js';
import type { ViewMetadata } from '../../view-metadata.js';
import type { DrawnView } from '../../within-limits.js';
import { header, lines } from '../block.js';
import { menu, textInput } from '../form-element.js';
import { inputBlock } from '../input-block.js';
import { modal } from '../modal.js';
import { personMenu } from './person-menu.js';

export const PLACE_BLOCK = 'place';
export const REASSIGN_REASON_BLOCK = 'reason';

/** A place on a step that can be given to somebody else. */
export interface PlaceChoice {
  readonly value: string;
  readonly label: string;
}

/** Whose place, who takes it and why. */
export function renderReassign(
  lead: Rich,
  places: readonly PlaceChoice[],
  chosen: string | null,
  metadata: ViewMetadata<'admin-reassign'>,
  words: Words,
): DrawnView {
  const { reassign, sections, buttons, title } = words.admin;
  const reason = textInput(null, { charsMax: commentCharsMax, multiline: true });
  return modal({
    name: 'admin-reassign',
    metadata,
    title,
    blocks: [
      header(sections.reassign),
      ...lines([lead]),
      inputBlock(PLACE_BLOCK, reassign.placeLabel, true, menu(places, chosen, words.form.choose)),
      personMenu(reassign.toLabel, true, words),
      inputBlock(REASSIGN_REASON_BLOCK, reassign.reasonLabel, true, reason, { hint: reassign.reasonHint }),
    ],
    submit: buttons.reassign,
    close: words.buttons.close,
  });
}
