import { describe, expect, test } from 'vitest';
import { instant } from '../../src/engine/instant.js';
import { EmbeddedEngine } from '../../src/jobs/embedded-engine.js';
import { Beat, Timekeeper } from '../../src/jobs/timekeeper.js';
import type { TimetableEntry } from '../../src/jobs/timetable.js';
import { handlersOf } from '../contracts/queue-contract.js';
import { FakeClock } from '../support/fake-clock.js';
import { KeptLog } from '../support/kept-log.js';
import { MemoryOutbox } from '../support/memory-outbox.js';
import { MemoryTimetable } from '../support/memory-timetable.js';

const HOUR = 3_600_000;
const everyMinute: TimetableEntry = { name: 'sla', schedule: { everyMs: 60_000 } };
const everyDay: TimetableEntry = { name: 'quotas', schedule: { at: '01:00' } };
const everyWeek: TimetableEntry = { name: 'weekly-report', schedule: { at: '08:00', on: 'mon' }, lateMsMax: 24 * HOUR };
const zones = ['Europe/Berlin', 'Asia/Jakarta'];

/** A process that keeps the timetable; several may share one, each with a clock of its own. */
class Keeper {
  readonly clock: FakeClock;
  readonly log = new KeptLog();
  readonly timekeeper: Timekeeper;
  readonly beat: Beat;

  constructor(
    readonly timetable: MemoryTimetable,
    entries: readonly TimetableEntry[],
    clock = new FakeClock(),
  ) {
    this.clock = clock;
    this.timekeeper = new Timekeeper({ timetable, entries, clock, log: this.log });
    this.beat = new Beat(clock, this.timekeeper);
  }
}

describe('the timekeeper', () => {
  test('takes each slot at its moment, of local entries one in every zone', async () => {
    const { beat, clock, timetable } = new Keeper(new MemoryTimetable(zones), [everyMinute, everyDay]);
    beat.start();
    await clock.advance(24 * HOUR);
    expect(timetable.slotsOf('sla')).toHaveLength(24 * 60 + 1);
    expect(timetable.taken.filter(({ entry }) => entry === 'quotas')).toEqual([
      { entry: 'quotas', slot: '2026-03-02T00:00:00.000Z', zone: 'Europe/Berlin' },
      { entry: 'quotas', slot: '2026-03-01T18:00:00.000Z', zone: 'Asia/Jakarta' },
      { entry: 'quotas', slot: '2026-03-02T18:00:00.000Z', zone: 'Asia/Jakarta' },
      { entry: 'quotas', slot: '2026-03-03T00:00:00.000Z', zone: 'Europe/Berlin' },
    ]);
    await beat.stop();
  });

  test('asks the database once for each slot', async () => {
    const timetable = new MemoryTimetable(zones);
    let asked = 0;
    const take = timetable.take.bind(timetable);
    timetable.take = async (...values) => {
      asked += 1;
      return take(...values);
    };
    const { beat, clock, timekeeper } = new Keeper(timetable, [everyDay]);
    beat.start();
    for (let minute = 0; minute < 30; minute += 1) {
      await timekeeper.look();
      await clock.advance(60_000);
    }
    expect(asked).toBe(2);
    await beat.stop();
  });

  test('of two processes one gets the slot', async () => {
    const timetable = new MemoryTimetable(zones);
    const [a, b] = [new Keeper(timetable, [everyMinute]), new Keeper(timetable, [everyMinute])];
    a.beat.start();
    b.beat.start();
    await Promise.all([a.clock.advance(10 * 60_000), b.clock.advance(10 * 60_000)]);
    const slots = timetable.slotsOf('sla');
    expect(slots).toHaveLength(11);
    expect(new Set(slots).size).toBe(11);
    await Promise.all([a.beat.stop(), b.beat.stop()]);
  });

  test('after an outage the newest slot is made up for, and the older ones are not', async () => {
    const { beat, clock, timetable } = new Keeper(new MemoryTimetable(['UTC']), [everyMinute, everyWeek]);
    beat.start();
    await clock.advance(10);
    clock.jump(3 * 24 * HOUR);
    beat.wake();
    await clock.advance(0);
    expect(timetable.slotsOf('sla')).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-05T09:00:00.000Z']);
    await beat.stop();
  });

  test('a process that starts in the middle of the week reports nothing', async () => {
    const wednesday = new FakeClock('2026-03-04T09:00:00.000Z');
    const { beat, timetable } = new Keeper(new MemoryTimetable(['UTC']), [everyWeek], wednesday);
    beat.start();
    await wednesday.advance(24 * HOUR);
    expect(timetable.slotsOf('weekly-report')).toEqual([]);
    await wednesday.advance(4 * 24 * HOUR);
    expect(timetable.slotsOf('weekly-report')).toEqual(['2026-03-09T08:00:00.000Z']);
    await beat.stop();
  });

  test('a slot that a wrong clock took far ahead does not stop the timetable', async () => {
    const timetable = new MemoryTimetable(['UTC']);
    await timetable.take('sla', '2031-01-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z', 0);
    const { beat, clock } = new Keeper(timetable, [everyMinute]);
    beat.start();
    await clock.advance(60_000);
    expect(timetable.slotsOf('sla').slice(1)).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-02T09:01:00.000Z']);
    await beat.stop();
  });

  test('an entry that cannot be taken keeps no other, says so, and is taken later', async () => {
    const timetable = new MemoryTimetable(['Nowhere/Land', 'UTC']);
    const take = timetable.take.bind(timetable);
    let isBroken = true;
    timetable.take = async (entry, ...values) => {
      if (entry === 'sla' && isBroken) throw new Error('the disk is on fire');
      return take(entry, ...values);
    };
    const { beat, clock, log } = new Keeper(timetable, [everyMinute, everyDay]);
    beat.start();
    await clock.advance(10);
    expect(timetable.slotsOf('sla')).toEqual([]);
    expect(timetable.slotsOf('quotas')).toEqual(['2026-03-02T01:00:00.000Z']);
    expect(log.saying('the timetable could not be kept').map(({ entry }) => entry)).toEqual(['sla', 'quotas']);
    isBroken = false;
    await clock.advance(60_000);
    expect(timetable.slotsOf('sla')).toEqual(['2026-03-02T09:01:00.000Z']);
    await beat.stop();
  });

  test('who looks while another look is under way sees the clock as it is then', async () => {
    const timetable = new MemoryTimetable(['UTC']);
    const { clock, timekeeper } = new Keeper(timetable, [everyMinute]);
    const take = timetable.take.bind(timetable);
    let moved: Promise<void> | undefined;
    timetable.take = async (...values) => {
      const isOurs = await take(...values);
      if (moved === undefined) {
        clock.jump(HOUR);
        moved = timekeeper.look();
      }
      return isOurs;
    };
    await timekeeper.look();
    await moved;
    expect(timetable.slotsOf('sla')).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-02T10:00:00.000Z']);
  });

  test('goes on when the zones cannot be read', async () => {
    const timetable = new MemoryTimetable(['UTC']);
    const zonesThere = timetable.zones.bind(timetable);
    timetable.zones = () => Promise.reject(new Error('the disk is on fire'));
    const { beat, clock, log } = new Keeper(timetable, [everyMinute]);
    beat.start();
    await clock.advance(10);
    expect(log.saying('the timetable could not be kept')).toHaveLength(1);
    timetable.zones = zonesThere;
    await clock.advance(60_000);
    expect(timetable.slotsOf('sla')).toEqual(['2026-03-02T09:01:00.000Z']);
    await beat.stop();
  });
});

describe('the embedded engine', () => {
  test('keeps the timetable beside the outbox, and wakes both', async () => {
    const clock = new FakeClock();
    const [outbox, timetable, log] = [new MemoryOutbox(), new MemoryTimetable(['UTC']), new KeptLog()];
    const done: string[] = [];
    const handlers = handlersOf(async ({ subject }) => void done.push(subject));
    const timekeeper = new Timekeeper({ timetable, entries: [everyMinute], clock, log });
    const options = { outbox, handlers, clock, log, owner: 'a', random: () => 0, leaseMs: 20_000 };
    const engine = new EmbeddedEngine(options, timekeeper);
    engine.start();
    outbox.wish('t', 'rung', 'd1', 'r', instant(clock.now()), instant(clock.now() + 24 * HOUR));
    await clock.advance(10);
    clock.jump(24 * HOUR);
    await engine.wake();
    await clock.advance(0);
    expect(done).toEqual(['d1']);
    expect(timetable.slotsOf('sla')).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z']);
    await engine.stop(0);
    clock.jump(24 * HOUR);
    await engine.wake();
    await clock.advance(60_000);
    expect(timetable.slotsOf('sla')).toHaveLength(2);
  });
});
