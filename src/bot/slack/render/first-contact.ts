import type { KnownPerson } from '../../../engine/ports/identities.js';
import type { Intention } from '../../view/first-contact-words.js';
import type { Reader } from '../../view/plain.js';
import { wordsFor } from '../../view/words.js';
import { writeAnswerValue } from '../first-contact-value.js';
import type { DrawnMessage } from '../within-limits.js';
import { button } from './block.js';
import { renderNotice } from './card.js';

export const ANSWER_YES = 'first-contact-yes';
export const ANSWER_NO = 'first-contact-no';

/** Asks somebody whom we do not know whether they are the person who has their address. */
export function renderQuestion(
  email: string,
  person: KnownPerson,
  intention: Intention | undefined,
  reader: Reader,
): DrawnMessage {
  const { firstContact } = wordsFor(reader.locale);
  const value = writeAnswerValue({ personId: person.id, intention });
  const elements = [button(ANSWER_YES, firstContact.yes, value, 'primary'), button(ANSWER_NO, firstContact.no, value)];
  const { text, blocks } = renderNotice(firstContact.question(email, person), reader);
  return { text, blocks: [...blocks, { type: 'actions', elements }] };
}
