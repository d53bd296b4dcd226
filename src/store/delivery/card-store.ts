import type { Kysely } from 'kysely';
import type { CardKey, CardRole } from '../../engine/card.js';
import type { Dossier } from '../../engine/dossier.js';
import type { Instant } from '../../engine/instant.js';
import type { Card, CardAddress, CardCopy, CardStore } from '../../engine/ports/card-store.js';
import type { Database } from '../database.js';
import { loadDossier } from '../reading/dossier.js';
import { type Params, statement } from '../statement.js';
import type { CardRow, Tables } from '../tables.js';
import { copySubject, unposted } from './card-rows.js';
import { isOwed, owe } from './outbox-rows.js';
import { planCards } from './plan-cards.js';

type ById = { tenant: string; id: string };

const findCard = statement((db: Kysely<Tables>, p: Params<ById>) =>
  db
    .selectFrom('cards as c')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'c.tenant_id').onRef('u.id', '=', 'c.user_id'))
    .innerJoin('tenants as t', 't.id', 'c.tenant_id')
    .select([
      'c.id',
      'c.document_id',
      'c.role',
      'c.subject',
      'c.user_id',
      'c.platform',
      'c.installation',
      'c.chat_user',
    ])
    .select(['c.conversation', 'c.message', 'c.state', 'c.drawn_version', 'c.drawn_digest', 'c.not_before'])
    .select((eb) => eb.fn.coalesce('u.locale', 't.locale').as('locale'))
    .select((eb) => eb.fn.coalesce('u.time_zone', 't.time_zone').as('time_zone'))
    .where('c.tenant_id', '=', p.tenant)
    .where('c.id', '=', p.id),
);

const findVersion = statement((db: Kysely<Tables>, p: Params<ById>) =>
  db.selectFrom('documents').select('version').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

/** Cards of one tenant, as delivery sees them. */
export class StoredCards implements CardStore {
  readonly #database: Database;
  readonly #tenant: string;
  readonly #newId: () => string;

  constructor(database: Database, tenant: string, newId: () => string) {
    this.#database = database;
    this.#tenant = tenant;
    this.#newId = newId;
  }

  dossier(documentId: string): Promise<Dossier | undefined> {
    return loadDossier(this.#database, this.#tenant, documentId);
  }

  async card(cardId: string): Promise<Card | undefined> {
    const row = await findCard.first(this.#database.read, { tenant: this.#tenant, id: cardId });
    return row && cardOf(row);
  }

  plan(
    documentId: string,
    desired: readonly CardKey[],
    requestId: string,
    now: Instant,
    byClock = false,
  ): Promise<void> {
    const tenant = this.#tenant;
    return this.#database.write(async (trx, afterCommit) => {
      if ((await findVersion.first(trx, { tenant, id: documentId })) === undefined) return;
      const plan = { tenant, documentId, newId: this.#newId, requestId, now, byClock };
      await planCards(trx, desired, plan);
      afterCommit(() => this.#database.announceWork());
    });
  }

  posting(card: Card, mark: string, now: Instant): Promise<Card | undefined> {
    const begun = { ...unposted, state: 'posting', drawn_digest: mark, updated_at: now } as const;
    return this.#noteAndRead(card, begun);
  }

  updating(card: Card, mark: string, now: Instant): Promise<Card | undefined> {
    return this.#noteAndRead(card, { drawn_digest: mark, updated_at: now });
  }

  async notPosted(card: Card, now: Instant): Promise<void> {
    await this.#note(card, { state: 'wanted', drawn_digest: null, updated_at: now });
  }

  drawn(card: Card, address: CardAddress, version: number, digest: string, now: Instant): Promise<boolean> {
    const shown = { drawn_version: version, drawn_digest: digest, updated_at: now };
    return this.#note(card, { ...address, ...shown, state: 'posted' });
  }

  async gone(card: Card, now: Instant): Promise<void> {
    await this.#note(card, { state: 'gone', updated_at: now });
  }

  redraw(cardId: string, requestId: string, now: Instant): Promise<void> {
    return this.#database.write(async (trx, afterCommit) => {
      await this.#change(trx, cardId, { drawn_digest: null, updated_at: now }).execute();
      await owe(trx, this.#tenant, 'card', cardId, requestId, now);
      afterCommit(() => this.#database.announceWork());
    });
  }

  async clicked(
    cardId: string,
    address: CardAddress,
    requestId: string,
    now: Instant,
    personId: string,
  ): Promise<boolean> {
    if (await this.#isInHand(cardId, address)) return true;
    const isTheirs = ({ user_id }: StoredCard) => personId === user_id;
    return this.#turnedUp(cardId, address, isTheirs, requestId, now);
  }

  async cameBack(card: Card, address: CardAddress, requestId: string, now: Instant): Promise<void> {
    const isTheirs = ({ chat_user }: StoredCard) => chat_user === card.recipient.chatUser;
    await this.#turnedUp(card.id, address, isTheirs, requestId, now);
  }

  /** `isTheirs` tells whether a message for that card there is one for the person it belongs to now. */
  #turnedUp(
    cardId: string,
    address: CardAddress,
    isTheirs: (card: StoredCard) => boolean,
    requestId: string,
    now: Instant,
  ): Promise<boolean> {
    const tenant = this.#tenant;
    return this.#database.write(async (trx, afterCommit) => {
      const card = await findCard.first(trx, { tenant, id: cardId });
      if (card === undefined) return false;
      const isAdopted = card.state === 'posting' && isTheirs(card);
      const isOwn = isAdopted || isAt(card, address);
      const adopted = { ...address, state: 'posted', drawn_digest: null, updated_at: now } as const;
      if (isAdopted) await this.#change(trx, cardId, adopted).execute();
      const isBehind = isAdopted || (await isOutdated(trx, tenant, card));
      if (!isOwn) await owe(trx, tenant, 'copy', copySubject(cardId, address), requestId, now);
      else if (isBehind) await owe(trx, tenant, 'card', cardId, requestId, now);
      afterCommit(() => this.#database.announceWork());
      return isOwn;
    });
  }

  async copy(subject: string): Promise<CardCopy | undefined> {
    const [cardId, conversation, message] = subject.split(' ');
    if (cardId === undefined || conversation === undefined || message === undefined) return undefined;
    const card = await this.card(cardId);
    const isOwn = card?.address?.conversation === conversation && card.address.message === message;
    return card && !isOwn ? { cardId, recipient: card.recipient, address: { conversation, message } } : undefined;
  }

  /** The message is the card's own and shows the newest version, or is about to: a click on it teaches nothing. */
  async #isInHand(cardId: string, address: CardAddress): Promise<boolean> {
    const db = this.#database.read;
    const card = await findCard.first(db, { tenant: this.#tenant, id: cardId });
    if (card === undefined || !isAt(card, address)) return false;
    if (!(await isOutdated(db, this.#tenant, card))) return true;
    return (
      (await isOwed(db, this.#tenant, 'document', card.document_id)) || (await isOwed(db, this.#tenant, 'card', cardId))
    );
  }

  #change(trx: Kysely<Tables>, cardId: string, change: Partial<CardRow>) {
    return trx.updateTable('cards').set(change).where('tenant_id', '=', this.#tenant).where('id', '=', cardId);
  }

  /** Notes something about the card unless somebody else did since it was read; tells whether it did. */
  #note(card: Card, change: Partial<CardRow>): Promise<boolean> {
    return this.#database.write((trx) => this.#changeAsRead(trx, card, change));
  }

  #noteAndRead(card: Card, change: Partial<CardRow>): Promise<Card | undefined> {
    return this.#database.write(async (trx) => {
      if (!(await this.#changeAsRead(trx, card, change))) return undefined;
      const row = await findCard.first(trx, { tenant: this.#tenant, id: card.id });
      return row && cardOf(row);
    });
  }

  async #changeAsRead(trx: Kysely<Tables>, card: Card, change: Partial<CardRow>): Promise<boolean> {
    const { address, drawnDigest } = card;
    const asRead = this.#change(trx, card.id, change)
      .where('chat_user', '=', card.recipient.chatUser)
      .where('state', '=', card.state)
      .where('conversation', 'is', address?.conversation ?? null)
      .where('message', 'is', address?.message ?? null)
      .where('drawn_digest', 'is', drawnDigest ?? null);
    const { numUpdatedRows } = await asRead.executeTakeFirst();
    return numUpdatedRows === 1n;
  }
}

async function isOutdated(trx: Kysely<Tables>, tenant: string, card: StoredCard): Promise<boolean> {
  const document = await findVersion.first(trx, { tenant, id: card.document_id });
  return document !== undefined && card.drawn_version < document.version;
}

function isAt(card: Pick<CardRow, 'conversation' | 'message'>, address: CardAddress): boolean {
  return card.conversation === address.conversation && card.message === address.message;
}

type StoredCard = Omit<CardRow, 'tenant_id' | 'updated_at'> & { locale: string; time_zone: string };

function cardOf(row: StoredCard): Card {
  const { conversation, message } = row;
  return {
    id: row.id,
    documentId: row.document_id,
    role: row.role as CardRole,
    subject: row.subject,
    recipient: {
      platform: row.platform,
      installation: row.installation,
      chatUser: row.chat_user,
      personId: row.user_id,
      locale: row.locale,
      timeZone: row.time_zone,
    },
    address: conversation === null || message === null ? undefined : { conversation, message },
    state: row.state,
    drawnVersion: row.drawn_version,
    drawnDigest: row.drawn_digest ?? undefined,
    ...(row.not_before === null ? {} : { isHeldBack: true }),
  };
}
