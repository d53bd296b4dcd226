import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepDefinition, Template } from '../../src/engine/definition.js';
import type { Organisation } from '../../src/engine/organisation.js';
import { organisationNeeds } from '../../src/engine/organisation-needs.js';
import { planDigest, planSubmission } from '../../src/engine/plan-submission.js';
import type { Policy } from '../../src/engine/policy/policy.js';
import { stepsOf } from '../../src/engine/route.js';
import { allRule, t1 } from './support/documents.js';
import { person, role } from './support/people.js';
import {
  holders,
  house,
  manager,
  members,
  picked,
  planned,
  planningFor,
  stepOf,
  template,
  unitHead,
  user,
} from './support/routes.js';

describe('the template', () => {
  const empty = template('empty', 9);
  const hollow = template('hollow', 8, [], []);
  const high = template('high', 5, [stepOf(user('fay'))]);
  const low = template('low', 0, [stepOf(user('gil'))]);
  const wide = template(
    'wide',
    7,
    Array.from({ length: 64 }, () => stepOf(user('fay'))),
  );

  test.each<[string, readonly Template[], string | undefined]>([
    ['of the highest priority wins', [low, high], 'high'],
    ['that yields no step is passed', [low, empty, hollow, high], 'high'],
    ['with more steps than the mask has bits is passed', [wide, low], 'low'],
    ['of priority 0 is the default', [empty, low], 'low'],
    ['is missing when none yields a step', [empty, hollow], undefined],
    ['is missing when there is none', [], undefined],
  ])('%s', (_rule, templates, key) => {
    expect(planned(house(), ...templates)?.template.key).toBe(key);
    expect(planned(house(), ...templates.toReversed())?.template.key).toBe(key);
  });

  test('with 63 steps fills the mask', () => {
    const full = template(
      'full',
      7,
      Array.from({ length: 63 }, () => stepOf(user('fay'))),
    );
    expect(planned(house(), full, low)?.template.key).toBe('full');
  });

  test('keeps a step for which nobody is found, so that it is stuck and not skipped', () => {
    const alone = house({ people: [person('ana'), person('fay')], units: [] });
    const route = planned(alone, template('t', 0, [stepOf(manager)], [stepOf(user('fay'))]));
    expect(route?.stages.map((steps) => steps.map((step) => step.approvers.length))).toEqual([[0], [1]]);
  });

  test('leaves out an empty stage, so that the next one follows', () => {
    const route = planned(house(), template('t', 0, [stepOf(user('fay'))], [], [stepOf(user('gil'))]));
    expect(route?.stages.length).toBe(2);
  });
});

describe('the steps of a round', () => {
  test('wait, own the bits from 0 on in order, and are named after document, round and bit', () => {
    const route = planned(house(), template('t', 0, [stepOf(user('fay')), stepOf(manager)], [stepOf(user('gil'))]));
    const steps = route ? stepsOf(route, 'd1', 3) : [];
    expect(steps.map(({ id, stage, bit, round, status, opening }) => [id, stage, bit, round, status, opening])).toEqual(
      [
        ['d1:3:0', 0, 0, 3, 'waiting', 0],
        ['d1:3:1', 0, 1, 3, 'waiting', 0],
        ['d1:3:2', 1, 2, 3, 'waiting', 0],
      ],
    );
    expect(steps.flatMap((step) => step.approvers).every((one) => one.vote === null)).toBe(true);
    expect(steps.every((step) => step.openedAt === null && step.closedAt === null)).toBe(true);
  });
});

describe('the digest of a route', () => {
  const roles = [role('finance', 'fay@team', 'gil@team'), role('legal', 'gil', 'fay')];
  const templates = [
    template('t', 1, [stepOf(holders('finance'), holders('legal'), manager)], [stepOf(unitHead)]),
    template('other', 0, [stepOf(user('gil'))]),
  ];
  const text = (org: Organisation, of: readonly Template[] = templates, shorten = (canonical: string) => canonical) => {
    const plan = planSubmission(planningFor(org, ...of), {}, t1);
    return 'code' in plan ? undefined : planDigest(plan, shorten);
  };
  const before = text(house({ roles }));

  test('hands the canonical text to the function it was given', () => {
    const length = (canonical: string) => String(canonical.length);
    expect(text(house({ roles }), templates, length)).toBe(String(before?.length));
  });

  test('is the same whatever the order of rows', () => {
    const away = ['fay', 'gil'];
    const people = [
      person('ana', { unitId: 'team', managerId: 'bo' }),
      person('bo', { unitId: 'department' }),
      person('dee'),
      person('fay', { managerId: 'bo' }),
      person('gil', { managerId: 'bo' }),
    ];
    const standInsOnly = [template('t', 0, [stepOf(holders('finance'), holders('legal'))])];
    const reference = {
      everyone: text(house({ roles })),
      away: text(house({ people, roles, inactive: away }), standInsOnly),
    };
    const shuffled = fc.tuple(
      ...roles.map(({ holdings }) => fc.shuffledSubarray([...holdings], { minLength: holdings.length })),
    );
    const order = fc.shuffledSubarray(templates, { minLength: templates.length });
    fc.assert(
      fc.property(shuffled, order, (holdings, inOrder) => {
        const mixed = roles.map((one, at) => ({ ...one, holdings: holdings[at] ?? [] }));
        expect(text(house({ roles: mixed }), inOrder)).toBe(reference.everyone);
        const absent = house({ people: people.toReversed(), roles: mixed.toReversed(), inactive: away });
        expect(text(absent, standInsOnly)).toBe(reference.away);
      }),
    );
  });

  const [first, second] = templates;
  const changed = (change: Partial<Template>): readonly Template[] =>
    first && second ? [{ ...first, ...change }, second] : [];
  const withStep = (change: Partial<StepDefinition>): readonly Template[] =>
    changed({
      stages: [
        { steps: [{ ...stepOf(holders('finance'), holders('legal'), manager), ...change }] },
        { steps: [stepOf(unitHead)] },
      ],
    });

  test.each<[string, Organisation, readonly Template[]]>([
    ['another person is asked', house({ roles: [role('finance', 'gil@team'), role('legal', 'gil')] }), templates],
    [
      'somebody is asked for another reason',
      house({ roles: [role('finance', 'fay@team', 'gil@team'), role('legal', 'gil')] }),
      templates,
    ],
    ['somebody leaves', house({ roles, inactive: ['bo'] }), templates],
    ['the template has a new version', house({ roles }), changed({ version: 2 })],
    ['another template applies', house({ roles }), changed({ priority: -1 })],
    ['a vote rule changes', house({ roles }), withStep({ rule: allRule })],
    ['a step is renamed', house({ roles }), withStep({ name: 'Other' })],
    [
      'steps move from one stage to another',
      house({ roles }),
      changed({ stages: [{ steps: first?.stages.flatMap((stage) => stage.steps) ?? [] }] }),
    ],
  ])('changes when %s', (_what, org, of) => {
    expect(before).toBeDefined();
    expect(text(org, of)).not.toBe(before);
  });

  test('stays when something changes that the route does not depend on', () => {
    const [, spare] = templates;
    expect(text(house({ roles: [...roles, role('other', 'fay')] }), [...templates])).toBe(before);
    expect(spare && first && text(house({ roles }), [first, { ...spare, version: 7 }])).toBe(before);
  });
});

test('what has to be loaded for a route is everyone, every role and every group its definitions name, once', () => {
  const templates = [
    template('a', 0, [stepOf(user('fay'), holders('finance'), manager)], [stepOf(user('gil'), user('fay'))]),
    template('b', 1, [stepOf(holders('legal'), holders('finance'), unitHead, members('board'))]),
  ];
  const adds: Policy = {
    ...{ key: 'p', version: 1, name: 'P', type: 'trip', priority: 0, authorId: null, active: true },
    check: { kind: 'custom', rule: 'true', effect: 'add_step', message: 'M', step: stepOf(user('hal'), picked('who')) },
  };
  expect(organisationNeeds(templates, [adds], { who: 'ivy' })).toEqual({
    people: ['fay', 'gil', 'hal', 'ivy'],
    roles: ['finance', 'legal'],
    groups: ['board'],
  });
});
