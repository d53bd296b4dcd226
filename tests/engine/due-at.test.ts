import { describe, expect, test } from 'vitest';
import type { Calendar, Calendars } from '../../src/engine/calendar/calendar.js';
import { dueAgain, dueAt } from '../../src/engine/due-at.js';
import { noCalendars } from './support/facts.js';

const day = [{ from: '09:00', to: '17:00' }];
/** Monday to Friday, nine to five. */
const office: Calendar = {
  ...{ key: 'office', name: 'Office', timeZone: 'UTC', holidays: [] },
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
};
const calendars: Calendars = { byKey: new Map([['office', office]]), defaultKey: null, timeZone: 'UTC' };

const sla = { hours: 8 };
const inOffice = { hours: 8, calendar: 'office' };

describe('a time of a step whose clock stood still', () => {
  test('comes as much later as it stood, where every hour counts', () => {
    const again = dueAgain(
      sla,
      noCalendars,
      '2026-03-02T17:00:00.000Z',
      '2026-03-02T10:00:00.000Z',
      '2026-03-04T10:00:00.000Z',
    );
    expect(again).toBe('2026-03-04T17:00:00.000Z');
  });

  test('has as much working time left as it had, in the calendar of the step', () => {
    // A Friday, 15:00: two hours of work are left on it, and four on Monday.
    const [at, pausedAt] = ['2026-03-09T13:00:00.000Z', '2026-03-06T15:00:00.000Z'];
    expect(dueAgain(inOffice, calendars, at, pausedAt, '2026-03-10T15:00:00.000Z')).toBe('2026-03-11T13:00:00.000Z');
    // Answered on the weekend nothing is lost, and nothing won.
    expect(dueAgain(inOffice, calendars, at, pausedAt, '2026-03-07T12:00:00.000Z')).toBe('2026-03-09T15:00:00.000Z');
  });

  test('is what it was where the clock went on at once', () => {
    const opened = '2026-03-06T15:00:00.000Z';
    const due = dueAt(inOffice, calendars, opened);
    expect(dueAgain(inOffice, calendars, due, opened, opened)).toBe(due);
  });

  test('never comes earlier, also where the calendar has changed meanwhile', () => {
    // Monday to Friday no more: no working time is left between the question and what was the due time.
    const free: Calendar = {
      ...office,
      hours: { ...office.hours, mon: [], tue: [], wed: [], thu: [], fri: [], sat: day },
    };
    const changed: Calendars = { ...calendars, byKey: new Map([['office', free]]) };
    const at = '2026-03-06T13:00:00.000Z';
    expect(dueAgain(inOffice, changed, at, '2026-03-03T10:00:00.000Z', '2026-03-03T11:00:00.000Z')).toBe(at);
  });

  test('stays where it was when it had passed before', () => {
    const at = '2026-03-02T09:00:00.000Z';
    expect(dueAgain(sla, noCalendars, at, at, '2026-03-04T10:00:00.000Z')).toBe(at);
    expect(dueAgain(sla, noCalendars, at, '2026-03-02T10:00:00.000Z', '2026-03-04T10:00:00.000Z')).toBe(at);
  });

  test('never comes earlier, also where the clocks of two processes disagree', () => {
    const at = '2026-03-02T17:00:00.000Z';
    expect(dueAgain(sla, noCalendars, at, '2026-03-02T10:00:00.000Z', '2026-03-02T09:59:00.000Z')).toBe(at);
  });
});
