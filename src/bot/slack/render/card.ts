import type { CardView } from '../../view/card-view.js';
import { plain, type Reader } from '../../view/plain.js';
import { join, type Rich, strong, wording } from '../../view/text.js';
import { wordsFor } from '../../view/words.js';
import { type Allowance, drawToFit } from '../fit.js';
import { type DrawnBlock, type DrawnMessage, fitsMessage } from '../within-limits.js';
import { actionRow, divider, header, lines, richBlock, smallPrint } from './block.js';
import { fieldParts } from './fields.js';
import { fileButtons } from './file-buttons.js';
import { progressParts } from './progress.js';
import { fallbackText, line } from './text.js';
import { threadBlocks } from './thread.js';

export const CARD_EVENT_TYPE = 'countersign_card';
const DISARMED_EVENT_TYPE = 'countersign_disarmed';

/** A card as a message. Its metadata is how the bot finds it again when the answer to a post was lost. */
export function renderCard(view: CardView, cardId: string, reader: Reader): DrawnMessage {
  const text = fallbackText(view.fallback, reader);
  const metadata = cardMetadata(cardId);
  return drawToFit(
    (allowance) => ({ text, metadata, blocks: cardBlocks(view, cardId, reader, allowance) }),
    fitsMessage,
  );
}

export function cardMetadata(cardId: string): NonNullable<DrawnMessage['metadata']> {
  return { event_type: CARD_EVENT_TYPE, event_payload: { card_id: cardId } };
}

/** A copy that is not the card any more: nothing to click, and not to be found as the card. */
export function renderDisarmed(reader: Reader): DrawnMessage {
  const { disarmed } = wordsFor(reader.locale).card;
  return { ...renderNotice(disarmed, reader), metadata: { event_type: DISARMED_EVENT_TYPE, event_payload: {} } };
}

/** One sentence or two to one person. */
export function renderNotice(text: Rich, reader: Reader): DrawnMessage {
  return renderNotices([text], reader);
}

export function renderNotices(texts: readonly Rich[], reader: Reader): DrawnMessage {
  return { text: fallbackText(join(texts, ' '), reader), blocks: lines(texts) };
}

function cardBlocks(view: CardView, cardId: string, reader: Reader, allowance: Allowance): DrawnBlock[] {
  const { dataChars } = allowance;
  return [
    header(view.heading),
    ...lines([view.lead, view.why, ...view.state, ...view.findings], dataChars),
    ...richBlock(fieldParts(view.fields, allowance, view.andMore)),
    ...fileButtons(view.fields, view.documentId, wordsFor(reader.locale), cardId),
    ...threadBlocks(view, allowance),
    // Above the progress, so that a telephone shows them without scrolling past everybody who is asked.
    ...actionRow(view.actions, cardId),
    ...actionRow(view.more, cardId, 'more'),
    ...progress(view, allowance),
    ...(allowance.isShortened ? smallPrint(plain(view.shortened, reader)) : []),
  ];
}

function progress(view: CardView, allowance: Allowance): DrawnBlock[] {
  if (view.stages.length === 0) return [];
  const title = line(strong(wording(view.progressTitle)));
  return [divider, ...richBlock([...title, ...progressParts(view.stages, allowance, view.andMore)])];
}
