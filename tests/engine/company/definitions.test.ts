import { describe, expect, test } from 'vitest';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { type Edit, set } from './acme.js';
import { workshop } from './workshop.js';

function workshopOf(edit?: Edit) {
  const reading = readCompany({ ...workshop(edit) });
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading;
}

const anyone = { approveWhen: 'any', rejectWhen: 'any' };

describe('what files say about workflows, in the words of the engine', () => {
  const { company, warnings } = workshopOf();

  test('is read without mistake or warning', () => {
    expect(warnings).toEqual([]);
  });

  test('the company’s calendar, with periods and holidays in order', () => {
    const day = [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ];
    expect(company.profile.calendar).toBe('office');
    expect(company.calendars).toEqual([
      {
        key: 'office',
        name: 'Office',
        timeZone: 'Europe/Berlin',
        hours: { mon: day, tue: day, wed: day, thu: day, fri: [{ from: '08:00', to: '14:00' }], sat: [], sun: [] },
        holidays: [
          { date: '2026-05-01', name: 'May Day' },
          { date: '2026-12-25', name: 'Christmas' },
        ],
      },
    ]);
  });

  test('groups, and roles that are everybody’s or confirmed', () => {
    expect(company.groups).toEqual([{ key: 'board', name: 'Board', memberIds: ['ana', 'bo'] }]);
    const roles = new Map(company.roles.map((role) => [role.key, role]));
    expect(roles.get('director')).toMatchObject({ confirmIdentity: true, everyone: false });
    expect(roles.get('everybody')).toMatchObject({ confirmIdentity: false, everyone: true });
    expect(roles.get('admin')).toMatchObject({ confirmIdentity: true });
    expect(company.people.every((person) => person.grants.some((grant) => grant.role === 'everybody'))).toBe(true);
  });

  test('types with their files and how they are completed', () => {
    expect(company.types).toMatchObject([
      { key: 'leave', completion: { kind: 'automatic' } },
      { key: 'purchase', completion: { kind: 'role', role: 'buyers' }, attachments: { required: false, max: 3 } },
    ]);
    expect(company.types[1]?.attachments?.bytesMax).toBe(2 * 1024 * 1024);
    expect(company.types[0]).not.toHaveProperty('attachments');
  });

  test('templates with conditions, and steps with conditions, reasons and time', () => {
    const [big, , small] = company.templates;
    expect(big).toMatchObject({
      key: 'big-purchase',
      priority: 10,
      condition: { all: [{ path: 'amount', operator: '>', value: { amount: '5000.00', currency: 'EUR' } }] },
    });
    expect(big?.stages.flatMap((stage) => stage.steps)).toEqual([
      { key: 'manager', name: 'Manager', who: [{ kind: 'manager' }], rule: anyone },
      { key: 'board', name: 'Board', who: [{ kind: 'group', group: 'board' }], rule: anyone },
      {
        key: 'director',
        name: 'Director',
        who: [
          { kind: 'role', role: 'director' },
          { kind: 'manager', level: 2 },
        ],
        rule: { approveWhen: 'all', rejectWhen: 'all' },
        because: 'over 5,000 EUR',
        sla: { hours: 8, calendar: 'office' },
      },
    ]);
    expect(small).not.toHaveProperty('condition');
    expect(small?.stages[0]?.steps[1]).toMatchObject({
      who: [{ kind: 'field', field: 'friend' }],
      when: 'has(form.friend)',
    });
  });

  test('policies of each kind, with quantities in hundredths and amounts in minor units', () => {
    expect(company.policies.map((policy) => [policy.key, policy.priority, policy.when, policy.check])).toEqual([
      ['dates', 0, undefined, expect.objectContaining({ kind: 'time_based', noticeDays: 3, overlap: 'refused' })],
      ['long', 0, undefined, { kind: 'custom', rule: 'days > 10', effect: 'warn', message: 'Quite long' }],
      [
        'quota',
        5,
        undefined,
        {
          kind: 'quota_limit',
          limit: 1200,
          unit: 'days',
          amount: 'days',
          date: 'period',
          carryOver: 250,
          used: [
            { person: 'bo', year: 2026, amount: 50 },
            { person: 'cy', year: 2026, amount: 800 },
          ],
        },
      ],
      [
        'threshold',
        0,
        'requester.unit == "shop"',
        {
          kind: 'amount_threshold',
          field: 'amount',
          above: { amountMinor: 50_000, currency: 'EUR' },
          step: { key: 'finance', name: 'Finance', who: [{ kind: 'role', role: 'finance' }], rule: anyone },
        },
      ],
    ]);
  });

  test('tests, with stages and people in whatever order', () => {
    const test = company.tests.find((one) => one.name.startsWith('one of 6,000'));
    expect(test).toMatchObject({
      on: '2026-03-02',
      expect: {
        route: [[{ key: 'board' }, { key: 'manager', people: ['bo'] }], [{ key: 'director' }], [{ key: 'finance' }]],
        steps: ['board'],
        findings: ['threshold'],
      },
    });
    expect(company.tests[0]).toMatchObject({ on: null, expect: { notSteps: ['director'] } });
  });

  test('"none" takes an identity away, and nothing leaves it to the person', () => {
    const edited = workshopOf((raw) => {
      set(raw.people[1], { slack: 'none' });
      Reflect.deleteProperty(raw.people[2] ?? {}, 'slack');
    }).company;
    expect(edited.unlinked).toEqual(['bo']);
    expect(edited.people.map((person) => person.identities.length)).toEqual([1, 0, 0]);
  });

  test('who left needs no unit, and leaves their address to somebody else', () => {
    const edited = workshopOf((raw) => {
      raw.people.push({ id: 'di', name: 'Di', email: 'bo@example.com', status: 'inactive' });
    }).company;
    expect(edited.people[3]).toMatchObject({ id: 'di', unitId: null, active: false });
  });
});

describe('mistakes in workflows', () => {
  function mistakes(edit: Edit): readonly string[] {
    const reading = readCompany({ ...workshop(edit) });
    return reading.ok ? [] : reading.mistakes.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }

  const steps = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ key: `s${at}`, name: `S${at}`, who: 'manager' }));

  test.each<[string, Edit, string]>([
    [
      'a file that is required and has no field',
      (raw) => set(raw.types[1], { attachments: { required: true } }),
      'types.1.attachments.required: a file is required, and the form has no field for one',
    ],
    [
      '63 steps and one that a policy adds',
      (raw) => set(raw.templates[1], { stages: [{ steps: steps(63) }] }),
      'templates.1.stages: the template has 63 steps and policies may add 1; a document holds 63',
    ],
    [
      'a role that is asked in a policy’s step and is not there',
      (raw) => set(raw.policies[2]?.amount_threshold, { step: { key: 'f', name: 'F', who: { role: 'finanze' } } }),
      'policies.2.amount_threshold.step.who.role: there is no role "finanze"; did you mean "finance"?',
    ],
    [
      'a rule that does not fit the form of another type',
      (raw) => set(raw.templates[2], { when: 'amount > money("1.00", "EUR")' }),
      'templates.2.when: ',
    ],
    [
      'a person in a rule’s place',
      (raw) => set(raw.types[0], { completion: { user: 'ana' } }),
      'types.0.completion: "completion" cannot be',
    ],
    [
      'more files than a document may have',
      (raw) => set(raw.types[0], { attachments: { max: 21 } }),
      'types.0.attachments.max: "max" cannot be above 20',
    ],
    [
      'a step of a test that only a policy of another type adds',
      (raw) => set(raw.tests[2], { expect: { steps: ['finance'] } }),
      'tests.2.expect.steps.0: no template or policy of type "leave" has a step "finance"',
    ],
    [
      'two tests of one name',
      (raw) => set(raw.tests[1], { name: raw.tests[0]?.name }),
      'tests.1.name: several tests have the name',
    ],
  ])('%s', (_name, edit, expected) => {
    expect(mistakes(edit).filter((text) => text.startsWith(expected))).toHaveLength(1);
  });

  test('a policy’s step that a template asks in the same way takes no second place', () => {
    const finance = { key: 'finance', name: 'Money', who: { role: 'finance' } };
    expect(
      mistakes((raw) => {
        raw.tests = [];
        set(raw.templates[1], { stages: [{ steps: [...steps(62), finance] }] });
      }),
    ).toEqual([]);
  });
});

describe('warnings about workflows', () => {
  const warningsOf = (edit: Edit) =>
    workshopOf(edit).warnings.map(({ path, message }) => `${path.join('.')}: ${message}`);

  test('a type whose every template has a condition may leave somebody without one', () => {
    expect(warningsOf((raw) => set(raw.templates[1], { when: 'amount < money("100.00", "EUR")' }))).toEqual([
      expect.stringMatching(/^types\.0: every template of type "purchase" or each of its steps has a condition/),
    ]);
  });

  test('a template whose every step has a condition is allowed, and no default', () => {
    const conditional = { key: 'head', name: 'Head', who: 'unit_head', when: 'has(form.friend)' };
    const edit: Edit = (raw) => set(raw.templates[1], { stages: [{ steps: [conditional] }] });
    expect(warningsOf(edit)).toEqual([expect.stringMatching(/^types\.0: every template/)]);
  });

  test('a template behind one with a condition is not called unused, behind one without it is', () => {
    expect(warningsOf((raw) => set(raw.templates[1], { priority: 11 }))).toEqual([
      'templates.0: never used: template "purchase" always comes before it',
    ]);
  });

  test('a test without a day is told where something depends on it', () => {
    const edit: Edit = (raw) => {
      for (const one of raw.tests) Reflect.deleteProperty(one, 'on');
    };
    expect(warningsOf(edit)).toEqual([
      expect.stringMatching(/^tests\.2: .* type "leave" depends on the day; add "on"/),
      expect.stringMatching(/^tests\.3: /),
    ]);
    expect(
      warningsOf((raw) => {
        edit(raw);
        set(raw.templates[1], { when: 'today < date("2030-01-01")' });
      }),
    ).toHaveLength(5);
  });

  test('an inactive member of a group is told', () => {
    expect(
      warningsOf((raw) => {
        raw.people.push({ id: 'di', name: 'Di', email: 'di@example.com', status: 'inactive' });
        set(raw.groups[0], { members: ['ana', 'di'] });
      }),
    ).toEqual(['groups.0.members: Di, a member of Board, is inactive']);
  });
});
