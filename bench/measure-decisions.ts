import { constants, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectEqualRows, type RowCounts } from './compare-rows.js';
import { decisionsOn } from './decisions.js';
import { floor, ours, oursTogether, type Side, type SideKind } from './sides.js';
import { percentile, type Spread, spreadOf } from './statistics.js';

const kinds: readonly SideKind[] = [floor, ours, oursTogether];
const documentsPerRound = 100;
const warmUpRounds = 10;
const measuredRounds = 20;

export interface DecisionFigures {
  readonly documents: number;
  readonly sides: readonly SideFigures[];
  /** Rows of every table at the end, the same on every side. */
  readonly rows: RowCounts;
}

export interface SideFigures {
  readonly name: string;
  readonly perSecond: Spread;
  /** This side's speed by the floor's in the same round. */
  readonly ofFloor: Spread;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of one decision, which waiting for the disk or for other programs does not add to. */
  readonly cpuUs: number;
}

/** What one side did in one round. */
interface Lap {
  readonly perSecond: number;
  readonly cpuUs: number;
  readonly tookMs: readonly number[];
}

/**
 * Lets all sides take the same decisions on copies of one seeded file, taking turns so that whatever else the machine does
 * meets all of them, and compares what they leave behind.
 */
export async function measureDecisions(folder: string, seeded: string, documents: number): Promise<DecisionFigures> {
  const laps = kinds.map((): Lap[] => []);
  let rows: RowCounts = {};
  for (const rounds of passes(documents)) {
    const files = kinds.map((_, at) => join(folder, `side-${at}.sqlite`));
    // Where the file system can, the copies share what they do not change.
    for (const file of files) copyFileSync(seeded, file, constants.COPYFILE_FICLONE);
    await race(files, rounds, laps);
    rows = compareAll(files);
  }
  return { documents, sides: kinds.map(({ name }, at) => figuresOf(name, laps[at] ?? [], laps[0] ?? [])), rows };
}

/**
 * The rounds to run on each set of fresh copies, a round being the indexes of its documents, which lie evenly over the
 * table: a document can be decided once, so a small table is used several times over.
 */
function passes(documents: number): readonly (readonly (readonly number[])[])[] {
  const roundsInAll = warmUpRounds + measuredRounds;
  const roundsPerPass = Math.min(roundsInAll, Math.floor(documents / documentsPerRound));
  const stride = Math.floor(documents / (roundsPerPass * documentsPerRound));
  const round = (at: number) =>
    Array.from({ length: documentsPerRound }, (_, one) => 1 + (one * roundsPerPass + at) * stride);
  const pass = Array.from({ length: roundsPerPass }, (_, at) => round(at));
  return Array.from({ length: Math.ceil(roundsInAll / roundsPerPass) }, () => pass);
}

async function race(files: readonly string[], rounds: readonly (readonly number[])[], laps: Lap[][]): Promise<void> {
  const sides = await Promise.all(kinds.map(({ open }, at) => open(files[at] ?? '')));
  for (const [at, indexes] of rounds.entries()) {
    const documents = indexes.map(decisionsOn);
    const order = [...sides.entries()];
    if (at % 2 === 1) order.reverse();
    for (const [one, side] of order) laps[one]?.push(await lapOf(side, documents));
  }
  for (const side of sides) await side.close();
}

async function lapOf(side: Side, documents: Parameters<Side['run']>[0]): Promise<Lap> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const tookMs = await side.run(documents);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { perSecond: tookMs.length / seconds, cpuUs: (user + system) / tookMs.length, tookMs };
}

function compareAll([first, ...others]: readonly string[]): RowCounts {
  const counts = others.map((other) => expectEqualRows(first ?? '', other));
  return counts[0] ?? {};
}

function figuresOf(name: string, laps: readonly Lap[], floorLaps: readonly Lap[]): SideFigures {
  const measured = laps.slice(warmUpRounds);
  const ratios = measured.map(({ perSecond }, at) => perSecond / (floorLaps[warmUpRounds + at]?.perSecond ?? 0));
  const tookMs = measured.flatMap((lap) => lap.tookMs);
  return {
    name,
    perSecond: spreadOf(measured.map((lap) => lap.perSecond)),
    ofFloor: spreadOf(ratios),
    p50Ms: percentile(tookMs, 0.5),
    p99Ms: percentile(tookMs, 0.99),
    cpuUs: percentile(
      measured.map((lap) => lap.cpuUs),
      0.5,
    ),
  };
}
