import { type FileKind, fileKindNames } from '../../engine/file-kind.js';

/** Beyond this a name is cut; its extension stays. */
const NAME_CHARS_MAX = 120;
const EXTENSION = /\.([A-Za-z0-9]{1,10})$/;
/** Other ways to write an extension. */
const aliases: Readonly<Record<string, FileKind>> = {
  jpeg: 'jpg',
  jpe: 'jpg',
  jfif: 'jpg',
  heif: 'heic',
  hif: 'heic',
  text: 'txt',
};
const kinds: ReadonlySet<string> = new Set(fileKindNames);

/** What a name's ending says the file is; undefined where it ends in nothing that is known here. */
export function kindNamed(name: string): FileKind | undefined {
  const extension = extensionOf(name);
  if (extension === undefined) return undefined;
  return aliases[extension] ?? (kinds.has(extension) ? (extension as FileKind) : undefined);
}

export function extensionOf(name: string): string | undefined {
  return EXTENSION.exec(name)?.[1]?.toLowerCase();
}

/**
 * A name as it is kept: one line without a path, without characters that turn its reading order around or cannot be
 * seen, and ending in what the file is.
 */
export function cleanName(given: string, kind: FileKind): string {
  const last = given.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const seen = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const name = seen.replace(/^\.+/, '') || 'file';
  return kindNamed(name) === kind ? shortened(name) : `${shortened(name)}.${kind}`;
}

/** Cuts between characters, never inside one. */
function shortened(name: string): string {
  if (name.length <= NAME_CHARS_MAX) return name;
  const ending = EXTENSION.exec(name)?.[0] ?? '';
  return `${name
    .slice(0, NAME_CHARS_MAX - ending.length)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}${ending}`;
}
