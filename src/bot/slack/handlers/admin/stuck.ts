import { entriesPerPage } from '../../../view/admin/page.js';
import type { AdminPlace } from '../../../view/admin/place.js';
import { stuckPage } from '../../../view/admin/stuck-page.js';
import { renderAdminPage } from '../../render/admin/page.js';
import type { Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { permissionsOf } from './permitted.js';

/** Every document that cannot go on by itself, with the way out. */
export async function stuckModal(visit: Visit, place: AdminPlace): Promise<DrawnView> {
  const { radar, words } = visit;
  const stuck = await radar.stuck(entriesPerPage, place.after);
  return renderAdminPage(stuckPage(place, stuck, await permissionsOf(visit), words), words);
}
