import { describe, expect, test } from 'vitest';
import { companyAfter } from '../../../src/engine/company/company-after.js';
import { describeDifference } from '../../../src/engine/company/describe-difference.js';
import { planApply } from '../../../src/engine/company/plan-apply.js';
import { planUpload } from '../../../src/engine/company/plan-upload.js';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { noCompany, type StoredCompany } from '../../../src/engine/company/stored-company.js';
import { permissions } from '../../../src/engine/permission.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { type Edit, set } from './acme.js';
import { workshop } from './workshop.js';

const context = { takenWorkspaces: new Set<string>(), now: '2026-03-02T09:00:00.000Z', settings: defaultSettings };
const [, bo, cy] = workshop().people;

/** Ana, who leads, and Bo, who leads the shop where Cy works, may both do everything. */
function stored(edit: Edit = () => undefined): StoredCompany {
  const reading = readCompany({
    ...workshop((raw) => {
      raw.roles.push({ key: 'boss', name: 'Boss', permissions: [...permissions] });
      set(raw.people[0], { roles: ['boss'] });
      set(raw.people[1], { roles: ['boss'] });
      raw.policies = [];
      raw.tests = [];
      edit(raw);
    }),
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  return companyAfter(noCompany, planApply(noCompany, reading.company));
}

function told(upload: Readonly<Record<string, unknown>>, by: string, edit?: Edit): readonly string[] {
  const planned = planUpload(stored(edit), upload, { id: by, permissions: new Set(permissions) }, context);
  if (!planned.ok) throw new Error(JSON.stringify(planned.mistakes));
  if (planned.refusals.length === 0) return describeDifference(planned.difference);
  return planned.refusals.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const asks =
  (who: unknown): Edit =>
  (raw) => {
    raw.templates = [
      { key: 'p', name: 'P', type: 'purchase', stages: [{ steps: [{ key: 'd', name: 'D', who }] }] },
      ...raw.templates.slice(2),
    ];
  };

describe('an upload does not bring others’ steps to its author', () => {
  test.each<[string, Record<string, unknown>, string, Edit | undefined]>([
    [
      'by another manager',
      { people: [{ ...cy, manager: 'ana' }] },
      'people.0: it leaves nobody but you where steps ask the manager, for Cy',
      undefined,
    ],
    [
      'by a head that is taken away below',
      { units: [{ id: 'shop', name: 'Shop', parent: 'root' }] },
      'it leaves nobody but you where steps ask the head of the unit, for Cy',
      undefined,
    ],
    [
      'by a manager who becomes inactive',
      { people: [{ ...bo, roles: ['boss'], status: 'inactive' }] },
      'it leaves nobody but you where steps ask the manager, for Cy',
      undefined,
    ],
    [
      'by a person whom a step names and who becomes inactive',
      { people: [{ ...bo, roles: ['boss'], status: 'inactive' }] },
      'it leaves nobody but you where steps ask Bo, for Cy',
      asks({ user: 'bo' }),
    ],
    [
      'by a person whom forms may name and who becomes inactive',
      { people: [{ ...bo, roles: ['boss'], status: 'inactive' }] },
      'people.0: it leaves nobody but you where steps ask Bo, for Bo',
      undefined,
    ],
    [
      'by one of a group who becomes inactive, whose place on open steps would be its author’s',
      { people: [{ ...bo, roles: ['boss'], status: 'inactive' }] },
      'people.0: it leaves nobody but you where steps ask Bo, for Bo',
      (raw) => {
        raw.people.push(...['eva', 'fin'].map((id) => ({ id, name: id, email: `${id}@x.org`, unit: 'shop' })));
        set(raw.groups[0], { members: ['bo', 'eva', 'fin'] });
        asks({ group: 'board' })(raw);
      },
    ],
    [
      'by a role that is taken from who holds it nearer',
      { people: [{ ...bo, roles: ['boss'] }] },
      'it leaves nobody but you where steps ask the role Director, for Cy',
      (raw) => {
        set(raw.people[0], { roles: ['boss', 'director'] });
        set(raw.people[1], { roles: ['boss', { role: 'director', unit: 'shop' }] });
        asks({ role: 'director' })(raw);
      },
    ],
    [
      'by a role that steps are escalated to, taken from who holds it nearer',
      { people: [{ ...bo, roles: ['boss'] }] },
      'it leaves nobody but you where steps ask the role Director, for Cy',
      (raw) => {
        set(raw.people[0], { roles: ['boss', 'director'] });
        set(raw.people[1], { roles: ['boss', { role: 'director', unit: 'shop' }] });
        const ladder = [{ escalate: 48, to: { role: 'director' } }];
        const late = { key: 'd', name: 'D', who: 'manager', sla: { hours: 24, ladder } };
        const steps = { stages: [{ steps: [late] }] };
        raw.templates = [{ key: 'p', name: 'P', type: 'purchase', ...steps }, ...raw.templates.slice(2)];
      },
    ],
    [
      'by a group that loses the others',
      { groups: [{ key: 'board', name: 'Board', members: ['ana'] }] },
      'groups.0: it leaves nobody but you where steps ask the group Board, for Cy',
      undefined,
    ],
  ])('%s', (_name, upload, expected, edit) => {
    const refusals = told(upload, 'ana', edit);
    expect(refusals).toContainEqual(expect.stringContaining(expected));
    expect(refusals.filter((text) => !text.includes('"countersign apply" on its machine'))).toEqual([]);
  });

  test('by a fallback group that loses who comes first', () => {
    const fallback: Edit = (raw) => {
      raw.people.push({ id: 'di', name: 'Di', email: 'di@x.org', status: 'inactive' });
      set(raw.company, { fallback_group: 'board' });
      asks({ user: 'di' })(raw);
    };
    const board = { groups: [{ key: 'board', name: 'Board', members: ['bo'] }] };
    expect(told(board, 'bo', fallback)).toContainEqual(
      expect.stringContaining('it leaves nobody but you where steps ask Di, for Cy'),
    );
  });

  test('and the same by somebody whom it brings nothing is taken', () => {
    const board = { groups: [{ key: 'board', name: 'Board', members: ['ana'] }] };
    expect(told(board, 'bo')).toEqual(['~ group board: members - "bo"']);
    const withDi: Edit = (raw) =>
      raw.people.push({ ...cy, id: 'di', name: 'Di', email: 'di@x.org', roles: ['boss'], slack: undefined });
    expect(told({ people: [{ ...cy, manager: 'ana' }] }, 'di', withDi)).toEqual(['~ person cy: manager "bo" → "ana"']);
  });

  test('and to say again that somebody is inactive brings nobody anything', () => {
    const gone: Edit = (raw) => {
      raw.people.push({ id: 'di', name: 'Di', email: 'di@x.org', manager: 'ana', status: 'inactive' });
      asks({ group: 'board' })(raw);
    };
    const again = { id: 'di', name: 'Diana', email: 'di@x.org', manager: 'ana', status: 'inactive' };
    expect(told({ people: [again] }, 'ana', gone)).toEqual(['~ person di: name "Di" → "Diana"']);
  });

  test('where its author is asked already, one of several who stay is no gain', () => {
    const three: Edit = (raw) => set(raw.groups[0], { members: ['ana', 'bo', 'cy'] });
    expect(told({ groups: [{ key: 'board', name: 'Board', members: ['ana', 'bo'] }] }, 'ana', three)).toEqual([
      expect.stringContaining('for Bo'),
    ]);
    const four: Edit = (raw) => {
      raw.people.push({ ...cy, id: 'di', name: 'Di', email: 'di@x.org', slack: undefined });
      set(raw.groups[0], { members: ['ana', 'bo', 'cy', 'di'] });
    };
    expect(told({ groups: [{ key: 'board', name: 'Board', members: ['ana', 'bo', 'di'] }] }, 'ana', four)).toEqual([
      '~ group board: members - "cy"',
    ]);
  });
});
