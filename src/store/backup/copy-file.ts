import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackupPart } from './manifest.js';

/** Copies one file to a place where there is none yet, syncs it, and tells what was in it. */
export async function copyFile(from: string, folder: string, path: string): Promise<BackupPart> {
  const to = join(folder, path);
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const file = await open(to, 'wx', 0o600);
  try {
    const part = { path, ...(await digestWhile(from, (chunk) => writeAll(file, chunk))) };
    await file.sync();
    return part;
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Reads a file to its end; undefined where there is none. */
export async function partAt(folder: string, path: string): Promise<BackupPart | undefined> {
  try {
    return { path, ...(await digestWhile(join(folder, path), async () => {})) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether a file was not there, or not any more. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function digestWhile(from: string, take: (chunk: Buffer) => Promise<void>) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    await take(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}
