import { describe, expect, test } from 'vitest';
import type { Calendars } from '../../src/engine/calendar/calendar.js';
import { instant } from '../../src/engine/instant.js';
import { ladderAt, nextRung, slaOf } from '../../src/engine/ladder.js';
import { office } from './calendar/calendars.js';
import { waitingFor } from './support/by-system.js';

describe('where a template says nothing', () => {
  test('the approvers are reminded, reminded when it is due, and then their manager may act too', () => {
    expect(slaOf(undefined, { slaHours: 24, reminderHours: 12 })).toEqual({
      hours: 24,
      ladder: [
        { do: 'remind', afterHours: 12 },
        { do: 'remind', afterHours: 24 },
        { do: 'escalate', afterHours: 36, to: [{ kind: 'manager' }] },
      ],
    });
  });

  test.each([4, 12])('of what is due in %d hours there is one reminder', (hours) => {
    const { ladder } = slaOf({ hours }, { slaHours: 24, reminderHours: 12 });
    expect(ladder.map((rung) => [rung.do, rung.afterHours])).toEqual([
      ['remind', hours],
      ['escalate', hours + 12],
    ]);
  });
});

test('a template’s own ladder is taken as it is, and none where it is empty', () => {
  const times = { slaHours: 24, reminderHours: 12 };
  const ladder = [{ do: 'reject', afterHours: 99 }] as const;
  expect(slaOf({ hours: 5, calendar: 'office', ladder }, times)).toEqual({ hours: 5, calendar: 'office', ladder });
  expect(slaOf({ hours: 5, ladder: [] }, times).ladder).toEqual([]);
});

test('its hours are hours of work, over both changes of clocks', () => {
  const berlin = office('Europe/Berlin');
  const calendars: Calendars = {
    byKey: new Map([['office', berlin]]),
    defaultKey: 'office',
    timeZone: 'Europe/Berlin',
  };
  const sla = slaOf(undefined, { slaHours: 24, reminderHours: 12 });
  const at = (local: string) => instant(Date.parse(local));
  expect(ladderAt(sla, calendars, at('2026-03-27T13:00+01:00'))).toEqual([
    at('2026-03-30T17:00+02:00'),
    at('2026-04-01T13:00+02:00'),
    at('2026-04-02T17:00+02:00'),
  ]);
  expect(ladderAt(sla, calendars, at('2026-10-23T13:00+02:00'))).toEqual([
    at('2026-10-26T17:00+01:00'),
    at('2026-10-28T13:00+01:00'),
    at('2026-10-29T17:00+01:00'),
  ]);
});

describe('the next rung', () => {
  const document = waitingFor(['bo'], { do: 'remind', afterHours: 12 }, { do: 'reject', afterHours: 30 });
  const [open] = document.steps;
  if (open === undefined) throw new Error('no step');

  test('is the first that has not fired', () => {
    expect(nextRung(open)).toMatchObject({ index: 0, rung: { do: 'remind' }, at: '2026-03-02T21:00:00.000Z' });
    expect(nextRung({ ...open, rungsFired: 1 })).toMatchObject({ index: 1, rung: { do: 'reject' } });
    expect(nextRung({ ...open, rungsFired: 2 })).toBeUndefined();
  });

  test.each([
    { status: 'waiting' },
    { status: 'approved' },
    { status: 'skipped' },
    { pausedAt: open.openedAt },
    { sla: null },
  ] as const)('is none with %o', (change) => {
    expect(nextRung({ ...open, ...change })).toBeUndefined();
  });
});
