import { describe, expect, test } from 'vitest';
import type { Company } from '../../../src/engine/company/company.js';
import { companyAfter } from '../../../src/engine/company/company-after.js';
import { describeDifference } from '../../../src/engine/company/describe-difference.js';
import { isEmpty, planApply } from '../../../src/engine/company/plan-apply.js';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { noCompany, type StoredCompany } from '../../../src/engine/company/stored-company.js';
import { storedContent } from '../../../src/engine/company/stored-content.js';
import { type Edit, set } from './acme.js';
import { workshop } from './workshop.js';

function companyOf(edit?: Edit): Company {
  const reading = readCompany({ ...workshop(edit) });
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return reading.company;
}

/** As the database has it after these companies were applied one after the other. */
function stored(...companies: readonly Company[]): StoredCompany {
  return companies.reduce((before, company) => companyAfter(before, planApply(before, company)), noCompany);
}

function lines(edit: Edit): readonly string[] {
  return describeDifference(planApply(stored(companyOf()), companyOf(edit)));
}

const withoutTests =
  (edit: Edit): Edit =>
  (raw) => {
    edit(raw);
    raw.tests = [];
  };
const testsGone = (raw: ReturnType<typeof workshop>) => raw.tests.map((one) => `- test "${String(one.name)}"`).sort();

describe('what changed inside an entry', () => {
  test.each<[string, Edit, readonly string[]]>([
    [
      'a holiday more and one less',
      (raw) =>
        set(raw.calendars[0], {
          holidays: [
            { date: '2026-05-01', name: 'Labour Day' },
            { date: '2026-10-03', name: 'Unity' },
          ],
        }),
      [
        '~ calendar office:',
        '    holidays - 2026-12-25 (Christmas)',
        '    holidays.2026-05-01.name "May Day" → "Labour Day"',
        '    holidays + 2026-10-03 (Unity)',
      ],
    ],
    [
      'other hours',
      (raw) => set(raw.calendars[0], { hours: { 'mon-thu': ['08:00-12:00', '13:00-17:00'], fri: '08:00-13:00' } }),
      ['~ calendar office: hours.fri "08:00-14:00" → "08:00-13:00"'],
    ],
    [
      'another member',
      (raw) => set(raw.groups[0], { members: ['ana', 'cy'] }),
      ['~ group board: members - "bo", members + "cy"'],
    ],
    [
      'a role that is confirmed',
      (raw) => set(raw.roles[0], { confirm_identity: true }),
      ['~ role buyers: confirm_identity false → true'],
    ],
    ['a role taken out of use', (raw) => raw.roles.splice(2, 1), expect.arrayContaining(['- role everybody'])],
    [
      'the company’s calendar',
      (raw) => set(raw.company, { calendar: undefined }),
      ['~ company acme: calendar "office" → none'],
    ],
    [
      'a policy',
      (raw) =>
        set(raw.policies[3], { priority: 3, custom: { rule: 'days > 8', effect: 'warn', message: 'Quite long' } }),
      ['~ policy long, version 2: custom.rule "days > 10" → "days > 8", priority 0 → 3'],
    ],
    [
      'a threshold',
      (raw) => set(raw.policies[2]?.amount_threshold, { above: '600.00 EUR' }),
      ['~ policy threshold, version 2: amount_threshold.above "500.00 EUR" → "600.00 EUR"'],
    ],
    [
      'what was used',
      (raw) => set(raw.policies[0]?.quota_limit, { used: [{ person: 'cy', year: 2026, amount: 9 }] }),
      ['~ policy quota, version 2: quota_limit.used - bo 2026, quota_limit.used.cy 2026.amount 8 → 9'],
    ],
    ['a policy taken out', (raw) => raw.policies.splice(3, 1), ['- policy long: no longer checked']],
    [
      'a test',
      (raw) => set(raw.tests[0], { person: 'bo', expect: { steps: ['head'] } }),
      [
        '~ test "a purchase of 300 stays in the unit":',
        '    person "cy" → "bo"',
        '    expect.route - {"head":["bo"]}',
        '    expect.not_steps - "director"',
        '    expect.steps + "head"',
      ],
    ],
    [
      'a type',
      (raw) => set(raw.types[0], { completion: 'automatic', attachments: { required: true } }),
      [
        '~ type purchase, version 2:',
        '    attachments.max 3 → none',
        '    attachments.max_mib 2 → none',
        '    attachments.required false → true',
        '    completion role buyers → "automatic"',
      ],
    ],
  ])('%s is told', (_name, edit, expected) => {
    expect(lines(edit)).toEqual(expected);
  });

  test('a template is told step by step', () => {
    const edit = withoutTests((raw) => {
      const stages = [
        { steps: [{ key: 'manager', name: 'Manager', who: ['manager', { user: 'ana' }], sla: { hours: 8 } }] },
        { steps: [{ key: 'director', name: 'The director', who: { role: 'director' } }] },
      ];
      set(raw.templates[0], { when: 'amount > money("6000.00", "EUR")', stages });
    });
    expect(lines(edit)).toEqual([
      '~ template big-purchase, version 2:',
      expect.stringMatching(/^ {4}when .* → "amount > money\("6000\.00", "EUR"\)"$/),
      '    stages.1.steps - board (Board)',
      '    stages.1.steps.manager.who "manager" → "manager", user ana',
      '    stages.1.steps.manager.sla + hours 8',
      '    stages.2.steps.director.name "Director" → "The director"',
      '    stages.2.steps.director.who role director, manager 2 → role director',
      '    stages.2.steps.director.approve_when "all" → "any"',
      '    stages.2.steps.director.reject_when "all" → "any"',
      '    stages.2.steps.director.because "over 5,000 EUR" → none',
      '    stages.2.steps.director.sla - hours 8 calendar office',
      ...testsGone(workshop()),
    ]);
  });

  test('of long texts only where they begin to differ', () => {
    const text = 'Whoever buys something has to say what for, who needs it, by when, and what happens without it.';
    const before = companyOf((raw) => set(raw.types[0], { description: text }));
    const after = companyOf((raw) => set(raw.types[0], { description: text.replace('by when', 'until when') }));
    expect(describeDifference(planApply(stored(before), after))).toEqual([
      '~ type purchase, version 2: description …o needs it, by when, and what happens without it." → …o needs it, until when, and what happens without it."',
    ]);
  });
});

describe('versions', () => {
  test('a policy taken out and put back gets the version after', () => {
    const without = companyOf((raw) => raw.policies.splice(3, 1));
    const twice = stored(companyOf(), without);
    expect(twice.policies.find((one) => one.key === 'long')).toMatchObject({ version: 2, active: false });
    expect(isEmpty(planApply(twice, without))).toBe(true);
    const back = planApply(twice, companyOf());
    expect(back.policies).toMatchObject([{ kind: 'changed', after: { key: 'long', version: 3, active: true } }]);
    expect(describeDifference(back)).toEqual(['~ policy long, version 3: in use again']);
  });

  test('a version that says the same stays whoever wrote it, and the next one has its own author', () => {
    const byAna = companyAfter(noCompany, planApply(noCompany, companyOf(), 'ana'));
    expect(byAna.templates.map((one) => one.authorId)).toEqual(['ana', 'ana', 'ana']);
    expect(isEmpty(planApply(byAna, companyOf()))).toBe(true);
    const changed = planApply(
      byAna,
      companyOf((raw) => [set(raw.templates[2], { name: 'Away' }), set(raw.policies[3], { name: 'Long' })]),
    );
    expect(changed.templates[0]?.after).not.toHaveProperty('authorId');
    expect(changed.policies[0]?.after).toMatchObject({ authorId: null, version: 2 });
    expect(describeDifference(changed)).toEqual([
      '~ template leave, version 2: name "Leave" → "Away"',
      '~ policy long, version 2: name "Long leave" → "Long"',
    ]);
  });

  test('a withdrawn template, policy or type is no part of what files would say', () => {
    const left = companyOf((raw) => {
      raw.types = raw.types.slice(0, 1);
      raw.templates = raw.templates.slice(0, 2);
      raw.policies = raw.policies.slice(2, 3);
      raw.tests = raw.tests.slice(0, 2);
    });
    expect(storedContent(stored(companyOf(), left))).toEqual(left);
  });
});

describe('chat identities', () => {
  const unsaid: Edit = (raw) => Reflect.deleteProperty(raw.people[1] ?? {}, 'slack');

  test('that somebody linked in chat stay when the files say nothing of them', () => {
    expect(isEmpty(planApply(stored(companyOf()), companyOf(unsaid)))).toBe(true);
  });

  test('go when the files say none, give them to somebody else, or leave the workspace', () => {
    expect(lines((raw) => set(raw.people[1], { slack: 'none' }))).toEqual(['~ person bo: no longer slack U0BO']);
    const given: Edit = (raw) => [unsaid(raw), set(raw.people[2], { slack: { user: 'U0BO' } })];
    expect(lines(given)).toEqual([
      '~ person bo: no longer slack U0BO',
      '~ person cy: no longer slack U0CY, slack U0BO',
    ]);
    const moved: Edit = (raw) => {
      set(raw.company, { slack: { team: 'T0NEW' } });
      for (const person of raw.people) Reflect.deleteProperty(person, 'slack');
    };
    expect(planApply(stored(companyOf()), companyOf(moved)).people.map((change) => change.after?.identities)).toEqual([
      [],
      [],
      [],
    ]);
  });
});
