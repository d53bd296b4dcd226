import { expect } from 'vitest';
import type { MonthFacts } from './month-facts.js';
import { MonthWorld, monthHours } from './month-world.js';

/** `PROOF_MONTHS=200` plays more of them, half in each of two files; `MONTH_SEED=7` plays one by itself. */
const SEEDS = Number(process.env.PROOF_MONTHS ?? 24);
const only = process.env.MONTH_SEED;
/** Months that run beside each other: each waits for its database most of the time. */
const LANES = 4;

interface Figures {
  readonly seed: number;
  readonly lies: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** What the months are about, for the names of the tests. */
export const claim = 'each rung once, nothing at night, nothing after the end, nobody without a card';

/** Plays the months of one half, 0 or 1, and fails where anything was untrue. */
export async function proveMonths(half: number): Promise<void> {
  const all = only === undefined ? Array.from({ length: SEEDS }, (_, at) => at + 1) : [Number(only)];
  const seeds = all.filter((seed) => seed % 2 === half);
  const wanted = seeds.length;
  const figures: Figures[] = [];
  const lane = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) figures.push(await oneMonth(seed));
  };
  await Promise.all(Array.from({ length: LANES }, lane));

  console.log(summaryOf(figures));
  const untrue = figures.filter(({ lies }) => lies.length > 0);
  expect(untrue.map(({ seed, lies }) => ({ seed, lies: lies.slice(0, 10) }))).toEqual([]);
  expect(figures).toHaveLength(wanted);
  // One month alone need not have everything in it.
  if (wanted < 5) return;
  for (const name of [
    'rungs',
    'reminders',
    'escalations',
    'expiries',
    'delegations begun',
    'delegations ended',
    'kills',
  ]) {
    expect(sum(figures, name), name).toBeGreaterThan(0);
  }
}

async function oneMonth(seed: number): Promise<Figures> {
  const world = await MonthWorld.begin(seed);
  try {
    for (let hour = 0; hour < monthHours; hour += 1) await world.hour(hour);
    await world.settle();
    const { lies, rungs, reminders, facts } = await world.verdict();
    for (const line of trailOf(lies[0], facts)) console.log(`month ${seed}: ${line}`);
    const ofType = (type: string) => facts.events.filter((event) => event.type === type).length;
    const counts = {
      submitted: world.tally.submitted,
      decided: world.tally.decided,
      rungs,
      reminders,
      escalations: ofType('step-escalated'),
      expiries: ofType('step-expired'),
      'delegations begun': ofType('approval-delegated'),
      'delegations ended': ofType('delegation-expired'),
      'approvers replaced': ofType('approver-left'),
      messages: world.platform.messages.length,
      kills: world.kills,
      'clocks that jumped': world.jumps,
    };
    return { seed, lies, counts };
  } finally {
    await world.close();
  }
}

/** What became of the document that the first lie is about. */
function trailOf(lie: string | undefined, { events, steps }: MonthFacts): readonly string[] {
  const [documentId] = lie?.match(/\bd\d+/) ?? [];
  if (documentId === undefined) return lie === undefined ? [] : [lie];
  const told = events.filter((event) => event.documentId === documentId).map((event) => JSON.stringify(event));
  const open = steps.filter((step) => step.documentId === documentId).map((step) => JSON.stringify(step));
  return [lie ?? '', ...told, ...open].map((line) => line.slice(0, 600));
}

function summaryOf(figures: readonly Figures[]): string {
  const names = Object.keys(figures[0]?.counts ?? {});
  const told = names.map((name) => `${sum(figures, name)} ${name}`);
  const lies = figures.reduce((total, one) => total + one.lies.length, 0);
  return `${figures.length} months: ${told.join(', ')}; ${lies} untrue`;
}

function sum(figures: readonly Figures[], name: string): number {
  return figures.reduce((total, { counts }) => total + (counts[name] ?? 0), 0);
}
