import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start.js';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { openDatabase } from '../../src/store/open-database.js';
import { chatUserOf, localSlackOf } from '../support/local-slack.js';
import { doubledIn } from '../support/panel-verdict.js';
import { describeOnRedis, forgetKeys } from '../support/redis.js';
import { type CardReport, judgeCards } from '../support/shown-cards.js';
import { damageOf, outboxOf, readFacts, type StoredFacts, tasksNow } from '../support/stored-facts.js';
import { temporaryFolder } from '../support/temporary.js';
import { deliveriesAt, type Kill, ThreeBots } from '../support/three-bots.js';
import { membersOf, seedTeams, teamCompany, teams, tenantId } from '../support/three-company.js';
import { ThreePeople } from '../support/three-people.js';
import { judgeDrawn } from '../support/three-shown.js';
import { untrueDecisions, untrueRequests, untrueTalk } from '../support/three-verdict.js';

const BOTS = 3;
const TEAMS = teams(4);
/** Shorter for a quick look; the proof is with a minute. */
const LOAD_MS = Number(process.env.PROOF_LOAD_MS ?? 60_000);
const REST_MS = { least: 2500, most: 4000 } as const;
/** A kill waits so long for somebody to wait for an answer, and for something on its way. */
const KILL_PATIENCE_MS = 1000;
/** Longer than Slack's: what is looked at is whether an answer is true, not how soon a busy machine gives it. */
const PATIENCE_MS = 10_000;
/** A post is done at once and answered this much later, as over a real network: a kill often falls in between. */
const POST_MS = 60;
const HEAL_MS_MAX = 120_000;

await describeOnRedis('three processes on one database', (redisUrl) => {
  test('lose nothing and decide nothing twice, though each is killed over and over and Redis forgets all', async () => {
    const file = join(temporaryFolder(), 'countersign.sqlite');
    await seedTeams(file, TEAMS);
    const { sandbox, bots, flush } = await begin(file, redisUrl);

    const people = new ThreePeople(sandbox, TEAMS);
    const keysGone = await load(bots, flush);
    await bots.allRunning();
    await people.end();
    const healMs = await untilQuiet(file);

    const facts = readFacts(file);
    const shown = await judge(sandbox, file, facts);
    const cutOff = totalOf(bots.kills);
    console.log(summaryOf({ bots, people, facts, shown, cutOff, healMs }));

    expect(untrueDecisions(facts, people.decisions)).toEqual([]);
    expect(untrueRequests(facts, people.requests)).toEqual([]);
    expect(untrueTalk(file, people.talk)).toEqual([]);
    expect(doubledIn(facts)).toEqual([]);
    expect(shown.lies).toEqual([]);
    expect(shown.duplicates).toBeLessThanOrEqual(cutOff.deliveries);
    expect(tasksNow(file)).toEqual([]);
    expect(outboxOf(file).failed).toEqual([]);
    expect(bots.errors).toEqual([]);
    expect(await bots.stop()).toEqual(Array.from({ length: BOTS }, () => 0));
    expect(damageOf(file)).toEqual([]);
    expect(await auditOf(file)).toEqual({ findings: [], documents: facts.documents.length });
    // It was a proof of something.
    expect(keysGone).toBeGreaterThan(0);
    expect(Math.min(cutOff.commands, cutOff.deliveries)).toBeGreaterThan(0);
    expect(actedForOthers(facts)).toBeGreaterThan(0);
    expect(people.talk.filter(({ done }) => done).length).toBeGreaterThan(0);
  });
});

/** Three bots that serve, before a Slack with everybody in it. Ends with the test. */
async function begin(file: string, redisUrl: string) {
  const redis = new Redis(redisUrl);
  const flush = () => forgetKeys(redis, prefixFor(file));
  onTestFinished(async () => {
    await flush();
    redis.disconnect();
  });
  const sandbox = await localSlackOf(teamCompany(TEAMS), { ackTimeoutMs: PATIENCE_MS });
  onTestFinished(() => sandbox.close());
  const bots = await ThreeBots.start(BOTS, file, sandbox.apiUrl, redisUrl);
  onTestFinished(() => bots.close());
  sandbox.connectBot(bots.door.url);
  sandbox.fail({ kind: 'timeout', method: 'chat.postMessage', every: 1, afterMs: POST_MS });
  return { sandbox, bots, flush };
}

/** Kill after kill, and Redis loses everything in the middle; tells how many keys that were. */
async function load(bots: ThreeBots, flush: () => Promise<number>): Promise<number> {
  const startedMs = performance.now();
  const elapsedMs = () => performance.now() - startedMs;
  let keysGone: number | undefined;
  while (elapsedMs() < LOAD_MS) {
    await delay(REST_MS.least + Math.random() * (REST_MS.most - REST_MS.least));
    if (keysGone === undefined && elapsedMs() > LOAD_MS / 2) {
      keysGone = await flush();
      console.log(`${seconds(elapsedMs())}: Redis forgot ${keysGone} keys`);
    }
    const kill = await bots.killOne(KILL_PATIENCE_MS);
    console.log(`${seconds(elapsedMs())}: ${lineOf(kill, bots)}`);
  }
  return keysGone ?? 0;
}

/** Resolves when nothing is owed to anybody any more; tells how long that took. */
async function untilQuiet(file: string): Promise<number> {
  const startedMs = performance.now();
  for (let owed = tasksNow(file); owed.length > 0; owed = tasksNow(file)) {
    if (performance.now() - startedMs > HEAL_MS_MAX) throw new Error(`nothing came to rest: ${owed.join('; ')}`);
    await delay(100);
  }
  return performance.now() - startedMs;
}

/** By the plain rules where they know all there is, and everything by what would be drawn now. */
async function judge(sandbox: Sandbox, file: string, facts: StoredFacts): Promise<CardReport> {
  const plain = TEAMS.filter(({ away }) => away === undefined);
  const askers = new Set(plain.map(({ askerId }) => askerId));
  const theirs = { ...facts, documents: facts.documents.filter(({ submitterId }) => askers.has(submitterId)) };
  const byRules = judgeCards(sandbox, theirs, plain.flatMap(membersOf).map(chatUserOf));
  const byDrawing = await judgeDrawn(sandbox, file, tenantId, TEAMS.flatMap(membersOf).map(chatUserOf));
  return { ...byDrawing, lies: [...byRules.lies, ...byDrawing.lies] };
}

/** Without what the seed itself brought about: nobody wrote down that a person came who has written down that they go. */
async function auditOf(file: string) {
  const seeded = TEAMS.flatMap(({ away }) => (away === undefined ? [] : [away.personId])).flatMap((id) => [
    `users (id ${id})`,
    `role_assignments (user_id ${id}, role_key staff, unit_id )`,
    `chat_identities (platform slack, installation TACME, chat_user ${chatUserOf(id)})`,
  ]);
  const database = await openDatabase(`sqlite:${file}`);
  try {
    const { findings, documents } = await verifyAudit(database);
    const isSeeded = (found: (typeof findings)[number]) =>
      'row' in found && found.what === 'no event wrote this row' && seeded.includes(found.row);
    return { findings: findings.filter((found) => !isSeeded(found)), documents };
  } finally {
    await database.close();
  }
}

/** As the bot names what it keeps in a Redis that several databases share. */
function prefixFor(file: string): string {
  return `countersign-${createHash('sha256').update(file).digest('hex').slice(0, 12)}`;
}

interface CutOff {
  readonly commands: number;
  readonly deliveries: number;
}

function totalOf(kills: readonly Kill[]): CutOff {
  return {
    commands: kills.reduce((sum, { commands }) => sum + commands, 0),
    deliveries: kills.reduce((sum, kill) => sum + deliveriesAt(kill), 0),
  };
}

function actedForOthers({ votes }: StoredFacts): number {
  return votes.filter(({ onBehalfOf }) => onBehalfOf !== undefined).length;
}

function lineOf(kill: Kill, bots: ThreeBots): string {
  return [
    `kill ${bots.kills.length} of bot ${kill.bot}`,
    `${kill.commands} commands in flight`,
    `${deliveriesAt(kill)} deliveries in flight (${kill.held.length} tasks held)`,
    `${bots.running} others serve`,
  ].join(', ');
}

interface Outcome {
  readonly bots: ThreeBots;
  readonly people: ThreePeople;
  readonly facts: StoredFacts;
  readonly shown: CardReport;
  readonly cutOff: CutOff;
  readonly healMs: number;
}

function summaryOf({ bots, people, facts, shown, cutOff, healMs }: Outcome): string {
  const { requests, decisions, talk, clickedAgain } = people;
  const done = (told: readonly { readonly done: boolean }[]) => told.filter((one) => one.done).length;
  return [
    `${bots.kills.length} kills with ${cutOff.commands} commands and ${cutOff.deliveries} deliveries in flight`,
    `${requests.length} requests, ${done(decisions)} of ${decisions.length} decisions and ${done(talk)} of ${talk.length} questions and answers "done"`,
    `${facts.votes.length} votes, ${actedForOthers(facts)} of them for somebody away, ${facts.documentEnds.length} documents decided`,
    `${shown.cards} cards and notices, ${bots.adopted} interrupted posts found, ${shown.duplicates} duplicate messages`,
    `${bots.door.turnedAway} calls turned away, ${clickedAgain} clicks made again, ${bots.late} late`,
    `at rest ${seconds(healMs)} after the load`,
  ].join('; ');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
