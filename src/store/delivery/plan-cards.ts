import type { Kysely } from 'kysely';
import type { CardKey } from '../../engine/card.js';
import type { Instant } from '../../engine/instant.js';
import { humaneMoment } from '../preferences/load-preferences.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { CardRow, Tables } from '../tables.js';
import { copySubject, unposted } from './card-rows.js';
import { owe } from './outbox-rows.js';

const findCardsOf = statement((db: Kysely<Tables>, p: Params<{ tenant: string; document: string }>) =>
  db
    .selectFrom('cards as c')
    .leftJoin('chat_identities as i', (join) =>
      join
        .onRef('i.tenant_id', '=', 'c.tenant_id')
        .onRef('i.user_id', '=', 'c.user_id')
        .onRef('i.platform', '=', 'c.platform')
        .onRef('i.installation', '=', 'c.installation'),
    )
    .select(['c.id', 'c.role', 'c.subject', 'c.user_id', 'c.platform', 'c.installation', 'c.chat_user'])
    .select(['c.conversation', 'c.message', 'c.state', 'c.not_before', 'i.chat_user as chat_user_now'])
    .where('c.tenant_id', '=', p.tenant)
    .where('c.document_id', '=', p.document),
);

const findIdentities = statement((db: Kysely<Tables>, p: Params<{ tenant: string; person: string }>) =>
  db
    .selectFrom('chat_identities')
    .select(['platform', 'installation', 'chat_user'])
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.person),
);

const insertCards = bulkStatement((db: Kysely<Tables>, rows: readonly Params<CardRow>[]) =>
  db.insertInto('cards').values(rows),
);

type Move = { tenant: string; id: string; state: 'gone' | 'wanted'; chat_user: string; updated_at: string };

const move = statement((db: Kysely<Tables>, { tenant, id, ...to }: Params<Move>) =>
  db
    .updateTable('cards')
    .set({ ...unposted, ...to })
    .where('tenant_id', '=', tenant)
    .where('id', '=', id),
);

type Place = Pick<CardRow, 'role' | 'subject' | 'user_id' | 'platform' | 'installation'>;

/** `chat_user_now`: who the person is on the card's platform at present; null when nobody. */
interface PlannedCard
  extends Place,
    Pick<CardRow, 'id' | 'chat_user' | 'conversation' | 'message' | 'state' | 'not_before'> {
  readonly chat_user_now: string | null;
}

export interface CardPlan {
  readonly tenant: string;
  readonly documentId: string;
  readonly newId: () => string;
  readonly requestId: string;
  readonly now: Instant;
  /** Nobody's click caused what is planned. */
  readonly byClock: boolean;
}

/** See `CardStore.plan`. Inside the caller's transaction. */
export async function planCards(trx: Kysely<Tables>, desired: readonly CardKey[], plan: CardPlan): Promise<void> {
  const { tenant, documentId, requestId, now } = plan;
  const existing = await findCardsOf.all(trx, { tenant, document: documentId });
  const added = await missingCards(trx, desired, existing, plan);
  await insertCards.run(trx, added);
  const wanted = new Set(desired.map(({ role, subject, personId }) => JSON.stringify([role, subject, personId])));
  for (const card of existing) {
    const isDesired = wanted.has(JSON.stringify([card.role, card.subject, card.user_id]));
    await bringHome(trx, card, isDesired, plan);
  }
  for (const card of added) await owe(trx, tenant, 'card', card.id, requestId, now, dueAt(card, now));
}

/** A card that waits for its person's waking hours keeps waiting, whoever clicks meanwhile. */
function dueAt({ state, not_before }: Pick<CardRow, 'state' | 'not_before'>, now: Instant): Instant {
  return state === 'wanted' && not_before !== null && not_before > now ? not_before : now;
}

/**
 * Sees to it that a card is with whom its person is on the platform now, and owes its drawing unless it is gone. A card
 * that is gone without an address was lost together with the identity, and comes back with one.
 */
async function bringHome(trx: Kysely<Tables>, card: PlannedCard, isDesired: boolean, plan: CardPlan): Promise<void> {
  const { tenant, requestId, now } = plan;
  const { id, state, conversation, message } = card;
  const isAway = card.chat_user_now !== card.chat_user || (state === 'gone' && message === null);
  const home = isDesired ? card.chat_user_now : null;
  if (isAway) {
    const isShown = conversation !== null && message !== null;
    if (isShown) await owe(trx, tenant, 'copy', copySubject(id, { conversation, message }), requestId, now);
    await moveTo(trx, card, home, plan);
  }
  const isDrawn = isAway ? home !== null : state !== 'gone';
  if (isDrawn) await owe(trx, tenant, 'card', id, requestId, now, dueAt(card, now));
}

async function moveTo(
  trx: Kysely<Tables>,
  { id, chat_user }: PlannedCard,
  home: string | null,
  { tenant, now }: CardPlan,
): Promise<void> {
  const to = { state: home === null ? 'gone' : 'wanted', chat_user: home ?? chat_user } as const;
  await move.run(trx, { tenant, id, ...to, updated_at: now });
}

async function missingCards(
  trx: Kysely<Tables>,
  desired: readonly CardKey[],
  existing: readonly Place[],
  { tenant, documentId, newId, now, byClock }: CardPlan,
): Promise<readonly CardRow[]> {
  const known = new Set(existing.map((card) => JSON.stringify(keyOfCard(card))));
  const rows: CardRow[] = [];
  for (const { role, subject, personId } of desired) {
    for (const identity of await findIdentities.all(trx, { tenant, person: personId })) {
      const place = { ...identity, role, subject, user_id: personId };
      if (known.has(JSON.stringify(keyOfCard(place)))) continue;
      const card = { id: newId(), document_id: documentId, state: 'wanted', updated_at: now } as const;
      const not_before = byClock ? await humaneMoment(trx, tenant, personId, now) : null;
      rows.push({ ...place, ...unposted, ...card, not_before, tenant_id: tenant });
    }
  }
  return rows;
}

function keyOfCard(card: Place): readonly string[] {
  return [card.role, card.subject, card.user_id, card.platform, card.installation];
}
