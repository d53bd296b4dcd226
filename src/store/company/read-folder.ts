import type { Company } from '../../engine/company/company.js';
import type { Finding } from '../../engine/company/finding.js';
import { type Places, readCompany } from '../../engine/company/read-company.js';
import { findFiles } from './find-files.js';
import { mergeFiles } from './merge-files.js';
import { inReadingOrder, type Mistake } from './mistake.js';
import { type ParsedFile, parseYaml } from './parse-yaml.js';

export type FolderReading =
  | {
      readonly ok: true;
      readonly company: Company;
      readonly places: Places;
      readonly warnings: readonly Mistake[];
      /** Where something stands that turns out wrong later. */
      locate(finding: Finding): Mistake;
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads a company from the YAML files in a folder. Neither their names nor their order matter. */
export async function readFolder(folder: string): Promise<FolderReading> {
  const found = await findFiles(folder);
  const parsed = found.files.map((file) => parseYaml(file));
  const unreadable = [...found.mistakes, ...parsed.flatMap((one) => (isParsed(one) ? [] : one))];
  const merged = mergeFiles(parsed.filter(isParsed));
  const locate = (finding: Finding): Mistake => ({ ...merged.locate(finding.path), ...finding });
  const broken = [...unreadable, ...merged.mistakes];
  const reading = readCompany(merged.data, broken.length === 0);
  if (!reading.ok) return { ok: false, mistakes: inReadingOrder([...broken, ...reading.mistakes.map(locate)]) };
  return { ...reading, warnings: inReadingOrder(reading.warnings.map(locate)), locate };
}

function isParsed(one: ParsedFile | readonly Mistake[]): one is ParsedFile {
  return 'locate' in one;
}
