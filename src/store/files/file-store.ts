import type { Instant } from '../../engine/instant.js';
import type { FileDesk, FileIntake, FileLinks } from '../../engine/ports/files.js';
import type { Database } from '../database.js';
import { FileFolder } from './file-folder.js';
import { StoredFileIntake } from './intake.js';
import { StoredFileDesk, StoredFileLinks } from './links.js';
import { Slots } from './slots.js';
import { type Swept, sweepFiles } from './sweep.js';

/** Below `DATA_DIR`. */
export const FILES_FOLDER = 'files';

/** Each file taken is in memory once, up to its limit. */
const TAKEN_AT_ONCE_MAX = 4;

/** Everything about files that the other rooms get of the store. */
export interface FileStore {
  readonly desk: FileDesk;
  intake(tenantId: string): FileIntake;
  links(tenantId: string): FileLinks;
  /** Takes away what nothing speaks of any more; for a timetable. */
  sweep(now: Instant): Promise<Swept>;
}

export function fileStoreOn(database: Database, root: string, newId: () => string): FileStore {
  const folder = new FileFolder(root);
  const slots = new Slots(TAKEN_AT_ONCE_MAX);
  return {
    desk: new StoredFileDesk(database, folder),
    intake: (tenantId) => new StoredFileIntake(database, tenantId, folder, slots, newId),
    links: (tenantId) => new StoredFileLinks(database, tenantId),
    sweep: (now) => sweepFiles(database, folder, now),
  };
}
