import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeDifference } from '../../../src/engine/company/describe-difference.js';
import { isEmpty, planApply } from '../../../src/engine/company/plan-apply.js';
import type { StoredCompany } from '../../../src/engine/company/stored-company.js';
import { companyOf, type RawCompany, set } from './acme.js';

const nothing: StoredCompany = {
  profile: undefined,
  workspaces: [],
  units: [],
  people: [],
  roles: [],
  groups: [],
  calendars: [],
  types: [],
  templates: [],
  policies: [],
  tests: [],
  prefixes: [],
};

/** As the database has it after the first apply. */
function stored(): StoredCompany {
  const company = companyOf();
  return {
    ...company,
    types: company.types.map((type) => ({ ...type, version: 1 })),
    templates: company.templates.map((template) => ({ ...template, version: 1 })),
    policies: company.policies.map((policy) => ({ ...policy, version: 1, active: true, authorId: null })),
    prefixes: [],
  };
}

function lines(edit: (raw: RawCompany) => void): readonly string[] {
  return describeDifference(planApply(stored(), companyOf(edit)));
}

describe('the difference', () => {
  test('is everything for a new company', () => {
    const difference = planApply(nothing, companyOf());
    const kinds = Object.values(difference).flatMap((changes: readonly { kind: string }[]) =>
      changes.map((one) => one.kind),
    );
    expect(new Set(kinds)).toEqual(new Set(['added']));
    expect(difference.people).toHaveLength(3);
    expect(difference.types[0]?.after?.version).toBe(1);
  });

  test('is nothing for the same company, in whatever order it is written', () => {
    const orders = fc.record({
      people: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      units: fc.shuffledSubarray([0, 1], { minLength: 2 }),
    });
    fc.assert(
      fc.property(orders, (order) => {
        const shuffled = companyOf((raw) => {
          raw.people = order.people.map((at) => raw.people[at] ?? {});
          raw.units = order.units.map((at) => raw.units[at] ?? {});
        });
        expect(isEmpty(planApply(stored(), shuffled))).toBe(true);
      }),
    );
  });

  test.each<[string, (raw: RawCompany) => void, string[]]>([
    ['a new name', (raw) => set(raw.people[1], { name: 'Bo Lund' }), ['~ person bo: name "Bo" → "Bo Lund"']],
    ['a new manager', (raw) => set(raw.people[2], { manager: 'ana' }), ['~ person cy: manager "bo" → "ana"']],
    ['a title', (raw) => set(raw.people[1], { title: 'Boss' }), ['~ person bo: title none → "Boss"']],
    ['a role', (raw) => set(raw.people[1], { roles: ['buyers'] }), ['~ person bo: buyers']],
    [
      'a role for another unit',
      (raw) => set(raw.people[2], { roles: [{ role: 'buyers', unit: 'root' }] }),
      ['~ person cy: no longer buyers in shop, buyers in root'],
    ],
    [
      'another Slack account',
      (raw) => set(raw.people[1], { slack: { user: 'U0LUND' } }),
      ['~ person bo: no longer slack U0BO, slack U0LUND'],
    ],
    [
      'someone who leaves',
      (raw) => raw.people.splice(2, 1),
      ['- person cy: now inactive, no longer buyers in shop, no longer staff'],
    ],
    [
      'someone made inactive',
      (raw) => set(raw.people[2], { status: 'inactive', roles: [] }),
      ['- person cy: now inactive, no longer buyers in shop, no longer staff'],
    ],
    [
      'someone new',
      (raw) => raw.people.push({ id: 'di', name: 'Di', email: 'di@example.com', unit: 'shop' }),
      ['+ person di (Di, staff)'],
    ],
    ['a unit', (raw) => raw.units.push({ id: 'east', name: 'East', parent: 'root' }), ['+ unit east (East)']],
    ['a unit renamed', (raw) => set(raw.units[1], { name: 'Store' }), ['~ unit shop: name "Shop" → "Store"']],
    [
      'a role that may do more',
      (raw) => set(raw.roles[0], { permissions: ['approval.act'] }),
      ['~ role buyers: permissions + "approval.act"'],
    ],
    [
      'the company renamed',
      (raw) => set(raw.company, { name: 'Acme Ltd' }),
      ['~ company acme: name "Acme" → "Acme Ltd"'],
    ],
    [
      'a form',
      (raw) => set(raw.types[0], { form: [{ name: 'item', type: 'text', label: 'Thing' }] }),
      [
        '~ type purchase, version 2:',
        '    form - count (How many)',
        '    form.item.label "Item" → "Thing"',
        '    form.item.required true → false',
      ],
    ],
    ['a rule', (raw) => set(raw.templates[0], { priority: 5 }), ['~ template purchase, version 2: priority 0 → 5']],
    [
      'a type taken out',
      (raw) => {
        raw.types = [];
        raw.templates = [];
      },
      [
        '- type purchase: no longer offered; its documents stay',
        '- template purchase: no longer used; documents under way keep their route',
      ],
    ],
  ])('%s is told in a line', (_name, edit, expected) => {
    expect(lines(edit)).toEqual(expected);
  });

  test('nothing in a name can turn the line around or move the cursor', () => {
    const company = companyOf();
    const people = company.people.map((person) => ({ ...person, name: `\u202Eevil\u001b[2J ${person.name}` }));
    const text = describeDifference(planApply(nothing, { ...company, people })).join('');
    expect([...text].filter((one) => one === '\u202E' || one === '\u001b')).toEqual([]);
    expect(text).toContain('evil');
  });

  test('who left is not told again, and whose Slack account the files give to someone else loses it', () => {
    const left = (raw: RawCompany) => {
      raw.people.splice(2, 1);
      raw.people.push({ id: 'di', name: 'Di', email: 'di@example.com', unit: 'shop', slack: { user: 'U0CY' } });
    };
    const { people } = planApply(stored(), companyOf(left));
    expect(people.map((change) => [change.kind, change.after?.id, change.after?.identities.length])).toEqual([
      ['added', 'di', 1],
      ['changed', 'cy', 0],
    ]);
    const after = {
      ...stored(),
      people: people.flatMap((change) => (change.after === undefined ? [] : [change.after])),
    };
    const again = planApply({ ...after, people: [...after.people, ...stored().people.slice(0, 2)] }, companyOf(left));
    expect(again.people).toEqual([]);
  });

  test('who left loses a unit that is gone', () => {
    const { people } = planApply(
      stored(),
      companyOf((raw) => {
        raw.people = raw.people.slice(0, 1);
        raw.units = raw.units.slice(0, 1);
      }),
    );
    expect(people.map((change) => [change.after?.id, change.after?.active, change.after?.unitId])).toEqual([
      ['bo', false, null],
      ['cy', false, null],
    ]);
  });
});
