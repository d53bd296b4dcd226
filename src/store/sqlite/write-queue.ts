import type { Transaction } from 'kysely';
import { StoreFault } from '../faults.js';
import type { SqliteConnection } from './connection.js';
import { retryWhileBusy } from './retry-busy.js';
import { faultOf } from './sqlite-fault.js';
import type { OpenScope } from './write-scope.js';

/** Writes that share one COMMIT at most: more would keep the first of them, and the event loop, waiting too long. */
const BATCH_MAX = 32;
/** Writes that may wait their turn; beyond, answering "busy" at once is kinder than a queue nobody will see the end of. */
const WAITING_MAX = 10_000;

export interface WriteLimits {
  /** How long BEGIN is tried while another process writes. */
  readonly beginMs: number;
  /** How long one write may take from its first query to its last. */
  readonly workMs: number;
}

const LIMITS: WriteLimits = { beginMs: 5_000, workMs: 10_000 };

/** Runs `hook` once the write is durable, and never when it was rolled back. For waking others; it must not throw. */
export type AfterCommit = (hook: () => void) => void;
export type Work<DB, T> = (trx: Transaction<DB>, afterCommit: AfterCommit) => Promise<T>;

/** The moments of a transaction at which a crash test ends the process. */
export type WritePoint = 'begun' | 'worked' | 'committing' | 'committed';
export type OnPoint = (point: WritePoint) => void;

/**
 * Runs writes one after the other on one connection, and lets those that arrive together share a transaction: COMMIT is
 * what costs, and it costs the same for one as for many. Each write has a savepoint of its own, so one that throws takes
 * nothing from its neighbours, and no promise resolves before the COMMIT that makes it true.
 */
export class WriteQueue<DB> {
  readonly #connection: SqliteConnection;
  readonly #openScope: OpenScope<DB>;
  readonly #onPoint: OnPoint;
  #waiting: PendingWrite<DB>[] = [];
  #draining: Promise<void> | undefined;
  #closed = false;

  constructor(connection: SqliteConnection, openScope: OpenScope<DB>, onPoint: OnPoint = () => {}) {
    this.#connection = connection;
    this.#openScope = openScope;
    this.#onPoint = onPoint;
  }

  /**
   * Gives `work` a transaction and answers after COMMIT. What `work` throws is thrown here, and nothing of it is kept.
   *
   * @throws StoreFault `database-busy`, `write-too-slow`, `write-lost`, `database-closed` or a fault of the disk
   */
  write<T>(work: Work<DB, T>, limits?: Partial<WriteLimits>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreFault('database-closed', 'The database is closed'));
    if (this.#waiting.length >= WAITING_MAX)
      return Promise.reject(new StoreFault('database-busy', 'Too many writes wait'));
    return new Promise((resolve, reject) => {
      this.#waiting.push(pendingWrite(work, { ...LIMITS, ...limits }, resolve, reject));
      this.#draining ??= this.#drain();
    });
  }

  /** Takes nothing new and waits for what was taken. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Works need no I/O turn of their own; without this one, calls that have already arrived could never join.
      await nextTurn();
      await this.#commitTogether(this.#waiting.splice(0, BATCH_MAX));
    }
    this.#draining = undefined;
  }

  async #commitTogether(batch: readonly PendingWrite<DB>[]): Promise<void> {
    try {
      await this.#transact(batch);
      for (const write of batch) write.answer();
    } catch (error) {
      const fault = lossOf(error);
      this.#undoOrLeave();
      for (const write of batch) write.lose(fault);
    }
  }

  /** A ROLLBACK that fails may not keep anybody from being told: the next batch begins with it. */
  #undoOrLeave(): void {
    try {
      this.#undo();
    } catch {
      // What made the transaction fail is the better reason to tell, and nothing of it can be committed any more.
    }
  }

  #undo(): void {
    if (this.#connection.inTransaction) this.#connection.run('rollback');
  }

  async #transact(batch: readonly PendingWrite<DB>[]): Promise<void> {
    this.#undo();
    const beginMs = Math.max(...batch.map((write) => write.limits.beginMs));
    await retryWhileBusy(() => this.#connection.run('begin immediate'), beginMs);
    this.#onPoint('begun');
    const somethingKept = await this.#workThrough(batch);
    this.#onPoint('committing');
    this.#connection.run(somethingKept ? 'commit' : 'rollback');
    this.#onPoint('committed');
  }

  /** Tells whether there is anything to commit. */
  async #workThrough(batch: readonly PendingWrite<DB>[]): Promise<boolean> {
    let somethingKept = false;
    for (const write of batch) {
      const kept = batch.length === 1 ? await this.#attempt(write) : await this.#attemptAmongOthers(write);
      somethingKept ||= kept;
      this.#onPoint('worked');
    }
    return somethingKept;
  }

  async #attemptAmongOthers(write: PendingWrite<DB>): Promise<boolean> {
    this.#connection.run('savepoint one_write');
    const kept = await this.#attempt(write);
    if (!kept) this.#connection.run('rollback to one_write');
    this.#connection.run('release one_write');
    return kept;
  }

  /** Tells whether what the write did may be committed. Throws when the whole transaction is gone. */
  async #attempt(write: PendingWrite<DB>): Promise<boolean> {
    const scope = this.#openScope();
    const kept = await write.work(scope.trx);
    scope.end();
    if (this.#connection.inTransaction) return kept;
    throw scope.takenAwayBy ?? new Error('a write ended the transaction that it shares with others');
  }
}

interface PendingWrite<DB> {
  readonly limits: WriteLimits;
  /** Does the work, keeps its answer or its error for later, and tells whether it went well. */
  work(trx: Transaction<DB>): Promise<boolean>;
  /** Gives the caller what `work` kept. Even an error may rest on what a neighbour wrote, so it waits for COMMIT too. */
  answer(): void;
  lose(fault: StoreFault): void;
}

function pendingWrite<DB, T>(
  work: Work<DB, T>,
  limits: WriteLimits,
  resolve: (answer: T) => void,
  reject: (error: unknown) => void,
): PendingWrite<DB> {
  const hooks: (() => void)[] = [];
  let answer = (): void => {};
  return {
    limits,
    work: async (trx) => {
      try {
        const result = await withinTime(
          work(trx, (hook) => hooks.push(hook)),
          limits.workMs,
        );
        answer = () => {
          resolve(result);
          hooks.forEach(runHook);
        };
        return true;
      } catch (error) {
        answer = () => reject(error);
        return false;
      }
    },
    answer: () => answer(),
    lose: reject,
  };
}

/** The write is durable and answered, so a hook's mistake may not look like a failed write: it surfaces as a crash. */
function runHook(hook: () => void): void {
  try {
    hook();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

async function withinTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    const fault = () => reject(new StoreFault('write-too-slow', `A write took longer than ${limitMs} ms`));
    timer = setTimeout(fault, limitMs);
  });
  try {
    return await Promise.race([work, tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What everybody in a transaction that could not be committed is told. */
function lossOf(error: unknown): StoreFault {
  const cause = faultOf(error);
  if (cause instanceof StoreFault && cause.code.startsWith('database-')) return cause;
  return new StoreFault('write-lost', 'The transaction that held this write could not be committed', { cause });
}
