import { describe, expect, test } from 'vitest';
import { DeliveryWorld, postedWorld } from '../support/delivery-world.js';
import { dossierOf } from '../support/dossiers.js';
import { quiet } from '../support/fake-clock.js';
import { fates } from '../support/fake-platform.js';
import { Life } from '../support/mortal.js';

describe('a call that comes back after its lease', () => {
  test('an update is drawn once more, for another runner may have drawn in between', async () => {
    const world = await postedWorld();
    const card = world.card('approver', 'ana');
    world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    const [arrive, slow] = held();
    const late = world.runner('late');
    const rest = world.platform.travel;
    world.platform.travel = () => slow;
    const lateWork = late.drain();
    await quiet();
    await quiet();

    world.clock.jump(world.leaseMs + 1);
    world.platform.travel = rest;
    world.commit(dossierOf({ version: 5, title: 'Three lamps' }));
    await world.runner('b').drain();
    expect(world.shown(card)).toBe('approver Three lamps');

    arrive();
    await lateWork;
    expect(world.untrue()).toEqual([]);
    expect(world.outbox.rows.size).toBe(0);
  });

  test('so is an update that came back late without an answer', async () => {
    const world = await postedWorld();
    world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    const [arrive, slow] = held();
    const late = world.runner('late');
    world.platform.travel = () => slow;
    const lateWork = late.drain();
    await quiet();
    await quiet();

    world.clock.jump(world.leaseMs + 1);
    world.platform.travel = () => Promise.resolve();
    world.commit(dossierOf({ version: 5, title: 'Three lamps' }));
    await world.runner('b').drain();
    fates(world.platform, 'lost', 'lost');
    arrive();
    await lateWork;
    await world.runner('c').drain();
    expect(world.untrue()).toEqual([]);
  });

  test('a late answer does not count for what a later runner began and died over', async () => {
    const world = await postedWorld();
    world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    const [arrive, slow] = held();
    let travels = 0;
    world.platform.travel = () => {
      travels += 1;
      return travels > 2 ? slow : Promise.resolve();
    };
    const lateWork = world.runner('late').drain();
    await quiet();
    await quiet();
    expect(world.shown(world.card('approver', 'ana'))).toBe('approver Two lamps');

    world.clock.jump(world.leaseMs + 1);
    world.commit(dossierOf({ version: 5, title: 'Three lamps' }));
    const life = new Life();
    travels = 0;
    world.platform.travel = async () => {
      travels += 1;
      if (travels > 2) life.kill();
    };
    void world.runner('b', life).drain();
    await quiet();
    await quiet();
    expect(world.shown(world.card('approver', 'ana'))).toBe('approver Three lamps');

    world.platform.travel = () => Promise.resolve();
    arrive();
    await quiet();
    world.commit(dossierOf({ version: 6, title: 'Two lamps' }));
    world.clock.jump(world.leaseMs + 1);
    await world.runner('c').drain();
    await lateWork;
    expect(world.untrue()).toEqual([]);
  });

  test('a post becomes a copy without buttons when another runner has posted since', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf());
    const [arrive, slow] = held();
    const rest = world.platform.travel;
    const late = world.runner('late');
    world.platform.travel = () => slow;
    const lateWork = late.drain();
    await quiet();
    await quiet();

    world.clock.jump(world.leaseMs + 1);
    world.platform.travel = rest;
    await world.runner('b').drain();
    arrive();
    await lateWork;

    expect(world.untrue()).toEqual([]);
    const card = world.card('approver', 'ana');
    expect(
      world.platform
        .of(card.id)
        .map(({ shows }) => shows)
        .sort(),
    ).toEqual(['approver A lamp', 'disarmed']);
  });

  test('a runner that was suspended before its call does not make it', async () => {
    const world = await postedWorld();
    world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    const updating = world.cards.updating.bind(world.cards);
    let suspensions = 0;
    world.cards.updating = async (card, mark) => {
      const noted = await updating(card, mark);
      suspensions += 1;
      if (suspensions <= 2) world.clock.jump(world.leaseMs + 1);
      return noted;
    };
    await world.runner('suspended').drain();
    expect(world.platform.count('update')).toBe(2);
    expect(world.untrue()).toEqual([]);
  });
});

/** A promise and how to resolve it. */
function held(): readonly [() => void, Promise<void>] {
  let release = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return [() => release(), promise];
}
