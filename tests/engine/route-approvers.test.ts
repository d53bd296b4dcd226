import { describe, expect, test } from 'vitest';
import type { StepDefinition, Who } from '../../src/engine/definition.js';
import type { Reason } from '../../src/engine/document.js';
import type { FormField } from '../../src/engine/form/field.js';
import type { FormValues } from '../../src/engine/form/values.js';
import type { Organisation } from '../../src/engine/organisation.js';
import { planSubmission } from '../../src/engine/plan-submission.js';
import type { RouteApprover } from '../../src/engine/route.js';
import { allRule, t1 } from './support/documents.js';
import { group, person, role, unit } from './support/people.js';
import {
  holders,
  house,
  manager,
  managerAt,
  members,
  picked,
  planned,
  planningFor,
  stepOf,
  template,
  unitHead,
  user,
} from './support/routes.js';

/** The approvers of a single step, each with reasons in short. */
function asked(org: Organisation, ...who: readonly Who[]): readonly string[] {
  return askedOn(org, stepOf(...who));
}

const whoField: FormField = { type: 'users', name: 'who', label: 'Who agrees', required: false };

function askedOn(org: Organisation, definition: StepDefinition, values: FormValues = {}): readonly string[] {
  const facts = planningFor(org, template('t', 0, [definition]));
  const plan = planSubmission({ ...facts, type: { ...facts.type, form: [whoField] } }, values, t1);
  if ('code' in plan) throw new Error(`no plan: ${plan.code}`);
  return (plan.route.stages[0]?.[0]?.approvers ?? []).map(inWords);
}

function placesOn(org: Organisation, definition: StepDefinition): number | undefined {
  const plan = planSubmission(planningFor(org, template('t', 0, [definition])), {}, t1);
  return 'code' in plan ? undefined : plan.route.stages[0]?.[0]?.openPlaces;
}

function inWords({ personId, reasons }: RouteApprover): string {
  return `${personId}: ${reasons.map(inShort).join(', ')}`;
}

function inShort(reason: Reason): string {
  switch (reason.kind) {
    case 'user':
      return reason.kind;
    case 'manager':
      return reason.level === 1 ? reason.kind : `manager ${reason.level}`;
    case 'group':
      return `group ${reason.group}`;
    case 'field':
      return `field ${reason.field}`;
    case 'reassigned':
      return `by ${reason.by}`;
    case 'role':
      return `${reason.role} of ${reason.unit ?? 'everything'}`;
    case 'unit_head':
      return `head of ${reason.unit}`;
    case 'stand-in':
      return `${reason.as} for ${reason.for ?? 'nobody'}`;
  }
}

describe('who is asked', () => {
  test.each<[string, Organisation, readonly Who[], readonly string[]]>([
    ['a user is that person', house(), [user('fay')], ['fay: user']],
    ['the manager is the one of the submitter', house(), [manager], ['bo: manager']],
    ['the unit head is the nearest above who exists', house(), [unitHead], ['dee: head of department']],
    [
      'a role held in the own unit is found there first',
      house({ roles: [role('finance', 'gil', 'eli@house', 'dee@department', 'fay@team')] }),
      [holders('finance')],
      ['fay: finance of team'],
    ],
    [
      'a role is searched upwards',
      house({ roles: [role('finance', 'gil', 'eli@house', 'dee@department')] }),
      [holders('finance')],
      ['dee: finance of department'],
    ],
    [
      'a role held for everything comes last',
      house({ roles: [role('finance', 'gil', 'eli@house')] }),
      [holders('finance')],
      ['eli: finance of house'],
    ],
    [
      'a role held for everything is found',
      house({ roles: [role('finance', 'gil')] }),
      [holders('finance')],
      ['gil: finance of everything'],
    ],
    [
      'a role held in a unit that is not above the submitter is not theirs to ask',
      house({ roles: [role('finance', 'gil@elsewhere', 'fay')] }),
      [holders('finance')],
      ['fay: finance of everything'],
    ],
    [
      'all holders of one level are asked together',
      house({ roles: [role('finance', 'gil@team', 'fay@team')] }),
      [holders('finance')],
      ['fay: finance of team', 'gil: finance of team'],
    ],
    [
      'a level where nobody is active is passed',
      house({ roles: [role('finance', 'fay@team', 'gil@department')], inactive: ['fay'] }),
      [holders('finance')],
      ['gil: finance of department'],
    ],
    [
      'a level with one active holder is not passed',
      house({ roles: [role('finance', 'fay@team', 'gil@team', 'eli@house')], inactive: ['fay'] }),
      [holders('finance')],
      ['gil: finance of team'],
    ],
    [
      'someone named in several ways is asked once, with every reason',
      house({ roles: [role('finance', 'bo@team')] }),
      [user('bo'), manager, holders('finance'), user('fay')],
      ['bo: user, manager, finance of team', 'fay: user'],
    ],
    [
      'people are listed by id, however the rule named them',
      house(),
      [user('gil'), user('fay')],
      ['fay: user', 'gil: user'],
    ],
  ])('%s', (_rule, org, who, expected) => {
    expect(asked(org, ...who)).toEqual(expected);
  });
});

describe('the submitter is never asked', () => {
  test.each<[string, Organisation, readonly Who[], readonly string[]]>([
    ['as the user named: the own manager stands in', house(), [user('ana')], ['bo: manager for nobody']],
    [
      'beside another user: the own manager stands in for the line that names them',
      house(),
      [user('ana'), user('fay')],
      ['bo: manager for nobody', 'fay: user'],
    ],
    [
      'as a holder beside others',
      house({ roles: [role('finance', 'ana@team', 'fay@team')] }),
      [holders('finance')],
      ['fay: finance of team'],
    ],
    [
      'as the only holder of a level: the search goes on upwards',
      house({ roles: [role('finance', 'ana@team', 'fay@house')] }),
      [holders('finance')],
      ['fay: finance of house'],
    ],
    [
      'as the only holder at all: the own manager stands in',
      house({ roles: [role('finance', 'ana')] }),
      [holders('finance')],
      ['bo: manager for nobody'],
    ],
    [
      'as head of the own unit: the next head above is',
      house({ units: [unit('team', { parentId: 'house', headId: 'ana' }), unit('house', { headId: 'eli' })] }),
      [unitHead],
      ['eli: head of house'],
    ],
    [
      'as their own manager',
      house({ people: [person('ana', { unitId: 'team', managerId: 'ana' }), person('dee')] }),
      [manager],
      ['dee: unit_head for nobody'],
    ],
    [
      'as the manager of somebody who is away',
      house({
        people: [person('ana', { unitId: 'team' }), person('fay', { managerId: 'ana' }), person('dee')],
        inactive: ['fay'],
      }),
      [user('fay')],
      [],
    ],
    [
      'as the head over somebody who is away: the head above stands in',
      house({
        people: [person('ana'), person('fay', { unitId: 'team' }), person('eli')],
        units: [unit('team', { parentId: 'house', headId: 'ana' }), unit('house', { headId: 'eli' })],
        inactive: ['fay'],
      }),
      [user('fay')],
      ['eli: unit_head for fay'],
    ],
  ])('%s', (_way, org, who, expected) => {
    expect(asked(org, ...who)).toEqual(expected);
  });
});

describe('for people who cannot act', () => {
  test.each<[string, Organisation, readonly Who[], readonly string[]]>([
    ['their manager stands in', house({ inactive: ['bo'] }), [manager], ['cleo: manager for bo']],
    [
      'each line of a template has stand-ins of its own',
      house({ inactive: ['bo'] }),
      [manager, user('fay')],
      ['cleo: manager for bo', 'fay: user'],
    ],
    [
      'nobody stands in for one holder of a role while another can act',
      house({ inactive: ['bo'], roles: [role('finance', 'bo', 'fay')] }),
      [holders('finance')],
      ['fay: finance of everything'],
    ],
    [
      'the head of their unit stands in when no manager above can',
      house({ inactive: ['bo', 'cleo'] }),
      [manager],
      ['dee: unit_head for bo'],
    ],
    [
      'the next head above stands in for an inactive head',
      house({ inactive: ['dee'] }),
      [unitHead],
      ['eli: unit_head for dee'],
    ],
    [
      'each has a stand-in of their own',
      house({
        people: [
          person('ana'),
          person('bo', { managerId: 'fay' }),
          person('cy', { managerId: 'gil' }),
          person('fay'),
          person('gil'),
        ],
        inactive: ['bo', 'cy'],
      }),
      [user('bo'), user('cy')],
      ['fay: manager for bo', 'gil: manager for cy'],
    ],
    [
      'one stand-in for two is asked once, with both reasons',
      house({
        people: [person('ana'), person('bo', { managerId: 'fay' }), person('cy', { managerId: 'fay' }), person('fay')],
        inactive: ['bo', 'cy'],
      }),
      [user('bo'), user('cy')],
      ['fay: manager for bo, manager for cy'],
    ],
    [
      'somebody named in two ways gives one reason',
      house({ inactive: ['bo'], roles: [role('finance', 'bo')] }),
      [manager, user('bo'), holders('finance')],
      ['cleo: manager for bo'],
    ],
    ['where nobody is named at all the own manager stands in', house(), [user('ghost')], ['bo: manager for nobody']],
    [
      'where a role is held by nobody the own manager stands in',
      house({ roles: [role('finance')] }),
      [holders('finance')],
      ['bo: manager for nobody'],
    ],
    [
      'where there is no such role the own manager stands in',
      house(),
      [holders('finance')],
      ['bo: manager for nobody'],
    ],
    [
      'where the own manager is away too, the own head stands in',
      house({ inactive: ['bo', 'cleo'] }),
      [user('ghost')],
      ['dee: unit_head for nobody'],
    ],
    ['where there is nobody left the step has nobody', house({ people: [person('ana')], units: [] }), [manager], []],
    [
      'where everybody is away the step has nobody',
      house({ inactive: ['bo', 'cleo', 'dee', 'eli'] }),
      [manager, unitHead],
      [],
    ],
    [
      'a circle of inactive managers ends',
      house({
        people: [
          person('ana', { managerId: 'bo' }),
          person('bo', { managerId: 'cy' }),
          person('cy', { managerId: 'bo' }),
        ],
        inactive: ['bo', 'cy'],
      }),
      [manager],
      [],
    ],
    [
      'a circle of units ends',
      house({ units: [unit('team', { parentId: 'house' }), unit('house', { parentId: 'team' })] }),
      [unitHead],
      ['bo: manager for nobody'],
    ],
  ])('%s', (_rule, org, who, expected) => {
    expect(asked(org, ...who)).toEqual(expected);
  });
});

describe('the fallback group', () => {
  const inactive = ['bo', 'cleo', 'dee', 'eli'];
  const desk = (...members: readonly string[]) => ({ groups: [group('desk', ...members)], fallbackGroup: 'desk' });

  test.each<[string, Organisation, readonly string[]]>([
    [
      'has one who stands in where nobody above can',
      house({ inactive, ...desk('gil', 'fay') }),
      ['fay: fallback_group for bo'],
    ],
    [
      'comes after everybody above',
      house({ inactive: ['bo', 'cleo', 'dee'], ...desk('fay') }),
      ['eli: unit_head for bo'],
    ],
    [
      'never has the submitter stand in, nor who cannot act',
      house({ inactive: [...inactive, 'fay'], ...desk('ana', 'fay', 'ghost', 'gil') }),
      ['gil: fallback_group for bo'],
    ],
    ['of people who are all away leaves nobody', house({ inactive, ...desk('bo', 'ana') }), []],
    ['that is not there leaves nobody', house({ inactive, fallbackGroup: 'desk' }), []],
  ])('%s', (_rule, org, expected) => {
    expect(asked(org, manager)).toEqual(expected);
  });

  test('stands in where nobody was named at all', () => {
    expect(asked(house({ inactive, ...desk('fay') }), user('ghost'))).toEqual(['fay: fallback_group for nobody']);
  });
});

describe('a group', () => {
  test.each<[string, Organisation, readonly string[]]>([
    [
      'is asked together, all who can act',
      house({ groups: [group('board', 'gil', 'fay', 'eli')], inactive: ['eli'] }),
      ['fay: group board', 'gil: group board'],
    ],
    ['never asks the submitter', house({ groups: [group('board', 'ana', 'fay')] }), ['fay: group board']],
    [
      'of people who are all away has stand-ins, each of them theirs',
      house({ groups: [group('board', 'bo', 'dee')], inactive: ['bo', 'dee'] }),
      ['cleo: manager for bo', 'eli: unit_head for dee'],
    ],
    ['of nobody leads to the own manager', house({ groups: [group('board')] }), ['bo: manager for nobody']],
    ['that is not there leads to the own manager', house(), ['bo: manager for nobody']],
    [
      'with members nobody knows leads to the own manager',
      house({ groups: [group('board', 'ghost')] }),
      ['bo: manager for nobody'],
    ],
  ])('%s', (_rule, org, expected) => {
    expect(asked(org, members('board'))).toEqual(expected);
  });
});

describe('a field of the form', () => {
  test.each<[string, FormValues, readonly string[]]>([
    ['asks the person picked', { who: 'fay' }, ['fay: field Who agrees']],
    ['asks all the people picked', { who: ['gil', 'fay'] }, ['fay: field Who agrees', 'gil: field Who agrees']],
    ['asks those of them who can act', { who: ['eli', 'fay'] }, ['fay: field Who agrees']],
    ['left empty leads to the own manager', {}, ['bo: manager for nobody']],
    ['in which the submitter picked themselves leads to the own manager', { who: 'ana' }, ['bo: manager for nobody']],
    ['in which somebody unknown was picked leads to the own manager', { who: 'ghost' }, ['bo: manager for nobody']],
    ['in which somebody away was picked has a stand-in', { who: 'dee' }, ['eli: unit_head for dee']],
    ['that holds no people leads to the own manager', { who: 7 }, ['bo: manager for nobody']],
  ])('%s', (_rule, values, expected) => {
    const away = values.who === 'dee' ? ['dee'] : ['eli'];
    expect(askedOn(house({ inactive: away }), stepOf(picked('who')), values)).toEqual(expected);
  });

  test('that the form does not have is called by its name', () => {
    expect(askedOn(house(), stepOf(picked('other')), { other: 'fay' })).toEqual(['fay: field other']);
  });
});

describe('a manager some levels up', () => {
  test.each<[number, Organisation, readonly string[]]>([
    [1, house(), ['bo: manager']],
    [2, house(), ['cleo: manager 2']],
    // The chain is too short: whoever stands nearest above.
    [3, house(), ['bo: manager for nobody']],
    [2, house({ inactive: ['cleo'] }), ['eli: unit_head for cleo']],
    [3, house({ inactive: ['bo', 'cleo'] }), ['dee: unit_head for nobody']],
  ])('%i', (level, org, expected) => {
    expect(asked(org, managerAt(level))).toEqual(expected);
  });
});

describe('who wrote the template in chat', () => {
  const byBo = (...steps: readonly StepDefinition[]) => ({ ...template('t', 0, steps), authorId: 'bo' });

  test.each<[string, Organisation, StepDefinition, readonly string[]]>([
    ['is not asked as the manager', house(), stepOf(manager), ['cleo: manager for bo']],
    ['is not asked by name', house(), stepOf(user('bo')), ['cleo: manager for bo']],
    [
      'is not asked beside others',
      house({ groups: [group('board', 'bo', 'fay')] }),
      stepOf(members('board')),
      ['fay: group board'],
    ],
    [
      'does not stand in for others',
      house({ people: [person('ana', { managerId: 'bo' }), person('bo')] }),
      stepOf(user('ghost')),
      [],
    ],
  ])('%s', (_rule, org, step, expected) => {
    const route = planned(org, byBo(step));
    expect(route?.stages[0]?.[0]?.approvers.map(inWords)).toEqual(expected);
  });
});

describe('a line of a template that leads to nobody', () => {
  const alone = house({ people: [person('ana'), person('fay')], units: [] });
  const both = stepOf(manager, user('fay'));

  test('leaves the others of an “any” step to decide', () => {
    expect(askedOn(alone, both)).toEqual(['fay: user']);
  });

  test('leaves an “all” step with a place open: an agreement is missing that nobody can give yet', () => {
    expect(askedOn(alone, { ...both, rule: allRule })).toEqual(['fay: user']);
    expect(placesOn(alone, { ...both, rule: allRule })).toBe(1);
    expect(placesOn(alone, both)).toBe(0);
  });
});
