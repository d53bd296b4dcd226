import { builtInRoles } from './built-in-roles.js';
import type { Company, Section } from './company.js';
import { sameData } from './same-data.js';
import { writtenPolicy, writtenTemplate, writtenTest, writtenType } from './written-definitions.js';
import {
  type Written,
  writtenCalendar,
  writtenGroup,
  writtenPerson,
  writtenProfile,
  writtenRole,
  writtenUnit,
} from './written-entries.js';

/** A company as one set of files would say it. */
export type WrittenCompany = { readonly company: Written } & { readonly [S in Section]: readonly Written[] };

/** `readCompany` of it gives an equal company. Built-in roles are left out where nobody changed them. */
export function writtenCompany(company: Company): WrittenCompany {
  const team = usualTeam(company);
  const everyones = new Set(company.roles.filter((role) => role.everyone).map((role) => role.key));
  return {
    company: writtenProfile(company.profile, team),
    units: company.units.map(writtenUnit),
    people: company.people.map((person) => writtenPerson(person, everyones, team)),
    roles: company.roles.filter((role) => !isBuiltIn(role)).map(writtenRole),
    groups: company.groups.map(writtenGroup),
    calendars: company.calendars.map(writtenCalendar),
    types: company.types.map(writtenType),
    templates: company.templates.map(writtenTemplate),
    policies: company.policies.map(writtenPolicy),
    tests: company.tests.map(writtenTest),
  };
}

function isBuiltIn(role: Company['roles'][number]): boolean {
  return builtInRoles.some((one) => sameData(one, role));
}

/** The workspace that nobody is in yet, which only the company's own line can name; else the one that most are in. */
export function usualTeam({ workspaces, people }: Pick<Company, 'workspaces' | 'people'>): string | null {
  const count = new Map(workspaces.map(({ installation }) => [installation, 0]));
  for (const { identities } of people) {
    for (const { installation } of identities) count.set(installation, (count.get(installation) ?? 0) + 1);
  }
  const [first, ...others] = [...count].sort(([a], [b]) => (a < b ? -1 : 1));
  if (first === undefined) return null;
  const better = (a: [string, number], b: [string, number]) => a[1] !== 0 && (b[1] === 0 || b[1] > a[1]);
  return others.reduce((best, one) => (better(best, one) ? one : best), first)[0];
}
