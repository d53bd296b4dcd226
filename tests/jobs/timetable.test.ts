import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs, instant } from '../../src/engine/instant.js';
import { entryNames, slotOf, type TimetableEntry, timetable } from '../../src/jobs/timetable.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Jakarta', 'Australia/Lord_Howe', 'America/Sao_Paulo'];

function daily(at: string): TimetableEntry {
  return { name: 'quotas', schedule: { at } };
}

function weekly(at: string, lateMsMax?: number): TimetableEntry {
  return { name: 'weekly-report', schedule: { at, on: 'mon' }, ...(lateMsMax === undefined ? {} : { lateMsMax }) };
}

/** Every slot from one moment to another, as a clock that is looked at every minute tells them. */
function slotsBetween(entry: TimetableEntry, from: string, until: string, zone: string): readonly string[] {
  const slots = new Set<string>();
  for (let ms = epochMs(from); ms < epochMs(until); ms += 60_000) {
    const slot = slotOf(entry, instant(ms), zone);
    if (slot !== undefined && slot >= from) slots.add(slot);
  }
  return [...slots];
}

describe('slots', () => {
  test('every so often they are at full multiples, everywhere alike', () => {
    const entry: TimetableEntry = { name: 'delegations', schedule: { everyMs: 600_000 } };
    for (const zone of zones) {
      expect(slotOf(entry, '2026-03-02T09:19:59.999Z', zone)).toBe('2026-03-02T09:10:00.000Z');
      expect(slotOf(entry, '2026-03-02T09:20:00.000Z', zone)).toBe('2026-03-02T09:20:00.000Z');
    }
  });

  test('of a day they are by the company’s clocks', () => {
    expect(slotOf(daily('01:00'), '2026-03-02T17:59:59.999Z', 'Asia/Jakarta')).toBe('2026-03-01T18:00:00.000Z');
    expect(slotOf(daily('01:00'), '2026-03-02T18:00:00.000Z', 'Asia/Jakarta')).toBe('2026-03-02T18:00:00.000Z');
    expect(slotOf(daily('01:00'), '2026-03-02T05:59:00.000Z', 'America/New_York')).toBe('2026-03-01T06:00:00.000Z');
  });

  test('of a week they are on that weekday, where the company is', () => {
    // In Jakarta Monday 08:00 is 01:00 in UTC; at 00:59 it is still last week's.
    expect(slotOf(weekly('08:00'), '2026-03-02T00:59:00.000Z', 'Asia/Jakarta')).toBe('2026-02-23T01:00:00.000Z');
    expect(slotOf(weekly('08:00'), '2026-03-02T01:00:00.000Z', 'Asia/Jakarta')).toBe('2026-03-02T01:00:00.000Z');
    expect(slotOf(weekly('08:00'), '2026-03-08T23:00:00.000Z', 'Asia/Jakarta')).toBe('2026-03-02T01:00:00.000Z');
  });

  test('a time that the clocks skip in spring is the end of the gap', () => {
    expect(
      slotsBetween(daily('02:30'), '2026-03-28T12:00:00.000Z', '2026-03-30T12:00:00.000Z', 'Europe/Berlin'),
    ).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']);
  });

  test('a time that comes twice in autumn has one slot, the first', () => {
    expect(
      slotsBetween(daily('02:30'), '2026-10-24T12:00:00.000Z', '2026-10-26T12:00:00.000Z', 'Europe/Berlin'),
    ).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
  });

  test('one that is too long ago is left out, where late is not better than never', () => {
    const entry = weekly('08:00', DAY);
    expect(slotOf(entry, '2026-03-03T08:00:00.000Z', 'UTC')).toBe('2026-03-02T08:00:00.000Z');
    expect(slotOf(entry, '2026-03-03T08:00:00.001Z', 'UTC')).toBeUndefined();
  });

  test('every local day of every year has one, never before its moment, and never two', () => {
    const moment = fc.integer({ min: epochMs('2025-01-01T00:00:00.000Z'), max: epochMs('2028-01-01T00:00:00.000Z') });
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    fc.assert(
      fc.property(moment, time, fc.constantFrom(...zones), (ms, [hours, minutes], zone) => {
        const entry = daily(`${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
        const slot = slotOf(entry, instant(ms), zone) ?? '';
        const next = slotOf(entry, instant(epochMs(slot) + 26 * HOUR), zone) ?? '';
        expect(epochMs(slot)).toBeLessThanOrEqual(ms);
        expect(ms - epochMs(slot)).toBeLessThan(26 * HOUR);
        expect(slotOf(entry, slot, zone)).toBe(slot);
        expect(slotOf(entry, instant(epochMs(slot) - 1), zone)).not.toBe(slot);
        expect(localDay(next, zone)).toBe(dayAfter(localDay(slot, zone)));
      }),
    );
  });
});

describe('the timetable', () => {
  test('has every entry once, and slots at full minutes', () => {
    expect(timetable.map(({ name }) => name).toSorted()).toEqual([...entryNames].toSorted());
    for (const entry of timetable) {
      for (const zone of zones) {
        const slot = slotOf({ name: entry.name, schedule: entry.schedule }, '2026-03-29T01:00:30.000Z', zone);
        expect(slot).toMatch(/:00\.000Z$/);
      }
    }
  });

  test('reports on Monday at eight, recounts at one, as the design says', () => {
    const slots = Object.fromEntries(
      timetable.map((entry) => [
        entry.name,
        slotsBetween(entry, '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z', 'UTC'),
      ]),
    );
    expect(slots['weekly-report']).toEqual(['2026-03-02T08:00:00.000Z']);
    expect(slots.quotas).toEqual(['2026-03-02T01:00:00.000Z']);
    expect(slots.sla).toHaveLength(24 * 60);
    expect(slots.delegations).toHaveLength(24 * 6);
    expect(slots.checkpoints).toHaveLength(24);
  });
});

function localDay(at: string, timeZone: string): string {
  return new Date(at).toLocaleDateString('sv-SE', { timeZone });
}

function dayAfter(day: string): string {
  return instant(Date.parse(`${day}T00:00:00.000Z`) + DAY).slice(0, 10);
}
