import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredFile } from '../../engine/stored-file.js';
import { TEMPORARY_SUFFIX, writeDurably } from '../durable-file.js';

const SHA256 = /^[0-9a-f]{64}$/;
const ASIDE_SUFFIX = '.aside';

/** The bytes of files, each under the hash of what it holds, so that the same content lies there once. */
export class FileFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Writes the bytes unless they are there, and makes them look new to a sweep. */
  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(sha256);
    if (await this.#has(path, bytes.length)) {
      const now = new Date();
      // Gone a moment ago is gone: then they are written.
      if (await utimes(path, now, now).then(yes, no)) return;
    }
    await writeDurably(path, bytes);
  }

  /** The bytes, after they were read once and found to be what they should be; undefined where they are not. */
  async open({ sha256, bytes }: Pick<StoredFile, 'sha256' | 'bytes'>): Promise<AsyncIterable<Uint8Array> | undefined> {
    const path = this.#pathOf(sha256);
    if (!(await this.#has(path, bytes)) || (await hashOf(path)) !== sha256) return undefined;
    return chunksAt(path);
  }

  /** Hashes of what lies there untouched since before that moment, and bits that were never finished. */
  async *oldFiles(beforeMs: number): AsyncGenerator<{ readonly sha256: string } | { readonly leftover: string }> {
    for (const folder of await readdir(this.#root).catch(() => [])) {
      for (const name of await readdir(join(this.#root, folder)).catch(() => [])) {
        const path = join(this.#root, folder, name);
        const found = await stat(path).catch(() => undefined);
        if (!found?.isFile() || found.mtimeMs >= beforeMs) continue;
        if (SHA256.test(name)) yield { sha256: name };
        else if (name.endsWith(TEMPORARY_SUFFIX)) yield { leftover: path };
        else if (name.endsWith(ASIDE_SUFFIX)) yield { sha256: name.slice(0, -ASIDE_SUFFIX.length) };
      }
    }
  }

  /**
   * Removes bytes for which nothing speaks. They are put aside first and asked about again: whoever takes the same
   * content at that moment either finds them missing and writes them anew, or has committed and gets them back.
   */
  async remove(sha256: string, isWanted: () => Promise<boolean>): Promise<boolean> {
    const path = this.#pathOf(sha256);
    const aside = `${path}${ASIDE_SUFFIX}`;
    // Missing where an earlier sweep ended half-way, with the bytes aside.
    await rename(path, aside).catch(() => {});
    if (await isWanted()) {
      await this.putBack(sha256);
      return false;
    }
    await rm(aside, { force: true });
    return true;
  }

  /** What a sweep had put aside, where there is such a thing. */
  async putBack(sha256: string): Promise<void> {
    const path = this.#pathOf(sha256);
    await rename(`${path}${ASIDE_SUFFIX}`, path).catch(() => {});
  }

  #pathOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new TypeError('a file is named by its hash');
    return join(this.#root, sha256.slice(0, 2), sha256);
  }

  async #has(path: string, bytes: number): Promise<boolean> {
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() === true && found.size === bytes;
  }
}

/** Opens the file when the first chunk is asked for, so that a reader who never does leaves nothing open. */
async function* chunksAt(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksAt(path)) hash.update(chunk);
  return hash.digest('hex');
}

function yes(): boolean {
  return true;
}

function no(): boolean {
  return false;
}
