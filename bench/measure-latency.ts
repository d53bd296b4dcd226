import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { type Decision, decisionsOn } from './decisions.js';
import { click } from './measure-clicks.js';
import { seed } from './seed.js';
import { type ServedBot, serveBot } from './served-bot.js';
import { type Percentiles, percentilesOf } from './statistics.js';
import { startWebApiStub, type WebApiStub } from './web-api-stub.js';

const documents = 100;
/** Documents on which it is counted what a click causes. */
const countedDocuments = 3;
/** So that no conversation gets more than one new message a second: what Slack's limit holds back is no matter of ours. */
const betweenMs = 1100;
/** Nothing comes any more when nothing came for so long. */
const quietMs = 2000;
const lateMsMax = 20_000;
const settleMs = 10_000;

export interface LatencyFigures {
  readonly engine: 'embedded' | 'bullmq';
  readonly decisions: number;
  /**
   * From sending a click until Slack had answered the last of the calls that it caused: cards redrawn, and new ones where
   * a step opens. The commit lies in between, shortly after the beginning.
   */
  readonly delivered: Percentiles;
}

/** Clicks one after the other on a bot with all its jobs running and nothing else to do. */
export async function measureLatency(folder: string, redisUrl?: string): Promise<LatencyFigures> {
  const engine = redisUrl === undefined ? 'embedded' : 'bullmq';
  const file = join(folder, `latency-${engine}.sqlite`);
  await seed(file, documents);
  tellMessagesApart(file);
  const calls = new CardCalls();
  const slack = await startWebApiStub((method) => calls.note(method));
  const bot = await serveBot(file, slack.apiUrl, redisUrl === undefined ? {} : { REDIS_URL: redisUrl });
  const agent = new Agent({ keepAlive: true });
  try {
    // What the timetable does when a bot starts is done by then.
    await delay(settleMs);
    const tookMs = await decideAll(bot, slack, calls, agent);
    return { engine, decisions: tookMs.length, delivered: percentilesOf(tookMs) };
  } finally {
    agent.destroy();
    await bot.stop();
    slack.close();
  }
}

/** The first approval redraws cards; the second opens the next step, whose people get new ones. */
async function decideAll(
  bot: ServedBot,
  slack: WebApiStub,
  calls: CardCalls,
  agent: Agent,
): Promise<readonly number[]> {
  const expected = await countCalls(bot, slack, calls, agent);
  const tookMs: number[] = [];
  for (let index = countedDocuments + 1; index <= documents; index += 1) {
    const startedMs = performance.now();
    for (const [at, decision] of decisionsOn(index).slice(0, 2).entries()) {
      tookMs.push(await timeOf(decision, expected[at] ?? 0, bot, slack, calls, agent));
    }
    await delay(Math.max(0, betweenMs - (performance.now() - startedMs)));
  }
  return tookMs;
}

/** How many calls each of the two approvals causes, which is the same for every document. */
async function countCalls(bot: ServedBot, slack: WebApiStub, calls: CardCalls, agent: Agent) {
  const counts: string[] = [];
  for (let index = 1; index <= countedDocuments; index += 1) {
    const own: number[] = [];
    for (const decision of decisionsOn(index).slice(0, 2)) {
      calls.reset();
      await click(decision, bot, slack, agent);
      await calls.quiet();
      own.push(calls.count);
    }
    counts.push(JSON.stringify(own));
  }
  if (new Set(counts).size !== 1) throw new Error(`the same approvals caused different calls: ${counts.join(', ')}`);
  return JSON.parse(counts[0] ?? '[]') as readonly number[];
}

async function timeOf(
  decision: Decision,
  expected: number,
  bot: ServedBot,
  slack: WebApiStub,
  calls: CardCalls,
  agent: Agent,
): Promise<number> {
  calls.reset();
  const sentAtMs = performance.now();
  await click(decision, bot, slack, agent);
  await calls.reach(expected);
  return calls.lastAtMs - sentAtMs;
}

/** Calls that post or change a card, as Slack has answered them. */
class CardCalls {
  count = 0;
  lastAtMs = 0;

  note(method: string): void {
    if (method !== 'chat.postMessage' && method !== 'chat.update') return;
    this.count += 1;
    this.lastAtMs = performance.now();
  }

  reset(): void {
    this.count = 0;
    this.lastAtMs = performance.now();
  }

  async reach(expected: number): Promise<void> {
    const deadlineMs = performance.now() + lateMsMax;
    while (this.count < expected) {
      if (performance.now() > deadlineMs) throw new Error(`${this.count} calls came instead of ${expected}`);
      await delay(1);
    }
  }

  async quiet(): Promise<void> {
    while (performance.now() - this.lastAtMs < quietMs) await delay(50);
  }
}

/** Seeded cards share the address of the first one's messages; real ones do not. */
function tellMessagesApart(file: string): void {
  const database = new Sqlite(file);
  database.exec(`update cards set message = '1' || substr(document_id, -9) || '.000100'`);
  database.close();
}
