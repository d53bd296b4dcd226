import { describe, expect, test } from 'vitest';
import { en } from '../../../src/bot/view/locales/en.js';
import { plain } from '../../../src/bot/view/plain.js';
import type { AnyRefusal } from '../../../src/bot/view/refusal.js';
import { refusalText } from '../../../src/bot/view/sentence.js';
import { locales, type NamedReason, wordsFor } from '../../../src/bot/view/words.js';
import type { Done } from '../../../src/engine/answer.js';
import type { PersonCommandKind } from '../../../src/engine/command.js';
import { documentStatuses } from '../../../src/engine/document.js';
import { refusalCodes } from '../../../src/engine/refusal.js';
import { at } from '../support/dossier.js';

const reader = { locale: 'en', timeZone: 'UTC' };
const about = {
  name: 'PR-2026-0001',
  changed: ['Amount', 'Reason'],
  isSubmitter: false,
  isLapsed: false,
  person: 'Cy',
};
const say = (refusal: AnyRefusal, context = about) => plain(refusalText(refusal, context, en), reader);

const refusals: AnyRefusal[] = [
  { code: 'unknown-person' },
  { code: 'inactive-person' },
  { code: 'no-permission', permission: 'approval.act' },
  { code: 'no-such-type', typeKey: 'travel' },
  { code: 'no-such-document' },
  { code: 'own-document' },
  { code: 'put-oneself', how: 'reassigned' },
  { code: 'put-oneself', how: 'wrote-the-definition' },
  { code: 'not-the-submitter' },
  { code: 'not-the-completer', role: 'Finance' },
  { code: 'not-the-completer', role: null },
  { code: 'wrong-status', status: 'cancelled', since: at(3), number: 'PR-2026-0001' },
  { code: 'stale', round: 1, changed: ['amount'] },
  { code: 'no-such-step' },
  { code: 'not-an-approver', step: 'Finance' },
  { code: 'already-decided', step: 'Finance', decision: 'approve', at: at(4) },
  { code: 'already-decided', step: 'Finance', decision: 'reject', at: at(4), by: 'cy' },
  { code: 'step-not-open', step: 'Finance' },
  { code: 'delegation-over', forId: 'cy', why: 'ended' },
  { code: 'delegation-over', forId: 'cy', why: 'amount' },
  { code: 'delegation-over', forId: 'cy', why: 'type' },
  { code: 'delegation-over', forId: 'cy', why: 'off' },
  { code: 'delegation-over', forId: 'cy', why: 'unable' },
  { code: 'too-many-questions', which: 'open', max: 3 },
  { code: 'too-many-questions', which: 'asked', max: 10 },
  { code: 'no-such-question' },
  { code: 'answered-already', at: at(4) },
  { code: 'nudged-already', at: at(4), againAt: at(50) },
  { code: 'delegation-off' },
  { code: 'nothing-to-do' },
  { code: 'step-closed', step: 'Finance', at: at(4) },
  { code: 'reason-required' },
  { code: 'comment-too-long', chars: 1204, charsMax: 1000 },
  { code: 'invalid-form', errors: [] },
  { code: 'unable-person', personId: 'bo', why: 'inactive' },
  { code: 'unable-person', personId: 'bo', why: 'may-not-act' },
  { code: 'unable-person', personId: 'bo', why: 'submitter' },
  { code: 'unable-person', personId: 'bo', why: 'asked' },
  { code: 'unable-person', personId: 'bo', why: 'author' },
  { code: 'unable-person', personId: 'bo', why: 'oneself' },
  { code: 'unable-person', personId: 'bo', why: 'chose-approver' },
  { code: 'unable-person', personId: 'bo', why: 'no-place' },
  { code: 'unable-person', personId: 'bo', why: 'given-enough' },
  { code: 'unable-person', personId: 'bo', why: 'no-answer' },
  { code: 'attachment-required' },
  { code: 'no-template', typeKey: 'purchase' },
  { code: 'rule-failed', where: 'Large purchases', error: 'the amount is in EUR' },
  {
    code: 'route-changed',
    digest: 'd',
    route: { template: { key: 't', version: 1, name: 'T' }, stages: [] },
  },
  { code: 'foreign-workspace' },
  { code: 'unknown-installation' },
  { code: 'something-wrong' },
];

describe('a refusal', () => {
  test('of every code the engine knows is among those worded here', () => {
    expect(refusalCodes.filter((code) => !refusals.some((refusal) => refusal.code === code))).toEqual([]);
  });

  test.each(refusals.map((refusal) => [refusal.code, refusal] as const))(
    '%s is a short sentence of its own',
    (_code, refusal) => {
      const sentence = say(refusal);
      expect(sentence).toMatch(/^[A-Z“].*\.$/);
      expect(sentence.length).toBeLessThan(190);
      expect(sentence).not.toMatch(/undefined|null|\[object/);
      expect(refusals.filter((other) => say(other) === sentence)).toHaveLength(1);
    },
  );

  test.each(documentStatuses)('because the document is %s says so, and since when', (status) => {
    const sentence = say({ code: 'wrong-status', status, since: at(3), number: 'PR-2026-0001' });
    expect(sentence).toContain('PR-2026-0001');
    if (status !== 'draft') expect(sentence).toContain('Mar 2, 2026, 9:03 AM');
  });

  test('because the content changed names the fields', () => {
    expect(say({ code: 'stale', round: 1, changed: ['amount'] })).toContain(
      'changed after you saw it: Amount and Reason.',
    );
  });

  test('because of another round names no fields', () => {
    expect(say({ code: 'stale', round: 2, changed: [] }, { ...about, changed: [] })).toContain('round 2');
  });

  test('of a document that may not be seen names nothing of it', () => {
    const sentence = say({ code: 'no-such-document' }, { ...about, changed: [] });
    expect(sentence).not.toContain('PR-2026-0001');
  });
});

describe('an error on a field', () => {
  const params = {
    ...{ min: 3, max: 10, example: '1,234.50', currency: 'USD', decimals: 2, known: 'USD, EUR' },
    ...{ help: 'Two letters and four digits.', name: 'Receipt.pdf', bytesMax: 10_485_760, error: 'divided by 0' },
  };
  test.each(Object.entries(en.fieldErrors))('%s is a short sentence with everything filled in', (_code, word) => {
    expect(word(params)).toMatch(/^[A-Z].{5,120}\.$/);
    expect(word(params)).not.toMatch(/undefined|NaN/);
  });
  test('a currency without decimals is said to have none', () => {
    expect(en.fieldErrors['too-many-decimals']({ currency: 'JPY', decimals: 0 })).toBe('JPY has no decimals.');
  });
  test('a time of day stays one, and a moment is told with its zone', () => {
    expect(en.fieldErrors['too-early']({ min: '08:00' })).toBe('Please choose 08:00 or later.');
    expect(en.fieldErrors['too-late']({ max: '2026-03-31T07:30:00.000Z' })).toMatch(
      /March 31, 2026.*7:30.*UTC or earlier/,
    );
  });
  test('a day is written out', () =>
    expect(en.fieldErrors['too-early']({ min: '2026-03-02' })).toContain('March 2, 2026'));
});

describe('a reason', () => {
  const told: [NamedReason, boolean, string][] = [
    [{ kind: 'manager', level: 1 }, true, 'because you are Ana’s manager'],
    [{ kind: 'manager', level: 1 }, false, 'because they are Ana’s manager'],
    [{ kind: 'manager', level: 2 }, false, 'because they are Ana’s manager’s manager'],
    [{ kind: 'manager', level: 3 }, true, 'because you are Ana’s manager, 3 levels up'],
    [{ kind: 'group', group: 'Works council' }, true, 'because you are in the group Works council'],
    [{ kind: 'field', field: 'Project lead' }, false, 'because they were chosen under Project lead'],
    [
      { kind: 'reassigned', by: 'Gus', from: 'Bo', text: 'Bo is away' },
      true,
      'put there by Gus in place of Bo: “Bo is away”',
    ],
    [
      { kind: 'role', role: 'Procurement', unit: 'Operations' },
      true,
      'because you hold the role Procurement for Operations',
    ],
    [{ kind: 'role', role: 'Finance', unit: null }, true, 'because you hold the role Finance'],
    [{ kind: 'unit_head', unit: 'Operations' }, true, 'because you are the head of Operations'],
    [{ kind: 'user' }, true, 'because the route names you'],
    [{ kind: 'stand-in', as: 'manager', for: 'Dana' }, true, 'in place of Dana, who cannot act, as their manager'],
    [{ kind: 'stand-in', as: 'delegate', for: 'Dana' }, false, 'in place of Dana, who cannot act, as their delegate'],
    [
      { kind: 'stand-in', as: 'fallback_group', for: 'Dana' },
      true,
      'in place of Dana, who cannot act, from the company’s fallback group',
    ],
    [
      { kind: 'stand-in', as: 'fallback_group', for: null },
      true,
      'because nobody else could be found, from the company’s fallback group',
    ],
    [
      { kind: 'stand-in', as: 'unit_head', for: null },
      true,
      'because nobody else could be found, as Ana’s head of unit',
    ],
  ];
  test.each(told)('%o is told (to themselves: %s) as “%s”', (reason, toThemselves, sentence) => {
    expect(plain(en.reason(reason, { toThemselves, submitter: 'Ana', submitterReads: false }), reader)).toBe(sentence);
  });
  test('the submitter reads “your manager”', () => {
    const text = en.reason(
      { kind: 'manager', level: 1 },
      { toThemselves: false, submitter: 'Ana', submitterReads: true },
    );
    expect(plain(text, reader)).toBe('because they are your manager');
  });
});

describe('a carried-out command', () => {
  const done: Done = {
    kind: 'done',
    command: 'approve',
    documentId: 'd',
    version: 4,
    number: 'PR-2026-0001',
    status: 'pending',
    round: 1,
    dataRevision: 1,
    stepOutcome: null,
  };
  const context = {
    name: 'PR-2026-0001',
    submitter: 'Ana',
    asked: { names: ['Bo', 'Cy'], more: 0 },
    step: 'Finance',
    stuck: [],
    onBehalfOf: undefined,
  };
  const tell = ({ command = 'approve', ...changes }: Partial<Done> & { readonly command?: PersonCommandKind }) =>
    plain(en.done[command]({ ...done, command, ...changes }, context), reader);

  test('an approval among several says that others are still asked', () =>
    expect(tell({})).toContain('Others on Finance are still asked'));
  test('an approval that closes the step says so', () =>
    expect(tell({ stepOutcome: 'approved' })).toContain('Finance is complete; other steps'));
  test('the last approval says that the document is approved', () =>
    expect(tell({ stepOutcome: 'approved', status: 'approved' })).toContain('it is approved'));
  test('a submit names who is asked now', () => expect(tell({ command: 'submit' })).toContain('Asked now: Bo and Cy.'));
});

test.each([
  ['en', 'en'],
  ['en-GB', 'en'],
  ['id', 'id'],
  ['id-ID', 'id'],
  ['ID-id', 'id'],
  ['tlh', 'en'],
  ['constructor', 'en'],
  ['__proto__', 'en'],
  ['', 'en'],
])('the locale “%s” is served in “%s”', (locale, language) => {
  expect(wordsFor(locale)).toBe(locales[language]);
});
