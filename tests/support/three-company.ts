import type { DocumentType, StepDefinition, Template } from '../../src/engine/definition.js';
import type { TestCompany } from './company.js';

/** People who ask and decide among themselves, over and over. */
export interface Team {
  readonly key: string;
  readonly askerId: string;
  /** All of them have to agree. */
  readonly panel: readonly string[];
  /** One of them is enough. */
  readonly desk: readonly string[];
  /** Asked after panel and desk; one of them is enough. */
  readonly finance: readonly string[];
}

const tenantId = 'acme';

export function teams(count: number): readonly Team[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `t${index}`,
    askerId: `s${index}`,
    panel: [`p${index}a`, `p${index}b`, `p${index}c`],
    desk: [`d${index}a`, `d${index}b`],
    finance: [`f${index}a`, `f${index}b`],
  }));
}

export function decidersOf({ panel, desk, finance }: Team): readonly string[] {
  return [...panel, ...desk, ...finance];
}

export function teamCompany(all: readonly Team[]): TestCompany {
  const ids = all.flatMap((team) => [team.askerId, ...decidersOf(team)]);
  return {
    tenantId,
    people: ids.map((id) => ({ id, roles: ['staff'] })),
    roles: [{ key: 'staff', permissions: ['document.create', 'approval.act'] }],
    types: all.map(typeOf),
    templates: all.map(templateOf),
  };
}

function typeOf({ key }: Team): DocumentType {
  return {
    key,
    version: 1,
    name: 'Purchase request',
    prefix: key.toUpperCase(),
    form: [
      { type: 'text', name: 'item', label: 'Item', required: true },
      { type: 'money', name: 'amount', label: 'Amount', required: true, currencies: ['USD'] },
    ],
    titleField: 'item',
    visibleToManagers: false,
  };
}

function templateOf({ key, panel, desk, finance }: Team): Template {
  const stages = [
    { steps: [step('panel', 'Panel', panel, 'all'), step('desk', 'Desk', desk, 'any')] },
    { steps: [step('finance', 'Finance', finance, 'any')] },
  ];
  return { key, version: 1, name: 'Purchase', type: key, priority: 0, stages };
}

function step(key: string, name: string, people: readonly string[], approveWhen: 'all' | 'any'): StepDefinition {
  const who = people.map((user) => ({ kind: 'user', user }) as const);
  return { key, name, who, rule: { approveWhen, rejectWhen: 'any' } };
}
