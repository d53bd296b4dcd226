import { describe, expect, test } from 'vitest';
import { DeliveryFault } from '../../src/engine/ports/card-platform.js';
import { errorCharsMax, errorText } from '../../src/jobs/error-text.js';

describe('the text kept about an error', () => {
  test('names a fault of delivery by its code', () => {
    expect(errorText(new DeliveryFault('permanent', 'channel_not_found'))).toBe('permanent: channel_not_found');
  });

  test.each([
    'refused for xoxb-1234-abcdef',
    'header was Authorization: Bearer short1',
    'called https://hooks.example.com/T0001/B0002/XyZ123abcDEF456',
    'bad key 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  ])('leaves out what could be a token: %s', (message) => {
    const text = errorText(new Error(message));
    expect(text).not.toMatch(/1234|short1|XyZ123|9f86/);
    expect(text).toContain('…');
  });

  test('leaves out what a parser quotes', () => {
    let thrown: unknown;
    try {
      JSON.parse('the salary of Bo is 100');
    } catch (error) {
      thrown = error;
    }
    expect(String(thrown)).toContain('salary');
    expect(errorText(thrown)).not.toContain('salary');
  });

  test('keeps one line of limited length', () => {
    const text = errorText(new Error(`${'no '.repeat(400)}\nsecond line`));
    expect(text).toHaveLength(errorCharsMax);
    expect(text).not.toContain('second');
  });

  test('says nothing about a thrown value that is no error', () => {
    expect(errorText({ token: 'xoxb-1' })).toBe('something that is not an error was thrown');
  });
});
