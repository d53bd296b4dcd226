import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { instant } from '../../src/engine/instant.js';
import type { OutboxKind } from '../../src/engine/ports/outbox.js';
import { BullEngine, type BullEngineOptions } from '../../src/jobs/bullmq/bull-engine.js';
import { concurrencyOf, queueFor, queueNames } from '../../src/jobs/bullmq/queues.js';
import { jobDataOf } from '../../src/jobs/bullmq/task-job.js';
import type { TaskHandlers } from '../../src/jobs/task-handler.js';
import type { QueueHarness } from '../contracts/queue-contract.js';
import { FakeClock, quiet } from './fake-clock.js';
import { KeptLog } from './kept-log.js';
import { MemoryOutbox } from './memory-outbox.js';
import { Life, mortal } from './mortal.js';
import { forgetKeys } from './redis.js';
import { RedisProxy } from './redis-proxy.js';

const leaseMs = 20_000;
const settleMsMax = 15_000;
const TENANT = 'tenant-1';

interface EngineOptions extends Partial<Pick<BullEngineOptions, 'isCrowded'>> {
  readonly life?: Life;
  readonly proxy?: RedisProxy;
}

interface Running {
  readonly engine: BullEngine;
  isStopped: boolean;
  isDead: boolean;
}

/** Engines on a real Redis whose clock is the test's: it moves on only when Redis has nothing left to say. */
export class BullHarness implements QueueHarness {
  readonly clock = new FakeClock(undefined, () => this.#settled());
  readonly outbox = new MemoryOutbox();
  readonly log = new KeptLog();
  readonly leaseMs = leaseMs;
  readonly concurrency = concurrencyOf.notifications;
  readonly now = this.clock.now;
  /** How often an engine had the timetable looked at. */
  looks = 0;
  readonly prefix = `test-${randomUUID()}`;
  readonly redis: Redis;
  /** One for engines that live as long as the test, one for the engine that dies. */
  readonly #proxies: { readonly shared: RedisProxy; readonly mortal: RedisProxy };
  readonly #running: Running[] = [];
  #isCut = false;
  /** Jobs that Redis believes to be with a process that died. */
  #orphans = 0;

  private constructor(url: string, shared: RedisProxy, mortal: RedisProxy) {
    this.#proxies = { shared, mortal };
    this.redis = new Redis(url);
  }

  static async open(url: string): Promise<BullHarness> {
    return new BullHarness(url, await RedisProxy.before(url), await RedisProxy.before(url));
  }

  async wish(kind: OutboxKind, subject: string, inMs = 0): Promise<void> {
    const now = this.now();
    this.outbox.wish(TENANT, kind, subject, 'request-1', instant(now), instant(now + inMs));
  }

  engine(owner: string, handlers: TaskHandlers, options: EngineOptions = {}): BullEngine {
    const { clock, log, prefix } = this;
    const { life = new Life(), proxy = this.#proxies.shared, ...more } = options;
    const engine = new BullEngine({
      outbox: mortal(this.outbox, life),
      handlers,
      clock,
      log,
      owner,
      leaseMs,
      random: () => 0,
      redisUrl: proxy.url,
      prefix,
      timekeeper: { look: () => this.#look() },
      ...more,
    });
    const running = { engine, isStopped: false, isDead: false };
    this.#running.push(running);
    const stop = engine.stop.bind(engine);
    return Object.assign(engine, {
      stop: async (limitMs?: number) => {
        running.isStopped = true;
        await stop(limitMs);
        this.#die(running);
      },
    });
  }

  mortalEngine(owner: string, handlers: TaskHandlers) {
    const life = new Life();
    const engine = this.engine(owner, handlers, { life, proxy: this.#proxies.mortal });
    const kill = () => {
      life.kill();
      const running = this.#running.find((one) => one.engine === engine);
      if (running === undefined) return;
      this.#die(running);
      void this.#proxies.mortal.cut();
    };
    return { engine, kill };
  }

  async #look(): Promise<void> {
    this.looks += 1;
  }

  async repeat(kind: OutboxKind, subject: string): Promise<void> {
    const queue = new Queue(queueFor(kind), { connection: this.redis, prefix: this.prefix });
    const data = jobDataOf({ tenantId: TENANT, kind, subject });
    await queue.add(kind, data, { jobId: randomUUID(), removeOnComplete: true, removeOnFail: true });
  }

  async forget(): Promise<void> {
    await forgetKeys(this.redis, this.prefix);
    this.#orphans = 0;
  }

  async cut(): Promise<void> {
    this.#isCut = true;
    await this.#proxies.shared.cut();
  }

  async mend(): Promise<void> {
    this.#isCut = false;
    await this.#proxies.shared.mend();
  }

  jump(ms: number): void {
    this.clock.jump(ms);
  }

  advance(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.map(({ engine }) => engine.stop(0)));
    await Promise.all([this.#proxies.shared.cut(), this.#proxies.mortal.cut()]);
    await forgetKeys(this.redis, this.prefix);
    this.redis.disconnect();
  }

  #alive(): readonly Running[] {
    return this.#running.filter(({ isDead }) => !isDead);
  }

  #die(running: Running): void {
    if (running.isDead) return;
    running.isDead = true;
    this.#orphans += running.engine.state().underWay;
  }

  async #settled(): Promise<void> {
    const untilMs = performance.now() + settleMsMax;
    for (let calm = 0; calm < 2; ) {
      await quiet();
      const unrest = await this.#unrest();
      calm = unrest === undefined ? calm + 1 : 0;
      if (performance.now() > untilMs) throw new Error(`the engines do not come to rest: ${unrest}`);
      if (calm === 0) await delay(1);
    }
  }

  /** What still happens; undefined where nothing does before time passes. */
  async #unrest(): Promise<string | undefined> {
    const working = this.#alive().filter(({ isStopped }) => !isStopped);
    if (working.some(({ engine }) => !engine.isResting)) return 'somebody looks at the outbox';
    if (this.#isCut) return undefined;
    if (working.some(({ engine }) => engine.state().trouble !== undefined)) return 'somebody is not connected';
    if (this.#isIdle() || this.clock.hasWaker) return undefined;
    const isFree = working.some(({ engine }) => engine.state().underWay < this.concurrency);
    const underWay = this.#alive().reduce((sum, { engine }) => sum + engine.state().underWay, this.#orphans);
    if (isFree && this.#due() > underWay - this.#held()) return 'something is due and nobody has it';
    const jobs = await this.#jobs();
    if (isFree && jobs.waiting > 0) return `${jobs.waiting} jobs wait`;
    if (jobs.active > underWay) return `${jobs.active} jobs are active and ${underWay} tasks under way`;
    return undefined;
  }

  /** Whether there is no task that anybody could have in hand: then Redis need not be asked. */
  #isIdle(): boolean {
    const now = instant(this.now());
    return [...this.outbox.rows.values()].every(({ lease, dueAt }) => lease === undefined && dueAt > now);
  }

  #due(): number {
    const now = instant(this.now());
    const rows = [...this.outbox.rows.values()];
    return rows.filter(({ lease, dueAt }) => (lease === undefined ? dueAt : lease.until) <= now).length;
  }

  #held(): number {
    const now = instant(this.now());
    return [...this.outbox.rows.values()].filter(({ lease }) => lease !== undefined && lease.until > now).length;
  }

  async #jobs(): Promise<{ waiting: number; active: number }> {
    const counts = queueNames.flatMap((name) => [
      this.redis.llen(`${this.prefix}:${name}:wait`),
      this.redis.llen(`${this.prefix}:${name}:active`),
    ]);
    const numbers = await Promise.all(counts);
    const sum = (parity: number) => numbers.reduce((total, n, index) => total + (index % 2 === parity ? n : 0), 0);
    return { waiting: sum(0), active: sum(1) };
  }
}
