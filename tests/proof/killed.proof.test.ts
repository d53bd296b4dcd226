import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyAudit } from '../../src/store/audit/verify.js';
import { openDatabase } from '../../src/store/open-database.js';
import { panels, seedPanels } from '../support/panel-company.js';
import { PanelNight } from '../support/panel-night.js';
import { doubledIn, isWhole, lostInFinance, tracesOf, untrueAnswers } from '../support/panel-verdict.js';
import { damageOf, outboxOf, readFacts } from '../support/stored-facts.js';
import { temporaryFolder } from '../support/temporary.js';

/** Fewer for a quick look; the proof is with 30. */
const RUNS = Number(process.env.PROOF_KILLS ?? 30);
/** Each with ten people who decide at the same moment. */
const DOCUMENTS = 20;
/** Bots that heal at the same time: most of that is waiting for the leases of the dead one. */
const LANES = 6;
/** The kill comes after at most this share of the answers, so that somebody always waits for one. */
const LATEST_KILL = 0.93;

interface Figures {
  readonly run: number;
  readonly answered: number;
  readonly done: number;
  readonly unanswered: number;
  /** Of the unanswered, those that had been carried out all the same. */
  readonly carriedOut: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly untrue: readonly string[];
  /** Posts that the kill interrupted and the next process found again. */
  readonly adopted: number;
  readonly duplicates: number;
  /** Answers that came after Slack had stopped waiting. */
  readonly late: number;
  readonly healMs: number;
  readonly clickedAgain: 'at once' | 'after healing';
}

test('who was told "done" finds it done after kill -9, once, and every card becomes true', async () => {
  const folder = temporaryFolder();
  const company = panels(DOCUMENTS);
  const seed = join(folder, 'seed.sqlite');
  await seedPanels(seed, company);
  const alone = oneAtATime();
  const runs = Array.from({ length: RUNS }, (_, run) => run);
  const figures: Figures[] = [];

  await onLanes(LANES, async () => {
    for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
      const file = join(folder, `run-${run}.sqlite`);
      const one = await oneNight(run, () => PanelNight.begin(seed, file, company), alone);
      console.log([lineOf(one), ...one.lost, ...one.doubled, ...one.untrue].join('\n  '));
      figures.push(one);
      for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
    }
  });

  console.log(summaryOf(figures));
  for (const { run, lost, doubled, untrue } of figures) {
    expect({ run, lost, doubled, untrue }).toEqual({ run, lost: [], doubled: [], untrue: [] });
  }
  expect(figures).toHaveLength(RUNS);
  expect(Math.min(...figures.map(({ unanswered }) => unanswered))).toBeGreaterThan(0);
});

/** From full house to burst, kill, restart and rest. Bursts are alone on the machine; only healing overlaps. */
async function oneNight(run: number, begin: () => Promise<PanelNight>, alone: Alone): Promise<Figures> {
  const night = await alone(begin);
  try {
    await alone(async () => {
      expect(night.judge().lies, `run ${run + 1}, before anybody decides`).toEqual([]);
      await night.decideAndKill(killAfter(run, night.deciders.length), spreadMs(run));
      await night.restart();
    });
    if (night.unanswered().length > 0) return await afterKill(run, night);
    console.log(`kill ${run + 1} came when everybody had their answer already, so it is done again`);
  } finally {
    await night.close();
  }
  return oneNight(run, begin, alone);
}

async function afterKill(run: number, night: PanelNight): Promise<Figures> {
  const restartedAt = performance.now();
  const answers = night.answers();
  const unanswered = night.unanswered();
  const before = readFacts(night.file);
  const done = night.deciders.filter(({ personId }) => answers.get(personId)?.done === true);
  const halves = night.deciders.filter((decider) => !isWhole(tracesOf(before, decider)));
  const lost = done.filter((decider) => !tracesOf(before, decider).row);

  const isImpatient = run % 2 === 1;
  if (isImpatient) await Promise.all([night.sendUnansweredAgain(), night.financeRush()]);
  await night.quiet();
  const healMs = performance.now() - restartedAt;
  const healed = night.judge();
  if (!isImpatient) {
    await night.sendUnansweredAgain();
    await night.quiet();
  }
  const last = night.judge();
  const after = readFacts(night.file);
  const { adopted, late } = night;
  await expectSound(run, night);
  return {
    run: run + 1,
    answered: answers.size,
    done: done.length,
    unanswered: unanswered.length,
    carriedOut: unanswered.filter((decider) => tracesOf(before, decider).row).length,
    lost: [...lost.map(({ personId }) => personId), ...lostInFinance(after, night.financeApprovals())],
    doubled: doubledIn(after),
    untrue: [
      ...halves.map(({ personId }) => `the decision of ${personId} was half there`),
      ...healed.lies,
      ...last.lies,
      ...untrueAnswers(after, night.deciders, night.answers()),
    ],
    adopted,
    late,
    duplicates: last.duplicates,
    healMs,
    clickedAgain: isImpatient ? 'at once' : 'after healing',
  };
}

/** Nothing failed, the bot ends when asked to, and the file it leaves is whole. */
async function expectSound(run: number, night: PanelNight): Promise<void> {
  const name = `run ${run + 1}`;
  expect(night.botErrors, name).toEqual([]);
  expect(outboxOf(night.file), name).toEqual({ due: 0, failed: [] });
  expect(await night.stopBot(), `${name}: exit code`).toBe(0);
  expect(damageOf(night.file), name).toEqual([]);
  const database = await openDatabase(`sqlite:${night.file}`);
  try {
    const { findings, documents } = await verifyAudit(database);
    expect({ findings, documents }, name).toEqual({ findings: [], documents: DOCUMENTS });
  } finally {
    await database.close();
  }
}

/** Spread over the whole burst: every run has a stretch of it for itself. */
function killAfter(run: number, deciders: number): number {
  return Math.floor(((run + Math.random()) / RUNS) * LATEST_KILL * deciders);
}

/** Mostly all at once; in every third run over some seconds, so that cards are on their way when the kill comes. */
function spreadMs(run: number): number {
  return run % 3 === 2 ? 4000 : 0;
}

type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets works begin in the order they were given, each after the one before has ended. */
function oneAtATime(): Alone {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = before.then(work);
    before = mine.catch(() => undefined);
    return mine;
  };
}

async function onLanes(lanes: number, work: () => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(Array.from({ length: lanes }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

function lineOf(one: Figures): string {
  const seconds = (one.healMs / 1000).toFixed(1);
  return [
    `kill ${String(one.run).padStart(2)}: after ${one.answered} answers (${one.done} done)`,
    `${one.unanswered} unanswered, ${one.carriedOut} of them carried out`,
    `${one.lost.length} lost, ${one.doubled.length} doubled, ${one.untrue.length} untrue`,
    `${one.adopted} interrupted posts found, ${one.duplicates} duplicate messages, ${one.late} late, true after ${seconds} s, clicked again ${one.clickedAgain}`,
  ].join('; ');
}

function summaryOf(figures: readonly Figures[]): string {
  const total = (count: (one: Figures) => number) => figures.reduce((sum, one) => sum + count(one), 0);
  const slowest = Math.max(...figures.map(({ healMs }) => healMs)) / 1000;
  return [
    `${figures.length} kills: ${total((one) => one.answered)} answers, ${total((one) => one.done)} of them "done"`,
    `${total((one) => one.unanswered)} unanswered, ${total((one) => one.carriedOut)} of them carried out`,
    `${total((one) => one.lost.length)} lost, ${total((one) => one.doubled.length)} doubled`,
    `${total((one) => one.untrue.length)} untrue, ${total((one) => one.adopted)} interrupted posts found, ${total((one) => one.duplicates)} duplicate messages, ${total((one) => one.late)} late`,
    `slowest healing ${slowest.toFixed(1)} s`,
  ].join('; ');
}
