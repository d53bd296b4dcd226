import type { ApplyFigures } from './measure-apply.js';
import type { BacklogFigures } from './measure-backlog.js';
import type { ServeFigures } from './measure-clicks.js';
import type { DecisionFigures, SideFigures } from './measure-decisions.js';
import type { LatencyFigures } from './measure-latency.js';
import type { ListFigures } from './measure-lists.js';
import type { QueueFigures } from './measure-queue.js';
import type { SubmitFigures } from './measure-submits.js';
import type { Percentiles, Spread } from './statistics.js';

/** What one caller must reach, and what it should: docs/BENCH.md. */
const budget = 0.6;
const goal = 0.85;

const heads = ['', 'decisions/s', '(middle half)', 'of the floor', '(middle half)', 'p50 ms', 'p99 ms', 'CPU µs'];

export function decisionReport({ documents, sides, rows }: DecisionFigures): string {
  const ours = sides.find((side) => side.name === 'ours');
  const counts = Object.entries(rows).filter(([, count]) => count > 0);
  return [
    `Approvals among ${documents.toLocaleString('en')} documents`,
    alignColumns([heads, ...sides.map(cellsOf)]),
    ours === undefined ? '' : verdict(ours.ofFloor.median),
    `All sides end with equal rows: ${counts.map(([table, count]) => `${table} ${count}`).join(', ')}`,
    '',
  ].join('\n');
}

export function submitReport({ documents, requests, create, preview, submit }: SubmitFigures): string {
  return [
    `${requests} requests for leave with four policies, among ${documents.toLocaleString('en')} documents`,
    alignColumns([
      ['', 'p50 ms', 'p99 ms'],
      ['create', ...percentileCells(create)],
      ['preview', ...percentileCells(preview)],
      ['submit', ...percentileCells(submit)],
    ]),
    '',
  ].join('\n');
}

export function listReport({ documents, lists }: ListFigures): string {
  return [
    `Lists of those whom all ${documents.toLocaleString('en')} documents concern`,
    alignColumns([['', 'p50 ms', 'p99 ms'], ...lists.map((list) => [list.name, ...percentileCells(list)])]),
    '',
  ].join('\n');
}

/** Seconds that applying so many people may take. */
const applyBudget = 10;

export function applyReport({ people, first, again, changed }: ApplyFigures): string {
  const met = Math.max(first, again, changed) < applyBudget ? 'keeps' : 'MISSES';
  const times = `at first ${first.toFixed(2)} s, unchanged ${again.toFixed(2)} s, half of them renamed ${changed.toFixed(2)} s`;
  return `apply of ${people.toLocaleString('en')} people: ${times}; ${met} the budget of ${applyBudget} s\n`;
}

export function serveReport({ clicks, inFlight, acknowledged, answered, idleMiB }: ServeFigures): string {
  return [
    `serve, ${clicks} clicks on Approve over HTTP with ${inFlight} in flight`,
    alignColumns([
      ['', 'p50 ms', 'p99 ms'],
      ['acknowledged', ...percentileCells(acknowledged)],
      ['answered', ...percentileCells(answered)],
    ]),
    `serve at rest: ${idleMiB.toFixed(0)} MiB resident`,
    '',
  ].join('\n');
}

/** Our share of a bare producer's speed that is the least. */
const queueBudget = 0.5;

export function queueReport({ reminders, ours, bare, ofBare }: QueueFigures): string {
  const met = ofBare.median >= queueBudget ? 'keeps' : 'MISSES';
  return [
    `${reminders.toLocaleString('en')} due reminders planned and queued in Redis, beside a bare BullMQ producer`,
    alignColumns([
      ['', 'a second', '(middle half)'],
      ['ours', ours.median.toFixed(0), between(ours, 0)],
      ['bare', bare.median.toFixed(0), between(bare, 0)],
    ]),
    `${ofBare.median.toFixed(2)} of the bare producer (${between(ofBare, 2)}); ${met} the budget of ${queueBudget}`,
    '',
  ].join('\n');
}

/** From commit to Slack's answer, at the 99th percentile. */
const deliveredMsBudget = 1000;

export function latencyReport({ engine, decisions, delivered }: LatencyFigures): string {
  const met = delivered.p99Ms < deliveredMsBudget ? 'keeps' : 'MISSES';
  const [p50, p99] = percentileCells(delivered);
  return `${decisions} approvals one by one, ${engine}: Slack had every card after ${p50} ms (p50), ${p99} ms (p99); ${met} the budget of ${deliveredMsBudget} ms\n`;
}

export function backlogReport(figures: BacklogFigures): string {
  const { notices, people, limitSeconds, seconds, beforeMiB, quartersMiB, afterMiB } = figures;
  const memory = [beforeMiB, ...quartersMiB, afterMiB].map((mib) => mib.toFixed(0));
  return [
    `${notices.toLocaleString('en')} messages to ${people} people through the local Slack: ${seconds.toFixed(1)} s, of which its limit takes ${limitSeconds} s`,
    `memory before, in each quarter of it, and after: ${memory.join(', ')} MiB`,
    '',
  ].join('\n');
}

function verdict(ratio: number): string {
  const met = ratio >= budget ? 'keeps' : 'MISSES';
  const more = ratio >= goal ? 'and reaches' : 'and is below';
  return `One caller ${met} the budget of ${budget} ${more} the goal of ${goal}`;
}

function cellsOf({ name, perSecond, ofFloor, p50Ms, p99Ms, cpuUs }: SideFigures): readonly string[] {
  return [
    name,
    perSecond.median.toFixed(0),
    between(perSecond, 0),
    ofFloor.median.toFixed(2),
    between(ofFloor, 2),
    ...percentileCells({ p50Ms, p99Ms }),
    cpuUs.toFixed(0),
  ];
}

function percentileCells({ p50Ms, p99Ms }: Percentiles): readonly string[] {
  return [p50Ms.toFixed(2), p99Ms.toFixed(2)];
}

function between({ low, high }: Spread, digits: number): string {
  return `${low.toFixed(digits)}–${high.toFixed(digits)}`;
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const aligned = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column));
  return rows.map((row) => row.map(aligned).join('  ')).join('\n');
}
