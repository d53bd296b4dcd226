import { type CardPlatform, DeliveryFault } from '../engine/ports/card-platform.js';
import type { Recipient } from '../engine/ports/card-store.js';
import type { Addressee, NoticePlatform } from '../engine/ports/notices.js';
import type { ClaimedTask } from '../engine/ports/outbox.js';
import type { DeliveryTools } from './delivery-tools.js';
import type { CallKind } from './pace.js';
import { throttledUntil } from './retry-schedule.js';
import { type Hold, Postponed, taskKey } from './task-handler.js';

/** Most calls that one delivery makes: it looks for a message or finds it gone, and then posts. */
const callsMax = 2;
/** What a lease allows for beside the calls: the database, and clocks of other processes that differ. */
const leaseMarginMs = 10_000;

/** How long a task is held: longer than its calls can take, so that nobody else draws the same card meanwhile. */
export function leaseMsFor(platforms: readonly Pick<CardPlatform, 'timeoutMs'>[]): number {
  return callsMax * Math.max(0, ...platforms.map(({ timeoutMs }) => timeoutMs)) + leaseMarginMs;
}

/** @throws DeliveryFault `permanent` when no credentials of the recipient's workspace are there, or not any more */
export function platformOf(platforms: readonly CardPlatform[], recipient: Recipient): CardPlatform {
  return platforms.find((platform) => platform.serves(recipient)) ?? notConnected(recipient);
}

/** @throws DeliveryFault like `platformOf` */
export function noticePlatformOf(platforms: readonly NoticePlatform[], recipient: Addressee): NoticePlatform {
  return platforms.find((platform) => platform.serves(recipient)) ?? notConnected(recipient);
}

function notConnected({ platform, installation }: Addressee): never {
  throw new DeliveryFault('permanent', `this bot is not connected to ${installation} on ${platform}`);
}

/** The calls one task makes to show one person something: in turn, and never beyond the lease. */
export class PlatformCalls {
  readonly #to: Addressee;
  readonly #platform: Pick<CardPlatform, 'timeoutMs'>;
  readonly #tools: Pick<DeliveryTools, 'pace' | 'clock'>;
  readonly #task: ClaimedTask;
  readonly #hold: Hold;

  constructor(
    tools: Pick<DeliveryTools, 'pace' | 'clock'>,
    platform: Pick<CardPlatform, 'timeoutMs'>,
    to: Addressee,
    task: ClaimedTask,
    hold: Hold,
  ) {
    this.#tools = tools;
    this.#platform = platform;
    this.#to = to;
    this.#task = task;
    this.#hold = hold;
  }

  /** Asked before anything is noted about the call. @throws Postponed */
  turnFor(kind: CallKind): void {
    const { pace, clock } = this.#tools;
    const turnMs = pace.turn(taskKey(this.#task), kind, this.#to);
    if (turnMs > clock.now()) throw new Postponed(turnMs);
  }

  /** @throws Postponed without having called, when the call could outlast the lease; else whatever the call throws */
  async make<T>(kind: CallKind, call: () => Promise<T>): Promise<T> {
    const { pace, clock } = this.#tools;
    if (!this.#hold.allows(this.#platform.timeoutMs)) throw new Postponed(clock.now());
    try {
      return await call();
    } catch (fault) {
      if (fault instanceof DeliveryFault && fault.code === 'throttled') {
        pace.pause(kind, this.#to, throttledUntil(fault, clock.now()));
      }
      throw fault;
    }
  }
}

/** Whether the platform may have done what it was asked, or may still do it. */
export function mayHaveHappened(fault: unknown): boolean {
  if (fault instanceof Postponed) return false;
  return !(fault instanceof DeliveryFault) || fault.code === 'uncertain';
}

export function isMessageGone(fault: unknown): boolean {
  return fault instanceof DeliveryFault && fault.code === 'message-gone';
}
