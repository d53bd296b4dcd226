import { randomBytes } from 'node:crypto';

interface Awaited {
  readonly name: string;
  readonly length: number;
  readonly bytes: Buffer | undefined;
}

/** Files that the app said it would upload, until it says that it has. */
export class AwaitedUploads {
  readonly #files = new Map<string, Awaited>();

  /** Gives the id that the file will have. */
  expect(name: string, length: number): string {
    const id = `F${randomBytes(5).toString('hex').toUpperCase()}`;
    this.#files.set(id, { name, length, bytes: undefined });
    return id;
  }

  /** Tells whether a file of that id and length was expected. */
  receive(id: string, bytes: Buffer): boolean {
    const awaited = this.#files.get(id);
    if (awaited === undefined || awaited.length !== bytes.length) return false;
    this.#files.set(id, { ...awaited, bytes });
    return true;
  }

  /** The file, if its bytes came; it is expected no more then. */
  take(id: string): { readonly name: string; readonly bytes: Buffer } | undefined {
    const { name, bytes } = this.#files.get(id) ?? {};
    if (name === undefined || bytes === undefined) return undefined;
    this.#files.delete(id);
    return { name, bytes };
  }
}
