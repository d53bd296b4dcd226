import { describe, expect, test } from 'vitest';
import { DeliveryWorld } from '../support/delivery-world.js';
import { dossierOf } from '../support/dossiers.js';
import { quiet } from '../support/fake-clock.js';
import { Life } from '../support/mortal.js';

/** More points than any of these runs passes. */
const pointsMax = 200;

interface Scenario {
  readonly name: string;
  prepare(world: DeliveryWorld): Promise<void>;
}

const scenarios: readonly Scenario[] = [
  { name: 'while the first cards are posted', prepare: async (world) => world.commit(dossierOf()) },
  {
    name: 'while cards are updated',
    prepare: async (world) => {
      world.commit(dossierOf());
      await world.runner('before').drain();
      world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    },
  },
  {
    name: 'while a deleted message is replaced',
    prepare: async (world) => {
      world.commit(dossierOf());
      await world.runner('before').drain();
      for (const message of world.platform.messages.values()) message.isDeleted = true;
      world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    },
  },
];

/** Works until nothing moves any more: dead, or done. */
async function work(world: DeliveryWorld, owner: string, life: Life): Promise<void> {
  void world.runner(owner, life).drain();
  for (let calm = 0, points = -1; calm < 3; calm = life.points === points ? calm + 1 : 0) {
    points = life.points;
    await quiet();
  }
}

/** A process that is killed at that point of its life. */
function mortalAt(point: number): Life {
  const life: Life = new Life((reached) => {
    if (reached === point) life.kill();
  });
  return life;
}

describe.each(scenarios)('a process killed at any moment $name', ({ prepare }) => {
  test('leaves nothing that the next one does not heal, and no card twice', async () => {
    let survivedAt: number | undefined;
    for (let point = 1; point < pointsMax && survivedAt === undefined; point += 1) {
      const world = new DeliveryWorld();
      await prepare(world);
      const life = mortalAt(point);
      await work(world, 'a', life);
      if (!life.isDead) survivedAt = point;
      await world.clock.advance(world.leaseMs);
      await world.runner('b').drain();
      expectHealed(world, `killed at ${point}`);
    }
    expect(survivedAt).toBeGreaterThan(20);
  });

  test('nor does a second death in the middle of the healing', async () => {
    for (let first = 1; first < 60; first += 3) {
      for (let second = 1; second < 60; second += 2) {
        const world = new DeliveryWorld();
        await prepare(world);
        await work(world, 'a', mortalAt(first));
        await world.clock.advance(world.leaseMs);
        await work(world, 'b', mortalAt(second));
        await world.clock.advance(world.leaseMs);
        await world.runner('c').drain();
        expectHealed(world, `killed at ${first} and ${second}`);
      }
    }
  });
});

function expectHealed(world: DeliveryWorld, when: string): void {
  expect(world.outbox.rows.size, when).toBe(0);
  expect(world.untrue(), when).toEqual([]);
  const counts = [...world.cards.cards.keys()].map((cardId) => world.platform.of(cardId).length);
  expect(counts, when).toEqual([1, 1]);
  expect(world.platform.mostAtOnce, when).toBe(1);
}
