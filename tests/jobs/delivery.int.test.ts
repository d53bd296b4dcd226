import { expect, test } from 'vitest';
import { instant } from '../../src/engine/instant.js';
import { deliveryRunner } from '../support/delivery-runner.js';
import { FakeClock } from '../support/fake-clock.js';
import { FakePlatform, fates } from '../support/fake-platform.js';
import { type House, openHouse } from '../support/house.js';
import { KeptLog } from '../support/kept-log.js';
import { Life, mortal } from '../support/mortal.js';

/** Draws the version, so that every change shows. */
class VersionPlatform extends FakePlatform {
  override draw: FakePlatform['draw'] = ({ role }, { document }) => {
    const text = `${role} at version ${document.version}`;
    return { payload: text, digest: text };
  };
}

class RealDelivery {
  readonly platform = new VersionPlatform();
  /** Beyond the house's own clock, so that whatever it puts in is due. */
  readonly clock = new FakeClock('2026-03-03T09:00:00.000Z');
  readonly log = new KeptLog();
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  runner(owner: string, life = new Life()) {
    const { store } = this.#house;
    return deliveryRunner({
      outbox: mortal(store.outbox, life),
      cardsFor: (tenantId) => mortal(store.cards(tenantId), life),
      noticesFor: (tenantId) => mortal(store.notices(tenantId), life),
      preferencesFor: store.preferences,
      identitiesFor: (tenantId) => store.identities(tenantId),
      platforms: [mortal(this.platform, life, true)],
      noticePlatforms: [],
      clock: this.clock,
      log: this.log,
      owner,
      random: () => 0,
    });
  }

  shown(): readonly string[] {
    return [...this.platform.messages.values()].map(({ shows, address }) => `${address.conversation}: ${shows}`).sort();
  }
}

test('what is committed on the real store reaches everybody, and every change reaches every copy', async () => {
  const house = await openHouse();
  const delivery = new RealDelivery(house);
  const documentId = await house.create('bo');
  await house.submit('bo', documentId);
  await delivery.runner('a').drain();
  const { version } = await house.document(documentId);
  const first = delivery.shown();
  expect(first.length).toBeGreaterThanOrEqual(2);
  expect(first.every((line) => line.endsWith(`at version ${version}`))).toBe(true);

  const seen = await house.seen(documentId);
  await house.do({ kind: 'cancel', actorId: 'bo', documentId, seen });
  await delivery.runner('b').drain();
  const later = await house.document(documentId);
  expect(later.version).toBeGreaterThan(version);
  expect(delivery.shown()).toHaveLength(first.length);
  expect(delivery.shown().every((line) => line.endsWith(`at version ${later.version}`))).toBe(true);
  expect(await house.store.outbox.nextDueAt(instant(delivery.clock.now()), 60_000)).toBeUndefined();
  const requests = delivery.log.saying('card delivered').map(({ requestId }) => requestId);
  expect(new Set(requests)).toEqual(new Set(['req-submit', 'req-cancel']));
});

test('a lost answer and a dead process leave one message for each card on the real store', async () => {
  const house = await openHouse();
  const delivery = new RealDelivery(house);
  const documentId = await house.create('bo');
  await house.submit('bo', documentId);
  fates(delivery.platform, 'lost');
  const life: Life = new Life(() => {
    if (delivery.platform.messages.size > 0) life.kill();
  });
  void delivery.runner('dead', life).drain();
  await expect.poll(() => life.isDead).toBe(true);
  delivery.clock.jump(60_000);
  const runner = delivery.runner('b');
  await runner.drain();
  expect(delivery.platform.count('find')).toBeGreaterThan(0);
  delivery.clock.jump(60_000);
  await runner.drain();
  const { version } = await house.document(documentId);
  const shown = delivery.shown();
  expect(new Set(shown).size).toBe(shown.length);
  expect(shown.every((line) => line.endsWith(`at version ${version}`))).toBe(true);
  expect(await house.store.outbox.nextDueAt(instant(delivery.clock.now()), 60_000)).toBeUndefined();
});
