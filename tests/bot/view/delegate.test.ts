import { describe, expect, test } from 'vitest';
import {
  type DelegateSource,
  daysOf,
  delegateFields,
  delegateView,
  delegationContext,
} from '../../../src/bot/view/delegate.js';
import { plain } from '../../../src/bot/view/plain.js';
import type { Rich } from '../../../src/bot/view/text.js';
import { wordsFor } from '../../../src/bot/view/words.js';
import type { Delegation } from '../../../src/engine/delegation/delegation.js';
import { purchase } from '../support/dossier.js';

const jakarta = { locale: 'en', timeZone: 'Asia/Jakarta' };
const text = (rich: Rich) => plain(rich, jakarta);
const names = new Map([
  ['bo', 'Bo'],
  ['cy', 'Cy'],
]);
const given = (changes: Partial<Delegation> = {}): Delegation => ({
  ...{ id: 'd1', fromId: 'ana', toId: 'bo', types: null, cap: null, createdAt: '2026-03-01T00:00:00.000Z' },
  ...{ startsAt: '2026-03-01T17:00:00.000Z', endsAt: '2026-03-06T17:00:00.000Z', endedAt: null },
  ...changes,
});
const source = (changes: Partial<DelegateSource> = {}): DelegateSource => ({
  ...{ given: [], got: [], names, types: [purchase], reader: jakarta, notices: [], obstacle: undefined },
  now: '2026-03-03T01:00:00.000Z',
  ...changes,
});

describe('what /delegate shows', () => {
  test('is who decides for me and for whom I decide, in days of my own', () => {
    const view = delegateView(
      source({
        given: [given(), given({ id: 'd2', startsAt: '2026-03-09T17:00:00.000Z', endsAt: '2026-03-10T17:00:00.000Z' })],
        got: [given({ fromId: 'cy', toId: 'ana', types: ['purchase'], cap: { amountMinor: 500000, currency: 'USD' } })],
      }),
    );
    expect(view.given.map(({ lines }) => lines.map(text))).toEqual([
      ['Bo · Mar 2, 2026 – Mar 6, 2026', 'For every type of request, whatever the amount.'],
      ['Bo · Mar 10, 2026 – Mar 10, 2026 · not yet', 'For every type of request, whatever the amount.'],
    ]);
    expect(view.got.map(text)).toEqual(['Cy · Mar 2, 2026 – Mar 6, 2026', 'For Purchase request, up to 5,000.00 USD.']);
    expect(view.given[0]?.confirm.text).toContain('Bo cannot decide for you any more');
  });

  test('says in one sentence why none can be added, and still lists what can be ended', () => {
    const off = wordsFor('en').delegate.off;
    const view = delegateView(source({ given: [given()], obstacle: off }));
    expect([view.lead, view.fields, view.given.length]).toEqual([off, [], 1]);
  });

  test('begins with today, by my own clocks', () => {
    const late = source({ now: '2026-03-03T20:00:00.000Z' });
    const initials = delegateView(late).fields.map(({ field, initial }) => [field.name, initial]);
    expect(initials).toEqual([
      ['to', null],
      ['from', '2026-03-04'],
      ['until', '2026-03-04'],
      ['types', null],
      ['cap', null],
    ]);
  });

  test('counts those that are too many to list', () => {
    const got = Array.from({ length: 30 }, (_, index) => given({ id: `d${index}`, fromId: 'cy' }));
    const { got: lines } = delegateView(source({ got }));
    expect([lines.length, text(lines.at(-1) ?? [])]).toEqual([41, '… and 10 more']);
  });
});

test('the amount is asked for only where some type has one, in the currencies there are', () => {
  const fields = (types: DelegateSource['types']) => delegateFields(types, wordsFor('en'));
  const money = { type: 'money', name: 'cost', label: 'Cost', required: true, currencies: ['JPY', 'EUR'] } as const;
  const both = fields([purchase, { ...purchase, key: 'b', form: [{ ...money, currencies: ['JPY', 'EUR'] }] }]);
  expect(both.find(({ name }) => name === 'cap')).toMatchObject({ currencies: ['EUR', 'JPY', 'USD'] });
  expect(fields([{ ...purchase, form: [] }]).map(({ name }) => name)).toEqual(['to', 'from', 'until', 'types']);
  expect(fields([]).map(({ name }) => name)).toEqual(['to', 'from', 'until']);
});

test('one that was ended early ends on that day', () => {
  expect(daysOf(given({ endedAt: '2026-03-04T03:00:00.000Z' }), jakarta)).toEqual({
    from: 'Mar 2, 2026',
    until: 'Mar 4, 2026',
  });
});

describe('a refusal', () => {
  const { refusals } = wordsFor('en').delegate;

  test('of a circle names everybody in it', () => {
    const about = delegationContext(['bo', 'cy'], undefined, names, jakarta);
    expect(text(refusals.cycle({ code: 'cycle', through: ['bo', 'cy'] }, about))).toBe(
      'It would come back to you: Bo decides for you, Cy decides for Bo, and you for Cy. Please choose somebody else, or other days.',
    );
  });

  test('of days that are taken names them', () => {
    const about = delegationContext(['bo'], given(), names, jakarta);
    expect(text(refusals.overlap({ code: 'overlap', delegation: given() }, about))).toBe(
      'Bo decides for you from Mar 2, 2026 to Mar 6, 2026 already. Please choose other days, or end that one first.',
    );
  });
});
