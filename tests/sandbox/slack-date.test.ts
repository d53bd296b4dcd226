import { describe, expect, test } from 'vitest';
import { formatSlackDate } from '../../src/sandbox/page/text/slack-date.js';

const AT = Date.UTC(2026, 1, 1, 10, 5, 9) / 1000;
const MADRID = { tz: 'Europe/Madrid', locale: 'en-GB' };
const TOKYO = { tz: 'Asia/Tokyo', locale: 'en-US' };
const NOW = Date.UTC(2026, 1, 1, 12);

describe("Slack's date patterns", () => {
  test.each([
    ['{date_num} {time_secs}', '2026-02-01 11:05:09'],
    ['{date_short}', '1 Feb 2026'],
    ['{date}', '1 February 2026'],
    ['{date_long}', 'Sunday 1 February 2026'],
    ['on {date_pretty}', 'on today'],
    ['{time} {unknown}', '11:05 {unknown}'],
    ['{ago}', '2 hours ago'],
  ])('%s is drawn for the reader', (pattern, drawn) => {
    expect(formatSlackDate(AT, pattern, MADRID, NOW).replace(',', '')).toBe(drawn);
  });

  test('each reader sees their own clock', () => {
    expect(formatSlackDate(AT, '{date_short} {time}', TOKYO, NOW).replace('\u202f', ' ')).toBe('Feb 1, 2026 7:05 PM');
    expect(formatSlackDate(AT, '{date_short_pretty}', { ...TOKYO, tz: 'Pacific/Pago_Pago' }, NOW)).toBe('yesterday');
  });
});
