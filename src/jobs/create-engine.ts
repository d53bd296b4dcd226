import type { Outbox } from '../engine/ports/outbox.js';
import type { Timetable } from '../engine/ports/timetable.js';
import { BullEngine } from './bullmq/bull-engine.js';
import { deliveryHandlers } from './delivery-handlers.js';
import type { DeliveryTools } from './delivery-tools.js';
import { EmbeddedEngine } from './embedded-engine.js';
import type { JobEngine } from './job-engine.js';
import { laterHandlers } from './later/later-handlers.js';
import type { LaterTools } from './later/later-tools.js';
import { Pace } from './pace.js';
import { leaseMsFor } from './platform-calls.js';
import { Timekeeper } from './timekeeper.js';
import { timetable as entries } from './timetable.js';

export interface EngineOptions extends Omit<DeliveryTools, 'pace'>, LaterTools {
  readonly outbox: Outbox;
  readonly timetable: Timetable;
  /** Names this process among those that share the outbox. */
  readonly owner: string;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
  readonly isCrowded: () => boolean;
  /** Where it is set, BullMQ carries the word. `prefix` as in `BullEngineOptions`. */
  readonly redis: { readonly url: string; readonly prefix: string } | undefined;
}

/** Everything that is owed is done by it, now and later. */
export function createEngine(options: EngineOptions): JobEngine {
  const { outbox, timetable, clock, log, owner, random, isCrowded, redis, platforms, noticePlatforms } = options;
  const handlers = { ...deliveryHandlers({ ...options, pace: new Pace(clock.now) }), ...laterHandlers(options) };
  const leaseMs = leaseMsFor([...platforms, ...noticePlatforms]);
  const timekeeper = new Timekeeper({ timetable, entries, clock, log });
  const common = { outbox, handlers, clock, log, owner, random, leaseMs, isCrowded };
  return redis === undefined
    ? new EmbeddedEngine(common, timekeeper)
    : new BullEngine({ ...common, redisUrl: redis.url, prefix: redis.prefix, timekeeper });
}
