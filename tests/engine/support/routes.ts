import type { StepDefinition, Template, Who } from '../../../src/engine/definition.js';
import type { Organisation } from '../../../src/engine/organisation.js';
import { type PlanningFacts, planSubmission } from '../../../src/engine/plan-submission.js';
import type { Route } from '../../../src/engine/route.js';
import { anyRule, t1, tripType } from './documents.js';
import { noCalendars } from './facts.js';
import { organisation, person, unit } from './people.js';

export const user = (id: string): Who => ({ kind: 'user', user: id });
export const holders = (key: string): Who => ({ kind: 'role', role: key });
export const manager: Who = { kind: 'manager' };
export const managerAt = (level: number): Who => ({ kind: 'manager', level });
export const members = (key: string): Who => ({ kind: 'group', group: key });
export const picked = (field: string): Who => ({ kind: 'field', field });
export const unitHead: Who = { kind: 'unit_head' };

export function stepOf(...who: readonly Who[]): StepDefinition {
  return { key: 'step', name: 'Step', who, rule: anyRule };
}

export function template(key: string, priority: number, ...stages: readonly (readonly StepDefinition[])[]): Template {
  return { key, version: 1, name: key, type: 'trip', priority, stages: stages.map((steps) => ({ steps })) };
}

/**
 * Ana asks. She sits in the team, which is in the department, which is in the house; Bo manages her, Cleo manages
 * Bo. The team has no head, Dee leads the department, Eli the house.
 */
export function house(changes: Partial<Parameters<typeof organisation>[0]> & { inactive?: readonly string[] } = {}) {
  const everyone = [
    person('ana', { unitId: 'team', managerId: 'bo' }),
    person('bo', { unitId: 'department', managerId: 'cleo' }),
    person('cleo', { unitId: 'house' }),
    person('dee', { unitId: 'department' }),
    person('eli', { unitId: 'house' }),
    person('fay'),
    person('gil'),
  ];
  const inactive = changes.inactive ?? [];
  return organisation({
    people: (changes.people ?? everyone).map((one) => (inactive.includes(one.id) ? { ...one, active: false } : one)),
    units: changes.units ?? [
      unit('team', { parentId: 'department' }),
      unit('department', { parentId: 'house', headId: 'dee' }),
      unit('house', { headId: 'eli' }),
    ],
    roles: changes.roles ?? [],
    groups: changes.groups ?? [],
    ...(changes.fallbackGroup === undefined ? {} : { fallbackGroup: changes.fallbackGroup }),
  });
}

/** What planning a route for Ana depends on, where nothing but the company and the templates matters. */
export function planningFor(org: Organisation, ...templates: readonly Template[]): PlanningFacts {
  const ana = org.people.get('ana');
  if (ana === undefined) throw new Error('ana is missing');
  return {
    type: tripType,
    submitter: { ...ana, permissions: new Set(), roles: [] },
    templates,
    policies: [],
    organisation: org,
    calendars: noCalendars,
    balances: [],
    otherRequests: [],
    slaHours: 24,
    reminderHours: 12,
  };
}

export function planned(org: Organisation, ...templates: readonly Template[]): Route | undefined {
  const plan = planSubmission(planningFor(org, ...templates), { goal: 'Oslo' }, t1);
  return 'code' in plan ? undefined : plan.route;
}
