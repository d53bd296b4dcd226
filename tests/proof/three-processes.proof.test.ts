import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { openDatabase } from '../../src/store/open-database.js';
import { seedCompany } from '../support/company.js';
import { chatUserOf, localSlackOf } from '../support/local-slack.js';
import { doubledIn } from '../support/panel-verdict.js';
import { describeOnRedis, forgetKeys } from '../support/redis.js';
import { judgeCards } from '../support/shown-cards.js';
import { damageOf, outboxOf, readFacts } from '../support/stored-facts.js';
import { temporaryFolder } from '../support/temporary.js';
import { deliveriesAt, type Kill, ThreeBots } from '../support/three-bots.js';
import { teamCompany, teams } from '../support/three-company.js';
import { ThreePeople } from '../support/three-people.js';
import { untrueDecisions, untrueRequests } from '../support/three-verdict.js';

const BOTS = 3;
const TEAMS = 4;
/** Shorter for a quick look; the proof is with a minute. */
const LOAD_MS = Number(process.env.PROOF_LOAD_MS ?? 60_000);
const REST_MS = { least: 2500, most: 4500 } as const;
/** A kill waits so long for somebody to be waiting for an answer. */
const KILL_PATIENCE_MS = 500;
/** Longer than Slack's: what is looked at is whether an answer is true, not how soon a busy machine gives it. */
const PATIENCE_MS = 10_000;
/** A post is done at once and answered this much later, as over a real network: a kill often falls in between. */
const POST_MS = 60;
const HEAL_MS_MAX = 120_000;

await describeOnRedis('three processes on one database', (redisUrl) => {
  test('lose nothing and decide nothing twice, though each is killed over and over and Redis forgets all', async () => {
    const company = teamCompany(teams(TEAMS));
    const file = join(temporaryFolder(), 'countersign.sqlite');
    await seed(file, company);
    const redis = new Redis(redisUrl);
    const prefix = prefixFor(file);
    const sandbox = await localSlackOf(company, { ackTimeoutMs: PATIENCE_MS });
    const bots = await ThreeBots.start(BOTS, file, sandbox.apiUrl, redisUrl);
    onTestFinished(async () => {
      await bots.close();
      await sandbox.close();
      await forgetKeys(redis, prefix);
      redis.disconnect();
    });
    sandbox.connectBot(bots.door.url);
    sandbox.fail({ kind: 'timeout', method: 'chat.postMessage', every: 1, afterMs: POST_MS });

    const startedMs = performance.now();
    const elapsedMs = () => performance.now() - startedMs;
    const people = new ThreePeople(sandbox, teams(TEAMS));
    const flush = delay(LOAD_MS / 2).then(async () => {
      const keys = await forgetKeys(redis, prefix);
      console.log(`${seconds(elapsedMs())}: Redis flushed, ${keys} keys gone`);
      return keys;
    });
    while (elapsedMs() < LOAD_MS) {
      await delay(REST_MS.least + Math.random() * (REST_MS.most - REST_MS.least));
      console.log(`${seconds(elapsedMs())}: ${lineOf(await bots.killOne(KILL_PATIENCE_MS), bots)}`);
    }
    const keysGone = await flush;
    await bots.allRunning();
    await people.end();
    const healedInMs = await untilQuiet(file);

    const facts = readFacts(file);
    const report = judgeCards(
      sandbox,
      facts,
      company.people.map(({ id }) => chatUserOf(id)),
    );
    const inFlight = {
      commands: bots.kills.reduce((sum, { commands }) => sum + commands, 0),
      deliveries: bots.kills.reduce((sum, kill) => sum + deliveriesAt(kill), 0),
    };
    console.log(
      [
        `${bots.kills.length} kills with ${inFlight.commands} commands and ${inFlight.deliveries} deliveries in flight`,
        `${people.requests.length} requests, ${people.decisions.length} decisions told, ${people.decisions.filter(({ done }) => done).length} of them "done"`,
        `${facts.votes.length} votes, ${facts.documentEnds.length} documents decided, ${report.cards} cards`,
        `${bots.door.turnedAway} calls turned away, ${people.clickedAgain} clicks made again`,
        `${bots.adopted} interrupted posts found, ${report.duplicates} duplicate messages, ${bots.late} late`,
        `at rest ${seconds(healedInMs)} after the load`,
      ].join('; '),
    );

    expect(untrueDecisions(facts, people.decisions)).toEqual([]);
    expect(untrueRequests(facts, people.requests)).toEqual([]);
    expect(doubledIn(facts)).toEqual([]);
    expect(report.lies).toEqual([]);
    expect(report.duplicates).toBeLessThanOrEqual(inFlight.deliveries);
    expect(outboxOf(file)).toEqual({ due: 0, failed: [] });
    expect(bots.errors).toEqual([]);
    expect(await bots.stop()).toEqual(Array.from({ length: BOTS }, () => 0));
    expect(damageOf(file)).toEqual([]);
    expect(await auditOf(file)).toEqual({ findings: [], documents: facts.documents.length });
    // It was a proof of something.
    expect(keysGone).toBeGreaterThan(0);
    expect(inFlight.commands).toBeGreaterThan(0);
    expect(inFlight.deliveries).toBeGreaterThan(0);
    expect(people.decisions.length).toBeGreaterThan(0);
  });
});

async function seed(file: string, company: ReturnType<typeof teamCompany>): Promise<void> {
  const database = await openDatabase(`sqlite:${file}`);
  try {
    await database.migrate(new Date().toISOString());
    await seedCompany(database, company);
  } finally {
    await database.close();
  }
}

/** Resolves when nothing is owed to anybody any more; tells how long that took. */
async function untilQuiet(file: string): Promise<number> {
  const startedMs = performance.now();
  while (outboxOf(file).due > 0) {
    if (performance.now() - startedMs > HEAL_MS_MAX)
      throw new Error(`delivery did not come to rest: ${JSON.stringify(outboxOf(file))}`);
    await delay(100);
  }
  return performance.now() - startedMs;
}

async function auditOf(file: string) {
  const database = await openDatabase(`sqlite:${file}`);
  try {
    const { findings, documents } = await verifyAudit(database);
    return { findings, documents };
  } finally {
    await database.close();
  }
}

/** As the bot names what it keeps in a Redis that several databases share. */
function prefixFor(file: string): string {
  return `countersign-${createHash('sha256').update(file).digest('hex').slice(0, 12)}`;
}

function lineOf(kill: Kill, bots: ThreeBots): string {
  return [
    `kill ${bots.kills.length} of bot ${kill.bot}`,
    `${kill.commands} commands in flight`,
    `${deliveriesAt(kill)} deliveries in flight (${kill.held.length} tasks held)`,
    `${bots.running} others serve`,
  ].join(', ');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
