import { fileTypeFromBuffer } from 'file-type';
import { type FileKind, fileKindNames, mediaTypesOf } from '../../engine/file-kind.js';
import type { FileRefusal } from '../../engine/ports/files.js';
import { isEncrypted, isEncryptedOffice } from './encryption.js';
import { cleanName, extensionOf, kindNamed } from './file-name.js';

/** What a file is by its bytes. */
export interface InspectedFile {
  readonly name: string;
  readonly mediaType: string;
}

/**
 * Looks into a file: the bytes say what it is, and a name that says something else is refused, for an approver would
 * open something else than it seems.
 */
export async function inspect(
  name: string,
  bytes: Buffer,
  accept: readonly FileKind[] = fileKindNames,
): Promise<InspectedFile | FileRefusal> {
  if (isBlank(bytes)) return { code: 'empty' };
  const found = await sniff(name, bytes);
  if (found === 'encrypted') return { code: 'encrypted' };
  if (found === undefined) return { code: 'wrong-type', accept };
  // Before its name: no other name would make it one that is taken.
  if (!accept.includes(found.kind)) return { code: 'wrong-type', accept, is: found.kind };
  const named = kindNamed(name);
  if (named !== undefined && named !== found.kind) {
    return { code: 'renamed', named: extensionOf(name) ?? named, is: found.kind };
  }
  if (isEncrypted(found.kind, bytes)) return { code: 'encrypted' };
  return { name: cleanName(name, found.kind), mediaType: found.mediaType };
}

interface Sniffed {
  readonly kind: FileKind;
  readonly mediaType: string;
}

async function sniff(name: string, bytes: Buffer): Promise<Sniffed | 'encrypted' | undefined> {
  const mediaType = await mediaTypeOf(bytes);
  if (mediaType === COMPOUND_FILE && isEncryptedOffice(bytes)) return 'encrypted';
  const kind = fileKindNames.find((one) => !isTextKind(one) && mediaTypesOf(one).includes(mediaType ?? ''));
  if (kind !== undefined) return { kind, mediaType: mediaType ?? '' };
  return isText(bytes) ? textOf(name) : undefined;
}

const COMPOUND_FILE = 'application/x-cfb';

/** Signatures of two letters also begin ordinary texts, so what is found counts only where it is of a kind we take. */
async function mediaTypeOf(bytes: Buffer): Promise<string | undefined> {
  try {
    const found = await fileTypeFromBuffer(bytes);
    return found?.mime === 'image/apng' ? 'image/png' : found?.mime;
  } catch {
    return undefined;
  }
}

/** Text is what its name says; one that ends in something else (`.html`, `.svg`) is none that we take. */
function textOf(name: string): Sniffed | undefined {
  const named = kindNamed(name);
  if (named === undefined && extensionOf(name) !== undefined) return undefined;
  const kind = named === 'csv' ? 'csv' : 'txt';
  return { kind, mediaType: mediaTypesOf(kind)[0] ?? '' };
}

function isTextKind(kind: FileKind): boolean {
  return kind === 'csv' || kind === 'txt';
}

/** UTF-8 without characters that no text has. */
function isText(bytes: Buffer): boolean {
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

/** No bytes at all, or a text of nothing but spaces and line ends. */
function isBlank(bytes: Buffer): boolean {
  const limit = Math.min(bytes.length, BLANK_BYTES_MAX);
  const start = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  for (let at = start; at < limit; at += 1) if (!BLANKS.has(bytes[at] ?? 0)) return false;
  return bytes.length <= BLANK_BYTES_MAX;
}

const BLANK_BYTES_MAX = 4096;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x20]);
