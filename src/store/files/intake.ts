import { createHash } from 'node:crypto';
import {
  type FileIntake,
  type FileOrder,
  type FileOutcome,
  type FileRefusal,
  type RemoteFile,
  RemoteFileFault,
} from '../../engine/ports/files.js';
import type { StoredFile } from '../../engine/stored-file.js';
import type { Database } from '../database.js';
import type { FileFolder } from './file-folder.js';
import type { AttachmentRow } from './file-tables.js';
import { inspect } from './inspect.js';
import type { Slots } from './slots.js';

/** Takes copies of files for one tenant: bytes first, then the row that speaks of them. */
export class StoredFileIntake implements FileIntake {
  readonly #database: Database;
  readonly #tenant: string;
  readonly #folder: FileFolder;
  readonly #slots: Slots;
  readonly #newId: () => string;

  constructor(database: Database, tenant: string, folder: FileFolder, slots: Slots, newId: () => string) {
    this.#database = database;
    this.#tenant = tenant;
    this.#folder = folder;
    this.#slots = slots;
    this.#newId = newId;
  }

  take(order: FileOrder): Promise<FileOutcome> {
    return this.#slots.run(() => this.#take(order));
  }

  async taken(documentId: string, ids: readonly string[]): Promise<readonly StoredFile[]> {
    const rows = await this.#database.read
      .selectFrom('attachments')
      .selectAll()
      .where('tenant_id', '=', this.#tenant)
      .where('document_id', '=', documentId)
      .execute();
    const byId = new Map(rows.map((row) => [row.id, storedFileOf(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async #take({ source, uploaderId, documentId, accept, bytesMax, now }: FileOrder): Promise<FileOutcome> {
    const bytes = await fetched(source, bytesMax);
    if ('code' in bytes) return { refused: bytes };
    const inspected = await inspect(source.name, bytes, accept);
    if ('code' in inspected) return { refused: inspected };
    const row: AttachmentRow = {
      tenant_id: this.#tenant,
      id: this.#newId(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      name: inspected.name,
      media_type: inspected.mediaType,
      bytes: bytes.length,
      uploader_id: uploaderId,
      document_id: documentId,
      created_at: now,
    };
    await this.#keep(row, bytes);
    return { stored: storedFileOf(row) };
  }

  async #keep(row: AttachmentRow, bytes: Buffer): Promise<void> {
    await this.#folder.put(row.sha256, bytes);
    await this.#database.write((trx) => trx.insertInto('attachments').values(row).execute());
    // A sweep may have taken them away before it could know of the row; from now on it does.
    await this.#folder.put(row.sha256, bytes);
  }
}

export function storedFileOf({ id, name, media_type, bytes, sha256 }: AttachmentRow): StoredFile {
  return { id, name, mediaType: media_type, bytes, sha256 };
}

/** Counts what really comes: a size that was announced is anybody's word. */
async function fetched(source: RemoteFile, bytesMax: number): Promise<Buffer | FileRefusal> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of await source.open()) {
      bytes += chunk.length;
      if (bytes > bytesMax) return { code: 'too-large', bytesMax };
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof RemoteFileFault) return { code: error.code };
    throw error;
  }
  return Buffer.concat(chunks);
}
