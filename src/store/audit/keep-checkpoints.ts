import type { Instant } from '../../engine/instant.js';
import type { Database } from '../database.js';
import type { Checkpoint } from './checkpoint.js';
import { writeCheckpointFile } from './checkpoint-files.js';
import { makeCheckpoints, newestCheckpoints } from './make-checkpoints.js';
import type { SigningKey } from './signing-key.js';

export interface CheckpointSource {
  readonly database: Database;
  readonly key: SigningKey;
  /** Where the files go. */
  readonly folder: string;
  now(): Instant;
}

export interface KeptCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly path: string;
  /** False for one that was there before and is still the newest, because nothing moved. */
  readonly isNew: boolean;
}

/** Makes the checkpoints that are due and writes them to files, with the newest of each tenant where its file is gone. */
export async function keepCheckpoints({ database, key, folder, now }: CheckpointSource): Promise<KeptCheckpoint[]> {
  const made = await makeCheckpoints(database, key, now);
  const hashes = new Set(made.map(({ hash }) => hash));
  const before = (await newestCheckpoints(database)).filter(({ hash }) => !hashes.has(hash));
  const kept: KeptCheckpoint[] = [];
  for (const checkpoint of [...before, ...made]) {
    const path = await writeCheckpointFile(folder, checkpoint);
    kept.push({ checkpoint, path, isNew: hashes.has(checkpoint.hash) });
  }
  return kept;
}
