import { describe, expect, test } from 'vitest';
import { DeliveryWorld } from '../support/delivery-world.js';
import { dossierOf } from '../support/dossiers.js';
import { fates } from '../support/fake-platform.js';

describe('limits of the platform', () => {
  test('Retry-After is obeyed, by the whole installation, and is no failed attempt', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf({ approvers: ['ana', 'bo', 'cy', 'di', 'ed', 'flo', 'gil', 'hal', 'ivy', 'jo'] }));
    fates(world.platform, { throttledMs: 30_000 });
    const runner = world.runner('a');
    await runner.drain();
    const before = world.platform.calls.length;
    expect(before).toBe(8);
    await world.clock.advance(29_999);
    await runner.drain();
    expect(world.platform.calls).toHaveLength(before);
    await world.clock.advance(2000);
    await runner.drain();
    expect(world.untrue()).toEqual([]);
    expect(world.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(world.log.saying('card delivered').every(({ attempt }) => attempt === 1)).toBe(true);
  });

  test('a throttled update holds back the other updates', async () => {
    const world = new DeliveryWorld();
    const approvers = ['ana', 'bo', 'cy', 'di', 'ed', 'flo', 'gil', 'hal', 'ivy', 'jo'];
    world.commit(dossierOf({ approvers }));
    const runner = world.runner('a');
    await runner.drain();
    fates(world.platform, { throttledMs: 30_000 });
    world.commit(dossierOf({ version: 4, title: 'Two lamps', approvers }));
    await runner.drain();
    expect(world.platform.count('update')).toBe(8);
    await world.clock.advance(32_000);
    await runner.drain();
    expect(world.platform.count('update')).toBe(12);
    expect(world.untrue()).toEqual([]);
  });

  test('messages to one person wait their turn in the outbox', async () => {
    const world = new DeliveryWorld();
    for (let index = 0; index < 6; index += 1) {
      world.commit(dossierOf({ documentId: `doc-${index}`, approvers: ['ana'] }));
    }
    const runner = world.runner('a');
    await runner.drain();
    const toAna = () => [...world.platform.messages.values()].filter((m) => m.address.conversation === 'dm-U-ana');
    expect(toAna()).toHaveLength(3);
    for (const expected of [4, 5, 6]) {
      await world.clock.advance(1000);
      await runner.drain();
      expect(toAna()).toHaveLength(expected);
    }
  });
});

describe('stopping', () => {
  test('begins no call any more and hands the card back', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf());
    const runner = world.runner('a');
    const posting = world.cards.posting.bind(world.cards);
    let stopped: Promise<void> | undefined;
    world.cards.posting = async (card, mark) => {
      const noted = await posting(card, mark);
      stopped ??= runner.stop();
      return noted;
    };
    await runner.drain();
    await stopped;
    expect(world.platform.calls).toEqual([]);
    expect([...world.outbox.rows.values()].map(({ lease, attempts }) => [lease, attempts])).toEqual([
      [undefined, 0],
      [undefined, 0],
    ]);
    await world.runner('b').drain();
    expect(world.platform.count('find')).toBe(0);
    expect(world.untrue()).toEqual([]);
  });
});

describe('the failed list', () => {
  test('a fault that will not pass goes there at once, and the others are delivered', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf({ approvers: ['ana', 'bo'] }));
    world.platform.fate = (_call, about) => (about.includes(':bo:') ? 'permanent' : 'fine');
    await world.runner('a').drain();
    const [failed, ...others] = await world.outbox.failed();
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ kind: 'card', attempts: 1, lastError: 'permanent: user_disabled' });
    expect(world.shown(world.card('approver', 'ana'))).toBe('approver A lamp');

    world.platform.fate = () => 'fine';
    expect(await world.outbox.retryFailed('2026-03-02T09:00:00.000Z')).toBe(1);
    await world.runner('a').drain();
    expect(world.untrue()).toEqual([]);
  });
});
