import { expect, test } from 'vitest';
import type { Permission } from '../../../src/engine/permission.js';
import { smallCompany } from '../../support/company.js';
import { openHouse } from '../../support/house.js';

/** Bo asks, whose own manager nobody is, among people who hold nothing but these. */
async function unblockersWith(held: Readonly<Record<string, readonly Permission[]>>): Promise<readonly string[]> {
  const small = smallCompany();
  const roles = Object.entries(held).map(([key, permissions]) => ({ key, permissions }));
  const people = small.people.map((one) => ({ ...one, roles: (one.roles ?? []).filter((key) => key !== 'admin') }));
  const house = await openHouse({
    ...small,
    roles: [...small.roles, ...roles],
    people: [...people, ...roles.map(({ key }) => ({ id: `${key}-one`, roles: [key] }))],
  });
  const id = await house.create('bo');
  await house.submit('bo', id);
  return (await house.store.reading(house.tenantId).dossier(id))?.unblockers ?? [];
}

test.each<[string, Readonly<Record<string, readonly Permission[]>>, readonly string[]]>([
  [
    'those who can put somebody on it, and not those for whom the document does not exist',
    {
      helper: ['approval.reassign', 'document.read_all'],
      blind: ['approval.reassign'],
      told: ['approval.unblock', 'config.people'],
    },
    ['helper-one'],
  ],
  ['who may unblock, where nobody can reassign', { told: ['approval.unblock'], hr: ['config.people'] }, ['told-one']],
  ['who looks after people, where nobody else is there', { hr: ['config.people'] }, ['hr-one']],
])('help on a stuck step is asked of %s', async (_who, held, expected) => {
  expect(await unblockersWith(held)).toEqual(expected);
});
