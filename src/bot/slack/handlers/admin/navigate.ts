import type { AdminPlace } from '../../../view/admin/place.js';
import { readPlace } from '../../admin-place.js';
import type { SubmissionOutcome } from '../../edge.js';
import { inputOf } from '../../form-input.js';
import { LIMITS } from '../../limits.js';
import type { Submission, ViewPlace } from '../../parse.js';
import { NUMBER_BLOCK } from '../../render/admin/number-form.js';
import { SEARCH_BLOCK_ID } from '../../render/admin/page.js';
import { dataLine } from '../../render/text.js';
import { readMetadata } from '../../view-metadata.js';
import { plainFor, type Visit } from '../../visit.js';
import { documentMeant } from './document-meant.js';
import { exportTrail } from './export.js';
import { retry } from './jobs.js';
import { modalAt } from './modal-at.js';
import { refusedUse } from './permitted.js';

const home: AdminPlace = { at: 'home' };

/** A button on an administrator's page: to another page, to the file that an export makes, or to try jobs again. */
export async function onAdminButton(
  visit: Visit,
  action: string,
  value: string | undefined,
  { viewId }: ViewPlace,
): Promise<void> {
  const place = readPlace(value) ?? home;
  const { question } = place;
  if ((action === 'csv' || action === 'json') && question !== undefined) {
    return exportTrail(visit, viewId, { ...place, question }, action);
  }
  const notices = action === 'retry' || action === 'retry-all' ? await retry(visit, place, action) : [];
  await visit.client.updateView(viewId, await modalAt(visit, place, notices));
}

/** What was searched for in a list. */
export async function onSearchSent(visit: Visit, { metadata, state }: Submission): Promise<SubmissionOutcome> {
  const { at } = readMetadata('admin', metadata)?.p ?? home;
  const search = inputOf(state, SEARCH_BLOCK_ID)?.trim() ?? '';
  const view = await modalAt(visit, { at, ...(search !== '' && { search }) });
  return { answer: { response_action: 'update', view } };
}

/** The number of a document that was typed into its form. */
export async function onNumberSent(visit: Visit, { metadata, state }: Submission): Promise<SubmissionOutcome> {
  const about = readMetadata('admin-number', metadata)?.a ?? 'document';
  const refused = await refusedUse(visit, about);
  const typed = inputOf(state, NUMBER_BLOCK)?.trim() ?? '';
  const found = refused === undefined ? await documentMeant(visit, about, typed) : undefined;
  if (found !== undefined && 'notFound' in found) {
    const sentence = dataLine(plainFor(visit, found.notFound), LIMITS.fieldErrorCharsMax);
    return { answer: { response_action: 'errors', errors: { [NUMBER_BLOCK]: sentence } } };
  }
  const view = await modalAt(visit, { at: about, ...(found !== undefined && { key: found.id }) });
  return { answer: { response_action: 'update', view } };
}
