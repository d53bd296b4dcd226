import { describe, expect, test } from 'vitest';
import { renderAdminPage } from '../../../../src/bot/slack/render/admin/page.js';
import { fitsView } from '../../../../src/bot/slack/within-limits.js';
import { changePage, changesIn } from '../../../../src/bot/view/admin/change.js';
import { policyPage, templatePage } from '../../../../src/bot/view/admin/definition-pages.js';
import { homePage } from '../../../../src/bot/view/admin/home.js';
import { type AdminPart, linesPerPage } from '../../../../src/bot/view/admin/page.js';
import type { NamesOfCompany } from '../../../../src/bot/view/admin/step-text.js';
import { subcommands } from '../../../../src/bot/view/admin/subcommand.js';
import { noTrailNames, trailText } from '../../../../src/bot/view/admin/trail-text.js';
import { plain } from '../../../../src/bot/view/plain.js';
import { wordsFor } from '../../../../src/bot/view/words.js';
import type { Rung, Template } from '../../../../src/engine/definition.js';
import type { Permission } from '../../../../src/engine/permission.js';
import { permissions } from '../../../../src/engine/permission.js';
import type { PolicyCheck } from '../../../../src/engine/policy/policy.js';
import type { TrailEntry } from '../../../../src/engine/ports/admin-reading.js';

const words = wordsFor('en');
const reader = { locale: 'en', timeZone: 'Asia/Jakarta' };
const said = (parts: readonly AdminPart[]) =>
  parts.map((part) => (part.kind === 'title' ? `# ${part.text}` : plain(part.text, reader)));

const names: NamesOfCompany = {
  people: new Map([['lucas', 'Lucas Moreau']]),
  roles: new Map([['finance', 'Finance']]),
  groups: new Map([['board', 'Board']]),
  types: new Map([['leave', 'Leave']]),
  calendars: new Map([['jakarta', 'Jakarta']]),
  fields: new Map([['period', 'From and until']]),
};

const place = { at: 'policies', key: 'x' } as const;
const policy = (check: PolicyCheck) =>
  policyPage(
    place,
    {
      definition: { key: 'x', version: 3, name: 'X', type: 'leave', priority: 0, check, authorId: 'ana', active: true },
      at: '2026-03-02T09:00:00.000Z',
      author: { id: 'ana', name: 'Ana' },
    },
    words,
    names,
    'en',
  );

describe('what one may do', () => {
  test.each(permissions.map((permission): [Permission] => [permission]))(
    'with %s alone is exactly what that permission is for',
    (permission) => {
      const offered = homePage(new Set([permission]), words).ways.map(({ name }) => name);
      const expected: Readonly<Record<string, readonly string[]>> = {
        'document.read_all': ['document'],
        'approval.unblock': ['stuck'],
        'approval.reassign': ['reassign'],
        'jobs.manage': ['jobs'],
        'audit.read': ['document', 'audit'],
        'config.people': ['people', 'upload'],
        'config.roles': ['roles', 'upload'],
        'config.groups': ['groups', 'upload'],
        'config.types': ['types', 'upload'],
        'config.templates': ['templates', 'upload', 'simulate'],
        'config.policies': ['policies', 'upload', 'simulate'],
        'config.calendars': ['calendars', 'upload'],
      };
      expect(offered).toEqual(expected[permission] ?? []);
    },
  );

  test('with all of them is everything, and fits a modal', () => {
    const page = homePage(new Set(permissions), words);
    expect(page.ways.map(({ name }) => name)).toEqual([...subcommands]);
    expect(fitsView(renderAdminPage(page, words))).toBe(true);
  });
});

describe('a policy in words', () => {
  test('of a quota tells limit, unit, carry-over and what was used before', () => {
    const used = [{ person: 'lucas', year: 2026, amount: 800 }];
    const page = policy({ kind: 'quota_limit', limit: 1250, unit: 'days', amount: 'period', carryOver: 300, used });
    expect(said(page.parts)).toEqual([
      expect.stringMatching(/^Version 3, by Ana, Mar 2, 2026, 4:00\sPM GMT\+7$/),
      'for Leave · priority 0 · version 3',
      'For every request of its type.',
      'At most 12.5 days per person and year, counted by From and until.',
      'Up to 3 days move to the next year.',
      '# Used before this bot came',
      'Lucas Moreau, 2026: 8 days',
    ]);
  });

  test('of dates tells notice, overlap and the days that are kept free', () => {
    const blackouts = [{ from: '2026-12-07', to: '2026-12-18', reason: 'Christmas' }];
    const page = policy({ kind: 'time_based', field: 'period', noticeDays: 3, blackouts, overlap: 'refused' });
    expect(said(page.parts).join(' | ')).toMatch(
      /From and until begins 3 days after asking.*may not overlap.*December 7, 2026 to Friday, December 18, 2026: Christmas/,
    );
  });
});

describe('a ladder', () => {
  const page = (ladder: readonly Rung[]) => {
    const who = [{ kind: 'manager' }] as const;
    const rule = { approveWhen: 'any', rejectWhen: 'any' } as const;
    const steps = [{ key: 's', name: 'Check', who, rule, sla: { hours: 24, ladder } }];
    const template: Template = { key: 't', version: 1, name: 'T', type: 'leave', priority: 0, stages: [{ steps }] };
    const saved = { definition: template, at: '2026-03-02T09:00:00.000Z', author: null };
    return said(templatePage({ at: 'templates', key: 't' }, saved, words, names).parts).join('\n');
  };

  test('is told rung by rung', () => {
    const ladder: readonly Rung[] = [
      { do: 'remind', afterHours: 1 },
      { do: 'escalate', afterHours: 36, to: [{ kind: 'role', role: 'finance' }, { kind: 'manager' }] },
      { do: 'return', afterHours: 72 },
    ];
    expect(page(ladder)).toContain(
      'within 24 working hours · while nobody decides: a reminder after 1 working hour, holders of Finance and the approver’s manager may decide too after 36 working hours, the system returns the request after 72 working hours',
    );
  });

  test('that is empty says so', () => {
    expect(page([])).toContain('within 24 working hours · nobody is reminded');
  });
});

describe('long things', () => {
  const template: Template = {
    key: 'long',
    version: 1,
    name: 'Long',
    type: 'leave',
    priority: 0,
    stages: Array.from({ length: 63 }, (_, index) => ({
      steps: [
        {
          key: `s${index}`,
          name: `Step ${index}`,
          who: [
            { kind: 'role', role: 'finance' },
            { kind: 'group', group: 'board' },
            { kind: 'manager', level: 2 },
          ],
          rule: { approveWhen: 'all', rejectWhen: 'any' },
          sla: { hours: 8, calendar: 'jakarta' },
        },
      ],
    })),
  };

  test('are shown in pages that all fit, and every line stands on one of them', () => {
    const saved = { definition: template, at: '2026-03-02T09:00:00.000Z', author: null };
    const lines: string[] = [];
    for (let skip: number | undefined = 0; skip !== undefined; ) {
      const page = templatePage({ at: 'templates', key: 'long', skip }, saved, words, names);
      expect(fitsView(renderAdminPage(page, words))).toBe(true);
      lines.push(...said(page.parts));
      skip = page.ways.find(({ name }) => name === 'next')?.place.skip;
    }
    for (let index = 0; index < 63; index++)
      expect(lines.join('\n')).toContain(`Step ${index} asks holders of Finance`);
    expect(lines.at(-1)).toContain(
      'the manager 2 levels up; all must approve · within 8 working hours of the calendar Jakarta',
    );
  });

  test('as a difference of thousands of lines fit page by page, with their count', () => {
    const lines = Array.from({ length: 4000 }, (_, index) => `+ person p${index} (${'n'.repeat(600)})`);
    const outcome = { kind: 'planned', lines, warnings: [], fingerprint: 'f' } as const;
    const page = changePage({ at: 'upload', key: 'u' }, 'all.yaml', outcome, words);
    expect(page.parts).toHaveLength(linesPerPage);
    expect(plain(page.notices[0] ?? [], reader)).toContain('4000');
    expect(fitsView(renderAdminPage(page, words))).toBe(true);
  });

  test('a difference counts entries, not the lines that belong to one', () => {
    expect(changesIn(['~ type a:', '    form', '    name', '+ group b'])).toBe(2);
  });
});

describe('an entry of the trail', () => {
  const entry = (changes: Partial<TrailEntry>): TrailEntry => ({
    entity: 'document/d1',
    seq: 1,
    at: '2026-03-02T23:30:00.000Z',
    action: 'step-voted',
    actorId: 'bo',
    actorName: 'Bo',
    documentNumber: 'PR-2026-0001',
    metadata: {},
    payload: {},
    hash: '',
    ...changes,
  });
  const told = (changes: Partial<TrailEntry>) =>
    plain(trailText(entry(changes), { ...noTrailNames, steps: new Map([['s1', 'Finance']]) }, words), reader);

  test('is told in the reader’s zone, with who, what and their words', () => {
    const event = {
      type: 'step-voted',
      documentId: 'd1',
      stepId: 's1',
      decision: 'reject',
      comment: 'Too dear',
      dataRevision: 1,
    };
    expect(told({ payload: { event } })).toMatch(/^Mar 3, 2026, 6:30\sAM GMT\+7 · Bo rejected Finance: “Too dear”$/);
  });

  test('that followed of itself is nobody’s deed', () => {
    const event = { type: 'step-completed', documentId: 'd1', stepId: 's1', outcome: 'rejected' };
    expect(told({ action: 'step-completed', payload: { event } })).toMatch(/ · so Finance was rejected$/);
  });

  test('that was erased still tells who and when', () => {
    expect(told({ payload: undefined })).toMatch(/ · Bo did something whose words were erased$/);
  });

  test('of another kind than this version knows is told as the trail calls it', () => {
    expect(told({ action: 'moon-landed', entity: 'moon/1', payload: { after: { version: 2 } } })).toMatch(
      /Bo moon-landed 1, version 2$/,
    );
  });

  test('of a delegation tells who acts for whom', () => {
    const delegation = { id: 'x', fromId: 'bo', toId: 'cy' };
    expect(told({ action: 'delegation-given', entity: 'person/bo', payload: { delegation } })).toMatch(
      /Bo set up a delegation: bo → cy$/,
    );
  });

  test('by files on the machine is told as the operator’s', () => {
    const changes = { action: 'unit-saved', entity: 'unit/berlin', actorId: null, actorName: null };
    expect(told({ ...changes, metadata: { platform: 'cli' } })).toMatch(/ · The operator saved the unit berlin$/);
  });
});
