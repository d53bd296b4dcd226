import { storeOf } from '../compose.js';
import { epochMs, type Instant, instant } from '../engine/instant.js';
import type { FailedJob } from '../engine/ports/jobs.js';
import { type OutboxLoad, outboxKinds } from '../engine/ports/outbox.js';
import { companyIds } from '../store/company/companies.js';
import type { OpenedDatabase } from '../store/open-database.js';
import type { CliCommand, CliContext, ExitCode } from './command.js';
import { alignedLines } from './table.js';
import { withExistingDatabase } from './with-database.js';

const usage = '[failed | waiting | retry SUBJECT | retry all]';

export const jobsCommand: CliCommand = {
  name: 'jobs',
  usage,
  summary: 'what waits to be done in the background, what failed and why, or try that again',
  run: async (args, context) => {
    const [verb, ...words] = args;
    const isAlone = args.length <= 1;
    if (verb === undefined) return inDatabase(context, overview);
    if (verb === 'failed' && isAlone) return inDatabase(context, listFailed);
    if (verb === 'waiting' && isAlone) return inDatabase(context, listWaiting);
    if (verb === 'retry' && words.length > 0) {
      return inDatabase(context, (database, now, asked) => retry(database, now, asked, subjectIn(words)));
    }
    context.complain(`Usage: countersign jobs ${usage}`);
    return 2;
  },
};

/** As it is listed: some subjects are two words, and the kind stands before them. */
function subjectIn(words: readonly string[]): string {
  const [first, ...others] = words.join(' ').split(' ');
  const isKind = others.length > 0 && outboxKinds.some((kind) => kind === first);
  return isKind ? others.join(' ') : words.join(' ');
}

type Asked = (database: OpenedDatabase, now: Instant, context: CliContext) => Promise<ExitCode>;

function inDatabase(context: CliContext, work: Asked): Promise<ExitCode> {
  const { databaseUrl } = context.settings();
  return withExistingDatabase(databaseUrl, (database) => work(database, instant(context.now()), context));
}

const overview: Asked = async (database, now, context) => {
  const load = await storeOf(database).outbox.load(now);
  if (load.length === 0) {
    context.print('Nothing waits and nothing has failed.');
    return 0;
  }
  for (const line of alignedLines([loadHead, ...load.map((one) => loadCells(one, now))])) context.print(line);
  return load.some(({ failed }) => failed > 0) ? listFailed(database, now, context) : 0;
};

const loadHead = ['kind', 'due', 'under way', 'later', 'failed', 'oldest due since'];

function loadCells({ kind, due, held, later, failed, oldestDueAt }: OutboxLoad, now: Instant): readonly string[] {
  const since = oldestDueAt === undefined ? '–' : durationText(epochMs(now) - epochMs(oldestDueAt));
  return [kind, ...[due, held, later, failed].map(String), since];
}

const minuteMs = 60_000;

function durationText(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / minuteMs);
  if (minutes < 1) return 'now';
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}

/** Failed ones that are listed; the number of all is told. */
const failedShownMax = 100;

const listFailed: Asked = async (database, now, { print }) => {
  const store = storeOf(database);
  const failed = (await store.outbox.load(now)).reduce((sum, one) => sum + one.failed, 0);
  if (failed === 0) {
    print('Nothing has failed.');
    return 0;
  }
  let shown = 0;
  for (const tenant of await companyIds(database.read)) {
    const { items } = await store.jobs(tenant).failed(failedShownMax - shown);
    for (const job of items) print(failedLine(tenant, job));
    shown += items.length;
    if (shown >= failedShownMax) break;
  }
  if (failed > shown) print(`… and ${failed - shown} more`);
  print(`${failed} failed. Try again: countersign jobs retry SUBJECT, or: countersign jobs retry all`);
  return 0;
};

function failedLine(tenant: string, job: FailedJob): string {
  const { kind, subject, attempts, lastError, createdAt, document, person } = job;
  const about = [
    document === null ? [] : (document.number ?? document.title),
    person === null ? [] : person.name,
  ].flat();
  const matter = about.length === 0 ? '' : ` (${about.join(', for ')})`;
  const tries = `${attempts} ${attempts === 1 ? 'try' : 'tries'}`;
  return `${createdAt}  ${tenant}  ${kind} ${subject}${matter}  after ${tries}: ${lastError}`;
}

/** Due ones that are listed. */
const waitingShownMax = 100;
/** Longer than any lease that a running bot takes. */
const leaseMsMax = 10 * minuteMs;

const listWaiting: Asked = async (database, now, { print }) => {
  const { outbox } = storeOf(database);
  const load = await outbox.load(now);
  const due = await outbox.due(outboxKinds, now, leaseMsMax, waitingShownMax);
  for (const { dueAt, tenantId, kind, subject, attempts } of due) {
    const tries = attempts === 0 ? '' : `  after ${attempts} failed`;
    print(`${dueAt}  ${tenantId}  ${kind} ${subject}${tries}`);
  }
  const sum = (part: 'due' | 'held' | 'later') => load.reduce((total, one) => total + one[part], 0);
  if (sum('due') > due.length) print(`… and ${sum('due') - due.length} more`);
  print(`${sum('due')} due, ${sum('held')} under way, ${sum('later')} due later.`);
  return 0;
};

async function retry(
  database: OpenedDatabase,
  now: Instant,
  { print }: CliContext,
  subject: string,
): Promise<ExitCode> {
  const { outbox } = storeOf(database);
  const count = await (subject === 'all' ? outbox.retryFailed(now) : outbox.retryFailed(now, subject));
  if (count === 0) print(subject === 'all' ? 'Nothing has failed.' : `Nothing that failed is about ${subject}.`);
  else print(`${count} put back; a running bot tries ${count === 1 ? 'it' : 'them'} within seconds.`);
  return 0;
}
