import type { ListedPerson } from '../../../../engine/ports/admin-reading.js';
import type { Words } from '../../../view/words.js';
import { INPUT_ACTION_ID } from '../../form-input.js';
import { LIMITS } from '../../limits.js';
import type { DrawnBlock, DrawnOption } from '../../within-limits.js';
import { optionOf } from '../form-element.js';
import { inputBlock } from '../input-block.js';
import { plainText } from '../text.js';

export const PERSON_BLOCK = 'person';

/** Somebody of the company, found by typing: also who is not in this chat. */
export function personMenu(label: string, required: boolean, words: Words): DrawnBlock {
  const element = {
    type: 'external_select',
    action_id: INPUT_ACTION_ID,
    min_query_length: 0,
    placeholder: plainText(words.form.choose, LIMITS.placeholderCharsMax),
  } as const;
  return inputBlock(PERSON_BLOCK, label, required, element);
}

export function personOptions(people: readonly ListedPerson[], { admin }: Words): DrawnOption[] {
  return people
    .filter(({ id }) => id.length <= LIMITS.optionCharsMax)
    .slice(0, LIMITS.selectOptionsMax)
    .map(({ id, name, title, unit, identities }) =>
      optionOf({ value: id, label: admin.reassign.person(name, title ?? unit?.name ?? null, identities.length > 0) }),
    );
}
