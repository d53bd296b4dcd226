import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { FileOrder, FileOutcome, RemoteFile } from '../../../src/engine/ports/files.js';
import type { StoredFile } from '../../../src/engine/stored-file.js';
import { type FileStore, fileStoreOn } from '../../../src/store/files/file-store.js';
import type { TestCompany } from '../../support/company.js';
import { type House, openHouse } from '../../support/house.js';
import { temporaryFolder } from '../../support/temporary.js';

/** A house with a folder for files. */
export class FileWorld {
  readonly house: House;
  readonly root: string;
  readonly files: FileStore;
  #ids = 0;

  constructor(house: House, root: string) {
    this.house = house;
    this.root = root;
    this.files = fileStoreOn(house.database, root, () => {
      this.#ids += 1;
      return `file-${this.#ids}`;
    });
  }

  take(source: RemoteFile, order: Partial<FileOrder> = {}): Promise<FileOutcome> {
    const given = { uploaderId: 'ana', documentId: 'id-1', bytesMax: 10_000, now: this.house.now() };
    return this.files.intake('acme').take({ ...given, ...order, source });
  }

  async stored(source: RemoteFile, order: Partial<FileOrder> = {}): Promise<StoredFile> {
    const outcome = await this.take(source, order);
    if ('refused' in outcome) throw new Error(`refused as ${outcome.refused.code}`);
    return outcome.stored;
  }

  pathOf({ sha256 }: Pick<StoredFile, 'sha256'>): string {
    return join(this.root, sha256.slice(0, 2), sha256);
  }

  /** Everything that lies in the folder. */
  paths(): readonly string[] {
    if (!existsSync(this.root)) return [];
    const all = readdirSync(this.root, { recursive: true, encoding: 'utf8' }).map((name) => join(this.root, name));
    return all.filter((path) => statSync(path).isFile());
  }

  /** As if nobody had touched it for so many days. */
  age(path: string, days: number): void {
    const at = new Date(Date.parse(this.house.now()) - days * 86_400_000);
    utimesSync(path, at, at);
  }
}

export async function openFileWorld(company?: TestCompany): Promise<FileWorld> {
  return new FileWorld(await openHouse(company), join(temporaryFolder(), 'files'));
}

/** A file on some platform that hands out these bytes, a few at a time. */
export function remote(name: string, content: Uint8Array | string, chunkBytes = 1000): RemoteFile {
  const bytes = Buffer.from(content);
  return { name, open: async () => chunksOf(bytes, chunkBytes) };
}

async function* chunksOf(bytes: Buffer, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

export async function contentOf(bytes: AsyncIterable<Uint8Array> | undefined): Promise<Buffer | undefined> {
  if (bytes === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
