import { describe, expect, test } from 'vitest';
import { ParsedTexts } from '../../../src/store/documents/parsed-texts.js';

describe('texts that are parsed', () => {
  test('give the same object again, and another for another text', () => {
    const lists = new ParsedTexts<readonly number[]>(JSON.parse);
    const first = lists.valueOf('[1]');
    expect(first).toEqual([1]);
    expect(lists.valueOf('[1]')).toBe(first);
    expect(lists.valueOf('[2]')).toEqual([2]);
    expect(lists.valueOf('[1]')).toBe(first);
  });

  test('are forgotten before they fill the memory, however long they are', () => {
    const texts = new ParsedTexts((text) => ({ chars: text.length }));
    const first = texts.valueOf('a');
    const long = 'x'.repeat(3_000_000);
    texts.valueOf(long);
    expect(texts.valueOf('a')).toBe(first);
    texts.valueOf(`${long}y`);
    expect(texts.valueOf('a')).not.toBe(first);
    expect(texts.valueOf('x'.repeat(9_000_000))).toEqual({ chars: 9_000_000 });
  });
});
