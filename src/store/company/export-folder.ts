import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Company } from '../../engine/company/company.js';
import { exportedParts, exportFiles, fileName } from './export-files.js';

export type ExportOutcome =
  | { readonly ok: true; readonly files: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * Writes a company into a folder. One that is not empty is left alone, unless `force` is set: then the files that an
 * export makes are replaced. Others are never touched, and a YAML file among them, which `apply` would read as well, is
 * a reason not to begin.
 */
export async function exportFolder(folder: string, company: Company, force: boolean): Promise<ExportOutcome> {
  await mkdir(folder, { recursive: true });
  const found = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  if (found.length > 0 && !force) {
    return {
      ok: false,
      message: `${folder} is not empty; name an empty folder, or add --force to replace what is there`,
    };
  }
  const own = exportedParts.map(fileName);
  const strangers = found.filter((name) => !own.includes(name) && mayBeRead(name));
  if (strangers.length > 0) {
    const them = strangers.slice(0, STRANGERS_SHOWN_MAX).join(', ');
    return {
      ok: false,
      message: `apply would read ${them} in ${folder} as well; move them away, or name another folder`,
    };
  }
  const files = exportFiles(company);
  for (const { name, text } of files) await replaceFile(folder, name, text);
  const kept = files.map((file) => file.name);
  for (const name of own.filter((one) => found.includes(one) && !kept.includes(one))) await rm(join(folder, name));
  return { ok: true, files: kept };
}

const STRANGERS_SHOWN_MAX = 5;

/** A folder may hold more of them. */
function mayBeRead(name: string): boolean {
  return /\.ya?ml$/i.test(name) || !name.includes('.');
}

/** Whole or not at all. */
async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const unfinished = join(folder, `.${name}.unfinished`);
  await writeFile(unfinished, text, 'utf8');
  await rename(unfinished, join(folder, name));
}
