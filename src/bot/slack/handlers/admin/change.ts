import type { PendingUpload } from '../../../../engine/ports/pending-uploads.js';
import { changePage, changesIn } from '../../../view/admin/change.js';
import type { AdminPlace } from '../../../view/admin/place.js';
import type { Rich } from '../../../view/text.js';
import { PLATFORM } from '../../card-platform.js';
import type { SubmissionOutcome } from '../../edge.js';
import type { Submission } from '../../parse.js';
import { renderChange } from '../../render/admin/upload.js';
import { renderNoticeModal } from '../../render/modal.js';
import { readMetadata } from '../../view-metadata.js';
import type { Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { meanwhile } from './meanwhile.js';
import { refusedUse } from './permitted.js';

/** What an upload that was kept would change now. */
export async function changeModal(visit: Visit, uploadId: string, skip: number): Promise<DrawnView> {
  const kept = await visit.uploads.find(visit.person.personId, uploadId, visit.now());
  if (kept === undefined) return notice(visit, visit.words.admin.upload.gone);
  const outcome = await visit.configuration.plan(uploadOf(kept), visit.now(), visit.settings);
  const place: AdminPlace = { at: 'upload', key: uploadId, ...(skip > 0 && { skip }) };
  return renderChange(changePage(place, kept.name, outcome, visit.words), uploadId, visit.words);
}

/** Writes what was shown and nothing else: where the company has changed meanwhile, the new difference is shown. */
export async function onChangeConfirmed(visit: Visit, submission: Submission): Promise<SubmissionOutcome> {
  const { upload } = visit.words.admin;
  const metadata = readMetadata('admin-change', submission.metadata);
  const refused = await refusedUse(visit, 'upload');
  if (metadata === undefined || refused !== undefined) {
    return { answer: { response_action: 'update', view: notice(visit, refused ?? upload.gone) } };
  }
  const waiting = { title: visit.words.admin.title, text: upload.applying };
  return meanwhile(visit, submission.viewId, waiting, () => apply(visit, metadata.u, metadata.f));
}

async function apply(visit: Visit, uploadId: string, shown: string): Promise<DrawnView> {
  const { uploads, configuration, person, requestId, settings, words, log } = visit;
  const { upload } = words.admin;
  const kept = await uploads.find(person.personId, uploadId, visit.now());
  if (kept === undefined) return notice(visit, upload.gone);
  const origin = { requestId, platform: PLATFORM };
  const outcome = await configuration.apply(uploadOf(kept), shown, visit.now(), origin, settings);
  log.info({ requestId, outcome: outcome.kind }, 'an upload was confirmed');
  if (outcome.kind === 'applied') {
    await uploads.discard(person.personId, uploadId);
    return notice(visit, upload.applied(changesIn(outcome.lines)));
  }
  const notices = outcome.kind === 'planned' ? [upload.changedMeanwhile] : [];
  const page = changePage({ at: 'upload', key: uploadId }, kept.name, outcome, words, notices);
  return renderChange(page, uploadId, words);
}

function uploadOf({ name, text, personId }: PendingUpload) {
  return { name, text, actorId: personId };
}

function notice({ words }: Visit, text: Rich): DrawnView {
  return renderNoticeModal([text], words, { title: words.admin.title });
}
