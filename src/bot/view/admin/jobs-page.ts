import type { FailedJob, JobKey } from '../../../engine/ports/jobs.js';
import { type OutboxLoad, outboxKinds } from '../../../engine/ports/outbox.js';
import type { Page } from '../../../engine/ports/reading.js';
import type { Rich } from '../text.js';
import type { Words } from '../words.js';
import { type AdminPage, type AdminPart, bullet, line, waysOfList } from './page.js';
import type { AdminPlace } from './place.js';

/** What has to be done in the background, and what of it failed, which can be tried again. */
export function jobsPage(
  place: AdminPlace,
  load: readonly OutboxLoad[],
  failed: Page<FailedJob>,
  words: Words,
  notices: readonly Rich[] = [],
): AdminPage {
  const { buttons, sections, jobs } = words.admin;
  const { key: _key, ...here } = place;
  const hasFailed = load.some((one) => one.failed > 0);
  return {
    place: here,
    heading: sections.jobs,
    notices,
    parts: [
      ...loadParts(load, words),
      { kind: 'title', text: jobs.failedTitle },
      ...(hasFailed ? [] : [line(jobs.nothingFailed)]),
      ...failed.items.map((job) => failedPart(job, here, words)),
    ],
    ways: [
      ...waysOfList(here, failed.next, buttons),
      ...(hasFailed ? [{ name: 'retry-all', label: buttons['retry-all'], place: here, confirm: jobs.retryAll }] : []),
      { name: 'refresh', label: buttons.refresh, place: { at: 'jobs' } },
      { name: 'home', label: buttons.home, place: { at: 'home' } },
    ],
  };
}

/** Which job a button is about. Kinds have no spaces. */
export function jobIn({ key }: AdminPlace): JobKey | undefined {
  if (key === undefined) return undefined;
  const [kind, ...subject] = key.split(' ');
  const known = outboxKinds.find((one) => one === kind);
  return known && { kind: known, subject: subject.join(' ') };
}

function loadParts(load: readonly OutboxLoad[], { admin }: Words): readonly AdminPart[] {
  const { jobs } = admin;
  if (load.length === 0) return [line(jobs.nothingWaits)];
  return [line(jobs.lead), ...load.map((one) => bullet(jobs.load(jobs.kinds[one.kind], one)))];
}

function failedPart(job: FailedJob, here: AdminPlace, { admin }: Words): AdminPart {
  const { jobs, buttons } = admin;
  const { kind, subject, document, person, attempts, createdAt, lastError } = job;
  const name = document === null ? null : (document.number ?? document.title);
  const place = { ...here, key: `${kind} ${subject}` };
  return {
    kind: 'entry',
    text: jobs.failed(jobs.kinds[kind], name, person?.name ?? null),
    about: [jobs.failedAbout(attempts, createdAt, lastError)],
    ways: [{ name: 'retry', label: buttons.retry, place }],
  };
}
