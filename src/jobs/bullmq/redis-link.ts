import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../../engine/ports/log.js';
import { errorText } from '../error-text.js';

const connectTimeoutMs = 5000;
/** A command that is not answered by then was lost, whether or not Redis did it. */
const commandTimeoutMs = 5000;
/** Nothing heard for so long while an answer is owed: the connection is dead. Longer than a worker waits for a job. */
const silenceMsMax = 20_000;
const reconnectMs = { step: 100, longest: 2000 } as const;
/** The same complaint is not logged again sooner. */
const complaintRestMs = 60_000;
/** Different complaints that are remembered. */
const complaintsMax = 100;

export interface RedisLinkOptions {
  /** `redis://` or `rediss://`; may have a password in it, so it is never logged. */
  readonly url: string;
  readonly log: Log;
}

/**
 * One connection to Redis for what we ask of it ourselves, which fails fast; those of the workers are made alike. Redis
 * may be away for as long as it likes: nothing here throws, and the log says it once.
 */
export class RedisLink {
  readonly client: Redis;
  readonly #url: string;
  readonly #log: Log;
  readonly #complaints = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  /** What went wrong last. */
  #reason = 'not connected yet';
  #hasSaidSo = false;
  #downSinceMs = performance.now();

  constructor({ url, log }: RedisLinkOptions) {
    this.#url = url;
    this.#log = log;
    this.client = new Redis(url, { ...patience, maxRetriesPerRequest: 1, commandTimeout: commandTimeoutMs });
    this.client.on('ready', () => this.#isUp());
    this.client.on('error', (error) => this.#isDown(errorText(error)));
    this.client.on('close', () => this.#isDown(this.#reason));
  }

  /** Why Redis cannot be used now; undefined while it can. */
  get trouble(): string | undefined {
    return this.client.status === 'ready' ? undefined : this.#reason;
  }

  /** Calls back every time the connection has been made. */
  onUp(listener: () => void): void {
    this.#listeners.add(listener);
    if (this.trouble === undefined) listener();
  }

  /** For a worker: it waits for its answers, however long Redis is away. */
  workerOptions() {
    return { url: this.#url, ...patience, maxRetriesPerRequest: null };
  }

  /** Something that speaks over Redis failed. Of outages the link tells itself. */
  complain(error: unknown, about: string): void {
    if (this.trouble !== undefined || isAboutConnection(error) || isAboutLostJob(error)) return;
    const text = errorText(error);
    const now = performance.now();
    const saidAtMs = this.#complaints.get(text);
    if (saidAtMs !== undefined && now - saidAtMs < complaintRestMs) return;
    if (this.#complaints.size >= complaintsMax) this.#complaints.clear();
    this.#complaints.set(text, now);
    this.#log.warn({ error: text, about }, 'a job of BullMQ went wrong; its task is in the database');
  }

  /** @throws where Redis does not answer in time */
  async check(): Promise<void> {
    if (this.trouble !== undefined) throw new Error(`Redis cannot be reached: ${this.trouble}`);
    await this.client.ping();
  }

  close(): void {
    this.#hasSaidSo = true;
    this.client.disconnect();
  }

  #isUp(): void {
    const ms = Math.round(performance.now() - this.#downSinceMs);
    if (this.#hasSaidSo) this.#log.info({ ms }, 'Redis can be reached again');
    this.#hasSaidSo = false;
    this.#reason = 'the connection was closed';
    for (const listener of this.#listeners) listener();
  }

  #isDown(reason: string): void {
    this.#reason = reason;
    if (this.#hasSaidSo || this.trouble === undefined) return;
    this.#hasSaidSo = true;
    this.#downSinceMs = performance.now();
    this.#log.error({ error: reason }, 'Redis cannot be reached; tasks wait in the database');
  }
}

/** An outage, of which the link itself tells. */
export function isAboutConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'syscall' in error || outages.some((words) => error.message.startsWith(words));
}

/**
 * BullMQ could not find a job again that it had handed out: Redis forgot it, or took it for abandoned. Its task is in the
 * outbox and with whom it was given to, so nobody needs to know.
 */
function isAboutLostJob(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && typeof error.code === 'number') || error.message.startsWith('could not renew lock');
}

/** As the driver words them. */
const outages = ['Connection is closed', 'Reached the max retries per request limit'];

/** Redis may be away for as long as it likes. */
const patience = {
  connectTimeout: connectTimeoutMs,
  socketTimeout: silenceMsMax,
  retryStrategy: (times: number) => Math.min(times * reconnectMs.step, reconnectMs.longest),
} satisfies RedisOptions;
