import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../durable-file.js';
import { type Checkpoint, checkpointText, readCheckpoint } from './checkpoint.js';

/** Where `serve` and `checkpoint` write them, below `DATA_DIR`. */
export const CHECKPOINT_FOLDER = 'audit';

/** A file was named that is no checkpoint. */
export class CheckpointFileFault extends Error {
  override readonly name = 'CheckpointFileFault';
  readonly code = 'checkpoint-file';
}

/**
 * Writes a checkpoint below `folder` and answers its path. The name holds the beginning of its hash: after a database
 * was rolled back, the next checkpoint of the same number lies beside the former and does not take its place.
 */
export async function writeCheckpointFile(folder: string, checkpoint: Checkpoint): Promise<string> {
  const { tenant, seq } = checkpoint.body;
  const name = `checkpoint-${String(seq).padStart(SEQ_DIGITS, '0')}-${checkpoint.hash.slice(0, HASH_CHARS)}.json`;
  const path = join(folder, tenant, name);
  await writeDurably(path, checkpointText(checkpoint));
  return path;
}

const SEQ_DIGITS = 6;
const HASH_CHARS = 8;

/**
 * Reads one checkpoint, or all in a folder and the folders in it.
 *
 * @throws CheckpointFileFault where there is none, or a file that claims to be one is not
 */
export async function readCheckpointFiles(path: string): Promise<readonly Checkpoint[]> {
  const paths = await pathsAt(path);
  if (paths.length === 0) throw new CheckpointFileFault(`There is no checkpoint at ${path}.`);
  return Promise.all(paths.map(readFileAt));
}

async function pathsAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return [path];
  if (!found?.isDirectory()) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^checkpoint-.*\.json$/.test(entry.name));
  return files.map((file) => join(file.parentPath, file.name)).sort();
}

async function readFileAt(path: string): Promise<Checkpoint> {
  const checkpoint = readCheckpoint(await readFile(path, 'utf8'));
  if (checkpoint === undefined) throw new CheckpointFileFault(`${path} is no checkpoint.`);
  return checkpoint;
}
