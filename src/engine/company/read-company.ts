import type { z } from 'zod';
import { assemble } from './assemble.js';
import { calendarShape } from './calendar-shape.js';
import { checkAdmin } from './check-admin.js';
import { checkCycles } from './check-cycles.js';
import { checkDefinitions } from './check-definitions.js';
import { checkPolicies } from './check-policies.js';
import { checkReachable } from './check-reachable.js';
import { checkReferences } from './check-references.js';
import { checkRules } from './check-rules.js';
import { checkTests } from './check-tests.js';
import { checkUnique } from './check-unique.js';
import { checkUnits } from './check-units.js';
import { checkWorkspaces } from './check-workspaces.js';
import { type Company, type Section, sections } from './company.js';
import { companyShape, groupShape, personShape, roleShape, unitShape } from './entry-shapes.js';
import { explainUnknownKey } from './explain-issue.js';
import type { Finding, Path } from './finding.js';
import { addMistakes, firstOf } from './mistakes-max.js';
import { policyShape } from './policy-shape.js';
import { readShape } from './read-shape.js';
import { select, textOf } from './select.js';
import { templateShape } from './template-shape.js';
import { testShape } from './test-shape.js';
import { typeShape } from './type-shape.js';
import { warnings } from './warnings.js';

/** Entries of one list. They are written in one transaction, and this many fit well into the time that one may take. */
const ENTRIES_MAX = 10_000;
/** As many as one of Slack's lists of choices shows. */
const TYPES_MAX = 100;
const CALENDARS_MAX = 200;
/** Everybody may hold each of them. */
const ROLES_MAX = 200;
/** All of them are asked at every apply. */
const TESTS_MAX = 500;

/** What all files say together, by section and as written. */
type Data = Readonly<Record<string, unknown>>;

export type CompanyReading =
  | { readonly ok: true; readonly company: Company; readonly warnings: readonly Finding[]; readonly places: Places }
  | { readonly ok: false; readonly mistakes: readonly Finding[] };

/** Where the entries stand in the data, by `people/ana`, `types/purchase` and so on. */
export type Places = ReadonlyMap<string, Path>;

/**
 * Reads and checks a company written as plain data. All mistakes are reported at once, up to a number that people read. Where `whole` is false,
 * something could not be read at all: nothing is said then that the missing part might refute.
 */
export function readCompany(data: Data, whole = true): CompanyReading {
  const mistakes: Finding[] = [...unknownSections(data)];
  // Whoever writes "peeple:" has one mistake to mend, not one for everybody who names one of them.
  const judgeTogether = whole && mistakes.length === 0;
  const profile = readProfile(data.company, mistakes);
  const lists = readLists(data, mistakes);
  for (const check of CHECKS) addMistakes(mistakes, check(data));
  if (judgeTogether) addMistakes(mistakes, checkTogether(data, lists));
  if (!whole || profile === undefined || mistakes.length > 0) return { ok: false, mistakes: firstOf(mistakes) };

  const draft = { ...profile, ...lists };
  return { ok: true, company: assemble(draft), warnings: warnings(draft), places: placesOf(data) };
}

const CHECKS = [checkUnique, checkUnits, checkCycles, checkDefinitions];

function checkTogether(data: Data, lists: ReturnType<typeof readLists>): readonly Finding[] {
  const all = [
    ...checkCompanyIsNamed(data),
    ...checkReferences(data),
    ...checkReachable(data),
    ...checkWorkspaces(data),
    ...checkTests(data),
    ...checkRules(data, lists.types),
    ...checkPolicies(data, lists.types),
  ];
  const known = allRead(data, 'people', lists.people) && allRead(data, 'roles', lists.roles);
  return known ? [...all, ...checkAdmin(lists)] : all;
}

function checkCompanyIsNamed(data: Data): readonly Finding[] {
  if (data.company !== undefined) return [];
  return [{ path: [], message: 'no file says which company this is; add "company:" with id, name and time_zone' }];
}

function unknownSections(data: Data): readonly Finding[] {
  const known = ['company', ...sections];
  const unknown = Object.keys(data).filter((name) => !known.includes(name));
  return unknown.map((name) => ({ path: [name], message: explainUnknownKey(name, known) }));
}

function readLists(data: Data, mistakes: Finding[]) {
  return {
    units: readList(data, 'units', unitShape, mistakes),
    people: readList(data, 'people', personShape, mistakes),
    roles: readList(data, 'roles', roleShape, mistakes, ROLES_MAX),
    groups: readList(data, 'groups', groupShape, mistakes),
    calendars: readList(data, 'calendars', calendarShape, mistakes, CALENDARS_MAX),
    types: readList(data, 'types', typeShape, mistakes, TYPES_MAX),
    templates: readList(data, 'templates', templateShape, mistakes),
    policies: readList(data, 'policies', policyShape, mistakes),
    tests: readList(data, 'tests', testShape, mistakes, TESTS_MAX),
  };
}

/** What all entries say together can be judged only when each of them could be read. */
function allRead(data: Data, section: Section, read: readonly unknown[]): boolean {
  return select(data, `${section}.*`).length === read.length;
}

function readProfile(written: unknown, mistakes: Finding[]) {
  return written === undefined ? undefined : readShape(companyShape, written, ['company'], mistakes);
}

function readList<T>(
  data: Data,
  section: Section,
  shape: z.ZodType<T>,
  mistakes: Finding[],
  entriesMax = ENTRIES_MAX,
): readonly T[] {
  const written = data[section] ?? [];
  if (!Array.isArray(written)) {
    mistakes.push({ path: [section], message: `"${section}" must be a list; begin each entry with "- "` });
    return [];
  }
  if (written.length > entriesMax) {
    mistakes.push({
      path: [section],
      message: `"${section}" has ${written.length} entries; at most ${entriesMax} fit`,
    });
    return [];
  }
  return written.flatMap((entry: unknown, at) => readShape(shape, entry, [section, at], mistakes) ?? []);
}

function placesOf(data: unknown): Places {
  const named = sections.flatMap((section) =>
    select(data, `${section}.*`).map(({ path, value }): [string, Path] => [`${section}/${idOf(value)}`, path]),
  );
  return new Map([['company', ['company']], ...named]);
}

/** By what an entry of any section is known. */
export function idOf(entry: unknown): string | undefined {
  return textOf(entry, 'id') ?? textOf(entry, 'key') ?? textOf(entry, 'name');
}
