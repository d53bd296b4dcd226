import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { BotProcess } from './bot-process.js';
import { type Backend, ThreeDoor } from './three-door.js';

/** What one `kill -9` cut off. */
export interface Kill {
  readonly bot: number;
  /** Clicks and submissions that this process had and had not answered. */
  readonly commands: number;
  /** Tasks of the outbox that it held, by kind. */
  readonly held: readonly { readonly kind: string; readonly subject: string }[];
}

/** Tasks whose handlers send something to people. */
const deliveryKinds: ReadonlySet<string> = new Set(['card', 'copy', 'notice', 'reminders', 'report']);
const lookMs = 5;

export function deliveriesAt({ held }: Kill): number {
  return deliveriesAmong(held);
}

function deliveriesAmong(held: Kill['held']): number {
  return held.filter(({ kind }) => deliveryKinds.has(kind)).length;
}

interface Seat {
  readonly backend: Backend;
  process: BotProcess | undefined;
}

/** Bots that share a file, a Slack and a Redis; each may be killed and is started again. */
export class ThreeBots {
  readonly door: ThreeDoor;
  readonly kills: Kill[] = [];
  readonly #seats: readonly Seat[];
  readonly #file: string;
  readonly #start: () => Promise<BotProcess>;
  /** All that ever ran, for what they said. */
  readonly #all: BotProcess[] = [];
  readonly #starting = new Set<Promise<void>>();

  private constructor(door: ThreeDoor, file: string, start: () => Promise<BotProcess>) {
    this.door = door;
    this.#file = file;
    this.#start = start;
    this.#seats = door.backends.map((backend) => ({ backend, process: undefined }));
  }

  /** Resolves when all of them serve. */
  static async start(count: number, file: string, slackApiUrl: string, redisUrl: string): Promise<ThreeBots> {
    const start = () => BotProcess.start(file, slackApiUrl, { REDIS_URL: redisUrl });
    const bots = new ThreeBots(await ThreeDoor.open(count), file, start);
    try {
      await Promise.all(bots.#seats.map((seat) => bots.#fill(seat)));
      return bots;
    } catch (error) {
      await bots.close();
      throw error;
    }
  }

  /** What any of them says went wrong. */
  get errors(): readonly string[] {
    return this.#all.flatMap(({ errors }) => errors);
  }

  get adopted(): number {
    return this.#all.reduce((sum, { adopted }) => sum + adopted, 0);
  }

  get late(): number {
    return this.#all.reduce((sum, { late }) => sum + late, 0);
  }

  get running(): number {
    return this.#running().length;
  }

  /**
   * Kills one by chance and starts another in its place: as soon as it has something to answer and something to deliver,
   * or after `patienceMs` in any case. Waits while no other would be left.
   */
  async killOne(patienceMs: number): Promise<Kill> {
    while (this.#running().length < 2) await delay(lookMs);
    const running = this.#running();
    const seat = running[Math.floor(Math.random() * running.length)];
    if (seat?.process === undefined) throw new Error('nobody is left to be killed');
    const deadline = performance.now() + patienceMs;
    const { process } = seat;
    const isBusy = () => seat.backend.underWay > 0 && deliveriesAmong(heldBy(this.#file, process.owner)) > 0;
    while (!isBusy() && performance.now() < deadline) await delay(lookMs);
    seat.backend.url = undefined;
    seat.process = undefined;
    const commands = seat.backend.underWay;
    await process.kill();
    const kill = { bot: this.#seats.indexOf(seat) + 1, commands, held: heldBy(this.#file, process.owner) };
    this.kills.push(kill);
    const starting = this.#fill(seat).finally(() => this.#starting.delete(starting));
    // Whoever waits for all to run hears of a failure.
    starting.catch(() => undefined);
    this.#starting.add(starting);
    return kill;
  }

  /** Resolves when all of them serve again. */
  async allRunning(): Promise<void> {
    while (this.#starting.size > 0) await Promise.all(this.#starting);
    if (this.running < this.#seats.length) throw new Error('a bot did not start again');
  }

  /** Ends all as an operator would; tells with which codes. */
  async stop(): Promise<readonly (number | null)[]> {
    return Promise.all(this.#running().map(({ process }) => process?.stop() ?? null));
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#starting);
    await Promise.all(this.#all.map((process) => process.kill()));
    await this.door.close();
  }

  async #fill(seat: Seat): Promise<void> {
    const process = await this.#start();
    this.#all.push(process);
    seat.process = process;
    seat.backend.url = process.eventsUrl;
  }

  #running(): readonly Seat[] {
    return this.#seats.filter(({ process }) => process !== undefined);
  }
}

/** What stands in the outbox with the name of a process that is dead. */
function heldBy(file: string, owner: string): Kill['held'] {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    return database
      .prepare<[string], Kill['held'][number]>('select kind, subject from outbox where lease_owner = ?')
      .all(owner);
  } finally {
    database.close();
  }
}
