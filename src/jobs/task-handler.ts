import type { ClaimedTask, OutboxKind } from '../engine/ports/outbox.js';

/** What a handler may still do with the task it was given. */
export interface Hold {
  /** Whether a call of that length, begun now, ends while nobody else can have taken the task. */
  allows(callMs: number): boolean;
}

/**
 * Does one kind of task; resolves when nothing is left to do. It may be given the same task again at any time, even
 * while an earlier call of it still hangs. Throws `Postponed` to be called again without having failed, and anything
 * else when the world failed.
 */
export type TaskHandler = (task: ClaimedTask, hold: Hold) => Promise<void>;

/** What an engine runs. Engines differ in how a task reaches its handler, never in what the handler does. */
export type TaskHandlers = Readonly<Record<OutboxKind, TaskHandler>>;

/** The task must wait for its turn or be claimed anew. No failed attempt. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
  /** Milliseconds since 1970. */
  readonly untilMs: number;

  constructor(untilMs: number) {
    super('not now');
    this.untilMs = untilMs;
  }
}

/** Names a task among all tenants'. */
export function taskKey(task: Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject'>): string {
  return JSON.stringify([task.tenantId, task.kind, task.subject]);
}
