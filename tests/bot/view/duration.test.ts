import { expect, test } from 'vitest';
import { durationText } from '../../../src/bot/view/duration.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [27 * hour, '1 day 3 hours'],
  [2 * day, '2 days'],
  [day, '1 day'],
  [3 * hour + 5 * minute, '3 hours 5 minutes'],
  [hour, '1 hour'],
  [59 * minute + 40_000, '1 hour'],
  [day - 20_000, '1 day'],
  [2 * day - 10 * minute, '2 days'],
  [1 * day + 20 * minute, '1 day'],
  [40_000, '1 minute'],
  [0, '1 minute'],
  [400 * day, '400 days'],
])('%d milliseconds are %s', (ms, text) => expect(durationText(ms, 'en')).toBe(text));

test('it is told in the language of the reader', () => expect(durationText(27 * hour, 'id')).toBe('1 hari 3 jam'));
