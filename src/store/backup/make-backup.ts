import { mkdir, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Instant } from '../../engine/instant.js';
import { copyDatabase } from './copy-database.js';
import { copyFile, isMissing, partAt } from './copy-file.js';
import { databaseFigures, hashesOfFiles } from './database-figures.js';
import { BackupFault, type HousePlaces } from './house-places.js';
import { type BackupPart, type Manifest, writeManifest } from './manifest.js';

/** What belongs into a backup; anything else that lies there is half finished or somebody else's. */
const CHECKPOINT_FILE = /^[\w.-]+\/checkpoint-[\w.-]+\.json$/;
const STORED_FILE = /^[0-9a-f]{2}\/[0-9a-f]{64}$/;

/** Of the parts of a backup. */
export const backupNames = { database: 'countersign.sqlite', files: 'files', checkpoints: 'audit' } as const;

export interface MadeBackup {
  readonly manifest: Manifest;
  /** What was wrong before already: files that a row speaks of and that are not there, or hold something else. */
  readonly damage: readonly string[];
}

/**
 * Copies everything into an empty folder while others go on writing.
 *
 * The order makes it whole. Checkpoints are copied before the database, so that each of them is in it. Files are copied
 * before it, for a sweep may take away what its rows still name, and after it, for its rows may name what was new.
 *
 * @throws BackupFault where the folder is not empty, or a copy is not sound
 */
export async function makeBackup(
  from: HousePlaces,
  to: string,
  now: () => Instant,
  version: string,
): Promise<MadeBackup> {
  await makeEmpty(to);
  const checkpoints = await copyFolder(from.checkpoints, CHECKPOINT_FILE, to, backupNames.checkpoints);
  const early = await copyFolder(from.files, STORED_FILE, to, backupNames.files);
  const at = now();
  await copyDatabase(from.databaseFile, join(to, backupNames.database));
  const late = await copyFolder(from.files, STORED_FILE, to, backupNames.files, early);
  const database = await partAt(to, backupNames.database);
  if (database === undefined) throw new BackupFault(`The copy of the database in ${to} is gone.`);
  const wanted = hashesOfFiles(join(to, backupNames.database));
  const files = [...early, ...late, ...(await copyMissed(wanted, [...early, ...late], from.files, to))];
  const figures = databaseFigures(join(to, backupNames.database));
  const damage = damageIn(files, wanted);
  const parts = [...checkpoints, ...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = await writeManifest(to, { at, version, database, files: parts, ...figures });
  return { manifest, damage };
}

async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const inside = await readdir(folder);
  if (inside.length > 0) {
    throw new BackupFault(`${folder} is not empty (it has ${inside[0]}): name a new folder for every backup.`);
  }
}

/** Copies what was not copied yet. */
async function copyFolder(
  from: string,
  pattern: RegExp,
  to: string,
  name: string,
  before: readonly BackupPart[] = [],
): Promise<readonly BackupPart[]> {
  const done = new Set(before.map(({ path }) => path));
  const copied: BackupPart[] = [];
  for (const path of await pathsIn(from)) {
    const target = `${name}/${path}`;
    if (!pattern.test(path) || done.has(target)) continue;
    const part = await copyUnlessGone(join(from, path), to, target);
    if (part !== undefined) copied.push(part);
  }
  return copied;
}

/** What a sweep had put aside for a moment, because it asks whether something is still wanted, is back by now. */
async function copyMissed(wanted: readonly string[], copied: readonly BackupPart[], from: string, to: string) {
  const there = new Set(copied.map(({ path }) => path));
  const missed = wanted.filter((sha256) => !there.has(`${backupNames.files}/${pathOf(sha256)}`));
  const parts: BackupPart[] = [];
  for (const sha256 of missed) {
    const part = await copyUnlessGone(join(from, pathOf(sha256)), to, `${backupNames.files}/${pathOf(sha256)}`);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

/** As `FileFolder` names it. */
function pathOf(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256}`;
}

/** A sweep may have taken it since it was listed. */
async function copyUnlessGone(from: string, to: string, target: string): Promise<BackupPart | undefined> {
  try {
    return await copyFile(from, to, target);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Relative, with slashes. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}

function damageIn(files: readonly BackupPart[], wanted: readonly string[]): readonly string[] {
  const present = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  return wanted.flatMap((sha256) => {
    const path = `${backupNames.files}/${pathOf(sha256)}`;
    const found = present.get(path);
    if (found === sha256) return [];
    return [found === undefined ? `${path} is missing` : `${path} does not hold what it is named after`];
  });
}
