import type { StoredMessage } from '../../src/sandbox/message.js';
import type { Sandbox } from '../../src/sandbox/start.js';
import { buttonOf, cardsOwed, type OwedCard } from './cards-owed.js';
import type { StoredCardKey, StoredFacts } from './stored-facts.js';

/** What was found when everything people have before them was compared with what the rows say. */
export interface CardReport {
  readonly cards: number;
  /** Messages beyond one for each card, whatever they show. */
  readonly duplicates: number;
  /** In words; empty when every card is true. */
  readonly lies: readonly string[];
}

/** Compares every message of the bot to anybody, private answers aside, with what the rows allow. */
export function judgeCards(sandbox: Sandbox, facts: StoredFacts, everybody: readonly string[]): CardReport {
  const owed = new Map(cardsOwed(facts).map((card) => [keyText(card), card]));
  const copies = new Map<string, StoredMessage[]>();
  const lies: string[] = [];
  let disarmed = 0;
  for (const message of everybody.flatMap((user) => cardMessages(sandbox, user))) {
    if (isDisarmed(message)) {
      disarmed += 1;
      if (buttonsOn(message).length > 0) lies.push(`a disarmed copy at ${message.ts} has buttons`);
      continue;
    }
    const key = facts.cards.get(String(message.metadata?.event_payload.card_id));
    const text = key === undefined ? `nobody's card: ${message.text}` : keyText(key);
    copies.set(text, [...(copies.get(text) ?? []), message]);
  }
  for (const [text, shown] of copies) {
    const card = owed.get(text);
    if (card === undefined) lies.push(`${text} is shown and owed to nobody`);
    else for (const message of shown) lies.push(...liesOf(card, message, sandbox));
    const live = shown.filter((message) => buttonsOn(message).length > 0).length;
    if (live > 1) lies.push(`${text} has buttons in ${live} messages`);
  }
  for (const text of owed.keys()) if (!copies.has(text)) lies.push(`${text} is owed and not shown`);
  const duplicates = [...copies.values()].reduce((sum, shown) => sum + shown.length - 1, disarmed);
  return { cards: owed.size, duplicates, lies };
}

/** Messages with a button of that action, e.g. what a person can still approve. */
export function messagesWith(sandbox: Sandbox, chatUser: string, action: string): readonly StoredMessage[] {
  const begins = `${action} `;
  return cardMessages(sandbox, chatUser).filter((message) => buttonsOn(message).some((one) => one.startsWith(begins)));
}

/** Private answers of the bot to one person, as text, oldest first. */
export function toldTo(sandbox: Sandbox, chatUser: string): readonly string[] {
  const messages = sandbox.messagesOf(chatUser).filter((message) => message.onlyFor !== undefined);
  return messages.map((message) => linesOf(message.blocks).join('\n'));
}

/** Text as people see it: a line for each line of the message, times as `@`. */
export function linesOf(blocks: unknown): readonly string[] {
  return partsOf(blocks).flatMap((part) => {
    if (part.type === 'rich_text' || part.type === 'rich_text_list') return linesOf(part.elements);
    if (part.type === 'rich_text_section' || part.type === 'context')
      return [partsOf(part.elements).map(textOf).join('')];
    return part.text === undefined ? [] : [textOf(part.text as Part)];
  });
}

type Part = Readonly<Record<string, unknown>>;

function partsOf(blocks: unknown): readonly Part[] {
  return Array.isArray(blocks) ? (blocks as Part[]) : [];
}

function textOf(part: Part): string {
  if (part.type === 'date') return '@';
  return plain(String(part.text ?? ''));
}

/** Without the invisible characters that keep text of different directions apart. */
function plain(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '');
}

function cardMessages(sandbox: Sandbox, chatUser: string): readonly StoredMessage[] {
  return sandbox.messagesOf(chatUser).filter((message) => message.onlyFor === undefined);
}

function isDisarmed(message: StoredMessage): boolean {
  return message.metadata?.event_type === 'countersign_disarmed';
}

/** Each with what it carries, as `buttonOf` writes it. */
export function buttonsOn(message: StoredMessage): readonly string[] {
  const rows = partsOf(message.blocks).filter((block) => block.type === 'actions');
  return rows.flatMap((row) =>
    partsOf(row.elements).map(({ action_id, value }) => buttonOf(String(action_id), carriedBy(String(value)))),
  );
}

/** Buttons of cards carry an object; some of notices carry the document and nothing else. */
function carriedBy(value: string): Readonly<Record<string, unknown>> {
  return value.startsWith('{') ? JSON.parse(value) : { d: value };
}

function liesOf(card: OwedCard, message: StoredMessage, sandbox: Sandbox): readonly string[] {
  const lines = linesOf(message.blocks).map((line) => line.replace(/^(?:✅|❌|↩️|⏳|➖) /u, ''));
  const marks = linesOf(message.blocks).filter((line) => /^(?:✅|❌|↩️) /u.test(line)).length;
  const standings = new Set(
    lines.filter((line) => /^\S+ (?:(?:approved|rejected|returned) · @|· (?:waiting|not asked any more)$)/.test(line)),
  );
  const wrong: string[] = [];
  const expectSame = (what: string, shown: unknown, owed: unknown) => {
    if (JSON.stringify(shown) !== JSON.stringify(owed))
      wrong.push(`${what} ${JSON.stringify(shown)}, not ${JSON.stringify(owed)}`);
  };
  expectSame('stands with', message.channel, sandbox.channelOf(card.chatUser));
  expectSame('has the buttons', buttonsOn(message), card.buttons);
  expectSame('notifies', plain(message.text), card.fallback);
  expectSame('shows votes', marks, card.votes);
  expectSame('says how people stand:', [...standings].sort(), [...new Set(card.standings)].sort());
  if (card.own !== undefined) expectSame('says of their decision', lines.includes(card.own) ? card.own : '', card.own);
  return wrong.map((what) => `${keyText(card)} (${message.ts}) ${what}`);
}

function keyText({ documentId, role, personId, subject }: StoredCardKey): string {
  return `${role} card of ${personId} about ${documentId} ${subject}`;
}
