import type { ChatAccount } from '../engine/ports/identities.js';

/** Platforms limit each kind of call by itself. */
export type CallKind = 'post' | 'update' | 'find';

/** Messages to one person: a few at once, then about one a second, which is what platforms allow. */
export const postBurst = 3;
export const postIntervalMs = 1000;
/** After a pause the calls that waited come back one by one, not all at once. */
export const resumeIntervalMs = 50;
/** Buckets and slots kept before those that no longer matter are dropped. */
const entriesMax = 10_000;
/** How far a clock may go back before nothing noted under it is believed. */
const clockSlackMs = 1000;
/** A slot nobody came back for, because another process took the task or it needed no call. */
const unusedSlotMs = 60_000;

/**
 * When a call may be made, so that the platform need not send it away. A task that must wait is put back into the
 * outbox and holds no worker meanwhile; its turn is kept for it, so it waits once. All times are milliseconds since 1970.
 */
export class Pace {
  readonly #now: () => number;
  /** By installation and kind of call: until when nothing is called, and when the next waiting call comes back. */
  readonly #pauses = new Map<string, { untilMs: number; nextMs: number }>();
  /** By conversation: when its bucket is full again if every turn is used at its moment. */
  readonly #fullAt = new Map<string, number>();
  /** By conversation: when it is full again after what was really sent. */
  readonly #spentAt = new Map<string, number>();
  /** By task: the turn that waits for it. */
  readonly #turns = new Map<string, number>();
  /** The latest moment there ever was. */
  #latestMs = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The moment from which the task may make that call; it may be made now unless it lies ahead. */
  turn(task: string, kind: CallKind, to: ChatAccount): number {
    const now = this.#look();
    const pause = this.#pauses.get(pauseKey(kind, to));
    if (pause !== undefined && pause.untilMs > now) {
      pause.nextMs += resumeIntervalMs;
      return pause.nextMs;
    }
    return kind === 'post' ? this.#postTurn(task, to, now) : now;
  }

  /** The platform sent a call away until then: the whole installation holds back calls of that kind. */
  pause(kind: CallKind, to: ChatAccount, untilMs: number): void {
    this.#look();
    const key = pauseKey(kind, to);
    const current = this.#pauses.get(key);
    if (current !== undefined && current.untilMs >= untilMs) return;
    this.#pauses.set(key, { untilMs, nextMs: untilMs });
  }

  /** A clock that was ahead and is put right would hold calls back until it is there again: its moments are forgotten. */
  #look(): number {
    const now = this.#now();
    if (now < this.#latestMs - clockSlackMs) {
      for (const moments of [this.#pauses, this.#fullAt, this.#spentAt, this.#turns]) moments.clear();
      this.#latestMs = now;
    }
    this.#latestMs = Math.max(this.#latestMs, now);
    return now;
  }

  #postTurn(task: string, to: ChatAccount, now: number): number {
    const kept = this.#turns.get(task) ?? this.#takeTurn(to, now);
    const turn = kept > now || this.#spend(to, now) ? kept : this.#takeTurn(to, now);
    if (turn <= now) this.#turns.delete(task);
    else this.#turns.set(task, turn);
    return turn;
  }

  /** Turns of one conversation that were all missed, because there was much else to do, may not be used all at once. */
  #spend(to: ChatAccount, now: number): boolean {
    const key = conversationKey(to);
    const fullAt = Math.max(this.#spentAt.get(key) ?? now, now);
    if (fullAt - now > (postBurst - 1) * postIntervalMs) return false;
    this.#spentAt.set(key, fullAt + postIntervalMs);
    return true;
  }

  #takeTurn(to: ChatAccount, now: number): number {
    this.#tidy(now);
    const key = conversationKey(to);
    const fullAt = Math.max(this.#fullAt.get(key) ?? now, this.#spentAt.get(key) ?? now, now);
    this.#fullAt.set(key, fullAt + postIntervalMs);
    return Math.max(now, fullAt - (postBurst - 1) * postIntervalMs);
  }

  #tidy(now: number): void {
    for (const bucket of [this.#fullAt, this.#spentAt]) if (bucket.size >= entriesMax) dropBefore(bucket, now);
    if (this.#turns.size >= entriesMax) dropBefore(this.#turns, now - unusedSlotMs);
  }
}

function dropBefore(times: Map<string, number>, limitMs: number): void {
  for (const [key, time] of times) if (time < limitMs) times.delete(key);
}

function pauseKey(kind: CallKind, to: ChatAccount): string {
  return JSON.stringify([to.platform, to.installation, kind]);
}

/** The person stands for the conversation: before the first post its id is not known. */
function conversationKey(to: ChatAccount): string {
  return JSON.stringify([to.platform, to.installation, to.chatUser]);
}
