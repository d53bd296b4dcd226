import { describe, expect, test } from 'vitest';
import { desiredCards } from '../../../src/engine/card.js';
import type { Card, CardStore } from '../../../src/engine/ports/card-store.js';
import { type House, openHouse } from '../../support/house.js';

const now = '2026-03-02T12:00:00.000Z';
const here = { conversation: 'D1', message: '1.1' };

async function planned(house: House, documentId: string): Promise<{ store: CardStore; ids: readonly string[] }> {
  const store = house.store.cards('acme');
  const dossier = await store.dossier(documentId);
  if (dossier === undefined) throw new Error('no dossier');
  await store.plan(documentId, desiredCards(dossier), 'req', now);
  const tasks = await house.store.outbox.claim('a', '2027-01-01T00:00:00.000Z', 1, 100);
  return { store, ids: tasks.flatMap((task) => (task.kind === 'card' ? [task.subject] : [])) };
}

async function cardsOf(store: CardStore, ids: readonly string[]): Promise<readonly Card[]> {
  const cards = await Promise.all(ids.map((id) => store.card(id)));
  return cards.flatMap((card) => (card === undefined ? [] : [card]));
}

async function oneCard() {
  const house = await openHouse();
  const documentId = await house.create('ana');
  await house.submit('ana', documentId);
  const { store, ids } = await planned(house, documentId);
  const cards = await cardsOf(store, ids);
  const card = cards.find((one) => one.recipient.personId === 'bo');
  if (card === undefined) throw new Error('bo has no card');
  return { house, store, card, documentId };
}

describe('the card store', () => {
  test('everyone asked in the open stage and the submitter are owed a card, once', async () => {
    const house = await openHouse();
    const documentId = await house.create('ana');
    await house.submit('ana', documentId);
    const { store, ids } = await planned(house, documentId);
    const cards = await cardsOf(store, ids);
    expect(cards.map((card) => `${card.role} ${card.recipient.personId}`).sort()).toEqual([
      'approver bo',
      'approver cy',
      'approver di',
      'submitter ana',
    ]);
    expect(cards[0]?.recipient).toMatchObject({
      platform: 'slack',
      installation: 'TACME',
      locale: 'en',
      timeZone: 'Europe/Berlin',
    });
    await planned(house, documentId);
    expect(await house.database.read.selectFrom('cards').select('id').execute()).toHaveLength(4);
  });

  test('a stuck step tells those who can unblock it', async () => {
    const { smallCompany } = await import('../../support/company.js');
    const company = smallCompany();
    const nobody = {
      key: 'legal',
      name: 'Legal',
      who: [{ kind: 'role', role: 'legal' }],
      rule: { approveWhen: 'any', rejectWhen: 'any' },
    } as const;
    const [template] = company.templates;
    if (template === undefined) throw new Error('no template');
    const house = await openHouse({ ...company, templates: [{ ...template, stages: [{ steps: [nobody] }] }] });
    const documentId = await house.create('bo');
    await house.submit('bo', documentId);
    const { store, ids } = await planned(house, documentId);
    const cards = await cardsOf(store, ids);
    expect(cards.map((card) => `${card.role} ${card.recipient.personId}`).sort()).toEqual([
      'stuck gus',
      'submitter bo',
    ]);
  });

  test('a post is begun by one runner only', async () => {
    const { store, card } = await oneCard();
    const begun = await store.posting(card, 'mark', now);
    expect(begun).toMatchObject({ state: 'posting', drawnDigest: 'mark' });
    expect(await store.posting(card, 'other', now)).toBeUndefined();
    if (begun !== undefined) await store.notPosted(begun, now);
    expect(await store.card(card.id)).toMatchObject({ state: 'wanted', drawnDigest: undefined });
  });

  test('what was drawn is kept, and who read the card before cannot undo it', async () => {
    const { store, card } = await oneCard();
    const begun = await store.posting(card, 'mark', now);
    if (begun === undefined) throw new Error('the post did not begin');
    expect(await store.drawn(begun, here, 3, 'three', now)).toBe(true);
    expect(await store.drawn(begun, { ...here, message: '2.2' }, 4, 'four', now)).toBe(false);
    await store.notPosted(begun, now);
    expect(await store.updating(begun, 'other', now)).toBeUndefined();
    expect(await store.card(card.id)).toMatchObject({
      address: here,
      state: 'posted',
      drawnVersion: 3,
      drawnDigest: 'three',
    });
  });

  test('a forced redraw forgets what is shown and owes a drawing', async () => {
    const { house, store, card } = await oneCard();
    await store.redraw(card.id, 'req', now);
    expect((await store.card(card.id))?.drawnDigest).toBeUndefined();
    const tasks = await house.store.outbox.claim('a', '2027-02-01T00:00:00.000Z', 1, 100);
    expect(tasks.some((task) => task.subject === card.id && task.generation > 1)).toBe(true);
  });

  test('a click adopts a message that was never confirmed and disarms a second one', async () => {
    const { house, store, card } = await oneCard();
    await store.posting(card, 'mark', now);
    expect(await store.clicked(card.id, here, 'req', now, card.recipient.personId)).toBe(true);
    expect((await store.card(card.id))?.address).toEqual(here);
    expect(await store.clicked(card.id, { ...here, message: '9.9' }, 'req', now, card.recipient.personId)).toBe(false);
    const tasks = await house.store.outbox.claim('a', '2027-02-01T00:00:00.000Z', 1, 100);
    const copy = tasks.find((task) => task.kind === 'copy');
    expect(await store.copy(copy?.subject ?? '')).toMatchObject({ address: { ...here, message: '9.9' } });
    expect(await store.copy(`${card.id} ${here.conversation} ${here.message}`)).toBeUndefined();
  });

  test('a click on the card’s own message owes a drawing only where none is on its way', async () => {
    const { house, store, card, documentId } = await oneCard();
    const begun = await store.posting(card, 'mark', now);
    if (begun === undefined) throw new Error('the post did not begin');
    await store.drawn(begun, here, 1, 'one', now);
    const owed = async () =>
      (await house.store.outbox.claim('b', '2027-03-01T00:00:00.000Z', 1, 100)).map((t) => t.kind);
    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    await store.clicked(card.id, here, 'req', now, card.recipient.personId);
    expect(await owed()).toEqual(['card']);
    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    await house.vote('cy', documentId, 'procurement', 'approve');
    await store.clicked(card.id, here, 'req', now, card.recipient.personId);
    expect(await owed()).toEqual(['document']);
  });

  test('planning again owes a drawing for every card, whatever the version, but none for one that is gone', async () => {
    const { house, store, card, documentId } = await oneCard();
    const begun = await store.posting(card, 'mark', now);
    if (begun !== undefined) await store.drawn(begun, here, 99, 'newest', now);
    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    expect((await planned(house, documentId)).ids).toHaveLength(4);
    const shown = await store.card(card.id);
    if (shown !== undefined) await store.gone(shown, now);
    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    expect((await planned(house, documentId)).ids).toHaveLength(3);
  });

  test('a message that cannot be reached is forgotten unless the card moved on', async () => {
    const { store, card } = await oneCard();
    const begun = await store.posting(card, 'mark', now);
    await store.gone(card, now);
    expect((await store.card(card.id))?.state).toBe('posting');
    if (begun !== undefined) await store.gone(begun, now);
    expect((await store.card(card.id))?.state).toBe('gone');
  });
});

describe('a card whose person has another chat identity by now', () => {
  async function shownCard() {
    const world = await oneCard();
    const begun = await world.store.posting(world.card, 'mark', now);
    if (begun === undefined || !(await world.store.drawn(begun, here, 3, 'three', now))) throw new Error('not drawn');
    const shown = await world.store.card(world.card.id);
    if (shown === undefined) throw new Error('no card');
    await world.house.database.write((trx) => trx.deleteFrom('outbox').execute());
    return { ...world, card: shown, former: `${shown.id} ${here.conversation} ${here.message}` };
  }

  function identify(house: House, chatUser: string | null): Promise<void> {
    return house.database.write(async (trx) => {
      await trx.deleteFrom('chat_identities').where('user_id', '=', 'bo').execute();
      const bo = { tenant_id: 'acme', user_id: 'bo', platform: 'slack', installation: 'TACME' };
      if (chatUser !== null) {
        await trx
          .insertInto('chat_identities')
          .values({ ...bo, chat_user: chatUser })
          .execute();
      }
    });
  }

  async function owed(house: House): Promise<readonly string[]> {
    const rows = await house.database.read.selectFrom('outbox').select(['kind', 'subject']).execute();
    return rows.map(({ kind, subject }) => `${kind} ${subject}`);
  }

  test('begins afresh there, and the former message is owed its end', async () => {
    const { house, store, card, documentId, former } = await shownCard();
    await identify(house, 'URIGHT');
    await planned(house, documentId);
    expect(await store.card(card.id)).toMatchObject({ state: 'wanted', drawnVersion: 0, address: undefined });
    expect((await store.card(card.id))?.recipient.chatUser).toBe('URIGHT');
    expect(await owed(house)).toEqual(expect.arrayContaining([`copy ${former}`, `card ${card.id}`]));
    expect(await store.copy(former)).toMatchObject({ cardId: card.id, address: here });
  });

  test('is gone where there is none, and begins afresh when there is one again', async () => {
    const { house, store, card, documentId, former } = await shownCard();
    await identify(house, null);
    await planned(house, documentId);
    expect(await store.card(card.id)).toMatchObject({ state: 'gone', address: undefined });
    expect(await owed(house)).toContain(`copy ${former}`);
    expect(await owed(house)).not.toContain(`card ${card.id}`);
    expect(await store.copy(former)).toMatchObject({ address: here });
    expect(await store.clicked(card.id, here, 'req', now, card.recipient.personId)).toBe(false);
    await identify(house, card.recipient.chatUser);
    await planned(house, documentId);
    expect(await store.card(card.id)).toMatchObject({ state: 'wanted', address: undefined });
  });

  test('cannot be taken back by whoever read it before, or by a click of somebody else', async () => {
    const { house, store, card, documentId, former } = await shownCard();
    const updating = await store.updating(card, 'an update on its way', now);
    await identify(house, 'URIGHT');
    await planned(house, documentId);
    if (updating === undefined) throw new Error('the update did not begin');
    expect(await store.drawn(updating, here, 4, 'four', now)).toBe(false);
    await store.cameBack(updating, here, 'req', now);
    expect(await store.clicked(card.id, here, 'req', now, card.recipient.personId)).toBe(false);
    const moved = await store.card(card.id);
    if (moved === undefined || !(await store.posting(moved, 'to the right one', now))) throw new Error('not begun');
    expect(await store.posting(card, 'mark', now)).toBeUndefined();
    await store.cameBack(updating, here, 'req', now);
    expect(await store.clicked(card.id, here, 'req', now, 'somebody')).toBe(false);
    expect(await store.copy(former)).toMatchObject({ address: here });
    expect(await store.clicked(card.id, { conversation: 'D2', message: '2.2' }, 'req', now, 'bo')).toBe(true);
  });
});

describe('cards that nobody’s click caused', () => {
  const night = '2026-03-02T22:00:00.000Z';
  const morning = '2026-03-03T07:00:00.000Z';

  async function plan(house: House, documentId: string, at: string, byClock: boolean) {
    const store = house.store.cards('acme');
    const dossier = await store.dossier(documentId);
    if (dossier === undefined) throw new Error('no dossier');
    await store.plan(documentId, desiredCards(dossier), 'req', at, byClock);
    const due = new Map<string | undefined, string>();
    for (const [id, dueAt] of await house.owed('card')) due.set((await store.card(id))?.recipient.personId, dueAt);
    return Object.fromEntries(due);
  }

  async function submitted() {
    const house = await openHouse();
    const documentId = await house.create('ana');
    await house.submit('ana', documentId);
    return { house, documentId };
  }

  test('wait for the waking hours of each of their people, whoever clicks meanwhile', async () => {
    const { house, documentId } = await submitted();
    const zone = { time_zone: 'Asia/Tokyo' };
    await house.database.write((trx) => trx.updateTable('users').set(zone).where('id', '=', 'cy').execute());
    const tokyo = '2026-03-02T23:00:00.000Z';
    const waiting = { ana: morning, bo: morning, cy: tokyo, di: morning };
    expect(await plan(house, documentId, night, true)).toEqual(waiting);
    expect(await plan(house, documentId, '2026-03-02T22:30:00.000Z', false)).toEqual(waiting);
    await house.database.write((trx) => trx.deleteFrom('outbox').where('kind', '=', 'card').execute());
    const late = '2026-03-02T23:30:00.000Z';
    expect(await plan(house, documentId, late, false)).toEqual({ ...waiting, cy: late });
  });

  test('are not kept from being drawn again once they are posted', async () => {
    const { house, documentId } = await submitted();
    await plan(house, documentId, '2026-03-02T12:00:00.000Z', false);
    const store = house.store.cards('acme');
    for (const [id] of await house.owed('card')) {
      const card = await store.card(id);
      const posting = card && (await store.posting(card, 'mark', now));
      if (posting !== undefined) await store.drawn(posting, { conversation: 'D1', message: id }, 1, 'digest', now);
    }
    await house.database.write((trx) => trx.deleteFrom('outbox').where('kind', '=', 'card').execute());
    expect(await plan(house, documentId, night, true)).toEqual({ ana: night, bo: night, cy: night, di: night });
  });

  test('a click’s new cards go out at once', async () => {
    const { house, documentId } = await submitted();
    expect(await plan(house, documentId, night, false)).toEqual({ ana: night, bo: night, cy: night, di: night });
  });
});
