import { describe, expect, test } from 'vitest';
import { readPlace } from '../../../../src/bot/slack/admin-place.js';
import { renderAdminPage } from '../../../../src/bot/slack/render/admin/page.js';
import { assertViewWithinLimits } from '../../../../src/bot/slack/within-limits.js';
import { jobIn, jobsPage } from '../../../../src/bot/view/admin/jobs-page.js';
import { type AdminPage, entriesPerPage } from '../../../../src/bot/view/admin/page.js';
import { stuckPage } from '../../../../src/bot/view/admin/stuck-page.js';
import { plain } from '../../../../src/bot/view/plain.js';
import type { Rich } from '../../../../src/bot/view/text.js';
import { locales, wordsFor } from '../../../../src/bot/view/words.js';
import { type Permission, permissions } from '../../../../src/engine/permission.js';
import type { FailedJob } from '../../../../src/engine/ports/jobs.js';
import type { OutboxLoad } from '../../../../src/engine/ports/outbox.js';
import type { StuckCause, StuckDocument, UnablePerson } from '../../../../src/engine/ports/radar.js';
import { at } from '../../support/dossier.js';

const words = wordsFor('en');
const reader = { locale: 'en', timeZone: 'Asia/Jakarta' };

/** Every line that is read, those of an entry one after another. */
function said({ notices, parts }: AdminPage): readonly string[] {
  const below = parts.flatMap((part): readonly (string | Rich)[] => {
    if (part.kind === 'title') return [`# ${part.text}`];
    return part.kind === 'entry' ? [part.text, ...part.about] : [part.text];
  });
  const all: readonly (string | Rich)[] = [...notices, ...below];
  return all.map((line) => (typeof line === 'string' ? line : plain(line, reader)));
}

function pressed({ ways, parts }: AdminPage): readonly string[] {
  const inside = parts.flatMap((part) => (part.kind === 'entry' ? part.ways : []));
  return [...inside, ...ways].map(({ name }) => name);
}

const long = '字é<&>'.repeat(2000);
const everyLocale = Object.entries(locales);

describe('work in the background', () => {
  const job: FailedJob = {
    ...{ kind: 'card', subject: 'c1', attempts: 9, lastError: 'channel_not_found', createdAt: at(1) },
    document: { id: 'doc', number: 'PR-2026-0001', title: 'Desk' },
    person: { id: 'bo', name: 'Bo' },
  };
  const load: OutboxLoad[] = [
    { kind: 'card', due: 3, held: 1, later: 2, failed: 1, oldestDueAt: at(2) },
    { kind: 'timetable', due: 0, held: 0, later: 4, failed: 0, oldestDueAt: undefined },
  ];
  const page = (failed: readonly FailedJob[], next?: string) =>
    jobsPage({ at: 'jobs' }, load, { items: failed, next }, words);

  test('says of each kind how much is due, under way, for later, and failed', () => {
    expect(said(page([job]))).toEqual([
      'What has to be done in the background, by kind:',
      'Cards: 3 due, the oldest since Mar 2, 2026, 4:02 PM GMT+7 · 1 under way · 2 due later · 1 failed',
      'Regular work: 4 due later',
      '# Failed',
      'Cards · PR-2026-0001 · for Bo',
      'Owed since Mar 2, 2026, 4:01 PM GMT+7, tried 9 times: channel_not_found',
    ]);
  });

  test('says so where there is nothing', () => {
    const idle = jobsPage({ at: 'jobs' }, [], { items: [], next: undefined }, words);
    expect(said(idle)).toEqual([
      'Nothing has to be done in the background at this moment.',
      '# Failed',
      'Nothing has failed.',
    ]);
    expect(pressed(idle)).toEqual(['refresh', 'home']);
  });

  test('that failed can be tried again, one by one, or all after asking back', () => {
    const shown = page([job], 'next');
    expect(pressed(shown)).toEqual(['retry', 'next', 'retry-all', 'refresh', 'home']);
    expect(shown.ways.find(({ name }) => name === 'retry-all')?.confirm?.title).toBe('Try all again?');
  });

  test('is named in its button, whatever its subject is', () => {
    for (const subject of ['c1', 'c1 D123 1712.5', 'Ümlaut “x”']) {
      const shown = page([{ ...job, kind: 'copy', subject }]);
      const view = renderAdminPage(shown, words);
      const values = [
        ...JSON.stringify(view.blocks).matchAll(/"action_id":"admin:retry",.*?"value":"((?:\\.|[^"])*)"/g),
      ];
      const value = JSON.parse(`"${values[0]?.[1] ?? ''}"`);
      expect(jobIn(readPlace(value) ?? { at: 'home' })).toEqual({ kind: 'copy', subject });
    }
    expect(jobIn({ at: 'jobs' })).toBeUndefined();
    expect(jobIn({ at: 'jobs', key: 'constructor x' })).toBeUndefined();
  });

  test('about nothing that there is any more is told without it', () => {
    expect(said(page([{ ...job, document: null, person: null }]))).toContain('Cards');
    expect(said(page([{ ...job, document: { id: 'd', number: null, title: 'Desk' } }]))).toContain(
      'Cards · Desk · for Bo',
    );
  });

  test.each(everyLocale)('fits a modal in “%s”, whatever failed', (_locale, spoken) => {
    const huge: FailedJob = {
      ...{ ...job, subject: 'x'.repeat(400), lastError: long },
      document: { id: 'd', number: null, title: long },
      person: { id: 'k', name: long },
    };
    const items = Array.from({ length: entriesPerPage }, () => huge);
    const shown = jobsPage({ at: 'jobs', after: 'x'.repeat(1400) }, load, { items, next: 'y'.repeat(1400) }, spoken);
    expect(() => assertViewWithinLimits(renderAdminPage(shown, spoken))).not.toThrow();
  });
});

describe('a stuck request', () => {
  const everything = new Set<Permission>(permissions);
  const stuck = (cause: StuckCause): StuckDocument => ({
    ...{ documentId: 'doc', number: 'PR-2026-0001', title: 'Desk', typeName: 'Purchase', submitterName: 'Ana' },
    ...{ since: at(1), cause },
  });
  const page = (cause: StuckCause, held: ReadonlySet<Permission> = everything) =>
    stuckPage({ at: 'stuck' }, { items: [stuck(cause)], next: undefined }, held, words);
  const unable = (why: UnablePerson['why'], name = 'Bo'): UnablePerson => ({ id: name.toLowerCase(), name, why });
  const step = { step: 'Finance', stepId: 's1' };

  const causes: readonly [StuckCause, string, string, readonly string[]][] = [
    [
      { kind: 'open-place', ...step },
      'Nobody was found for Finance.',
      'Put somebody on the step.',
      ['reassign', 'timeline'],
    ],
    [
      { kind: 'rule-failed', ...step, error: 'the amount is in EUR' },
      'The condition of Finance could not be evaluated: the amount is in EUR',
      'Put somebody on the step, and correct the condition in the template so that this does not happen again.',
      ['reassign', 'timeline'],
    ],
    [
      { kind: 'unable', ...step, people: [unable('left')] },
      'Finance waits for Bo, who is not active any more.',
      'Put somebody else on the step in their place.',
      ['reassign', 'timeline'],
    ],
    [
      { kind: 'unable', ...step, people: [unable('unreachable')] },
      'Finance waits for Bo, who has no account in chat.',
      'Link them to their chat account, or put somebody else on the step in their place.',
      ['reassign', 'timeline'],
    ],
    [
      { kind: 'unable', ...step, people: [unable('may-not-act')] },
      'Finance waits for Bo, whose roles do not let them decide.',
      'Give them a role that lets them decide, or put somebody else on the step in their place.',
      ['reassign', 'timeline'],
    ],
    [
      { kind: 'unable', ...step, people: [unable('left'), unable('unreachable', 'Cy')] },
      'Finance waits for Bo, who is not active any more; and Cy, who has no account in chat.',
      'Put others on the step in their place.',
      ['reassign', 'timeline'],
    ],
    [
      { kind: 'no-completer', role: 'Finance' },
      'It is approved, and nobody has the role Finance that carries it out.',
      'Give somebody the role Finance.',
      ['roles', 'timeline'],
    ],
    [
      { kind: 'submitter-unable', person: unable('left', 'Ana') },
      'It was returned to Ana, who is not active any more.',
      'Nobody else can submit it. It will be cancelled by itself; whoever still needs it can ask for it anew.',
      ['person', 'timeline'],
    ],
    [
      { kind: 'no-answer', step: 'Finance', person: unable('left', 'Ana') },
      'The clock of Finance stands still until Ana answers, who is not active any more.',
      'Tell those who are asked to decide it without the answer. Nobody is reminded by itself meanwhile.',
      ['person', 'timeline'],
    ],
    [
      { kind: 'undelivered', person: { id: 'bo', name: 'Bo' }, error: 'channel_not_found' },
      'The card for Bo does not arrive: channel_not_found',
      'Make sure that they are linked to the right chat account, then try the card again under /approval-admin jobs.',
      ['jobs', 'person', 'timeline'],
    ],
  ];

  test.each(causes)('because of %o says what holds it, who that is, and what to do', (cause, sentence, fix, ways) => {
    const shown = page(cause);
    expect(said(shown)).toEqual([
      'These requests cannot go on by themselves. Those that are stuck for longest come first.',
      'Desk (PR-2026-0001) · Purchase',
      'Asked for by Ana · stuck since Mar 2, 2026, 4:01 PM GMT+7',
      sentence,
      fix,
    ]);
    expect(pressed(shown)).toEqual([...ways, 'refresh', 'home']);
  });

  test('leads nowhere that the administrator may not go', () => {
    for (const [cause] of causes) {
      expect(pressed(page(cause, new Set(['approval.unblock'])))).toEqual(['refresh', 'home']);
    }
    expect(pressed(page({ kind: 'open-place', ...step }, new Set(['approval.reassign'])))).toEqual([
      'reassign',
      'refresh',
      'home',
    ]);
  });

  test('because of many people names some of them', () => {
    const people = ['Bo', 'Cy', 'Di', 'Ed', 'Flo'].map((name) => unable('left', name));
    expect(said(page({ kind: 'unable', ...step, people })).at(-2)).toContain('; and 2 more.');
  });

  test('that there is none of is said', () => {
    const shown = stuckPage({ at: 'stuck' }, { items: [], next: undefined }, everything, words);
    expect(said(shown)).toEqual(['No request is stuck.']);
  });

  test.each(everyLocale)('fits a modal in “%s”, whoever it is about', (_locale, spoken) => {
    const cause: StuckCause = {
      ...{ kind: 'unable', step: long, stepId: 's1' },
      people: Array.from({ length: 200 }, () => unable('left', long)),
    };
    const one = { ...stuck(cause), title: long, typeName: long, submitterName: long };
    const items = Array.from({ length: entriesPerPage }, () => one);
    const shown = stuckPage(
      { at: 'stuck', after: 'x'.repeat(1400) },
      { items, next: 'y'.repeat(1400) },
      everything,
      spoken,
    );
    expect(() => assertViewWithinLimits(renderAdminPage(shown, spoken))).not.toThrow();
  });
});
