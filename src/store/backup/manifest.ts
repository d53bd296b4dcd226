import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parsedJson } from '../audit/parsed-json.js';
import { writeDurably } from '../durable-file.js';
import { BackupFault } from './house-places.js';

const MANIFEST_FILE = 'manifest.json';
const FORMAT = 'countersign-backup-1';

/** Of the backup's parts; nothing that leads out of it. */
const path = z.string().regex(/^(?!\.)[\w.-]+(?:\/(?!\.)[\w.-]+)*$/);
const count = z.int().min(0);
const partShape = z.strictObject({ path, bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const auditShape = z.strictObject({ chains: count, entries: count, sum: z.string().regex(/^[0-9a-f]{64}$/) });

const manifestShape = z.strictObject({
  format: z.literal(FORMAT),
  /** When the database was copied. */
  at: z.iso.datetime(),
  /** Of the program that made it. */
  version: z.string(),
  /** The newest migration of the database; null for one that was never migrated. */
  migration: z.string().nullable(),
  database: partShape,
  files: z.array(partShape),
  /** Rows by table. */
  rows: z.record(z.string(), count),
  audit: auditShape,
});

/** One file of a backup. */
export type BackupPart = z.output<typeof partShape>;
/** What the audit trail comes to; see `auditFigures`. */
export type AuditFigures = z.output<typeof auditShape>;
/** What is in a backup. It is written last: a folder without it is no backup. */
export type Manifest = z.output<typeof manifestShape>;

export async function writeManifest(folder: string, content: Omit<Manifest, 'format'>): Promise<Manifest> {
  const manifest: Manifest = { format: FORMAT, ...content };
  await writeDurably(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** @throws BackupFault where there is no backup, or one of another kind */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new BackupFault(`There is no backup in ${folder}: it has no ${MANIFEST_FILE}, which is written last.`);
  }
  const read = manifestShape.safeParse(parsedJson(text));
  if (!read.success) throw new BackupFault(`${join(folder, MANIFEST_FILE)} is not the list of a backup of this kind.`);
  return read.data;
}
