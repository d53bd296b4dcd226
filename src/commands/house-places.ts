import { join } from 'node:path';
import type { Settings } from '../config.js';
import { CHECKPOINT_FOLDER } from '../store/audit/checkpoint-files.js';
import type { HousePlaces } from '../store/backup/house-places.js';
import { FILES_FOLDER } from '../store/files/file-store.js';
import { databaseFile } from '../store/open-database.js';
import { WrongDatabase } from './with-database.js';

/**
 * Where the settings say that everything lies.
 *
 * @throws WrongDatabase where the database is no file
 */
export function housePlaces({ databaseUrl, dataDir }: Pick<Settings, 'databaseUrl' | 'dataDir'>): HousePlaces {
  const file = databaseFile(databaseUrl);
  if (file === undefined) throw new WrongDatabase('This works with DATABASE_URL=sqlite:… only.');
  return { databaseFile: file, files: join(dataDir, FILES_FOLDER), checkpoints: join(dataDir, CHECKPOINT_FOLDER) };
}
