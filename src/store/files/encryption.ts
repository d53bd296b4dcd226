import type { FileKind } from '../../engine/file-kind.js';
import { zipEntries, zipText } from './zip-directory.js';

/** Whether nobody could read a file of that kind without its password. */
export function isEncrypted(kind: FileKind, bytes: Buffer): boolean {
  if (kind === 'pdf') return isEncryptedPdf(bytes);
  return packed.has(kind) && isEncryptedPackage(bytes);
}

/**
 * An Office document with a password is no zip but a compound file with its true content as one stream of this name,
 * which stands there in UTF-16.
 */
export function isEncryptedOffice(compoundFile: Buffer): boolean {
  return compoundFile.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

const packed: ReadonlySet<FileKind> = new Set<FileKind>(['docx', 'xlsx', 'pptx', 'odt', 'ods']);

/** A trailer, or the dictionary that stands for it, refers to how the file is encrypted; neither is ever compressed. */
function isEncryptedPdf(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(ENCRYPT); at !== -1; at = bytes.indexOf(ENCRYPT, at + 1)) {
    const next = bytes.toString('latin1', at + ENCRYPT.length, at + ENCRYPT.length + REFERENCE_CHARS);
    if (/^\s*(\d+\s+\d+\s+R|<<)/.test(next)) return true;
  }
  return false;
}

const ENCRYPT = '/Encrypt';
const REFERENCE_CHARS = 40;

/** Zips mark each encrypted file in them; OpenDocument says in its manifest instead how to decrypt them. */
function isEncryptedPackage(bytes: Buffer): boolean {
  const entries = zipEntries(bytes);
  if (entries.some((entry) => entry.encrypted)) return true;
  const manifest = entries.find((entry) => entry.name === 'META-INF/manifest.xml');
  return manifest !== undefined && zipText(bytes, manifest, MANIFEST_CHARS_MAX)?.includes('encryption-data') === true;
}

const MANIFEST_CHARS_MAX = 1_000_000;
