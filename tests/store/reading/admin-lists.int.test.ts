import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../src/engine/calendar/calendar.js';
import type { Policy } from '../../../src/engine/policy/policy.js';
import type { AdminReading, ListQuery } from '../../../src/engine/ports/admin-reading.js';
import type { Page } from '../../../src/engine/ports/reading.js';
import {
  purchaseTemplate,
  purchaseType,
  seedCompany,
  seedPolicy,
  seedTemplate,
  smallCompany,
} from '../../support/company.js';
import { openHouse } from '../../support/house.js';
import { save, savedDraft, submittedWith } from '../documents/saving.js';

const company = {
  ...smallCompany(),
  units: [{ id: 'berlin', headId: 'hal' }],
  groups: [
    { key: 'board', memberIds: ['gus', 'ana'] },
    { key: 'empty', memberIds: [] },
  ],
};

type List = (admin: AdminReading, query: ListQuery) => Promise<Page<unknown>>;

const lists: readonly (readonly [string, List])[] = [
  ['people', (admin, query) => admin.people(query)],
  ['roles', (admin, query) => admin.roles(query)],
  ['groups', (admin, query) => admin.groups(query)],
  ['calendars', (admin, query) => admin.calendars(query)],
  ['types', (admin, query) => admin.types(query)],
  ['templates', (admin, query) => admin.templates(query)],
  ['policies', (admin, query) => admin.policies(query)],
];

const calendar: Calendar = {
  key: 'berlin',
  name: 'Berlin office',
  timeZone: 'Europe/Berlin',
  hours: { mon: [{ from: '09:00', to: '17:00' }], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  holidays: [{ date: '2026-01-01', name: 'New Year' }],
};

const policy: Policy = {
  key: 'leave',
  version: 1,
  name: 'Yearly leave',
  type: 'purchase',
  priority: 0,
  check: { kind: 'quota_limit', limit: 1200, unit: 'days', amount: 'days', carryOver: 0, used: [] },
  authorId: 'gus',
  active: true,
};

const large = {
  ...company,
  calendars: ['a', 'b', 'c'].map((key) => ({ ...calendar, key })),
  types: ['a', 'b', 'c'].map((key) => ({ ...purchaseType, key, prefix: key.toUpperCase() })),
  templates: ['a', 'b', 'c'].map((key) => ({ ...purchaseTemplate, key })),
  policies: ['a', 'b', 'c'].map((key) => ({ ...policy, key })),
  groups: ['a', 'b', 'c'].map((key) => ({ key, memberIds: ['ana'] })),
};

describe.each(lists)('the list of %s', (_name, list) => {
  test('comes page by page, each once and in order', async () => {
    const house = await openHouse(large);
    const admin = house.store.admin('acme');
    const whole = await list(admin, { limit: 100 });
    expect(whole.items.length).toBeGreaterThan(2);
    expect(whole.next).toBeUndefined();
    const seen: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await list(admin, { limit: 2, ...(after === undefined ? {} : { after }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(whole.items);
  });

  test('is empty for a search that nothing holds, be it made of signs that mean something to a database', async () => {
    const admin = (await openHouse(large)).store.admin('acme');
    for (const search of ['nothing like it', '%', '_____', '\\', "' or 1 = 1 --"]) {
      expect((await list(admin, { search, limit: 10 })).items, search).toEqual([]);
    }
  });

  test('sees nothing of another company', async () => {
    const house = await openHouse(large);
    await seedCompany(house.database, { tenantId: 'globex', people: [], roles: [], types: [], templates: [] });
    expect((await list(house.store.admin('globex'), { limit: 10 })).items).toEqual([]);
  });
});

describe('people', () => {
  test.each([
    ['a name', 'FLO', ['Flo']],
    ['part of an e-mail address', 'us@example', ['Gus']],
    ['spaces around it', '  cy ', ['Cy']],
    ['letters beyond English, small', 'özgür', ['Özgür']],
    ['letters beyond English, capital', 'ÖZGÜR', ['Özgür']],
  ])('are found by %s', async (_what, search, names) => {
    const house = await openHouse(company);
    await house.database.write((trx) =>
      trx.updateTable('users').set({ name: 'Özgür' }).where('id', '=', 'hal').execute(),
    );
    const found = await house.store.admin('acme').people({ search, limit: 10 });
    expect(found.items.map(({ name }) => name)).toEqual(names);
  });

  test('are shown with their place, their roles and where they are known', async () => {
    const people = company.people.map((person) => (person.id === 'ana' ? { ...person, unitId: 'berlin' } : person));
    const house = await openHouse({ ...company, people });
    const finance = { tenant_id: 'acme', role_key: 'finance', user_id: 'ana', unit_id: 'berlin' };
    await house.database.write((trx) => trx.insertInto('role_assignments').values(finance).execute());
    expect(await house.store.admin('acme').person('ana')).toEqual({
      id: 'ana',
      name: 'Ana',
      email: 'ana@example.com',
      title: null,
      active: true,
      unit: { id: 'berlin', name: 'berlin' },
      manager: { id: 'bo', name: 'Bo' },
      roles: [
        { id: 'finance', name: 'finance', unit: { id: 'berlin', name: 'berlin' } },
        { id: 'staff', name: 'staff', unit: null },
      ],
      groups: [{ id: 'board', name: 'board' }],
      identities: [{ platform: 'slack', installation: 'TACME', chatUser: 'UANA' }],
    });
    expect(await house.store.admin('acme').person('nobody')).toBeUndefined();
  });
});

describe('what a company consists of', () => {
  test('roles say what they allow and how many active people hold them', async () => {
    const people = company.people.map((person) => (person.id === 'flo' ? { ...person, inactive: true } : person));
    const house = await openHouse({ ...company, people });
    const admin = house.store.admin('acme');
    expect(await admin.role('finance')).toMatchObject({
      name: 'finance',
      permissions: [],
      holders: 1,
      everyone: false,
    });
    expect(await admin.role('staff')).toMatchObject({ permissions: ['document.create', 'approval.act'], holders: 7 });
    expect(await admin.role('nothing')).toBeUndefined();
  });

  test('groups name their members', async () => {
    const admin = (await openHouse(company)).store.admin('acme');
    expect((await admin.group('board'))?.members).toEqual([
      { id: 'ana', name: 'Ana', active: true },
      { id: 'gus', name: 'Gus', active: true },
    ]);
    expect((await admin.group('empty'))?.members).toEqual([]);
  });

  test('calendars say which of them counts', async () => {
    const other = { ...calendar, key: 'other', holidays: [] };
    const house = await openHouse({ ...company, calendars: [calendar, other], defaultCalendar: 'berlin' });
    const admin = house.store.admin('acme');
    expect(await admin.calendar('berlin')).toEqual({ calendar, isDefault: true });
    expect(await admin.calendar('other')).toEqual({ calendar: other, isDefault: false });
  });

  test('definitions are the newest ones, withdrawn ones included, with who wrote them', async () => {
    const types = [{ ...purchaseType, authorId: 'gus' }];
    const house = await openHouse({ ...company, types, policies: [policy] });
    await seedTemplate(house.database, 'acme', { ...purchaseTemplate, version: 2, stages: [], authorId: 'gus' });
    await seedPolicy(house.database, 'acme', { ...policy, version: 2, active: false, authorId: null });
    const admin = house.store.admin('acme');
    const gus = { id: 'gus', name: 'Gus' };
    const at = '2026-01-01T00:00:00.000Z';
    expect(await admin.type('purchase')).toEqual({ definition: types[0], at, author: gus });
    expect(await admin.template('purchase-default')).toMatchObject({
      definition: { version: 2, stages: [] },
      author: gus,
    });
    expect(await admin.policy('leave')).toMatchObject({ definition: { version: 2, active: false }, author: null });
  });

  test('balances say what of a quota somebody holds and has spent', async () => {
    const house = await openHouse({ ...company, policies: [policy] });
    const holds = [{ policy: 'leave', personId: 'ana', year: 2026, amount: 100, state: 'held' as const }];
    await save(house, await savedDraft(house), submittedWith([], { holds }));
    const admin = house.store.admin('acme');
    expect(await admin.balances('ana')).toEqual([
      { policy: 'leave', name: 'Yearly leave', unit: 'days', year: 2026, held: 100, spent: 0 },
    ]);
    expect(await admin.balances('bo')).toEqual([]);
  });
});
