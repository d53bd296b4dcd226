import { describe, expect, test } from 'vitest';
import { companyAfter } from '../../../src/engine/company/company-after.js';
import { describeDifference } from '../../../src/engine/company/describe-difference.js';
import { planApply } from '../../../src/engine/company/plan-apply.js';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { noCompany } from '../../../src/engine/company/stored-company.js';
import { writtenCompany } from '../../../src/engine/company/written-company.js';
import type { Sla } from '../../../src/engine/definition.js';
import { companyOf, type Edit, mistakesOf, set, stagesOf, step, warningsOf } from './acme.js';

const place = 'templates.0.stages.0.steps.0.sla';

function withSla(sla: unknown): Edit {
  return stagesOf([step('one', { sla })]);
}

function withLadder(ladder: unknown): Edit {
  return withSla({ hours: 24, ladder });
}

function slaOf(edit: Edit): Sla | undefined {
  return companyOf(edit).templates[0]?.stages[0]?.steps[0]?.sla;
}

describe('a ladder', () => {
  test('is what happens after so many business hours, in the words of the engine', () => {
    const ladder = [
      { remind: 12 },
      { escalate: 24 },
      { escalate: 36, to: [{ role: 'buyers' }, 'unit_head', { manager: 2 }] },
      { escalate: 48, to: { user: 'ana' } },
      { reject: 72 },
    ];
    expect(slaOf(withLadder(ladder))).toEqual({
      hours: 24,
      ladder: [
        { do: 'remind', afterHours: 12 },
        { do: 'escalate', afterHours: 24, to: [{ kind: 'manager' }] },
        {
          do: 'escalate',
          afterHours: 36,
          to: [{ kind: 'role', role: 'buyers' }, { kind: 'unit_head' }, { kind: 'manager', level: 2 }],
        },
        { do: 'escalate', afterHours: 48, to: [{ kind: 'user', user: 'ana' }] },
        { do: 'reject', afterHours: 72 },
      ],
    });
  });

  test('that is empty is not the same as none', () => {
    expect(slaOf(withLadder([]))).toEqual({ hours: 24, ladder: [] });
    expect(slaOf(withSla({ hours: 24 }))).toEqual({ hours: 24 });
  });

  test.each(['approve', 'reject', 'return'])('may end with %s, when the step is due or later', (outcome) => {
    expect(slaOf(withLadder([{ [outcome]: 24 }]))?.ladder).toEqual([{ do: outcome, afterHours: 24 }]);
  });

  const rungs = (count: number) => Array.from({ length: count }, (_, at) => ({ remind: at + 1 }));
  test('has up to ten rungs', () => {
    expect(slaOf(withLadder(rungs(10)))?.ladder).toHaveLength(10);
  });

  test.each<[string, unknown, string]>([
    ['no list', { remind: 12 }, 'ladder: "ladder" must be a list; begin each entry with "- "'],
    ['nothing', null, 'ladder: "ladder" has no value'],
    ['more than ten', rungs(11), 'ladder: "ladder" has more than 10 rungs; remove some'],
    ['a word', ['remind'], 'ladder.0: a rung cannot be "remind"; each is one of: { remind: 24 }, { escalate: 24 }, '],
    ['an empty rung', [{}], 'ladder.0: a rung cannot be'],
    [
      'two things at once',
      [{ remind: 12, escalate: 12 }],
      'ladder.0: a rung does one thing at one time; make it two rungs; each is one of: { remind: 24 }',
    ],
    ['a mistyped deed', [{ remnid: 12 }], 'ladder.0.remnid: "remnid" is not known here; did you mean "remind"?'],
    ['another property', [{ remind: 12, who: 'manager' }], 'ladder.0.who: "who" is not known here'],
    [
      'half an hour',
      [{ remind: 0.5 }],
      'ladder.0.remind: "remind" must be a whole number of business hours, from 1 to',
    ],
    ['hours in words', [{ remind: '12' }], 'ladder.0.remind: "remind" must be a whole number of business hours'],
    ['too many hours', [{ remind: 5001 }], 'ladder.0.remind: "remind" must be a whole number of business hours'],
    [
      'hours that go down',
      [{ remind: 24 }, { escalate: 12 }],
      'ladder.1.escalate: "escalate" after 12 hours comes behind the one after 24; give each rung more hours than',
    ],
    ['the same hours twice', [{ remind: 24 }, { remind: 24 }], 'ladder.1.remind: "remind" after 24 hours comes behind'],
    [
      'something after the decision',
      [{ reject: 24 }, { remind: 48 }],
      'ladder.1: "reject" decides the step, so nothing can come after it; make it the last rung',
    ],
    ['two decisions', [{ reject: 24 }, { approve: 48 }], 'ladder.1: "reject" decides the step'],
    [
      'a decision before the step is due',
      [{ approve: 23 }],
      'ladder.0.approve: "approve" after 23 hours would decide the step before it is due, after 24; give it at least as many',
    ],
    [
      'a reminder to somebody',
      [{ remind: 12, to: 'manager' }],
      'ladder.0.to: "to" says whom "escalate" leads to; "remind" has no such thing, so remove it',
    ],
    [
      'an escalation to nobody',
      [{ escalate: 36, to: [] }],
      'ladder.0.to: "to" names nobody; leave it out to escalate to the manager',
    ],
    [
      'an escalation to whom the form names',
      [{ escalate: 36, to: { field: 'friend' } }],
      'ladder.0.to.0: nobody escalates to whom the form names, as the submitter chose them; take one of: manager, ',
    ],
    ['an escalation to something else', [{ escalate: 36, to: 'boss' }], 'ladder.0.to.0: "to" cannot be "boss"; each'],
    ['a mistyped target', [{ escalate: 36, to: { rol: 'x' } }], 'ladder.0.to.0.rol: "rol" is not known here; did you'],
    [
      'the same target twice',
      [{ escalate: 36, to: ['manager', 'manager'] }],
      'ladder.0.to.1: asks the same twice; remove one',
    ],
    [
      'an unknown role',
      [{ escalate: 36, to: { role: 'buyer' } }],
      'ladder.0.to.role: there is no role "buyer"; did you mean "buyers"?',
    ],
    ['an unknown person', [{ escalate: 36, to: [{ user: 'zoe' }] }], 'ladder.0.to.0.user: there is no person "zoe"'],
    ['an unknown group', [{ escalate: 36, to: { group: 'board' } }], 'ladder.0.to.group: there is no group "board"'],
  ])('of %s is refused', (_what, ladder, mistake) => {
    const mistakes = mistakesOf(withLadder(ladder));
    expect(mistakes).toEqual([expect.stringContaining(`${place}.${mistake}`)]);
  });

  test('is told of every mistake at once', () => {
    const mistakes = mistakesOf(withLadder([{ remind: 0 }, { escalate: 36, to: { role: 'buyer' } }, { rejct: 72 }]));
    expect(mistakes.map((mistake) => mistake.split(': ')[0])).toEqual([
      `${place}.ladder.0.remind`,
      `${place}.ladder.2.rejct`,
      `${place}.ladder.1.to.role`,
    ]);
  });

  test('may stand in a step that a policy adds', () => {
    const added = { key: 'extra', name: 'Extra', who: 'manager', sla: { hours: 8, ladder: [{ return: 16 }] } };
    const custom = { rule: 'has(form.count) && count > 3', effect: 'add_step', message: 'Many', step: added };
    const edit: Edit = (raw) => raw.policies.push({ key: 'many', name: 'Many', type: 'purchase', custom });
    expect(companyOf(edit).policies[0]?.check).toMatchObject({
      step: { sla: { hours: 8, ladder: [{ do: 'return', afterHours: 16 }] } },
    });
  });

  test.each<[string, unknown]>([
    ['of everything', [{ remind: 1 }, { escalate: 2 }, { escalate: 3, to: { role: 'buyers' } }, { approve: 30 }]],
    ['with several targets', [{ escalate: 3, to: ['manager', { manager: 2 }, 'unit_head', { user: 'bo' }] }]],
    ['that is empty', []],
  ])('%s is written as files have it, and read as the same again', (_what, ladder) => {
    const company = companyOf(withLadder(ladder));
    const written = writtenCompany(company);
    expect(written.templates[0]?.stages).toMatchObject([{ steps: [{ sla: { hours: 24, ladder } }] }]);
    const again = readCompany({ ...written });
    expect(again.ok && again.company).toEqual(company);
  });

  test.each<[string, unknown, unknown, string]>([
    ['a new rung', [{ remind: 12 }], [{ remind: 12 }, { reject: 72 }], 'ladder + reject 72'],
    ['another target', [{ escalate: 36 }], [{ escalate: 36, to: { role: 'buyers' } }], 'ladder - escalate 36'],
    [
      'other people',
      [{ escalate: 36, to: { role: 'buyers' } }],
      [{ escalate: 36, to: [{ user: 'ana' }, 'unit_head'] }],
      'ladder - escalate 36 to role buyers',
    ],
  ])('that has %s is told in the difference', (_what, before, after, told) => {
    const stored = companyAfter(noCompany, planApply(noCompany, companyOf(withLadder(before))));
    const lines = describeDifference(planApply(stored, companyOf(withLadder(after)))).join('\n');
    expect(lines).toContain(told);
    expect(lines).toContain('template purchase, version 2');
  });

  test('to somebody inactive is warned of', () => {
    const edit: Edit = (raw) => {
      raw.people.push({ id: 'di', name: 'Di', email: 'di@example.com', status: 'inactive' });
      withLadder([{ escalate: 36, to: { user: 'di' } }])(raw);
    };
    expect(warningsOf(edit)).toEqual([`${place}.ladder: Di, to whom step "one" is escalated, is inactive`]);
  });
});

describe('the fallback group', () => {
  const withGroup =
    (fallback: unknown): Edit =>
    (raw) => {
      raw.groups.push({ key: 'desk', name: 'Desk', members: ['ana'] });
      set(raw.company, { fallback_group: fallback });
    };

  test('is a group of the company', () => {
    const company = companyOf(withGroup('desk'));
    expect(company.profile.fallbackGroup).toBe('desk');
    const again = readCompany({ ...writtenCompany(company) });
    expect(again.ok && again.company).toEqual(company);
    expect(writtenCompany(companyOf()).company).not.toHaveProperty('fallback_group');
  });

  test.each<[string, unknown, string]>([
    ['an unknown one', 'desc', 'company.fallback_group: there is no group "desc"; did you mean "desk"?'],
    ['no key', ['desk'], 'company.fallback_group: "fallback_group" must be text'],
  ])('cannot be %s', (_what, fallback, mistake) => {
    expect(mistakesOf(withGroup(fallback))).toEqual([expect.stringContaining(mistake)]);
  });

  test('that is named is told in the difference', () => {
    const stored = companyAfter(noCompany, planApply(noCompany, companyOf(withGroup(undefined))));
    const difference = planApply(stored, companyOf(withGroup('desk')));
    expect(describeDifference(difference)).toEqual(['~ company acme: fallback_group none → "desk"']);
  });
});

test('nobody is called as the system is', () => {
  expect(mistakesOf((raw) => set(raw.people[2], { id: '~system' }))).toContainEqual(
    expect.stringContaining('people.2.id: "~system" cannot be an id; use a-z'),
  );
});
