import { describe, expect, test } from 'vitest';
import type { CardStore } from '../../src/engine/ports/card-store.js';
import { DeliveryWorld, postedWorld, TENANT } from '../support/delivery-world.js';
import { dossierOf } from '../support/dossiers.js';
import { fates } from '../support/fake-platform.js';

describe('delivering cards', () => {
  test('posts each desired card once and remembers where it stands', async () => {
    const world = await postedWorld();
    expect(world.platform.count('post')).toBe(2);
    expect(world.shown(world.card('approver', 'ana'))).toBe('approver A lamp');
    expect(world.card('submitter', 'sam')).toMatchObject({ state: 'posted', drawnVersion: 3 });
    expect(world.outbox.rows.size).toBe(0);
  });

  test('updates every copy when the document moves on', async () => {
    const world = await postedWorld();
    world.commit(dossierOf({ version: 5, title: 'Two lamps' }));
    await world.runner('a').drain();
    expect(world.untrue()).toEqual([]);
    expect([world.platform.count('post'), world.platform.count('update')]).toEqual([2, 2]);
  });

  test('many changes before a delivery are one drawing', async () => {
    const world = await postedWorld();
    for (let version = 4; version < 20; version += 1) world.commit(dossierOf({ version, title: `${version} lamps` }));
    await world.runner('a').drain();
    expect(world.platform.count('update')).toBe(2);
    expect(world.untrue()).toEqual([]);
  });

  test('a drawing that looks the same is noted without a call', async () => {
    const world = await postedWorld();
    world.commit(dossierOf({ version: 4 }));
    await world.runner('a').drain();
    expect(world.platform.calls).toHaveLength(2);
    expect(world.card('approver', 'ana').drawnVersion).toBe(4);
  });

  test('a document that moves on during a call is drawn again', async () => {
    const world = await postedWorld();
    world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    let moved = false;
    world.platform.travel = async () => {
      if (!moved) world.commit(dossierOf({ version: 5, title: 'Three lamps' }));
      moved = true;
    };
    await world.runner('a').drain();
    expect(world.untrue()).toEqual([]);
  });

  test('logs each delivered card with the request that caused it, and none of its content', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf({ title: 'Secret lamp' }), 'request-77');
    await world.runner('a').drain();
    const lines = world.log.saying('card delivered');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toEqual({
      requestId: 'request-77',
      tenantId: TENANT,
      documentId: 'doc-1',
      cardId: world.card('approver', 'ana').id,
      attempt: 1,
      ms: 0,
      how: 'posted',
    });
    expect(JSON.stringify(world.log.lines)).not.toContain('lamp');
  });

  test('cards of a workspace that is not connected are on the failed list, and nothing is called for them', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf());
    world.platform.serves = ({ installation }) => installation === 'T2';
    await world.runner('a').drain();
    expect((await world.outbox.failed()).map((task) => task.lastError)).toEqual(
      Array(2).fill('permanent: this bot is not connected to T1 on slack'),
    );
    expect(world.platform.calls).toEqual([]);
  });
});

describe('a post whose answer never came', () => {
  test('is looked for, found and adopted', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf());
    fates(world.platform, 'lost', 'lost');
    const runner = world.runner('a');
    await runner.drain();
    expect(world.card('approver', 'ana').state).toBe('posting');
    world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    await world.clock.advance(1000);
    await runner.drain();
    expect(world.untrue()).toEqual([]);
    expect([world.platform.count('post'), world.platform.count('find')]).toEqual([2, 2]);
    const hows = world.log.saying('card delivered').map(({ how }) => how);
    expect(hows.filter((how) => how !== 'unchanged')).toEqual(['adopted', 'adopted']);
  });

  test('is posted once more when it is not found', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf());
    fates(world.platform, 'dropped', 'dropped');
    const runner = world.runner('a');
    await runner.drain();
    await world.clock.advance(1000);
    await runner.drain();
    expect(world.untrue()).toEqual([]);
    expect(world.platform.messages.size).toBe(2);
  });

  test('is adopted by a click on it, and drawn anew', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf());
    fates(world.platform, 'lost');
    const runner = world.runner('a');
    await runner.drain();
    const card = [...world.cards.cards.values()].find((one) => one.state === 'posting');
    const message = world.platform.of(card?.id ?? '')[0];
    if (card === undefined || message === undefined) throw new Error('no post was lost');
    expect(
      await world.cards.clicked(
        card.id,
        message.address,
        'request-2',
        '2026-03-02T09:00:00.500Z',
        card.recipient.personId,
      ),
    ).toBe(true);
    await world.clock.advance(1000);
    await runner.drain();
    expect(world.platform.count('find')).toBe(0);
    expect(world.untrue()).toEqual([]);
  });

  test('a post that certainly did not happen is not looked for', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf());
    fates(world.platform, 'transient', 'throttled');
    const runner = world.runner('a');
    await runner.drain();
    expect([...world.cards.cards.values()].map(({ state }) => state)).toEqual(['wanted', 'wanted']);
    await world.clock.advance(2000);
    await runner.drain();
    expect(world.platform.count('find')).toBe(0);
    expect(world.untrue()).toEqual([]);
  });
});

describe('an update whose end is unknown', () => {
  test('is drawn again even if the document went back to what was drawn before', async () => {
    const world = await postedWorld();
    world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    fates(world.platform, 'lost', 'lost');
    const runner = world.runner('a');
    await runner.drain();
    world.commit(dossierOf({ version: 5, title: 'A lamp' }));
    await world.clock.advance(1000);
    await runner.drain();
    expect(world.untrue()).toEqual([]);
  });
});

describe('a message that somebody deleted', () => {
  async function deleted(next: Parameters<typeof dossierOf>[0]): Promise<DeliveryWorld> {
    const world = await postedWorld();
    for (const message of world.platform.messages.values()) message.isDeleted = true;
    world.commit(dossierOf({ version: 4, title: 'Two lamps', ...next }));
    await world.runner('a').drain();
    return world;
  }

  test('is posted anew while there is something to press', async () => {
    const world = await deleted({});
    expect(world.platform.count('post')).toBe(4);
    expect(world.untrue()).toEqual([]);
  });

  test('is given up when there is nothing to press, and never touched again', async () => {
    const world = await deleted({ status: 'approved', stepStatus: 'approved' });
    expect(world.card('approver', 'ana').state).toBe('gone');
    expect(world.card('submitter', 'sam').state).toBe('gone');
    expect(world.platform.count('post')).toBe(3);
    expect(world.card('outcome', 'sam').state).toBe('posted');
    const before = world.platform.calls.length;
    await world.cards.redraw(world.card('approver', 'ana').id, 'request-3', '2026-03-02T09:00:00.000Z');
    await world.runner('a').drain();
    expect(world.platform.calls).toHaveLength(before);
  });
});

describe('a card that nobody’s click caused', () => {
  /** Its cards are held back as the store holds them back, except that here it is morning at once. */
  function heldBackWorld() {
    const world = new DeliveryWorld();
    const plan = world.cards.plan.bind(world.cards);
    const causes: (boolean | undefined)[] = [];
    world.cards.plan = async (...values: Parameters<CardStore['plan']>) => {
      const [documentId, desired, requestId, now, byClock] = values;
      causes.push(byClock);
      await plan(documentId, desired, requestId, now);
      for (const [id, card] of world.cards.cards) world.cards.cards.set(id, { ...card, isHeldBack: true });
    };
    return { world, causes };
  }

  test('is planned as such, and posted when it is due', async () => {
    const { world, causes } = heldBackWorld();
    world.commit({ ...dossierOf(), byClock: true });
    await world.runner('a').drain();
    world.commit(dossierOf({ version: 4 }));
    await world.runner('a').drain();
    expect(causes).toEqual([true, false]);
    expect(world.platform.count('post')).toBe(2);
  });

  test('is not posted when another has decided meanwhile', async () => {
    const { world } = heldBackWorld();
    world.commit(dossierOf({ stepStatus: 'approved' }));
    await world.runner('a').drain();
    expect(world.platform.count('post')).toBe(1);
    expect(world.shown(world.card('approver', 'ana'))).toBeUndefined();
    expect(world.outbox.rows.size).toBe(0);
  });
});
