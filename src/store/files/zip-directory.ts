import { inflateRawSync } from 'node:zlib';

/** What a zip's directory says of one file in it. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly compressedBytes: number;
  /** Where its own header begins. */
  readonly offset: number;
}

/** Office documents have dozens; a directory that never ends is an attack. */
const ENTRIES_MAX = 5000;
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
/** A comment may follow the end. */
const COMMENT_BYTES_MAX = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const ENCRYPTED_FLAG = 1;

/** The directory of a zip; empty for anything that has none. */
export function zipEntries(zip: Buffer): readonly ZipEntry[] {
  const end = endOf(zip);
  if (end === undefined) return [];
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  while (entries.length < ENTRIES_MAX && at + ENTRY_BYTES <= zip.length && zip.readUInt32LE(at) === ENTRY_SIGNATURE) {
    const nameBytes = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      encrypted: (zip.readUInt16LE(at + 8) & ENCRYPTED_FLAG) !== 0,
      method: zip.readUInt16LE(at + 10),
      compressedBytes: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** The text of a small file in a zip, up to `charsMax`; undefined where it cannot be read or is larger. */
export function zipText(zip: Buffer, { method, compressedBytes, offset }: ZipEntry, charsMax: number) {
  if (offset + LOCAL_BYTES > zip.length) return undefined;
  const start = offset + LOCAL_BYTES + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(start, start + compressedBytes);
  try {
    if (method === 0) return packed.toString('utf8', 0, charsMax);
    return inflateRawSync(packed, { maxOutputLength: charsMax }).toString('utf8');
  } catch {
    return undefined;
  }
}

function endOf(zip: Buffer): number | undefined {
  const last = zip.length - END_BYTES;
  for (let at = last; at >= 0 && at >= last - COMMENT_BYTES_MAX; at -= 1) {
    if (zip.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  return undefined;
}
