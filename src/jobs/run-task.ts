import { epochMs, instant } from '../engine/instant.js';
import type { Log, LogFields } from '../engine/ports/log.js';
import type { ClaimedTask, Outbox } from '../engine/ports/outbox.js';
import type { Clock } from './clock.js';
import { errorText } from './error-text.js';
import { type Verdict, verdictOn } from './retry-schedule.js';
import { type Hold, Postponed, type TaskHandlers, taskKey } from './task-handler.js';

export interface TaskRunOptions {
  readonly outbox: Outbox;
  readonly handlers: TaskHandlers;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this process among those that share the outbox. */
  readonly owner: string;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
}

interface Done {
  readonly kind: 'done';
}

/** A handler had not ended when its lease did. */
class Overrun extends Error {
  override readonly name = 'Overrun';
}

/** From a claimed task to what the outbox is told about it: what every engine does the same way. */
export class TaskRun {
  readonly #options: TaskRunOptions;
  /** How often in a row the platform sent a task away. Forgotten with the process: it only bounds the politeness. */
  readonly #throttles = new Map<string, number>();
  #stopping = false;

  constructor(options: TaskRunOptions) {
    this.#options = options;
  }

  /** From now on handlers begin no further call; what is not begun is handed back. */
  stop(): void {
    this.#stopping = true;
  }

  /** Never rejects: a task that cannot be settled is taken again after its lease. */
  async run(task: ClaimedTask): Promise<void> {
    try {
      await this.#settle(task, await this.#end(task));
    } catch (error) {
      this.#options.log.error({ ...fieldsOf(task), error: errorText(error) }, 'a task could not be settled');
    }
  }

  /** Frees a task that was claimed but not begun. */
  async handBack(task: ClaimedTask): Promise<void> {
    try {
      await this.#settle(task, this.#judge(task, new Postponed(this.#options.clock.now())));
    } catch (error) {
      this.#options.log.error({ ...fieldsOf(task), error: errorText(error) }, 'a task could not be handed back');
    }
  }

  async #end(task: ClaimedTask): Promise<Verdict | Done> {
    try {
      await this.#handle(task);
      this.#throttles.delete(taskKey(task));
      return { kind: 'done' };
    } catch (error) {
      return this.#judge(task, error);
    }
  }

  #judge(task: ClaimedTask, error: unknown): Verdict {
    const { clock, random } = this.#options;
    const key = taskKey(task);
    const throttles = this.#throttles.get(key) ?? 0;
    const verdict = verdictOn({ error, attempts: task.attempts, throttles }, clock.now(), random);
    if (verdict.kind === 'postpone' && verdict.throttles > 0) this.#throttles.set(key, verdict.throttles);
    else this.#throttles.delete(key);
    return verdict;
  }

  /** A handler that never ends would hold its place for ever: the end of the lease ends the wait for it. */
  async #handle(task: ClaimedTask): Promise<void> {
    const { handlers, clock } = this.#options;
    const leaseMs = epochMs(task.leaseUntil) - clock.now();
    const ended = new AbortController();
    const overrun = clock.sleep(Math.max(leaseMs, 0), ended.signal).then((): never => {
      throw new Overrun('the handler did not end within the lease');
    });
    const handled = handlers[task.kind](task, this.#hold(task));
    try {
      await Promise.race([handled, overrun]);
    } finally {
      ended.abort();
    }
  }

  #hold(task: ClaimedTask): Hold {
    const leaseUntilMs = epochMs(task.leaseUntil);
    const { clock } = this.#options;
    return { allows: (callMs) => !this.#stopping && clock.now() + callMs <= leaseUntilMs };
  }

  async #settle(task: ClaimedTask, end: Verdict | Done): Promise<void> {
    const { outbox, owner, clock, log } = this.#options;
    switch (end.kind) {
      case 'done':
        return outbox.finish(task, owner);
      case 'postpone':
        return outbox.retry(task, owner, instant(end.untilMs));
      case 'retry': {
        const dueAt = instant(end.dueMs);
        log.warn({ ...fieldsOf(task), dueAt, error: end.error }, 'a task failed and is tried again');
        return outbox.retry(task, owner, dueAt, end.error);
      }
      case 'fail': {
        const againAt = end.againMs === undefined ? undefined : instant(end.againMs);
        log.error({ ...fieldsOf(task), error: end.error, againAt }, 'a task is on the failed list');
        return outbox.fail(task, owner, end.error, instant(clock.now()), againAt);
      }
    }
  }
}

function fieldsOf(task: ClaimedTask): LogFields {
  const { requestId, tenantId, kind, subject } = task;
  return { requestId, tenantId, kind, subject, attempt: task.attempts + 1 };
}
