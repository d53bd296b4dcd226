import { describe, expect, test } from 'vitest';
import { cut } from '../../../src/bot/view/cut.js';
import { harmless, harmlessLine, isolate } from '../../../src/bot/view/isolate.js';
import { plain } from '../../../src/bot/view/plain.js';
import { enumerate, rich, strong, when } from '../../../src/bot/view/text.js';

const reader = { locale: 'en', timeZone: 'Europe/Berlin' };

describe('rich', () => {
  test('takes every text put between its literals for data', () => {
    const kinds = rich`You may <b>not</b> ${'<!channel>'}`.map((inline) => inline.kind);
    expect(kinds).toEqual(['text', 'data']);
  });

  test('keeps nested wording as it is and leaves empty pieces out', () => {
    expect(rich`${''}a${rich`b${'c'}`}${strong('d')}`).toEqual([
      { kind: 'text', text: 'a', strong: false },
      { kind: 'text', text: 'b', strong: false },
      { kind: 'data', text: 'c', strong: false },
      { kind: 'data', text: 'd', strong: true },
    ]);
  });

  test('lists with commas and one "and"', () => {
    const names = ['Ana', 'Bo', 'Cy'].map((name) => rich`${name}`);
    expect(plain(enumerate(names, ', ', ' and '), reader)).toBe('Ana, Bo and Cy');
    expect(plain(enumerate(names.slice(0, 1), ', ', ' and '), reader)).toBe('Ana');
  });

  test('an instant without the platform is told in the reader’s zone, which is named', () => {
    expect(plain(rich`at ${when('2026-03-02T09:00:00.000Z')}`, reader)).toBe('at Mar 2, 2026, 10:00 AM GMT+1');
  });
});

describe('cut', () => {
  test('leaves what fits alone', () => expect(cut('abc', 3)).toBe('abc'));
  test('ends what does not fit with an ellipsis inside the limit', () => expect(cut('abcdef', 4)).toBe('abc…'));
  test('never halves an emoji of several code points', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(cut(`ab${family}cd`, 8)).toBe('ab…');
    expect(cut(`ab${family}cd`, 2 + family.length + 1)).toBe(`ab${family}…`);
  });
  test('keeps an accent on its letter', () => expect(cut('e\u0301e\u0301e\u0301', 4)).toBe('e\u0301…'));
  test('stays within the limit for one letter with a thousand accents', () => {
    const cutText = cut(`e${'\u0301'.repeat(1000)}`, 20);
    expect(cutText.length).toBeLessThanOrEqual(20);
    expect(cutText.endsWith('…')).toBe(true);
  });
  test('never leaves half a pair of surrogates', () => {
    for (let max = 1; max < 30; max += 1) expect(cut('😀'.repeat(20), max).isWellFormed()).toBe(true);
  });
  test('10,000 characters are cut in no time', () => {
    const started = performance.now();
    for (let time = 0; time < 100; time += 1) cut('word '.repeat(2000), 300);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('harmless', () => {
  test('takes away what turns the direction of the text around it', () => {
    expect(harmless('ab\u202Ecd\u2066e\u2069')).toBe('abcde');
  });
  test('takes away control characters but not line breaks', () => expect(harmless('a\u0007b\nc\0')).toBe('ab\nc'));
  test('a line has no line breaks, of whatever kind', () => {
    expect(harmlessLine('a \r\n b\u2028c\td')).toBe('a b c d');
  });
  test('right-to-left text is isolated, other text is left as it is', () => {
    expect(isolate('שלום')).toBe('\u2068שלום\u2069');
    expect(isolate('hello')).toBe('hello');
  });
});
