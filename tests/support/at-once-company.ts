import type { DocumentType, Template } from '../../src/engine/definition.js';
import type { TestCompany } from './company.js';

const crowd = 20;

/** Twenty who all have to agree, twenty of whom one is enough, fifty who ask, and a pair. */
export const everyone = names('all', crowd);
export const anyone = names('any', crowd);
export const askers = names('asker', 50);
export const pair = ['left', 'right'] as const;

/** Types by the way they are decided: `either` of the pair, `both` of it, or the two `crowds` side by side. */
export function atOnceCompany(): TestCompany {
  return {
    tenantId: 'rush',
    people: [...everyone, ...anyone, ...askers, ...pair].map((id) => ({ id, roles: ['staff'] })),
    roles: [{ key: 'staff', permissions: ['document.create', 'approval.act'] }],
    types: [typeOf('either', 'EI'), typeOf('both', 'BO'), typeOf('crowds', 'CR')],
    templates: [
      templateOf('either', [{ key: 'pair', people: pair, approveWhen: 'any' }]),
      templateOf('both', [{ key: 'pair', people: pair, approveWhen: 'all' }]),
      templateOf('crowds', [
        { key: 'everyone', people: everyone, approveWhen: 'all' },
        { key: 'anyone', people: anyone, approveWhen: 'any' },
      ]),
    ],
  };
}

function typeOf(key: string, prefix: string): DocumentType {
  return {
    key,
    version: 1,
    name: 'Purchase request',
    prefix,
    form: [
      { type: 'text', name: 'item', label: 'Item', required: true },
      { type: 'money', name: 'amount', label: 'Amount', required: true, currencies: ['USD'] },
    ],
    titleField: 'item',
    visibleToManagers: false,
  };
}

interface Asked {
  readonly key: string;
  readonly people: readonly string[];
  readonly approveWhen: 'any' | 'all';
}

function templateOf(type: string, asked: readonly Asked[]): Template {
  const steps = asked.map(({ key, people, approveWhen }) => ({
    key,
    name: key,
    who: people.map((user) => ({ kind: 'user', user }) as const),
    rule: { approveWhen, rejectWhen: 'any' } as const,
  }));
  return { key: type, version: 1, name: type, type, priority: 0, stages: [{ steps }] };
}

function names(stem: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${stem}${index + 1}`);
}
