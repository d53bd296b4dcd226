import { documentNumber } from '../../../engine/number.js';
import { dossierFor, type Visit } from '../visit.js';

/** A number as people type it: `PR-2026-0001`, `pr 2026 1`, `pr1`, or only `1`. */
const TYPED = /^(?:(\p{L}[\p{L}\d]*?)[\s\-_/#]*)??(?:#?(20\d\d)[\s\-_/]+)?#?(\d{1,9})$/u;
/** Of a number without a year: this one and the last. */
const YEARS_LOOKED_BACK = 1;

export interface Found {
  readonly id: string;
  readonly number: string;
}

/** The requests that what was typed can mean, as far as this person may see them. */
export async function findByNumber(visit: Visit, typed: string): Promise<readonly Found[]> {
  const exact = await visible(visit, typed);
  if (exact !== undefined) return [exact];
  const found = await Promise.all((await numbersMeant(visit, typed)).map((number) => visible(visit, number)));
  return found.flatMap((one) => one ?? []);
}

/** The numbers that what was typed can be. */
export async function numbersMeant({ reading, now }: Visit, typed: string): Promise<readonly string[]> {
  const [, prefix, year, sequence] = TYPED.exec(typed.trim()) ?? [];
  if (sequence === undefined) return [];
  const thisYear = Number(now().slice(0, 4));
  const years = year === undefined ? [thisYear, thisYear - YEARS_LOOKED_BACK] : [Number(year)];
  const prefixes = prefix === undefined ? (await reading.documentTypes()).map((type) => type.prefix) : [prefix];
  return prefixes.flatMap((one) => years.map((inYear) => documentNumber(one.toUpperCase(), inYear, Number(sequence))));
}

/** What a person may not see does not exist for them, also not as one of several. */
async function visible(visit: Visit, number: string): Promise<Found | undefined> {
  const id = await visit.reading.documentIdOf(number);
  const dossier = id === undefined ? undefined : await dossierFor(visit, id);
  return dossier?.document.number ? { id: dossier.document.id, number: dossier.document.number } : undefined;
}
