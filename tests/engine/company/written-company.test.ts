import { describe, expect, test } from 'vitest';
import type { Company } from '../../../src/engine/company/company.js';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { writtenCompany } from '../../../src/engine/company/written-company.js';
import { type Edit, set } from './acme.js';
import { workshop } from './workshop.js';

function companyOf(data: Readonly<Record<string, unknown>>): Company {
  const reading = readCompany(data);
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading.company;
}

describe('a company as files would say it', () => {
  test.each<[string, Edit]>([
    ['with one of everything', () => undefined],
    ['with a built-in role replaced', (raw) => raw.roles.push({ key: 'finance', name: 'Money' })],
    [
      'with somebody who left',
      (raw) => raw.people.push({ id: 'di', name: 'Di', email: 'd@example.com', status: 'inactive' }),
    ],
    ['without anybody in its workspace', (raw) => raw.people.map((person) => set(person, { slack: undefined }))],
    ['with people in two workspaces', (raw) => set(raw.people[2], { slack: { user: 'U0CY', team: 'T0AAA' } })],
    [
      'with a workspace that nobody is in',
      (raw) =>
        raw.people.map((person) =>
          set(person, { slack: { user: `U0${String(person.id).toUpperCase()}`, team: 'T0AAA' } }),
        ),
    ],
    [
      'with an everyone’s role that somebody holds for a unit',
      (raw) => set(raw.people[1], { roles: [{ role: 'everybody', unit: 'shop' }] }),
    ],
    [
      'with somebody inactive who holds everyone’s role',
      (raw) => set(raw.people[2], { status: 'inactive', roles: ['everybody'] }),
    ],
  ])('%s is read as the same company again', (_name, edit) => {
    const company = companyOf({ ...workshop(edit) });
    expect(companyOf({ ...writtenCompany(company) })).toEqual(company);
  });

  test('leaves out what goes without saying', () => {
    const { roles, people, calendars } = writtenCompany(companyOf({ ...workshop() }));
    expect(roles.map((role) => role.key)).toEqual(['buyers', 'director', 'everybody']);
    expect(people[0]).toEqual({
      id: 'ana',
      name: 'Ana',
      email: 'ana@example.com',
      unit: 'root',
      roles: ['admin'],
      slack: { user: 'U0ANA' },
    });
    expect(calendars[0]?.hours).toEqual({ 'mon-thu': ['08:00-12:00', '13:00-17:00'], fri: '08:00-14:00' });
  });
});
