import { describe, expect, test } from 'vitest';
import { authorsOf } from '../../../src/engine/authors.js';
import { companyAfter } from '../../../src/engine/company/company-after.js';
import { describeDifference } from '../../../src/engine/company/describe-difference.js';
import { planApply } from '../../../src/engine/company/plan-apply.js';
import { planUpload } from '../../../src/engine/company/plan-upload.js';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { noCompany, type StoredCompany } from '../../../src/engine/company/stored-company.js';
import { type Permission, permissions } from '../../../src/engine/permission.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { type Edit, set } from './acme.js';
import { workshop } from './workshop.js';

const context = { takenWorkspaces: new Set<string>(), now: '2026-03-02T09:00:00.000Z', settings: defaultSettings };
const everything: readonly Permission[] = permissions;

/** The workshop with Di, who may do everything, and Ed, who left and kept his role. */
function stored(edit: Edit = () => undefined): StoredCompany {
  const reading = readCompany({
    ...workshop((raw) => {
      raw.roles.push({ key: 'boss', name: 'Boss', permissions: [...permissions] });
      raw.people.push(person('di', { roles: ['boss'] }), person('ed', { roles: ['boss'], status: 'inactive' }));
      edit(raw);
    }),
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return companyAfter(noCompany, planApply(noCompany, reading.company));
}

function person(id: string, more: object = {}) {
  return { id, name: id.toUpperCase(), email: `${id}@example.com`, unit: 'shop', ...more };
}

function plan(
  upload: Readonly<Record<string, unknown>>,
  { by = 'di', may = everything, on = stored() }: { by?: string; may?: readonly Permission[]; on?: StoredCompany } = {},
) {
  return planUpload(on, upload, { id: by, permissions: new Set(may) }, context);
}

/** `~ person bo: …`, or what stands against it as `people.0: …`. */
function told(...args: Parameters<typeof plan>): readonly string[] {
  const planned = plan(...args);
  if (!planned.ok) return planned.mistakes.map(({ path, message }) => `${path.join('.')}! ${message}`);
  if (planned.refusals.length > 0) return planned.refusals.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return describeDifference(planned.difference);
}

const [, , leave] = workshop().templates;
const [quota] = workshop().policies;

describe('an uploaded file', () => {
  test('adds entries and takes the place of those of the same key, and removes nothing', () => {
    const upload = {
      people: [person('zoe', { manager: 'bo' }), { ...workshop().people[2], name: 'Cyra' }],
      groups: [{ key: 'board', name: 'The board', members: ['ana', 'bo'] }],
    };
    expect(told(upload)).toEqual([
      '~ person cy: name "Cy" → "Cyra"',
      '+ person zoe (ZOE, everybody, staff)',
      '~ group board: name "Board" → "The board"',
    ]);
  });

  test('that says what is there already changes nothing', () => {
    const { units, people, roles, groups, calendars, types, templates, policies, tests } = workshop();
    expect(told({ units, people, roles, groups, calendars, types, templates, policies, tests })).toEqual([]);
  });

  test('writes types, templates and policies in the uploader’s name', () => {
    const planned = plan({
      types: [{ ...workshop().types[1], name: 'Time off' }],
      templates: [{ ...leave, name: 'Away' }],
      policies: [{ ...quota, name: 'Days' }],
    });
    expect(planned.ok && planned.difference.types).toMatchObject([{ after: { version: 2, authorId: 'di' } }]);
    expect(planned.ok && planned.difference.templates).toMatchObject([{ after: { version: 2, authorId: 'di' } }]);
    expect(planned.ok && planned.difference.policies).toMatchObject([{ after: { version: 2, authorId: 'di' } }]);
  });

  test('keeps who wrote before it, until files on the machine write the next version', () => {
    const named = (name: string) => ({
      types: [{ ...workshop().types[1], name }],
      templates: [{ ...leave, name }],
      policies: [{ ...quota, name }],
    });
    const upload = (on: StoredCompany, by: string, name: string) => {
      const planned = plan(named(name), { on, by });
      if (!planned.ok) throw new Error(JSON.stringify(planned.mistakes));
      return companyAfter(on, planned.difference);
    };
    const authors = ({ types, templates, policies }: StoredCompany) => [
      authorsOf(types),
      authorsOf(templates),
      authorsOf(policies),
    ];
    const both = upload(upload(upload(stored(), 'ana', 'One'), 'di', 'Two'), 'ana', 'Three');
    expect(authors(both)).toEqual([
      ['ana', 'di'],
      ['ana', 'di'],
      ['ana', 'di'],
    ]);
    const reading = readCompany({ ...workshop((raw) => raw.people.push(person('di'), person('ed'))) });
    if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
    const applied = companyAfter(both, planApply(both, reading.company));
    expect(authors(applied)).toEqual([[], [], []]);
    expect(authors(upload(applied, 'ana', 'Four'))).toEqual([['ana'], ['ana'], ['ana']]);
  });

  test('with thousands of mistakes tells the first hundred, and that there are more', () => {
    const members = Array.from({ length: 40 }, (_, at) => `nobody${at}`);
    const groups = Array.from({ length: 1000 }, (_, at) => ({ key: `g${at}`, name: 'G', members }));
    const lines = told({ groups });
    expect(lines).toHaveLength(101);
    expect(lines.at(-1)).toBe(
      '! there are more mistakes; these are the first 100, and the others show once they are mended',
    );
  });

  test('leaves templates and policies with their types', () => {
    const [, small] = workshop().templates;
    const moved = { ...small, type: 'leave', stages: [{ steps: [{ key: 'm', name: 'M', who: 'manager' }] }] };
    const on = stored((raw) => {
      raw.tests = [];
    });
    expect(told({ templates: [moved] }, { on })).toEqual([
      expect.stringContaining('templates.0: it takes this away from documents of type "purchase"; give what is for'),
    ]);
    const check = {
      key: 'long',
      name: 'Long',
      type: 'purchase',
      custom: { rule: 'true', effect: 'warn', message: 'M' },
    };
    expect(told({ policies: [check] }, { on })).toEqual([
      expect.stringContaining('policies.0: it takes this away from documents of type "leave"'),
    ]);
  });

  test('does not bring built-in roles of a newer version along', () => {
    const on = stored();
    const older = { ...on, roles: on.roles.filter((role) => role.key !== 'auditor') };
    expect(told({ groups: [{ key: 'new', name: 'New', members: ['cy'] }] }, { on: older })).toEqual([
      '+ group new (New)',
    ]);
    const upload = { roles: [{ key: 'auditor', name: 'Auditor' }] };
    expect(told(upload, { on: older })).toEqual(['+ role auditor (Auditor)']);
  });

  test.each<[string, object, readonly (string | RegExp)[]]>([
    [
      'the company itself',
      { company: { name: 'Ours' } },
      [/^company! the company itself is changed by "countersign apply"/],
    ],
    ['a section that is none', { peeple: [] }, ['peeple! "peeple" is not known here; did you mean "people"?']],
    ['no list', { people: 'nobody' }, ['people! "people" must be a list; begin each entry with "- "']],
    [
      'an entry behind a good one',
      {
        units: [
          { id: 'a', name: 'A' },
          { id: 'b', name: 'B', parent: 'shpo' },
        ],
      },
      [/^units\.1\.parent! there is no unit "shpo"; did you mean "shop"/],
    ],
    [
      'an entry in the place of another',
      { people: [{ ...workshop().people[2], manager: 'zoe' }] },
      [/^people\.0\.manager! there is no person "zoe"/],
    ],
    [
      'one key twice',
      { groups: [1, 2].map(() => ({ key: 'x', name: 'X', members: ['cy'] })) },
      ['groups.0.key! several groups have the key "x"', 'groups.1.key! several groups have the key "x"'],
    ],
    [
      'a known key twice',
      { groups: [1, 2].map(() => ({ key: 'board', name: 'X', members: ['cy'] })) },
      ['groups.0.key! several groups have the key "board"', 'groups.1.key! several groups have the key "board"'],
    ],
    [
      'something that others stand on',
      { types: [{ ...workshop().types[1], form: [{ name: 'what', type: 'text', label: 'What' }] }] },
      [
        /^! tests five days .*, which is not in this file: the form of type "leave" has no field "period"/,
        /^! tests five days .* has no field "why"/,
        /^! tests who is away .* has no field "period"/,
        /^! tests who is away .* has no field "why"/,
        /^! policies long, which is not in this file: "days" is no field/,
        /^! policies dates, which is not in this file: "field" names "period"/,
        /^! policies quota, .* "amount" names "days"/,
        /^! policies quota, .* "date" names "period"/,
      ],
    ],
    [
      'a prefix that another type had',
      { types: [{ ...workshop().types[1], prefix: 'PR' }] },
      [/several types have the prefix "PR"/, /several types have the prefix "PR"/],
    ],
    [
      'a test that fails',
      {
        tests: [
          {
            name: 'new',
            type: 'leave',
            person: 'cy',
            on: '2026-03-02',
            values: { what: 'Sea', period: '2026-07-06..2026-07-07' },
            expect: { steps: ['manager'], rejected_by: 'quota' },
          },
        ],
      },
      [/^tests\.0\.expect\.rejected_by! test "new": expected quota to reject it; it goes to manager \(bo\)/],
    ],
    [
      'the last admin without the role',
      { people: [{ ...workshop().people[0], roles: [] }, person('di')] },
      [/no active person may do both config.people and config.roles/],
    ],
  ])('with %s is refused with its place', (_name, upload, expected) => {
    const lines = told(upload as Record<string, unknown>);
    expect(lines).toEqual(expected.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))));
  });

  test('that breaks a sentence of the company is refused with that sentence', () => {
    const [, small] = workshop().templates;
    const stages = [
      {
        steps: [
          { key: 'head', name: 'Head', who: 'manager' },
          { key: 'director', name: 'Director', who: { user: 'ana' } },
        ],
      },
    ];
    expect(told({ templates: [{ ...small, stages }] })).toEqual([
      expect.stringMatching(
        /^! tests a purchase of 300 stays in the unit, which is not in this file: test "a purchase of 300 .* expected head \(bo\); it goes to head \(bo\) and director \(ana\)/,
      ),
      expect.stringContaining('expected no director in the route'),
    ]);
  });
});

describe('each changed entry takes its own permission', () => {
  const units = { units: [{ id: 'east', name: 'East', parent: 'root' }] };
  const roles = { roles: [{ key: 'new', name: 'New' }] };
  const groups = { groups: [{ key: 'new', name: 'New', members: ['cy'] }] };
  const [office] = workshop().calendars;
  const calendars = { calendars: [{ ...office, name: 'Bureau' }] };
  const types = { types: [{ ...workshop().types[1], name: 'Time off' }] };
  const templates = { templates: [{ ...leave, name: 'Away' }] };
  const policies = { policies: [{ ...quota, name: 'Days' }] };
  const tests = { tests: [{ ...workshop().tests[0], name: 'again' }] };

  test.each<[string, object, Permission]>([
    ['units', units, 'config.people'],
    ['people', { people: [person('zoe')] }, 'config.people'],
    ['grants', { people: [{ ...workshop().people[1], roles: ['director'] }] }, 'config.roles'],
    ['grants taken back', { people: [{ ...workshop().people[2], roles: [] }] }, 'config.roles'],
    ['roles', roles, 'config.roles'],
    ['groups', groups, 'config.groups'],
    ['calendars', calendars, 'config.calendars'],
    ['types', types, 'config.types'],
    ['templates', templates, 'config.templates'],
    ['policies', policies, 'config.policies'],
    ['tests', tests, 'config.templates'],
    ['tests', tests, 'config.policies'],
  ])('%s', (section, upload, permission) => {
    const basics: readonly Permission[] = ['document.create', 'approval.act'];
    const allowed = plan(upload as Record<string, unknown>, { may: [...basics, permission] });
    expect(allowed).toMatchObject({ ok: true, refusals: [] });
    const other = everything.filter((one) => (section === 'tests' ? !one.startsWith('config.') : one !== permission));
    const [refusal] = told(upload as Record<string, unknown>, { may: other });
    expect(refusal).toContain(permission);
    expect(refusal).toContain('which you lack');
  });
});

describe('nobody grants what they lack', () => {
  const may = everything.filter((one) => one !== 'audit.export');

  test.each<[string, object]>([
    ['a role given to somebody', { people: [{ ...workshop().people[1], roles: ['auditor'] }] }],
    ['a role that would allow more', { roles: [{ key: 'director', name: 'Director', permissions: ['audit.export'] }] }],
    ['one that somebody holds', { roles: [{ key: 'buyers', name: 'Buyers', permissions: ['audit.export'] }] }],
    [
      'one that everybody gets',
      { roles: [{ key: 'watchers', name: 'Watchers', permissions: ['audit.export'], everyone: true }] },
    ],
    ['somebody taken back with what they held', { people: [person('ed', { roles: ['boss'] })] }],
    ['somebody new with a role', { people: [person('zoe', { roles: ['boss'] })] }],
    ['an identity of somebody who may', { people: [person('di', { roles: ['boss'], slack: { user: 'U0MINE' } })] }],
    ['an address of somebody who may', { people: [person('di', { roles: ['boss'], email: 'mine@example.com' })] }],
  ])('%s', (_name, upload) => {
    const refusals = told(upload as Record<string, unknown>, { by: 'ana', may });
    expect(refusals.filter((text) => /audit\.export, which you may not do yourself/.test(text))).not.toEqual([]);
    const free = told(upload as Record<string, unknown>, { by: 'ana' });
    expect(free.filter((text) => text.includes('which you may not do yourself'))).toEqual([]);
  });

  test('a role for one unit gives no power over the company, so it may be given', () => {
    const upload = { people: [{ ...workshop().people[1], roles: [{ role: 'auditor', unit: 'shop' }] }] };
    expect(told(upload, { may })).toEqual(['~ person bo: auditor in shop']);
  });

  test('who speaks for somebody with power, or a marked role, is confirmed by whoever may confirm', () => {
    const unconfirming = everything.filter((one) => one !== 'people.confirm_identity');
    const on = stored((raw) => set(raw.people[1], { roles: ['director'] }));
    const linked = { people: [{ ...workshop().people[1], roles: ['director'], slack: { user: 'U0NEW' } }] };
    expect(told(linked, { on, may: unconfirming })).toContain(
      'people.0: this takes the permission people.confirm_identity, which you lack',
    );
    const plain = { people: [{ ...workshop().people[2], slack: { user: 'U0NEW' } }] };
    expect(told(plain, { on, may: unconfirming }).join()).not.toContain('people.confirm_identity');
  });

  describe('while another looks after identities, nobody says who speaks for somebody else', () => {
    const alone: Edit = (raw) => {
      set(raw.people[0], { roles: [] });
      raw.tests = [];
    };
    const [, bo] = workshop().people;
    test.each<[string, object, string]>([
      ['an account', { ...bo, slack: { user: 'U0ALT' } }, 'it says which chat account is theirs for Bo'],
      ['an address', { ...bo, email: 'alt@example.com' }, 'it says another e-mail address for Bo'],
      [
        'somebody new with an account',
        person('zoe', { slack: { user: 'U0ALT' } }),
        'which chat account is theirs for ZOE',
      ],
    ])('%s', (_what, entry, expected) => {
      expect(told({ people: [entry] })).toEqual([
        expect.stringMatching(new RegExp(`people.0: .*${expected}; leave it out`)),
      ]);
      expect(plan({ people: [entry] }, { on: stored(alone) })).toMatchObject({ ok: true, refusals: [] });
    });

    test('somebody new with an address is taken, and so is an account taken away', () => {
      expect(told({ people: [person('zoe')] })).toEqual(['+ person zoe (ZOE, everybody, staff)']);
      expect(told({ people: [{ ...bo, slack: 'none' }] })).toEqual(['~ person bo: no longer slack U0BO']);
    });
  });
});

describe('nobody puts themselves where steps ask, nor changes who they are', () => {
  const bo = { ...workshop().people[1] };
  /** Fay sits at the side of the shop that Bo leads, and Di is between Bo and the top. */
  const beside: Edit = (raw) => {
    raw.units.push({ id: 'side', name: 'Side', parent: 'root' });
    raw.people.push(person('fay', { unit: 'side' }));
  };
  test.each<[string, object]>([
    ['a chat identity', { people: [{ ...bo, slack: { user: 'U0OTHER' } }] }],
    ['no chat identity', { people: [{ ...bo, slack: 'none' }] }],
    ['a role', { people: [{ ...bo, roles: ['director'] }] }],
    ['another manager', { people: [{ ...bo, manager: 'di' }] }],
    ['another unit', { people: [{ ...bo, unit: 'root' }] }],
    ['another address', { people: [{ ...bo, email: 'other@example.com' }] }],
    ['somebody to manage', { people: [person('zoe', { manager: 'bo' })] }],
    ['a unit to head', { units: [{ id: 'root', name: 'Acme', head: 'bo' }] }],
    ['a new unit to head', { units: [{ id: 'new', name: 'New', parent: 'root', head: 'bo' }] }],
    ['somebody of another unit', { people: [person('fay', { unit: 'shop' })] }],
    ['a unit below another', { units: [{ id: 'side', name: 'Side', parent: 'shop' }] }],
    ['a group', { groups: [{ key: 'new', name: 'New', members: ['bo', 'cy'] }] }],
  ])('%s', (_name, upload) => {
    const refusals = told(upload as Record<string, unknown>, { by: 'bo', on: stored(beside) });
    expect(refusals.filter((text) => !text.includes('somebody else has to do it'))).toEqual([]);
    expect(refusals).not.toEqual([]);
    const byAna = told(upload as Record<string, unknown>, { by: 'ana', on: stored(beside) });
    expect(byAna.filter((text) => text.includes('somebody else has to do it'))).toEqual([]);
  });

  test('a role that others hold does not become everybody’s, and a new one may be', () => {
    expect(told({ roles: [{ key: 'director', name: 'Director', everyone: true }] })).toEqual([
      expect.stringContaining('it changes your own roles'),
    ]);
    expect(told({ roles: [{ key: 'guests', name: 'Guests', everyone: true }] })[0]).toBe('+ role guests (Guests)');
  });

  test('somebody new below those who are below the author already is no gain', () => {
    expect(told({ people: [person('zoe', { manager: 'bo' })] }, { by: 'ana' })).toEqual([
      '+ person zoe (ZOE, everybody, staff)',
    ]);
  });

  test('a new name or title is nobody else’s matter, and being where one was already is no change', () => {
    expect(told({ people: [{ ...bo, name: 'Bo Lund', title: 'Boss' }] }, { by: 'bo' })).toEqual([
      '~ person bo: name "Bo" → "Bo Lund", title none → "Boss"',
    ]);
    const kept = { groups: [{ key: 'board', name: 'Big board', members: ['ana', 'bo', 'cy'] }] };
    expect(told(kept, { by: 'bo' })).toEqual(['~ group board: name "Board" → "Big board", members + "cy"']);
    const renamed = { units: [{ id: 'shop', name: 'Store', parent: 'root', head: 'bo' }] };
    expect(told(renamed, { by: 'bo' })).toEqual(['~ unit shop: name "Shop" → "Store"']);
  });

  test('another workspace is the machine’s matter', () => {
    const upload = { people: [{ ...workshop().people[2], slack: { user: 'U0CY', team: 'T0OTHER' } }] };
    expect(told(upload)).toContainEqual(expect.stringContaining('another workspace than the company has'));
  });
});
