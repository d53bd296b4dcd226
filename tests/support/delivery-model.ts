import fc from 'fast-check';
import { expect } from 'vitest';
import { instant } from '../../src/engine/instant.js';
import type { CardAddress } from '../../src/engine/ports/card-store.js';
import type { EmbeddedRunner } from '../../src/jobs/runner.js';
import { DeliveryWorld } from './delivery-world.js';
import { dossierOf } from './dossiers.js';
import { quiet } from './fake-clock.js';
import type { Fate } from './fake-platform.js';
import { Life } from './mortal.js';

type Action =
  | { readonly kind: 'commit'; readonly title: string; readonly isOpen: boolean }
  | { readonly kind: 'work' | 'kill'; readonly runner: number }
  | { readonly kind: 'step' | 'click' | 'delete'; readonly pick: number }
  | { readonly kind: 'wait'; readonly ms: number };

const runnersMax = 3;
const pick = fc.nat(997);
const runner = fc.nat(runnersMax - 1);

/** Titles come back, so that a drawing can equal an earlier one. */
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      title: fc.constantFrom('A', 'B'),
      isOpen: fc.boolean(),
    }),
  },
  { weight: 120, arbitrary: fc.record({ kind: fc.constant('step' as const), pick }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('work' as const), runner }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const), runner }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('click' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), pick }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(100, 1000, 1000, 3000, 3000, 10_000, 20_000),
    }),
  },
);

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 10, arbitrary: fc.constant<Fate>('fine') },
  { weight: 6, arbitrary: fc.constant<Fate>('lost') },
  { weight: 4, arbitrary: fc.constantFrom<Fate>('dropped', 'throttled', 'transient', 'permanent') },
);

const plan: fc.Arbitrary<Chosen> = fc.record({
  actions: fc.array(action, { minLength: 60, maxLength: 400, size: 'max' }),
  /** Which searches miss what is there. */
  misses: fc.array(fc.boolean(), { maxLength: 20, size: 'max' }),
  fates: fc.array(fate, { maxLength: 40, size: 'max' }),
});

interface Chosen {
  readonly actions: readonly Action[];
  readonly fates: readonly Fate[];
  readonly misses: readonly boolean[];
}

/** Several processes that go on one move at a time, in an order the test chooses. */
class Model {
  readonly world = new DeliveryWorld();
  /** Searches that missed a message which was there. */
  readonly missed = new Map<string, number>();
  /** Messages of a card that somebody deleted. */
  readonly deleted = new Map<string, number>();
  readonly copies: CardAddress[] = [];
  readonly #runners: { life: Life; runner: EmbeddedRunner; isWorking: boolean }[] = [];
  #moves: { readonly go: () => void; readonly isCall: boolean }[] = [];
  #isFree = false;
  #version = 2;
  /** Whether time stands still while a call is under way, so that none comes back late. */
  readonly #isPunctual: boolean;

  constructor({ fates, misses }: Pick<Chosen, 'fates' | 'misses'>, isPunctual: boolean) {
    this.#isPunctual = isPunctual;
    const [restOfFates, restOfMisses] = [[...fates], [...misses]];
    this.world.platform.travel = () => this.#move(true);
    this.world.platform.fate = (call, about) => {
      if (call !== 'find' || restOfMisses.shift() !== true) return restOfFates.shift() ?? 'fine';
      this.missed.set(about, (this.missed.get(about) ?? 0) + 1);
      return 'blind';
    };
    for (let index = 0; index < runnersMax; index += 1) this.#runners.push(this.#born(index));
  }

  async do(action: Action): Promise<void> {
    switch (action.kind) {
      case 'commit':
        this.#commit(action.title, action.isOpen);
        break;
      case 'work':
        this.#work(action.runner);
        break;
      case 'kill':
        this.#kill(action.runner);
        break;
      case 'step':
        this.#moves.splice(action.pick % Math.max(this.#moves.length, 1), 1)[0]?.go();
        break;
      case 'click':
        await this.#click(action.pick);
        break;
      case 'delete':
        this.#delete(action.pick);
        break;
      case 'wait':
        await this.#wait(action.ms);
        break;
    }
    await quiet();
  }

  /** Nothing goes wrong any more, and time goes by until nothing is owed. */
  async end(): Promise<void> {
    const { world } = this;
    this.#isFree = true;
    for (const { go } of this.#moves.splice(0)) go();
    world.platform.fate = () => 'fine';
    const last = world.runner('last');
    for (let round = 0; round < 50 && world.outbox.rows.size > 0; round += 1) {
      await world.outbox.retryFailed(instant(world.clock.now()));
      await last.drain();
      await world.clock.advance(60_000);
    }
  }

  #commit(title: string, isOpen: boolean): void {
    this.#version += 1;
    const stepStatus = isOpen ? 'pending' : 'approved';
    this.world.commit(dossierOf({ version: this.#version, title, stepStatus, approvers: ['ana', 'bo'] }));
  }

  #born(index: number) {
    const life = new Life((_point, isCall) => this.#move(isCall));
    return { life, runner: this.world.runner(`runner-${index}`, life), isWorking: false };
  }

  #work(index: number): void {
    const process = this.#runners[index];
    if (process === undefined || process.isWorking) return;
    process.isWorking = true;
    void process.runner.drain().finally(() => {
      process.isWorking = false;
    });
  }

  /** A call that outlives both its process and its lease is beyond anybody's knowledge: platforms rule it out. */
  #kill(index: number): void {
    if (!this.#isPunctual && this.#moves.some(({ isCall }) => isCall)) return;
    this.#runners[index]?.life.kill();
    this.#runners[index] = this.#born(index);
  }

  async #click(pick: number): Promise<void> {
    const message = [...this.world.platform.messages.values()].filter(({ isDeleted }) => !isDeleted).at(pick % 7);
    if (message === undefined) return;
    const { cards, clock } = this.world;
    const card = await cards.card(message.cardId);
    const personId = card?.recipient.personId ?? 'nobody';
    const isOwn = await cards.clicked(message.cardId, message.address, 'a click', instant(clock.now()), personId);
    if (!isOwn) this.copies.push(message.address);
  }

  #delete(pick: number): void {
    const message = [...this.world.platform.messages.values()].at(pick % 7);
    if (message === undefined || message.isDeleted) return;
    message.isDeleted = true;
    this.deleted.set(message.cardId, (this.deleted.get(message.cardId) ?? 0) + 1);
  }

  async #wait(ms: number): Promise<void> {
    while (this.#isPunctual && this.#moves.some(({ isCall }) => isCall)) {
      const calls = this.#moves.filter(({ isCall }) => isCall);
      this.#moves = this.#moves.filter(({ isCall }) => !isCall);
      for (const { go } of calls) go();
      await quiet();
    }
    await this.world.clock.advance(ms);
  }

  #move(isCall: boolean): Promise<void> {
    if (this.#isFree) return Promise.resolve();
    return new Promise((go) => this.#moves.push({ go, isCall }));
  }
}

async function played(chosen: Chosen, isPunctual: boolean): Promise<Model> {
  const model = new Model(chosen, isPunctual);
  await model.do({ kind: 'commit', title: 'A', isOpen: true });
  for (const next of chosen.actions) await model.do(next);
  await model.end();
  return model;
}

/** Every card whose message can exist shows the newest version; nothing is owed; nothing has failed. */
function expectTrue({ world }: Model): void {
  expect(world.outbox.rows.size).toBe(0);
  expect(world.cards.cards.size).toBe(3);
  const lasting = world.untrue().filter((cardId) => world.cards.cards.get(cardId)?.state !== 'gone');
  expect(lasting).toEqual([]);
}

/**
 * No message comes twice, unless a search missed it, or one was deleted whose post is noted late: it is then taken for
 * the card's own once more, and what was posted in its place loses its buttons. Copies somebody pressed a button on
 * have none any more.
 */
function expectSingle({ world, missed, deleted, copies }: Model): void {
  expect(world.platform.mostAtOnce).toBe(1);
  for (const card of world.cards.cards.values()) {
    const doubles = Math.max(world.platform.of(card.id).length - 1, 0);
    expect(doubles).toBeLessThanOrEqual((missed.get(card.id) ?? 0) + (deleted.get(card.id) ?? 0));
  }
  for (const { message } of copies) {
    const copy = world.platform.messages.get(message);
    const isOwn = copy && world.cards.cards.get(copy.cardId)?.address?.message === message;
    if (copy !== undefined && !copy.isDeleted && !isOwn) expect(copy.shows).toBe('disarmed');
  }
}

/** What happened in all runs together, so that a test can tell that much was tried. */
export interface Tried {
  calls: number;
  adopted: number;
  doubles: number;
  copies: number;
}

/** Calls end before their lease does: cards become true, and double only by a blind search or a deleted message. */
export function checkPunctual(numRuns: number): Promise<Tried> {
  return check(numRuns, true, expectSingle);
}

/** Processes are suspended for longer than their lease, even with a call under way: cards still become true. */
export function checkLate(numRuns: number): Promise<Tried> {
  return check(numRuns, false, () => undefined);
}

async function check(numRuns: number, isPunctual: boolean, expectMore: (model: Model) => void): Promise<Tried> {
  const tried: Tried = { calls: 0, adopted: 0, doubles: 0, copies: 0 };
  const property = fc.asyncProperty(plan, async (chosen) => {
    const model = await played(chosen, isPunctual);
    expectTrue(model);
    expectMore(model);
    const { platform, cards, log } = model.world;
    tried.calls += platform.calls.length;
    tried.adopted += log.saying('card delivered').filter(({ how }) => how === 'adopted').length;
    tried.doubles += [...cards.cards.keys()].filter((cardId) => platform.of(cardId).length > 1).length;
    tried.copies += model.copies.length;
  });
  await fc.assert(property, { numRuns, endOnFailure: true });
  return tried;
}
