import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StateFile, StoredTable } from './state-file.js';

/** Slack's own limit for a file given in a modal. */
export const UPLOAD_BYTES_MAX = 10 * 1024 * 1024;

/** A file that somebody gave, as the sandbox keeps it. */
export interface StoredUpload {
  readonly id: string;
  /** Whose it is; only they can delete it. */
  readonly userId: string;
  readonly name: string;
  readonly mimetype: string;
  readonly bytes: number;
  /** Seconds since 1970. */
  readonly created: number;
  /** Its name is still known, its bytes are gone. */
  readonly deleted: boolean;
}

export interface NewUpload {
  /** Made here when absent. */
  readonly id?: string;
  readonly userId: string;
  readonly name: string;
  readonly mimetype: string;
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Files that people put into modals. The bytes lie beside the state file, or in memory where there is none. */
export class Uploads {
  readonly #files: StoredTable<StoredUpload>;
  readonly #folder: string | undefined;
  readonly #inMemory = new Map<string, Buffer>();

  constructor(state: StateFile, stateFile: string | undefined) {
    this.#files = state.table('uploads');
    this.#folder = stateFile === undefined ? undefined : `${stateFile}.files`;
  }

  add({ id = newFileId(), userId, name, mimetype, bytes, now }: NewUpload): StoredUpload {
    const created = Math.floor(now / 1000);
    const kept = { id, userId, name, mimetype, bytes: bytes.length, created, deleted: false };
    this.#keep(id, bytes);
    this.#files.set(id, kept);
    return kept;
  }

  find(id: string): StoredUpload | undefined {
    return this.#files.get(id);
  }

  /** The newest first, without those that were deleted. */
  of(userId: string): readonly StoredUpload[] {
    return [...this.#files.values()].filter((file) => file.userId === userId && !file.deleted).reverse();
  }

  /** Undefined for an unknown or deleted file. */
  bytes(id: string): Buffer | undefined {
    if (this.#files.get(id)?.deleted !== false) return undefined;
    return this.#folder === undefined ? this.#inMemory.get(id) : readFileSync(join(this.#folder, id));
  }

  delete(id: string): void {
    const file = this.#files.get(id);
    if (file === undefined || file.deleted) return;
    this.#files.set(id, { ...file, deleted: true });
    if (this.#folder === undefined) this.#inMemory.delete(id);
    else rmSync(join(this.#folder, id), { force: true });
  }

  #keep(id: string, bytes: Buffer): void {
    if (this.#folder === undefined) {
      this.#inMemory.set(id, bytes);
      return;
    }
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(join(this.#folder, id), bytes);
  }
}

function newFileId(): string {
  return `F${randomBytes(5).toString('hex').toUpperCase()}`;
}
