import { homePage } from '../../../view/admin/home.js';
import type { AdminPlace } from '../../../view/admin/place.js';
import { isListSection } from '../../../view/admin/subcommand.js';
import type { Rich } from '../../../view/text.js';
import { renderAuditForm } from '../../render/admin/audit-form.js';
import { renderNumberForm } from '../../render/admin/number-form.js';
import { renderAdminPage } from '../../render/admin/page.js';
import { renderUploadForm } from '../../render/admin/upload.js';
import { renderNoticeModal } from '../../render/modal.js';
import type { Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { auditModal } from './audit.js';
import { changeModal } from './change.js';
import { listAt, shownAt } from './company.js';
import { jobsModal } from './jobs.js';
import { permissionsOf, refusedUse } from './permitted.js';
import { reassignModal } from './reassign.js';
import { openSimulate } from './simulate.js';
import { stuckModal } from './stuck.js';
import { timelineModal } from './timeline.js';

/** What is to be seen at a place, for this person at this moment. */
export async function modalAt(visit: Visit, place: AdminPlace, notices: readonly Rich[] = []): Promise<DrawnView> {
  const { words } = visit;
  const { at, key } = place;
  if (at === 'home') return renderAdminPage(homePage(await permissionsOf(visit), words, notices), words);
  const refused = await refusedUse(visit, at);
  if (refused !== undefined) return renderNoticeModal([refused], words, { title: words.admin.title });
  if (isListSection(at)) {
    const page = key === undefined ? listAt(visit, { ...place, at }) : shownAt(visit, { ...place, at, key });
    return renderAdminPage(await page, words);
  }
  switch (at) {
    case 'upload':
      return key === undefined ? renderUploadForm(words, notices) : changeModal(visit, key, place.skip ?? 0);
    case 'simulate':
      return openSimulate(visit, '');
    case 'document':
      return key === undefined ? renderNumberForm('document', words) : timelineModal(visit, { ...place, key });
    case 'reassign':
      return key === undefined ? renderNumberForm('reassign', words) : reassignModal(visit, key);
    case 'stuck':
      return stuckModal(visit, place);
    case 'jobs':
      return jobsModal(visit, place, notices);
    case 'audit':
      return place.question === undefined
        ? renderAuditForm(words)
        : auditModal(visit, { ...place, question: place.question });
  }
}
