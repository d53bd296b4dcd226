import { expect, test } from 'vitest';
import { titleOf } from '../../src/engine/title.js';
import { tripType } from './support/documents.js';

test.each<[string, Record<string, string | number>, string]>([
  ['is the value of the title field', { goal: 'Oslo' }, 'Oslo'],
  ['is one line, whatever was typed', { goal: '  Oslo\n and\tBergen ' }, 'Oslo and Bergen'],
  ['is the name of the type where the field is empty', {}, 'Business trip'],
  ['is the name of the type where the field holds spaces', { goal: ' \n ' }, 'Business trip'],
  ['is the name of the type where the field is no text', { goal: 7 }, 'Business trip'],
  ['is cut at 120 characters', { goal: 'x'.repeat(121) }, 'x'.repeat(120)],
  ['never cuts a character in half', { goal: '👩'.repeat(121) }, '👩'.repeat(120)],
])('a title %s', (_rule, values, title) => {
  expect(titleOf(tripType, values)).toBe(title);
});
