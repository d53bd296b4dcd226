import type { Kysely } from 'kysely';
import { dayMs } from '../../engine/calendar/local-date.js';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { WeeklyReport } from '../../engine/notice.js';
import { holdersOf } from '../identities/confirmers.js';
import { isTold, tellPeople } from '../notices/tell-people.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import { groupBy } from '../reading/group-by.js';
import type { Tables } from '../tables.js';
import {
  countAwaited,
  countDecided,
  countOverdue,
  countSubmitted,
  countWaiting,
  findClosedSteps,
  findReports,
} from './week-rows.js';

type Db = Kysely<Tables>;
type IsTheirs = (personId: string) => boolean;

const weekDays = 7;
/** More in one list are read by nobody. */
const listedMax = 5;

/** See `Upkeep.report`. Inside the caller's transaction. The same request once more tells nothing twice. */
export async function tellReport(writing: NoticeWriting, report: WeeklyReport, personId: string): Promise<void> {
  const subject = `report/${personId}/${writing.requestId}`;
  if (await isTold(writing, subject)) return;
  const body = { kind: 'weekly-report', report, at: writing.now } as const;
  await tellPeople(writing, subject, body, [personId], { notBefore: 'humane' });
}

/** What one person gets to read about the week before `until`; undefined for nothing, or for who has nobody to read of. */
export async function weeklyReport(
  db: Db,
  tenant: string,
  personId: string,
  until: Instant,
): Promise<WeeklyReport | undefined> {
  const scope = (await holdersOf(db, tenant, 'approval.unblock')).has(personId) ? 'company' : 'reports';
  const isTheirs = scope === 'company' ? everybody : await reportsOf(db, tenant, personId);
  if (isTheirs === undefined) return undefined;
  const report = { scope, ...(await reportOn(db, tenant, isTheirs, until)) } as const;
  return report.submitted + report.decided + report.waiting + report.overdue === 0 ? undefined : report;
}

const everybody: IsTheirs = () => true;

async function reportsOf(db: Db, tenant: string, person: string): Promise<IsTheirs | undefined> {
  const reports = new Set((await findReports.all(db, { tenant, person })).map(({ id }) => id));
  return reports.size === 0 ? undefined : (id) => reports.has(id);
}

async function reportOn(
  db: Db,
  tenant: string,
  isTheirs: IsTheirs,
  until: Instant,
): Promise<Omit<WeeklyReport, 'scope'>> {
  const from = instant(epochMs(until) - weekDays * dayMs);
  const week = { tenant, from, until };
  const steps = (await findClosedSteps.all(db, week)).filter((step) => isTheirs(step.submitter_id)).map(closedStep);
  return {
    from,
    until,
    submitted: total(await countSubmitted.all(db, week), isTheirs),
    decided: total(await countDecided.all(db, week), isTheirs),
    waiting: total(await countWaiting.all(db, { tenant }), isTheirs),
    overdue: total(await countOverdue.all(db, { tenant, until }), isTheirs),
    medianMs: median(steps.map(({ ms }) => ms)),
    slowest: slowestOf(steps),
    awaited: await mostAwaited(db, tenant, isTheirs, until),
  };
}

function total(rows: readonly { submitter_id: string; count: number }[], isTheirs: IsTheirs): number {
  return rows.reduce((sum, { submitter_id, count }) => sum + (isTheirs(submitter_id) ? count : 0), 0);
}

interface ClosedStep {
  readonly typeName: string;
  readonly step: string;
  readonly ms: number;
}

type ClosedRow = { type_name: string; step: string; opened_at: string | null; closed_at: string | null };

function closedStep({ type_name: typeName, step, opened_at, closed_at }: ClosedRow): ClosedStep {
  // Two clocks may disagree by more than a decision took.
  return { typeName, step, ms: Math.max(0, epochMs(closed_at ?? '') - epochMs(opened_at ?? '')) };
}

/** Of an even number, the mean of the two in the middle, in whole milliseconds. */
export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

function slowestOf(steps: readonly ClosedStep[]): WeeklyReport['slowest'] {
  const byStep = groupBy(steps, ({ typeName, step }) => JSON.stringify([typeName, step]));
  return [...byStep.values()]
    .flatMap((group) => {
      const [first] = group;
      const medianMs = median(group.map(({ ms }) => ms));
      if (first === undefined || medianMs === null) return [];
      return [{ typeName: first.typeName, step: first.step, medianMs, count: group.length }];
    })
    .toSorted((a, b) => b.medianMs - a.medianMs || b.count - a.count || byName(a, b))
    .slice(0, listedMax);
}

function byName(a: Omit<ClosedStep, 'ms'>, b: Omit<ClosedStep, 'ms'>): number {
  return `${a.typeName}\0${a.step}` < `${b.typeName}\0${b.step}` ? -1 : 1;
}

/** Only of those whose documents the report is about: who else is awaited is none of the reader's business. */
async function mostAwaited(
  db: Db,
  tenant: string,
  isTheirs: IsTheirs,
  until: Instant,
): Promise<WeeklyReport['awaited']> {
  const rows = (await countAwaited.all(db, { tenant, until })).filter(({ user_id }) => isTheirs(user_id));
  return rows
    .toSorted((a, b) => b.count - a.count || b.overdue - a.overdue || (a.user_id < b.user_id ? -1 : 1))
    .slice(0, listedMax)
    .map(({ name, count, overdue }) => ({ name, count, overdue }));
}
