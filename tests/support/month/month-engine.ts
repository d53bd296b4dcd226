import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../../../src/engine/settings.js';
import { deliveryHandlers } from '../../../src/jobs/delivery-handlers.js';
import { laterHandlers } from '../../../src/jobs/later/later-handlers.js';
import { Pace } from '../../../src/jobs/pace.js';
import { leaseMsFor } from '../../../src/jobs/platform-calls.js';
import { EmbeddedRunner } from '../../../src/jobs/runner.js';
import { Timekeeper } from '../../../src/jobs/timekeeper.js';
import { timetable as entries } from '../../../src/jobs/timetable.js';
import type { Store } from '../../../src/store/store.js';
import { digest } from '../house.js';
import { KeptLog } from '../kept-log.js';
import { Life, mortal } from '../mortal.js';
import type { MonthPlatform } from './month-platform.js';

export interface MonthEngineOptions {
  readonly store: Store;
  readonly platform: MonthPlatform;
  readonly now: () => number;
  readonly random: () => number;
  /** Of this process: when it is over, nothing of it gets anywhere any more. */
  readonly life?: Life;
}

/** One process: everything that is due is done by it, and then it rests. */
export function monthEngine({ store, platform, now, random, life = new Life() }: MonthEngineOptions) {
  const clock = { now, sleep: neverEnds };
  const [cards, notices] = [mortal(platform.cards(), life, true), mortal(platform.notices(), life, true)];
  const outbox = mortal(store.outbox, life);
  const log = new KeptLog();
  const tools = {
    cardsFor: (tenant: string) => mortal(store.cards(tenant), life),
    noticesFor: (tenant: string) => mortal(store.notices(tenant), life),
    preferencesFor: (tenant: string) => mortal(store.preferences(tenant), life),
    identitiesFor: (tenant: string) => mortal(store.identities(tenant), life),
    documentsFor: (tenant: string) => mortal(store.documents(tenant), life),
    delegationsFor: (tenant: string) => mortal(store.delegations(tenant), life),
    remindersFor: (tenant: string) => mortal(store.reminders(tenant), life),
    upkeepFor: (tenant: string) => mortal(store.upkeep(tenant), life),
    // Neither trails nor files are what a month is about.
    house: { checkpoint: async () => undefined, sweepFiles: async () => undefined },
    settings: defaultSettings,
    digest,
    newId: randomUUID,
    platforms: [cards],
    noticePlatforms: [notices],
    pace: new Pace(now),
    clock,
    log,
  };
  const runner = new EmbeddedRunner({
    outbox,
    handlers: { ...deliveryHandlers(tools), ...laterHandlers(tools) },
    clock,
    log,
    owner: randomUUID(),
    random,
    leaseMs: leaseMsFor([cards, notices]),
  });
  const timekeeper = new Timekeeper({ timetable: mortal(store.timetable, life), entries, clock, log });
  return {
    catchUp: async (): Promise<void> => {
      await timekeeper.look();
      await runner.drain();
    },
  };
}

/** Time passes only between looks, so nothing takes longer than its lease. */
function neverEnds(_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve();
    else signal?.addEventListener('abort', () => resolve());
  });
}
