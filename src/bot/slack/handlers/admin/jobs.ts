import { jobIn, jobsPage } from '../../../view/admin/jobs-page.js';
import { entriesPerPage } from '../../../view/admin/page.js';
import type { AdminPlace } from '../../../view/admin/place.js';
import type { Rich } from '../../../view/text.js';
import { renderAdminPage } from '../../render/admin/page.js';
import type { Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { refusedUse } from './permitted.js';

/** What has to be done in the background for the company, and what failed. */
export async function jobsModal(visit: Visit, place: AdminPlace, notices: readonly Rich[]): Promise<DrawnView> {
  const { jobs, words } = visit;
  const load = await jobs.load(visit.now());
  const failed = await jobs.failed(entriesPerPage, place.after);
  return renderAdminPage(jobsPage(place, load, failed, words, notices), words);
}

/** Tries one failed job again, or all of them; what to say of it, where it was allowed. */
export async function retry(visit: Visit, place: AdminPlace, action: 'retry' | 'retry-all'): Promise<readonly Rich[]> {
  const { jobs, words, log, requestId, person } = visit;
  const one = jobIn(place);
  if ((await refusedUse(visit, 'jobs')) !== undefined || (action === 'retry' && one === undefined)) return [];
  const count = await jobs.retry(visit.now(), action === 'retry' ? one : undefined);
  log.info(
    { requestId, personId: person.personId, job: action === 'retry' ? one : 'all', count },
    'jobs are tried again',
  );
  return [count === 0 ? words.admin.jobs.retriedNothing : words.admin.jobs.retried(count)];
}
