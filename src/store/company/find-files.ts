import { constants, type Dirent } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileMistake, type Mistake } from './mistake.js';

const DEPTH_MAX = 8;
const FILES_MAX = 500;
/** Several times what the largest company that can be applied needs. */
const FILE_BYTES_MAX = 5_000_000;

export interface FoundFile {
  /** Relative to the folder, with slashes. */
  readonly name: string;
  readonly text: string;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly mistakes: readonly Mistake[];
}

/**
 * The YAML files in a folder and the folders in it, in the order of their names. What begins with a dot is not looked
 * at. A link to a file inside is followed, as mounted configuration is made of them; one that leads out is a mistake.
 */
export async function findFiles(folder: string): Promise<FoundFiles> {
  const root = await realpath(folder).catch(() => undefined);
  const names = root === undefined ? undefined : await namesIn(root, '', 0);
  if (root === undefined || names === undefined) return failed(folder, 'there is no such folder, or it cannot be read');
  if (names.length === 0) return failed(folder, 'the folder has no file that ends in .yaml or .yml');
  if (names.length > FILES_MAX)
    return failed(folder, `the folder has ${names.length} files; at most ${FILES_MAX} are read`);
  const read = await Promise.all(names.sort().map((name) => readInside(root, name)));
  return {
    files: read.flatMap((one) => ('text' in one ? [one] : [])),
    mistakes: read.flatMap((one) => ('text' in one ? [] : [one])),
  };
}

function failed(folder: string, message: string): FoundFiles {
  return { files: [], mistakes: [fileMistake(folder, message)] };
}

/** Undefined when the folder itself cannot be listed. */
async function namesIn(root: string, inside: string, depth: number): Promise<string[] | undefined> {
  const entries = await readdir(join(root, inside), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined || depth > DEPTH_MAX) return undefined;
  const names: string[] = [];
  for (const entry of entries.filter((one) => !one.name.startsWith('.'))) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) names.push(...((await namesIn(root, name, depth + 1)) ?? [`${name}/`]));
    else if (isYaml(entry)) names.push(name);
  }
  return names;
}

function isYaml(entry: Dirent): boolean {
  return /\.ya?ml$/i.test(entry.name);
}

async function readInside(root: string, name: string): Promise<FoundFile | Mistake> {
  if (name.endsWith('/')) return fileMistake(name, `the folder cannot be read, or lies more than ${DEPTH_MAX} deep`);
  const path = await realpath(join(root, name)).catch(() => undefined);
  if (path === undefined) return fileMistake(name, 'the file cannot be found; is it a link to one that is gone?');
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) {
    return fileMistake(name, 'the link leads out of the folder; put the file itself here');
  }
  try {
    return await readBounded(path, name);
  } catch (error) {
    return fileMistake(name, `the file cannot be read (${codeOf(error)})`);
  }
}

async function readBounded(path: string, name: string): Promise<FoundFile | Mistake> {
  // Without NONBLOCK, opening a named pipe would wait for somebody to write into it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const about = await file.stat();
    if (!about.isFile()) return fileMistake(name, 'this is no file');
    if (about.size > FILE_BYTES_MAX) {
      return fileMistake(name, `the file has ${about.size} bytes, at most ${FILE_BYTES_MAX} are read; make two of it`);
    }
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile()) };
  } catch (error) {
    if (codeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return fileMistake(name, 'the file is not UTF-8 text; save it as UTF-8');
  } finally {
    await file.close();
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
