import { describe, expect, test } from 'vitest';
import { companyOf, type Edit, set, stagesOf, step, warningsOf } from './acme.js';

describe('a company without mistakes', () => {
  test('is mapped to the words of the engine', () => {
    expect(companyOf()).toEqual({
      profile: {
        id: 'acme',
        name: 'Acme',
        timeZone: 'Europe/Berlin',
        fallbackGroup: null,
        locale: 'en',
        calendar: null,
      },
      workspaces: [{ platform: 'slack', installation: 'T0ACME' }],
      units: [
        { id: 'root', name: 'Acme', parentId: null, headId: 'ana' },
        { id: 'shop', name: 'Shop', parentId: 'root', headId: 'bo' },
      ],
      people: [
        {
          id: 'ana',
          name: 'Ana',
          email: 'ana@example.com',
          title: null,
          active: true,
          unitId: 'root',
          managerId: null,
          locale: null,
          timeZone: null,
          grants: [
            { role: 'admin', unit: null },
            { role: 'staff', unit: null },
          ],
          identities: [{ platform: 'slack', installation: 'T0ACME', chatUser: 'U0ANA' }],
        },
        expect.objectContaining({ id: 'bo', managerId: 'ana', grants: [{ role: 'staff', unit: null }] }),
        expect.objectContaining({
          id: 'cy',
          grants: [
            { role: 'buyers', unit: 'shop' },
            { role: 'staff', unit: null },
          ],
        }),
      ],
      roles: [
        expect.objectContaining({ key: 'admin' }),
        expect.objectContaining({ key: 'auditor' }),
        { key: 'buyers', name: 'Buyers', permissions: [], everyone: false, confirmIdentity: false },
        expect.objectContaining({ key: 'finance' }),
        expect.objectContaining({ key: 'manager' }),
        {
          key: 'staff',
          name: 'Staff',
          permissions: ['document.create', 'approval.act'],
          everyone: true,
          confirmIdentity: false,
        },
      ],
      unlinked: [],
      groups: [],
      calendars: [],
      policies: [],
      tests: [],
      types: [
        {
          key: 'purchase',
          name: 'Purchase',
          prefix: 'PR',
          titleField: 'item',
          visibleToManagers: false,
          form: [
            { name: 'item', type: 'text', label: 'Item', required: true },
            { name: 'count', type: 'integer', label: 'How many', required: false },
          ],
        },
      ],
      templates: [
        {
          key: 'purchase',
          name: 'Purchase',
          type: 'purchase',
          priority: 0,
          stages: [
            {
              steps: [
                {
                  key: 'manager',
                  name: 'Manager',
                  who: [{ kind: 'manager' }],
                  rule: { approveWhen: 'any', rejectWhen: 'any' },
                },
              ],
            },
            {
              steps: [
                {
                  key: 'buyers',
                  name: 'Buyers',
                  who: [{ kind: 'role', role: 'buyers' }],
                  rule: { approveWhen: 'all', rejectWhen: 'any' },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('an admin by role may keep the company but neither decide nor ask others to', () => {
    const admin = companyOf().roles.find((role) => role.key === 'admin');
    expect(admin?.permissions).toContain('config.people');
    expect(admin?.permissions).not.toContain('approval.act');
  });

  test('a role of the files replaces a built-in one as a whole', () => {
    const roles = companyOf((raw) =>
      raw.roles.push({ key: 'staff', name: 'Team', permissions: ['approval.act'] }),
    ).roles;
    expect(roles.find((role) => role.key === 'staff')).toEqual({
      key: 'staff',
      name: 'Team',
      permissions: ['approval.act'],
      everyone: false,
      confirmIdentity: false,
    });
  });

  test("everyone's role goes to active people only, and only once", () => {
    const { people } = companyOf((raw) => {
      set(raw.people[1], { roles: ['staff'] });
      set(raw.people[2], { status: 'inactive', roles: [] });
    });
    expect(people.map((person) => person.grants.filter((grant) => grant.role === 'staff').length)).toEqual([1, 1, 0]);
  });

  test('addresses are kept in lower case and languages in their canonical spelling', () => {
    const read = companyOf((raw) => {
      set(raw.people[0], { email: 'Ana@Example.COM', locale: 'pt-br' });
    });
    expect(read.people[0]).toMatchObject({ email: 'ana@example.com', locale: 'pt-BR' });
  });

  test.each<[string, unknown, object[]]>([
    ['one word', 'unit_head', [{ kind: 'unit_head' }]],
    ['one role', { role: 'buyers' }, [{ kind: 'role', role: 'buyers' }]],
    ['a list', ['manager', { user: 'bo' }], [{ kind: 'manager' }, { kind: 'user', user: 'bo' }]],
  ])('"who" may be %s', (_name, written, read) => {
    const [template] = companyOf(stagesOf([step('one', { who: written })])).templates;
    expect(template?.stages[0]?.steps[0]?.who).toEqual(read);
  });

  test('63 steps fit', () => {
    const steps = Array.from({ length: 63 }, (_, at) => step(`s${at}`));
    expect(companyOf(stagesOf(steps)).templates[0]?.stages[0]?.steps).toHaveLength(63);
  });
});

describe('warnings', () => {
  test('there are none for a plain company', () => {
    expect(warningsOf()).toEqual([]);
  });

  test.each<[string, Edit, string]>([
    [
      'someone in another workspace',
      (raw) => set(raw.people[1], { slack: { user: 'U0BO', team: 'T0OTHER' } }),
      'people.1.slack.team: Bo is in another workspace',
    ],
    [
      'an inactive head',
      (raw) => {
        set(raw.people[1], { status: 'inactive' });
        set(raw.people[2], { manager: 'ana' });
      },
      'units.1.head: Bo, the head of Shop, is inactive',
    ],
    [
      'an inactive manager',
      (raw) => {
        set(raw.people[1], { status: 'inactive' });
        set(raw.units[1], { head: 'cy' });
      },
      'people.2.manager: Bo, the manager of Cy, is inactive',
    ],
    [
      'a template that is never used',
      (raw) => raw.templates.push({ ...raw.templates[0], key: 'zzz' }),
      'templates.1: never used: template "purchase" always comes before it',
    ],
  ])('%s', (_name, edit, expected) => {
    expect(warningsOf(edit)).toEqual([expect.stringContaining(expected)]);
  });

  test('nobody linked to a chat is none as long as there is a workspace in which they can link themselves', () => {
    const unlinked: Edit = (raw) =>
      raw.people.forEach((person) => {
        Reflect.deleteProperty(person, 'slack');
      });
    expect(warningsOf(unlinked)).toEqual([]);
    const nowhere: Edit = (raw) => [unlinked(raw), Reflect.deleteProperty(raw.company, 'slack')];
    expect(warningsOf(nowhere)).toEqual([expect.stringContaining('no Slack workspace is named')]);
  });
});
