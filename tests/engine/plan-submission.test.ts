import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../src/engine/calendar/calendar.js';
import type { StepDefinition, Template } from '../../src/engine/definition.js';
import type { FormField } from '../../src/engine/form/field.js';
import type { FormValues } from '../../src/engine/form/values.js';
import {
  type PlanningFacts,
  planDigest,
  planSubmission,
  type SubmissionPlan,
} from '../../src/engine/plan-submission.js';
import type { Policy, PolicyCheck } from '../../src/engine/policy/policy.js';
import type { Refusal } from '../../src/engine/refusal.js';
import { allRule, tripType } from './support/documents.js';
import { house, planningFor, stepOf, template, user } from './support/routes.js';

/** A Monday. */
const now = '2026-03-02T09:00:00.000Z';

const form: readonly FormField[] = [
  { type: 'money', name: 'amount', label: 'Amount', required: true, currencies: ['USD'] },
  { type: 'integer', name: 'days', label: 'Days', required: false },
];
const usd = (amount: number) => ({ amount: { amountMinor: amount * 100, currency: 'USD' } });

const named = (key: string, rest: Partial<StepDefinition> = {}): StepDefinition => ({
  ...stepOf(user('fay')),
  key,
  name: key,
  ...rest,
});

function policy(key: string, check: PolicyCheck, rest: Partial<Policy> = {}): Policy {
  return { key, version: 1, name: key, type: 'trip', priority: 0, authorId: null, active: true, check, ...rest };
}

function planning(changes: Partial<PlanningFacts>, ...templates: readonly Template[]): PlanningFacts {
  return { ...planningFor(house(), ...templates), type: { ...tripType, form }, ...changes };
}

function plan(facts: PlanningFacts, values: FormValues = usd(100)): SubmissionPlan {
  const made = planSubmission(facts, values, now);
  if ('code' in made) throw new Error(`refused: ${made.code}`);
  return made;
}

function refusal(facts: PlanningFacts, values: FormValues = usd(100)): Refusal | undefined {
  const made = planSubmission(facts, values, now);
  return 'code' in made ? made : undefined;
}

/** Stages by the keys of their steps. */
function keys({ route }: SubmissionPlan): readonly (readonly string[])[] {
  return route.stages.map((steps) => steps.map(({ key }) => key));
}

function asked({ route }: SubmissionPlan): readonly string[] {
  return route.stages.flat().flatMap(({ approvers }) => approvers.map(({ personId }) => personId));
}

const overThousand = 'amount > money("1000.00", "USD")';
const unanswerable = 'days > 3';

describe('a template with a condition', () => {
  const low = template('low', 0, [named('anyone')]);
  const high: Template = { ...template('high', 5, [named('director')]), condition: overThousand };

  test.each([
    ['applies where it holds', 1001, 'high'],
    ['is passed where it does not', 1000, 'low'],
  ])('%s', (_rule, amount, key) => {
    expect(plan(planning({}, low, high), usd(amount)).route.template.key).toBe(key);
  });

  test('of the structured kind means the same', () => {
    const condition = {
      all: [{ path: 'amount', operator: '>', value: { amount: '1000.00', currency: 'USD' } }],
    } as const;
    expect(plan(planning({}, low, { ...high, condition }), usd(1001)).route.template.key).toBe('high');
    expect(plan(planning({}, low, { ...high, condition }), usd(1000)).route.template.key).toBe('low');
  });

  test('is passed where none of its steps belongs to the document', () => {
    const hollow = template('hollow', 9, [named('director', { when: overThousand })]);
    expect(plan(planning({}, low, hollow)).route.template.key).toBe('low');
    expect(plan(planning({}, low, hollow), usd(2000)).route.template.key).toBe('hollow');
  });

  test('that cannot be evaluated lets nothing be submitted, rather than ask others', () => {
    const failing = { ...high, condition: unanswerable };
    expect(refusal(planning({}, low, failing))).toMatchObject({ code: 'rule-failed', where: 'high' });
  });

  test('that cannot be evaluated is not asked where a higher one applies', () => {
    const failing = { ...low, condition: unanswerable };
    expect(plan(planning({}, failing, high), usd(2000)).route.template.key).toBe('high');
    expect(refusal(planning({}, failing, high))).toMatchObject({ code: 'rule-failed', where: 'low' });
  });

  test('that never holds leaves no template', () => {
    expect(refusal(planning({}, { ...low, condition: 'false' }))).toEqual({ code: 'no-template', typeKey: 'trip' });
  });
});

describe('a step with a condition', () => {
  const both = (when: string) =>
    template('t', 0, [named('anyone')], [named('director', { when, because: 'over 1,000.00 USD' })]);

  test('is part of the route where it holds, with its words', () => {
    const { route } = plan(planning({}, both(overThousand)), usd(2000));
    expect(route.stages[1]).toMatchObject([{ key: 'director', because: 'over 1,000.00 USD', problem: null }]);
    expect(route.stages[1]?.[0]?.approvers).toHaveLength(1);
  });

  test('is no part of it where it does not, and leaves no empty stage', () => {
    expect(keys(plan(planning({}, both(overThousand))))).toEqual([['anyone']]);
  });

  test('that cannot be evaluated stands in the route with the error, and nobody is asked', () => {
    const { route } = plan(planning({}, both(unanswerable)));
    expect(route.stages[1]).toMatchObject([{ key: 'director', approvers: [] }]);
    expect(route.stages[1]?.[0]?.problem).toContain('days');
  });

  test('knows the requester by id, unit, units above, manager and roles', () => {
    const rules = [
      'requester.id == "ana"',
      'requester.unit == "team"',
      '"house" in requester.units',
      'requester.manager == "bo"',
      '"finance" in requester.roles',
    ];
    const steps = rules.map((when, at) => named(`s${at}`, { when }));
    const facts = planning({}, template('t', 0, steps));
    const submitter = { ...facts.submitter, roles: ['finance'] };
    expect(keys(plan({ ...facts, submitter }))).toEqual([['s0', 's1', 's2', 's3', 's4']]);
    expect(keys(plan(facts))).toEqual([['s0', 's1', 's2', 's3']]);
  });

  test('knows today as the day it is for the company', () => {
    const steps = [named('always'), named('tomorrow', { when: 'today == date("2026-03-03")' })];
    const facts = planning({}, template('t', 0, steps));
    const inTokyo = { ...facts.calendars, timeZone: 'Asia/Tokyo' };
    const evening = '2026-03-02T16:00:00.000Z';
    const keysAt = (calendars: typeof inTokyo) => {
      const made = planSubmission({ ...facts, calendars }, usd(1), evening);
      return 'code' in made ? made.code : keys(made);
    };
    expect(keysAt(facts.calendars)).toEqual([['always']]);
    expect(keysAt(inTokyo)).toEqual([['always', 'tomorrow']]);
  });
});

describe('a policy', () => {
  const oneStep = template('t', 0, [named('anyone')]);
  const adds = (step: StepDefinition, rest: Partial<Policy> = {}) =>
    policy(
      `adds-${step.key}`,
      { kind: 'amount_threshold', field: 'amount', above: { amountMinor: 50_000, currency: 'USD' }, step },
      rest,
    );

  test('that adds a step adds it in a stage of its own behind the others, by priority', () => {
    const policies = [adds(named('director'), { priority: 1 }), adds(named('legal'), { priority: 2 })];
    const made = plan(planning({ policies }, oneStep), usd(600));
    expect(keys(made)).toEqual([['anyone'], ['legal'], ['director']]);
    expect(made.findings.map(({ effect }) => effect)).toEqual(['add_step', 'add_step']);
  });

  test('that adds what the template asks already adds nothing', () => {
    const made = plan(planning({ policies: [adds(named('anyone'))] }, oneStep), usd(600));
    expect(keys(made)).toEqual([['anyone']]);
  });

  test('that adds a step of the same name for others adds it all the same', () => {
    const others = named('anyone', { who: [{ kind: 'user', user: 'gil' }] });
    expect(keys(plan(planning({ policies: [adds(others)] }, oneStep), usd(600)))).toEqual([['anyone'], ['anyone']]);
    const all = named('anyone', { rule: allRule });
    expect(keys(plan(planning({ policies: [adds(all)] }, oneStep), usd(600)))).toEqual([['anyone'], ['anyone']]);
  });

  test('that would make the route longer than the mask lets nothing be submitted', () => {
    const full = template(
      'full',
      0,
      Array.from({ length: 63 }, (_, at) => named(`s${at}`)),
    );
    expect(plan(planning({ policies: [adds(named('director'))] }, full))).toBeDefined();
    expect(refusal(planning({ policies: [adds(named('director'))] }, full), usd(600))).toMatchObject({
      code: 'rule-failed',
      where: 'full',
    });
  });

  test('that rejects leaves a plan without any step, and holds nothing', () => {
    const no = policy('no', { kind: 'custom', rule: 'true', effect: 'reject', message: 'No' });
    const made = plan(planning({ policies: [no, adds(named('director'))] }, oneStep), usd(600));
    expect(made).toMatchObject({ route: { template: { key: 't' }, stages: [] }, holds: [], expected: [] });
    expect(made.findings.some(({ effect }) => effect === 'reject')).toBe(true);
  });

  test('that holds a quota says what of whose', () => {
    const days = policy('leave', {
      kind: 'quota_limit',
      limit: 1200,
      unit: 'days',
      amount: 'days',
      carryOver: 0,
      used: [],
    });
    const made = plan(planning({ policies: [days] }, oneStep), { ...usd(1), days: 5 });
    expect(made.holds).toEqual([{ policy: 'leave', personId: 'ana', year: 2026, amount: 500, state: 'held' }]);
  });

  test('that cannot be evaluated lets nothing be submitted', () => {
    const failing = policy('strict', { kind: 'custom', rule: unanswerable, effect: 'warn', message: 'M' });
    expect(refusal(planning({ policies: [failing] }, oneStep))).toMatchObject({ code: 'rule-failed', where: 'strict' });
  });

  test('keeps who wrote it in chat from acting, whatever it says', () => {
    const facts = planning({ policies: [adds(named('director'), { authorId: 'fay' })] }, oneStep);
    expect([plan(facts, usd(600)).authorIds, plan(facts).authorIds]).toEqual([['fay'], ['fay']]);
    expect(asked(plan(facts, usd(600)))).not.toContain('fay');
  });
});

describe('who wrote at what leads a request, and is asked nowhere in it', () => {
  const oneStep = template('t', 0, [named('anyone')]);
  const never = 'amount > money("5000000.00", "USD")';
  const silent: PolicyCheck = { kind: 'custom', rule: never, effect: 'warn', message: 'M' };
  test.each<[string, Partial<PlanningFacts>, readonly Template[]]>([
    ['a template', {}, [{ ...oneStep, authorId: 'fay' }]],
    [
      'a template that steps aside',
      {},
      [{ ...oneStep, key: 'a', priority: 9, condition: never, authorId: 'fay' }, oneStep],
    ],
    ['a template that was put behind another', {}, [oneStep, { ...oneStep, key: 'z', priority: -1, authorId: 'fay' }]],
    ['a template that somebody else changed since', {}, [{ ...oneStep, authorId: 'gus', earlierAuthorIds: ['fay'] }]],
    ['the type with its form', { type: { ...tripType, form, authorId: 'fay' } }, [oneStep]],
    ['a policy that says nothing', { policies: [policy('p', silent, { when: never, authorId: 'fay' })] }, [oneStep]],
  ])('%s', (_what, changes, templates) => {
    const made = plan(planning(changes, ...templates), usd(100));
    expect(made.authorIds).toContain('fay');
    expect(asked(made)).not.toContain('fay');
    expect(asked(plan(planning({}, oneStep)))).toContain('fay');
  });
});

describe('the time a step has', () => {
  const office: Calendar = {
    key: 'office',
    name: 'Office',
    timeZone: 'UTC',
    hours: {
      ...{ mon: nineToFive(), tue: nineToFive(), wed: nineToFive(), thu: nineToFive(), fri: nineToFive() },
      ...{ sat: [], sun: [] },
    },
    holidays: [],
  };
  const calendars = { byKey: new Map([['office', office]]), defaultKey: 'office', timeZone: 'UTC' };
  const steps = template(
    't',
    0,
    [named('short', { sla: { hours: 4 } }), named('long', { sla: { hours: 16 } })],
    [named('silent')],
    [named('elsewhere', { sla: { hours: 24, calendar: 'gone' } })],
  );

  function nineToFive() {
    return [{ from: '09:00', to: '17:00' }];
  }

  test('is its own, else that of the settings', () => {
    const { route } = plan(planning({ slaHours: 8 }, steps));
    expect(route.stages.map((stage) => stage.map(({ sla }) => sla.hours))).toEqual([[4, 16], [8], [24]]);
  });

  test('begins for a stage when the slowest step before it is due', () => {
    expect(plan(planning({ slaHours: 8, calendars }, steps)).expected).toEqual([
      ['2026-03-02T13:00:00.000Z', '2026-03-03T17:00:00.000Z'],
      ['2026-03-04T17:00:00.000Z'],
      // Its calendar is gone, so the company's counts.
      ['2026-03-09T17:00:00.000Z'],
    ]);
  });

  test('is every hour of every day where the company has no calendar', () => {
    expect(plan(planning({ slaHours: 8 }, steps)).expected.at(-1)).toEqual(['2026-03-04T09:00:00.000Z']);
  });

  test('is no part of the digest as a moment, which passes, and is as hours', () => {
    const digest = (text: string) => text;
    const later = planSubmission(planning({}, steps), usd(100), '2026-03-02T09:30:00.000Z');
    const first = planDigest(plan(planning({}, steps)), digest);
    expect('code' in later ? later.code : planDigest(later, digest)).toBe(first);
    expect(planDigest(plan(planning({ slaHours: 8 }, steps)), digest)).not.toBe(first);
  });
});

describe('the digest of a plan', () => {
  const digest = (text: string) => text;
  const warns = (message: string) => policy('w', { kind: 'custom', rule: 'true', effect: 'warn', message });
  const of = (policies: readonly Policy[]) =>
    planDigest(plan(planning({ policies }, template('t', 0, [named('anyone')]))), digest);

  test('changes with what a policy says', () => {
    expect(of([warns('Late')])).not.toBe(of([]));
    expect(of([warns('Late')])).not.toBe(of([warns('Early')]));
  });

  test('does not change with the order of policies', () => {
    const [a, b] = [warns('A'), { ...warns('B'), key: 'x' }];
    expect(of([a, b])).toBe(of([b, a]));
  });
});
