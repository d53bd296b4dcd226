import { describe, expect, test } from 'vitest';
import type { Card, CardAddress } from '../../src/engine/ports/card-store.js';
import { DeliveryWorld } from '../support/delivery-world.js';
import { dossierOf } from '../support/dossiers.js';

const AT = '2026-03-02T09:00:00.000Z';

/** A card that was posted twice; its first message is the copy. */
async function doubled(): Promise<{ world: DeliveryWorld; card: Card; copy: CardAddress }> {
  const world = new DeliveryWorld();
  world.commit(dossierOf());
  await world.runner('a').drain();
  const card = world.card('approver', 'ana');
  const copy = card.address;
  if (copy === undefined) throw new Error('nothing was posted');
  const posting = await world.cards.posting(card, 'a blind search');
  const own = await world.platform.post(card, world.platform.draw(card, dossierOf()));
  if (posting === undefined || !(await world.cards.drawn(posting, own, 3, 'approver A lamp'))) throw new Error('moved');
  return { world, card, copy };
}

describe('a stray copy of a card', () => {
  test('loses its buttons once somebody presses one, and the card keeps its own', async () => {
    const { world, card, copy } = await doubled();
    expect(await world.cards.clicked(card.id, copy, 'request-2', AT, card.recipient.personId)).toBe(false);
    await world.runner('a').drain();
    expect(world.platform.of(card.id).map(({ shows }) => shows)).toEqual(['disarmed', 'approver A lamp']);
    expect(world.outbox.rows.size).toBe(0);
  });

  test('that was deleted needs nothing more', async () => {
    const { world, card, copy } = await doubled();
    const message = world.platform.messages.get(copy.message);
    if (message !== undefined) message.isDeleted = true;
    await world.cards.clicked(card.id, copy, 'request-2', AT, card.recipient.personId);
    await world.runner('a').drain();
    expect(world.outbox.rows.size).toBe(0);
  });

  test('gets its buttons back when it became the card while it lost them', async () => {
    const { world, card, copy } = await doubled();
    await world.cards.clicked(card.id, copy, 'request-2', AT, card.recipient.personId);
    const becomesTheCard = async () => {
      world.platform.travel = () => Promise.resolve();
      const posting = await world.cards.posting(world.card('approver', 'ana'), 'own message was deleted');
      if (posting !== undefined) await world.cards.drawn(posting, copy, 3, 'approver A lamp');
    };
    world.platform.travel = becomesTheCard;
    await world.runner('a').drain();
    expect(world.card('approver', 'ana').address).toEqual(copy);
    expect(world.untrue()).toEqual([]);
  });

  test('of a workspace that is not connected is left alone', async () => {
    const { world, card, copy } = await doubled();
    await world.cards.clicked(card.id, copy, 'request-2', AT, card.recipient.personId);
    const before = world.platform.calls.length;
    world.platform.serves = () => false;
    await world.runner('a').drain();
    expect(world.platform.calls).toHaveLength(before);
    expect(await world.outbox.failed()).toMatchObject([{ kind: 'copy', attempts: 1 }]);
  });

  test('is tried again when the platform fails', async () => {
    const { world, card, copy } = await doubled();
    await world.cards.clicked(card.id, copy, 'request-2', AT, card.recipient.personId);
    world.platform.fate = () => 'transient';
    const runner = world.runner('a');
    await runner.drain();
    world.platform.fate = () => 'fine';
    await world.clock.advance(1000);
    await runner.drain();
    expect(world.platform.messages.get(copy.message)?.shows).toBe('disarmed');
  });
});
