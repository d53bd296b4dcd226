import type { FileKind } from '../file-kind.js';
import type { Instant } from '../instant.js';
import type { StoredFile } from '../stored-file.js';

/** A file that somebody gave on a platform. Nothing said about it is believed before its bytes are here. */
export interface RemoteFile {
  /** As the person called it; may be anything. */
  readonly name: string;
  /** Begins to fetch it. The bytes may fail on the way: then what reads them throws a {@link RemoteFileFault}. */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Why bytes did not come: `gone`, the file was deleted on the platform meanwhile; `unreachable`, the platform did not
 * hand it out now.
 */
export class RemoteFileFault extends Error {
  override readonly name = 'RemoteFileFault';
  readonly code: 'gone' | 'unreachable';

  constructor(code: 'gone' | 'unreachable', what: string, options?: { readonly cause: unknown }) {
    super(what, options);
    this.code = code;
  }
}

/** Why a file is not taken. Whoever gave it is told, by its name, and can give another. */
export type FileRefusal =
  | { readonly code: 'gone' | 'unreachable' | 'empty' | 'encrypted' }
  | { readonly code: 'too-large'; readonly bytesMax: number }
  /** Its bytes are of no kind that is taken here; `is` where they are of one that is known. */
  | { readonly code: 'wrong-type'; readonly accept: readonly FileKind[]; readonly is?: FileKind }
  /** Its name says another kind than its bytes are, which would be taken. */
  | { readonly code: 'renamed'; readonly named: string; readonly is: FileKind };

export const fileRefusalCodes = [
  'gone',
  'unreachable',
  'empty',
  'too-large',
  'encrypted',
  'wrong-type',
  'renamed',
] as const satisfies readonly FileRefusal['code'][];

export type FileOutcome = { readonly stored: StoredFile } | { readonly refused: FileRefusal };

export interface FileOrder {
  readonly source: RemoteFile;
  readonly uploaderId: string;
  /** The document it is given for, which need not exist yet. */
  readonly documentId: string;
  /** Absent: every kind that is known. */
  readonly accept?: readonly FileKind[] | undefined;
  /** Bytes of one file. */
  readonly bytesMax: number;
  readonly now: Instant;
}

/** Takes copies of files for one tenant. */
export interface FileIntake {
  /** Fetches, looks into and stores one file, or says why not. The same content twice is stored once. */
  take(order: FileOrder): Promise<FileOutcome>;
  /** Those of the ids that were taken for the document, in the order of the ids. */
  taken(documentId: string, ids: readonly string[]): Promise<readonly StoredFile[]>;
}

/** What a link opens, for whom. */
export interface NewFileLink {
  readonly fileId: string;
  readonly documentId: string;
  readonly personId: string;
  /** Of the person, for the page that the link shows. */
  readonly locale: string;
  readonly now: Instant;
}

/** Makes links for the people of one tenant. */
export interface FileLinks {
  /** The token of a new link to a file that was taken for the document; undefined where there is none. */
  make(link: NewFileLink): Promise<string | undefined>;
}

/** A link that is still good, as the browser's token finds it. */
export interface FileLink {
  readonly tenantId: string;
  readonly personId: string;
  readonly documentId: string;
  readonly fileId: string;
  readonly locale: string;
  readonly expiresAt: Instant;
}

/** `unbound`: no browser has opened it yet; `ours`: this one has; `other`: another has. */
export type BrowserBond = 'unbound' | 'ours' | 'other';

/** Where links are redeemed. The tenant comes from the link, so this is not bound to one. */
export interface FileDesk {
  /** Undefined for a token that nobody was given, or whose time is over. */
  find(token: string, now: Instant): Promise<FileLink | undefined>;
  bondWith(token: string, browser: string | undefined): Promise<BrowserBond>;
  /** Makes the link the browser's own, unless it is another's already. Tells whether it is. */
  bind(token: string, browser: string, now: Instant): Promise<boolean>;
  /** The bytes, once they were found to be what the document says they are; undefined where they are not, or gone. */
  bytes(file: StoredFile): Promise<AsyncIterable<Uint8Array> | undefined>;
}
