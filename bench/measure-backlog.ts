import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../src/sandbox/start.js';
import { addNotices } from '../src/store/notices/write-notices.js';
import { applyTo } from './apply.js';
import { chatUserOf, company, personOf, slackTeam, tenantId } from './company.js';
import { type House, openHouse } from './house.js';
import { type ServedBot, serveBot, signingSecret } from './served-bot.js';
import { spreadOf } from './statistics.js';

const notices = 5000;
const people = 50;
/** As Slack lets one conversation have them: one a second, and in a burst some more, which it does not say exactly. */
const postRate = { burst: 5, perSecond: 1 };
const token = 'xoxb-sandbox-bench';
/** Unbounded, Node lets garbage lie as long as there is memory: what it takes would say nothing about what is needed. */
const heapMiB = 128;
const quietMs = 10_000;
const sampleMs = 500;
/** Several times what the limit of the platform makes of it. */
const drainMsMax = 600_000;

export interface BacklogFigures {
  readonly notices: number;
  readonly people: number;
  /** What Slack's limit alone makes of it: everybody gets their share one after the other. */
  readonly limitSeconds: number;
  readonly seconds: number;
  /** Memory of the bot: after 10 quiet seconds, in each quarter of the draining (median), and 10 quiet seconds after. */
  readonly beforeMiB: number;
  readonly quartersMiB: readonly number[];
  readonly afterMiB: number;
}

/**
 * Owes 5,000 messages to fifty people at once and lets the bot deliver them to the local Slack, which enforces its
 * limit.
 *
 * @throws Error where somebody gets more or fewer messages than were owed to them
 */
export async function measureBacklog(folder: string, redisUrl?: string): Promise<BacklogFigures> {
  const file = join(folder, `backlog-${redisUrl === undefined ? 'embedded' : 'bullmq'}.sqlite`);
  const house = await peopled(file);
  const slack = await startLocalSlack();
  const others = {
    SLACK_BOT_TOKEN: token,
    NODE_OPTIONS: `--max-old-space-size=${heapMiB}`,
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  };
  const bot = await serveBot(file, slack.apiUrl, others);
  try {
    await delay(quietMs);
    const beforeMiB = bot.residentMiB();
    await oweAll(house);
    const startedMs = performance.now();
    const samplesMiB = await drained(slack, bot);
    const seconds = (performance.now() - startedMs) / 1000;
    expectEven(slack);
    await delay(quietMs);
    const perPerson = notices / people;
    const limitSeconds = (perPerson - postRate.burst) / postRate.perSecond;
    const quartersMiB = quartersOf(samplesMiB);
    return { notices, people, limitSeconds, seconds, beforeMiB, quartersMiB, afterMiB: bot.residentMiB() };
  } finally {
    await bot.stop();
    await slack.close();
    await house.database.close();
  }
}

const readers = Array.from({ length: people }, (_, at) => `reader${String(at).padStart(3, '0')}`);

async function peopled(file: string): Promise<House> {
  const house = await openHouse(file);
  const at = new Date().toISOString();
  await house.database.migrate(at);
  const all = [...company.people, ...readers.map((id) => personOf(id, `Reader ${id}`, 'bo'))];
  await applyTo(house, { ...company, people: all }, at);
  return house;
}

function startLocalSlack(): Promise<Sandbox> {
  return startSandbox({
    port: 0,
    team: { id: slackTeam, name: 'Bench', domain: 'bench' },
    people: readers.map((id) => ({ id: chatUserOf(id), name: id, realName: id })),
    bot: { userId: 'UBENCH', botId: 'BBENCH', appId: 'ABENCH', name: 'Countersign', token, signingSecret },
    commands: [],
    postRate,
  });
}

/** Everybody is owed the next one before anybody is owed the one after. */
async function oweAll({ database }: House): Promise<void> {
  const now = new Date().toISOString();
  await database.write(async (trx) => {
    const writing = { trx, tenant: tenantId, newId: randomUUID, requestId: 'bench', now };
    for (let at = 0; at < notices; at += 1) {
      const personId = readers[at % people] ?? '';
      const to = { platform: 'slack', installation: slackTeam, chatUser: chatUserOf(personId), personId };
      const change = {
        person: { id: personId, name: `Reader ${personId}`, title: null, unit: null },
        linked: [],
        unlinked: [],
        email: null,
      };
      const body = { kind: 'own-identity-changed', by: `Somebody ${at}`, change, at: now } as const;
      await addNotices(writing, `person/${personId}`, body, [to]);
    }
  });
}

/** Waits until Slack has all of them; answers how much memory the bot had every half second, in MiB. */
async function drained(slack: Sandbox, bot: ServedBot): Promise<readonly number[]> {
  const deadlineMs = performance.now() + drainMsMax;
  for (const samplesMiB: number[] = []; ; ) {
    samplesMiB.push(bot.residentMiB());
    const count = readers.reduce((sum, id) => sum + slack.messagesOf(chatUserOf(id)).length, 0);
    if (count >= notices) return samplesMiB;
    if (performance.now() > deadlineMs) throw new Error(`only ${count} of ${notices} messages came`);
    await delay(sampleMs);
  }
}

function quartersOf(samples: readonly number[]): readonly number[] {
  const quarter = Math.ceil(samples.length / 4);
  return [0, 1, 2, 3].map((at) => spreadOf(samples.slice(at * quarter, (at + 1) * quarter)).median);
}

function expectEven(slack: Sandbox): void {
  for (const id of readers) {
    const { length } = slack.messagesOf(chatUserOf(id));
    if (length !== notices / people) throw new Error(`${id} got ${length} messages instead of ${notices / people}`);
  }
}
