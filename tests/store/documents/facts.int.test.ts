import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../src/engine/calendar/calendar.js';
import type { DocumentType, Template } from '../../../src/engine/definition.js';
import type { Policy } from '../../../src/engine/policy/policy.js';
import { purchaseTemplate, purchaseType, seedPolicy, seedTemplate, smallCompany } from '../../support/company.js';
import { openHouse } from '../../support/house.js';
import { save, savedDraft, submittedWith } from './saving.js';

const anyRule = { approveWhen: 'any', rejectWhen: 'any' } as const;

const template: Template = {
  ...purchaseTemplate,
  key: 'large',
  priority: 5,
  condition: { all: [{ path: 'amount', operator: '>', value: { amount: '500.00', currency: 'USD' } }] },
  authorId: 'gus',
  stages: [
    {
      steps: [
        {
          key: 'director',
          name: 'Director',
          who: [
            { kind: 'manager', level: 2 },
            { kind: 'group', group: 'board' },
            { kind: 'field', field: 'stand_in' },
          ],
          rule: anyRule,
          when: 'amount > money("500.00", "USD")',
          because: 'over 500.00 USD',
          sla: { hours: 8, calendar: 'berlin' },
        },
      ],
    },
  ],
};

const policy: Policy = {
  key: 'leave',
  version: 1,
  name: 'Leave',
  type: 'purchase',
  priority: 1,
  when: 'urgent',
  check: {
    kind: 'quota_limit',
    limit: 1200,
    unit: 'days',
    amount: 'days',
    carryOver: 0,
    used: [{ person: 'ana', year: 2026, amount: 800 }],
  },
  authorId: 'gus',
  active: true,
};

const free: Calendar['hours'] = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

const berlin: Calendar = {
  key: 'berlin',
  name: 'Berlin',
  timeZone: 'Europe/Berlin',
  hours: {
    ...free,
    mon: [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '24:00' },
    ],
  },
  holidays: [
    { date: '2026-01-01', name: 'New Year' },
    { date: '2026-12-25', name: 'Christmas' },
  ],
};

describe('what a decision depends on comes back as it was saved', () => {
  test('a type with its rule for files and its completion', async () => {
    const type: DocumentType = {
      ...purchaseType,
      attachments: { required: true, max: 3 },
      completion: { kind: 'role', role: 'finance' },
    };
    const house = await openHouse({ ...smallCompany(), types: [type] });
    const facts = house.store.documents('acme');
    expect(await facts.read((reader) => reader.documentType('purchase'))).toEqual(type);
  });

  test('a template with condition, author, and steps that have conditions and due times', async () => {
    const house = await openHouse({ ...smallCompany(), templates: [template, purchaseTemplate] });
    const facts = house.store.documents('acme');
    expect(await facts.read((reader) => reader.templates('purchase'))).toEqual([template, purchaseTemplate]);
    const next = { ...template, version: 2, stages: [] };
    await seedTemplate(house.database, 'acme', next);
    expect(await facts.read((reader) => reader.templates('purchase'))).toEqual([next, purchaseTemplate]);
  });

  test('the newest versions of active policies, by priority', async () => {
    const other: Policy = { ...policy, key: 'a', priority: 1, authorId: null };
    const first: Policy = { ...policy, key: 'z', priority: 9 };
    const elsewhere: Policy = { ...policy, key: 'b', type: 'leave' };
    const house = await openHouse({ ...smallCompany(), policies: [policy, other, first, elsewhere] });
    const keys = async () => {
      const policies = await house.store.documents('acme').read((reader) => reader.policies('purchase'));
      return policies.map(({ key, version }) => `${key} ${version}`);
    };
    expect(await keys()).toEqual(['z 1', 'a 1', 'leave 1']);
    expect(await house.store.documents('acme').read((reader) => reader.policies('leave'))).toEqual([elsewhere]);
    await seedPolicy(house.database, 'acme', { ...first, version: 2, active: false });
    await seedPolicy(house.database, 'acme', { ...other, version: 2, type: 'leave' });
    await seedPolicy(house.database, 'acme', { ...policy, version: 2, priority: 3 });
    expect(await keys()).toEqual(['leave 2']);
  });

  test('calendars with their holidays, and which of them counts', async () => {
    const everyDay: Calendar = { ...berlin, key: 'always', timeZone: 'Asia/Jakarta', holidays: [] };
    const company = { ...smallCompany(), calendars: [berlin, everyDay], defaultCalendar: 'berlin' };
    const house = await openHouse(company);
    const calendars = await house.store.documents('acme').read((reader) => reader.calendars());
    expect([...calendars.byKey.values()]).toEqual([everyDay, berlin]);
    expect(calendars).toMatchObject({ defaultKey: 'berlin', timeZone: 'Europe/Berlin' });
  });

  test('a holiday whose name has several lines, on one', async () => {
    const holidays = [
      { date: '2026-01-01', name: 'New\nYear' },
      { date: '2026-01-02', name: '' },
    ];
    const house = await openHouse({ ...smallCompany(), calendars: [{ ...berlin, holidays }] });
    const { byKey } = await house.store.documents('acme').read((reader) => reader.calendars());
    expect(byKey.get('berlin')?.holidays.map(({ name }) => name)).toEqual(['New Year', '']);
  });

  test('an organisation with the members of groups and whoever stands above them', async () => {
    const groups = [
      { key: 'board', memberIds: ['gus', 'ana'] },
      { key: 'empty', memberIds: [] },
    ];
    const company = smallCompany();
    const people = company.people.map((person) => (person.id === 'gus' ? { ...person, managerId: 'hal' } : person));
    const house = await openHouse({ ...company, people, groups });
    const organisation = await house.store.documents('acme').read(async (reader) => {
      const cy = await reader.person('cy');
      if (cy === undefined) throw new Error('cy is not there');
      return reader.organisation(cy, { people: [], roles: [], groups: ['board', 'empty', 'unknown'] });
    });
    expect([...organisation.groups.values()]).toEqual([
      { key: 'board', name: 'board', memberIds: ['ana', 'gus'] },
      { key: 'empty', name: 'empty', memberIds: [] },
    ]);
    expect([...organisation.people.keys()].sort()).toEqual(['ana', 'bo', 'cy', 'gus', 'hal']);
  });

  test('who has an account in chat', async () => {
    const house = await openHouse();
    await house.database.write((trx) => trx.deleteFrom('chat_identities').where('user_id', '=', 'cy').execute());
    const reachable = (tenant: string) =>
      house.store.documents(tenant).read((reader) => reader.reachable(['bo', 'cy', 'nobody']));
    expect([...(await reachable('acme'))]).toEqual(['bo']);
    expect([...(await reachable('other'))]).toEqual([]);
  });

  test('an actor with the keys of the roles they hold, whatever for', async () => {
    const house = await openHouse();
    const finance = { tenant_id: 'acme', role_key: 'finance', user_id: 'cy', unit_id: 'berlin' };
    await house.database.write((trx) => trx.insertInto('role_assignments').values(finance).execute());
    const facts = house.store.documents('acme');
    expect((await facts.read((reader) => reader.actor('cy')))?.roles).toEqual(['finance', 'procurement', 'staff']);
    expect(await facts.read((reader) => reader.person('nobody'))).toBeUndefined();
  });
});

describe('the other requests of a person', () => {
  test('are those of the type that stand or may come to stand, newest first', async () => {
    const house = await openHouse();
    const made: string[] = [];
    const statuses = ['pending', 'approved', 'completed', 'rejected', 'returned', 'cancelled'] as const;
    for (const [at, status] of statuses.entries()) {
      const draft = await savedDraft(house);
      made.push(draft.id);
      await save(house, draft, submittedWith([], { status, number: `PR-2026-000${at}` }));
    }
    await savedDraft(house);
    await house.create('hal');
    const others = (person: string, type: string, except: string) =>
      house.store.documents('acme').read((reader) => reader.otherRequests(person, type, except));
    const found = await others('ana', 'purchase', made[1] ?? '');
    expect(found.map(({ documentId, number }) => [documentId, number])).toEqual([
      [made[2], 'PR-2026-0002'],
      [made[0], 'PR-2026-0000'],
    ]);
    expect(found[0]?.data).toMatchObject({ item: 'Desk', amount: { amountMinor: 12_000 } });
    expect([await others('ana', 'leave', ''), await others('hal', 'purchase', '')]).toEqual([[], []]);
  });
});
