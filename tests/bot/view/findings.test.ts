import { describe, expect, test } from 'vitest';
import { type AsOf, findingText, findingTexts } from '../../../src/bot/view/findings.js';
import { plain } from '../../../src/bot/view/plain.js';
import { wordsFor } from '../../../src/bot/view/words.js';
import type { PolicyFinding } from '../../../src/engine/policy/policy.js';

const words = wordsFor('en');
const reader = { locale: 'en', timeZone: 'UTC' };
const said = (finding: PolicyFinding, asOf: AsOf = 'now') =>
  plain(findingText(finding, words, 'en', asOf), reader).replaceAll(/[\u2066-\u2069]/g, '');

const quota = {
  kind: 'quota',
  unit: 'days',
  year: 2026,
  limit: 1200,
  carried: 0,
  spent: 800,
  held: 0,
  asked: 500,
} as const;

describe('what a policy found', () => {
  test('12 days a year, 8 used and 5 asked is told with its sum', () => {
    const finding: PolicyFinding = { policy: 'q', name: 'Annual leave', effect: 'reject', explanation: quota };
    expect(said(finding)).toBe('Annual leave 2026: 5 asked for, and only 4 left (12 a year − 8 used = 4 days).');
  });

  test('a quota that fits tells what is left afterwards, with halves, carried-over and waiting days', () => {
    const explanation = { ...quota, carried: 250, held: 150, asked: 50 };
    expect(said({ policy: 'q', name: 'Annual leave', effect: 'pass', explanation })).toBe(
      'Annual leave 2026: 0.5 asked for, 4.5 left afterwards (12 a year + 2.5 carried over − 8 used − 1.5 waiting = 5 days).',
    );
  });

  test('a quota tells what later years have taken of it, so that its sum is right', () => {
    const explanation = { ...quota, spent: 500, moved: 400, asked: 400 };
    expect(said({ policy: 'q', name: 'Annual leave', effect: 'reject', explanation })).toBe(
      'Annual leave 2026: 4 asked for, and only 3 left (12 a year − 5 used − 4 taken into later years = 3 days).',
    );
  });

  test('a sum that is read later says of which moment it is', () => {
    const finding: PolicyFinding = {
      policy: 'q',
      name: 'Annual leave',
      effect: 'pass',
      explanation: { ...quota, asked: 100 },
    };
    expect(said(finding, 'submit')).toBe(
      'Annual leave 2026: 1 asked for, 3 left afterwards (when it was submitted: 12 a year − 8 used = 4 days).',
    );
  });

  test('a threshold names both amounts and the step it adds', () => {
    const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
    const explanation = { kind: 'threshold', amount: usd(62_000), above: usd(50_000), step: 'Director' } as const;
    expect(said({ policy: 't', name: 'Large', effect: 'add_step', explanation })).toBe(
      'Director is part of the route, because 620.00 USD is over 500.00 USD.',
    );
  });

  test('what rejects comes before what warns, and that before what passes', () => {
    const message = (effect: PolicyFinding['effect']): PolicyFinding => {
      return { policy: effect, name: effect, effect, explanation: { kind: 'message', text: 'x', step: null } };
    };
    const told = findingTexts([message('pass'), message('warn'), message('reject')], words, 'en');
    expect(told.map((text) => plain(text, reader).replaceAll(/[\u2066-\u2069]/g, ''))).toEqual([
      'reject: x',
      'warn: x',
      'pass: x',
    ]);
  });
});
