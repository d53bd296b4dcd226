import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CompanyFile, TownPerson } from './town.js';

const folder = 'examples/company';

/** The sample company as one file: lists that stand in several are put together, as the bot does. */
export function exampleCompany(): CompanyFile {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const sections = files.sort().flatMap((name) => Object.entries(parse(readFileSync(join(folder, name), 'utf8'))));
  const company: Record<string, unknown> = {};
  for (const [section, value] of sections) {
    const before = company[section];
    company[section] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
  }
  const { people, ...others } = company as unknown as CompanyFile;
  return { ...others, company: others.company, people: people.map(withAccount) };
}

/** Everybody has an account; whose it is the bot has to find out where the files do not say. */
function withAccount(person: TownPerson): TownPerson {
  if (Object.hasOwn(person, 'slack')) return person;
  return { ...person, slack: { user: `U0${person.id.toUpperCase()}` }, isUnlinked: true };
}

/** The same for tests that read English, whoever is before the page. */
export function inEnglish(company: CompanyFile): CompanyFile {
  return { ...company, people: company.people.map(({ locale: _own, ...person }): TownPerson => person) };
}

export function personOf({ people }: CompanyFile, id: string): TownPerson {
  const person = people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`Nobody of the sample company is called ${id}`);
  return person;
}
