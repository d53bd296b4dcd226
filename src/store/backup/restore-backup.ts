import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { TEMPORARY_SUFFIX } from '../durable-file.js';
import { copyFile, isMissing, partAt } from './copy-file.js';
import { BackupFault, type HousePlaces } from './house-places.js';
import { backupNames } from './make-backup.js';
import { type BackupPart, type Manifest, readManifest } from './manifest.js';

/**
 * Puts a backup where nothing is yet, after every part of it was read and found to be what was backed up. The database
 * comes last, so that a place where restoring ended half-way cannot be mistaken for a whole one.
 *
 * @throws BackupFault where something is in the way or the backup is not whole
 */
export async function restoreBackup(from: string, to: HousePlaces): Promise<Manifest> {
  await refuseWhatIsThere(to);
  const manifest = await readManifest(from);
  const parts = [...manifest.files, manifest.database];
  await check(from, parts);
  for (const part of manifest.files) await put(from, part, ...placeOf(part.path, to));
  const { databaseFile } = to;
  const unfinished = `${basename(databaseFile)}${TEMPORARY_SUFFIX}`;
  await mkdir(dirname(databaseFile), { recursive: true, mode: 0o700 });
  await put(from, manifest.database, dirname(databaseFile), unfinished);
  await rename(join(dirname(databaseFile), unfinished), databaseFile);
  return manifest;
}

async function refuseWhatIsThere({ databaseFile, files, checkpoints }: HousePlaces): Promise<void> {
  const database = ['', '-wal', '-shm', '-journal', TEMPORARY_SUFFIX].map((ending) => databaseFile + ending);
  const inTheWay = [...database.filter((path) => existsSync(path))];
  for (const folder of [files, checkpoints]) if (!(await isEmpty(folder))) inTheWay.push(folder);
  if (inTheWay.length === 0) return;
  const what = inTheWay.join(', ');
  throw new BackupFault(
    `Nothing was restored: ${what} ${inTheWay.length === 1 ? 'is' : 'are'} there already. Restore into an empty DATA_DIR, or move what is there away.`,
  );
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}

/** Told at once, up to a number that people read. */
const PROBLEMS_SHOWN_MAX = 10;

async function check(from: string, parts: readonly BackupPart[]): Promise<void> {
  const problems: string[] = [];
  for (const part of parts) {
    const found = await partAt(from, part.path);
    if (found === undefined) problems.push(`${part.path} is missing`);
    else if (found.sha256 !== part.sha256) problems.push(`${part.path} is not what was backed up`);
  }
  if (problems.length === 0) return;
  const shown = problems.slice(0, PROBLEMS_SHOWN_MAX);
  const more = problems.length > shown.length ? `; and ${problems.length - shown.length} more` : '';
  throw new BackupFault(`Nothing was restored, for the backup is damaged: ${shown.join('; ')}${more}.`);
}

/** The folder, and the path in it. */
function placeOf(path: string, { files, checkpoints }: HousePlaces): readonly [string, string] {
  const [top, ...rest] = path.split('/');
  if (top === backupNames.files) return [files, rest.join('/')];
  if (top === backupNames.checkpoints) return [checkpoints, rest.join('/')];
  throw new BackupFault(`The backup lists ${path}, which belongs to no part of it.`);
}

async function put(from: string, part: BackupPart, folder: string, path: string): Promise<void> {
  const copied = await copyFile(join(from, part.path), folder, path);
  if (copied.sha256 === part.sha256) return;
  throw new BackupFault(`${part.path} changed while it was restored. Move away what was restored and try again.`);
}
