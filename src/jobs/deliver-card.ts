import { epochMs, type Instant, instant } from '../engine/instant.js';
import type { CardPlatform, Drawing } from '../engine/ports/card-platform.js';
import type { Card, CardAddress, CardStore } from '../engine/ports/card-store.js';
import type { ClaimedTask } from '../engine/ports/outbox.js';
import type { DeliveryTools } from './delivery-tools.js';
import { isMoot, needsMessage } from './needs-message.js';
import { isMessageGone, mayHaveHappened, PlatformCalls, platformOf } from './platform-calls.js';
import { type Hold, Postponed } from './task-handler.js';
import { waitForMorning } from './wait-for-morning.js';

/** How a delivery ended, for the log. */
type Delivered = 'posted' | 'updated' | 'adopted' | 'unchanged' | 'gone';

/** One attempt to make one message show its card. */
interface Attempt {
  readonly task: ClaimedTask;
  /** Tells this attempt from every other one at the same card: a later claim's lease ends later. */
  readonly mark: string;
  readonly cards: CardStore;
  readonly card: Card;
  readonly platform: CardPlatform;
  readonly calls: PlatformCalls;
  readonly drawing: Drawing;
  /** Of the document, as drawn. */
  readonly version: number;
  /** Whether a deleted message must be replaced. */
  readonly needed: boolean;
  waitForMorning(): Promise<void>;
  now(): Instant;
}

/**
 * Makes a card's message show the document as it is now. Every call is noted in the store before it is made, with the
 * attempt's mark: whoever comes after a crash knows what may have happened, and whoever comes back late that somebody
 * else has begun since.
 */
export async function deliverCard(task: ClaimedTask, hold: Hold, tools: DeliveryTools): Promise<void> {
  const startedMs = tools.clock.now();
  const attempt = await prepare(task, hold, tools);
  if (attempt === undefined) return;
  const how = await deliver(attempt);
  tools.log.info(
    {
      requestId: task.requestId,
      tenantId: task.tenantId,
      documentId: attempt.card.documentId,
      cardId: attempt.card.id,
      attempt: task.attempts + 1,
      ms: tools.clock.now() - startedMs,
      how,
    },
    'card delivered',
  );
}

async function prepare(task: ClaimedTask, hold: Hold, tools: DeliveryTools): Promise<Attempt | undefined> {
  const cards = tools.cardsFor(task.tenantId);
  const card = await cards.card(task.subject);
  const dossier = card && (await cards.dossier(card.documentId));
  if (card === undefined || card.state === 'gone' || dossier === undefined || isMoot(card, dossier)) return undefined;
  const platform = platformOf(tools.platforms, card.recipient);
  return {
    task,
    mark: `drawing until ${task.leaseUntil}`,
    cards,
    card,
    platform,
    calls: new PlatformCalls(tools, platform, card.recipient, task, hold),
    drawing: platform.draw(card, dossier),
    version: dossier.document.version,
    needed: needsMessage(card, dossier),
    waitForMorning: async () => {
      if (card.isHeldBack === true) await waitForMorning(tools, task.tenantId, card.recipient.personId);
    },
    now: () => instant(tools.clock.now()),
  };
}

async function deliver(attempt: Attempt): Promise<Delivered> {
  const { card, cards, drawing, version, now } = attempt;
  if (card.state === 'posting') return findOrPost(attempt);
  if (card.state !== 'posted' || card.address === undefined) return post(attempt, card);
  if (card.drawnDigest !== drawing.digest) return update(attempt, card.address, 'updated');
  if (card.drawnVersion !== version) await cards.drawn(card, card.address, version, drawing.digest, now());
  return 'unchanged';
}

/** An earlier post has an unknown end: its message, if there is one, becomes the card's. */
async function findOrPost(attempt: Attempt): Promise<Delivered> {
  const { calls, platform, card } = attempt;
  calls.turnFor('find');
  const address = await calls.make('find', () => platform.find(card));
  return address === undefined ? post(attempt, card) : update(attempt, address, 'adopted');
}

async function post(attempt: Attempt, card: Card): Promise<Delivered> {
  const { calls, platform, cards, drawing, version, task, mark, now } = attempt;
  if (card.address === undefined) await attempt.waitForMorning();
  calls.turnFor('post');
  const posting = (await cards.posting(card, mark, now())) ?? lookAgain(attempt);
  const address = await calls
    .make('post', () => platform.post(posting, drawing))
    .catch(async (fault: unknown) => {
      if (!mayHaveHappened(fault)) await cards.notPosted(posting, now());
      throw fault;
    });
  const isOwn = await cards.drawn(posting, address, version, drawing.digest, now());
  // A click or another runner gave the card a message meanwhile: this one is a copy, unless that was a mere beginning.
  if (!isOwn) await cards.cameBack(posting, address, task.requestId, now());
  return 'posted';
}

async function update(attempt: Attempt, address: CardAddress, how: Delivered): Promise<Delivered> {
  const { calls, platform, cards, card, drawing, version, mark, now } = attempt;
  calls.turnFor('update');
  const updating = (await cards.updating(card, mark, now())) ?? lookAgain(attempt);
  try {
    await calls.make('update', () => platform.update(card.recipient, address, drawing));
  } catch (fault) {
    if (isMessageGone(fault)) return replace(attempt, updating);
    if (mayHaveHappened(fault)) await redrawIfOvertaken(attempt, address);
    throw fault;
  }
  const isNoted = await cards.drawn(updating, address, version, drawing.digest, now());
  if (!isNoted) await redrawIfOvertaken(attempt, address);
  return how;
}

async function replace(attempt: Attempt, card: Card): Promise<Delivered> {
  if (attempt.needed) return post(attempt, card);
  await attempt.cards.gone(card, attempt.now());
  return 'gone';
}

/** Another runner that began after us may have drawn something newer, and our late call may have painted over it. */
async function redrawIfOvertaken(
  { cards, card, task, mark, now }: Attempt,
  { conversation, message }: CardAddress,
): Promise<void> {
  const current = await cards.card(card.id);
  if (current?.drawnDigest === mark) return;
  const isThere = current?.address?.conversation === conversation && current.address.message === message;
  // The card has left the message that this call gave its content back to, perhaps because it was the wrong person's.
  if (!isThere) await cards.cameBack(card, { conversation, message }, task.requestId, now());
  await cards.redraw(card.id, task.requestId, now());
}

/** Somebody else moved the card since it was read. */
function lookAgain({ now }: Attempt): never {
  throw new Postponed(epochMs(now()));
}
