import { randomBytes } from 'node:crypto';
import { v7 as timeOrderedId } from 'uuid';
import { renderCard } from '../../src/bot/slack/render/card.js';
import { renderNoticeMessage } from '../../src/bot/slack/render/notice.js';
import { everythingAllowed } from '../../src/bot/view/action.js';
import { cardView } from '../../src/bot/view/card.js';
import { noticeView } from '../../src/bot/view/notice.js';
import { instant } from '../../src/engine/instant.js';
import { isMoot } from '../../src/jobs/needs-message.js';
import type { StoredMessage } from '../../src/sandbox/message.js';
import type { Sandbox } from '../../src/sandbox/start.js';
import { openDatabase } from '../../src/store/open-database.js';
import { type Store, storeOn } from '../../src/store/store.js';
import { type CardReport, linesOf } from './shown-cards.js';

/** What a card or notice shows when it is drawn anew; undefined where it is to have no message. */
interface Owed {
  readonly name: string;
  readonly text: string;
  readonly blocks: unknown;
}

/**
 * Compares every message of the bot to these people, private answers aside, with what the product draws from the rows as
 * they are now: for what the plain rules of `cardsOwed` do not know. It judges delivery, not drawing.
 */
export async function judgeDrawn(
  sandbox: Sandbox,
  file: string,
  tenantId: string,
  users: readonly string[],
): Promise<CardReport> {
  const owed = await owedIn(file, tenantId, users);
  const lies: string[] = [];
  const copies = new Map<string, number>();
  let duplicates = 0;
  for (const message of users.flatMap((user) => sandbox.messagesOf(user))) {
    if (message.onlyFor !== undefined) continue;
    const id = idOf(message);
    if (id === undefined) {
      duplicates += 1;
      continue;
    }
    copies.set(id, (copies.get(id) ?? 0) + 1);
    const one = owed.get(id);
    if (one === undefined) lies.push(`"${message.text}" is shown and owed to nobody`);
    else if (shownIn(message) !== shownIn(one)) lies.push(`${one.name} shows ${shownIn(message)}, not ${shownIn(one)}`);
  }
  for (const [id, { name }] of owed) if (!copies.has(id)) lies.push(`${name} is owed and not shown`);
  for (const count of copies.values()) duplicates += count - 1;
  return { cards: owed.size, duplicates, lies };
}

/** Of a card or a notice; undefined for a copy that is neither any more. */
function idOf({ metadata }: StoredMessage): string | undefined {
  const { card_id, notice_id } = metadata?.event_payload ?? {};
  const id = card_id ?? notice_id;
  return id === undefined ? undefined : String(id);
}

/** Text as people see it, and what the buttons carry. */
function shownIn({ text, blocks }: { readonly text: string; readonly blocks: unknown }): string {
  const values: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'value' || key === 'action_id') values.push(String(value));
    return value;
  });
  return JSON.stringify([text, linesOf(blocks), values.sort()]);
}

async function owedIn(file: string, tenantId: string, users: readonly string[]): Promise<ReadonlyMap<string, Owed>> {
  const database = await openDatabase(`sqlite:${file}`);
  try {
    const store = storeOn(database, { newId: timeOrderedId, newSalt: () => randomBytes(16).toString('hex') });
    const idsIn = async (table: 'cards' | 'notices') => {
      const rows = database.read.selectFrom(table).select('id').where('tenant_id', '=', tenantId);
      return (await rows.where('chat_user', 'in', users).execute()).map(({ id }) => id);
    };
    const owed = new Map<string, Owed>();
    for (const id of await idsIn('cards')) addTo(owed, id, await cardOwed(store, tenantId, id));
    for (const id of await idsIn('notices')) addTo(owed, id, await noticeOwed(store, tenantId, id));
    return owed;
  } finally {
    await database.close();
  }
}

function addTo(owed: Map<string, Owed>, id: string, one: Owed | undefined): void {
  if (one !== undefined) owed.set(id, one);
}

async function cardOwed(store: Store, tenantId: string, id: string): Promise<Owed | undefined> {
  const cards = store.cards(tenantId);
  const card = await cards.card(id);
  const dossier = card && (await cards.dossier(card.documentId));
  if (card === undefined || dossier === undefined) throw new Error(`there is no card ${id}`);
  if (card.state !== 'posted' && isMoot(card, dossier)) return undefined;
  const { recipient, role, subject } = card;
  const view = cardView({ role, subject, personId: recipient.personId }, dossier, recipient, everythingAllowed);
  const name = `${role} card of ${recipient.personId} about ${subject}`;
  return { name, ...renderCard(view, id, recipient) };
}

async function noticeOwed(store: Store, tenantId: string, id: string): Promise<Owed | undefined> {
  const notices = store.notices(tenantId);
  const notice = await notices.notice(id);
  if (notice === undefined) throw new Error(`there is no notice ${id}`);
  const { body, recipient, state } = await notices.asItStands(notice, instant(Date.now()));
  // It did not hold any more when its time had come.
  if (state === 'gone') return undefined;
  return {
    name: `${body.kind} to ${recipient.personId}`,
    ...renderNoticeMessage(noticeView(body, recipient), id, recipient),
  };
}
