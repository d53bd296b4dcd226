import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pace, postBurst, postIntervalMs, resumeIntervalMs } from '../../src/jobs/pace.js';
import { recipientOf } from '../support/delivery-world.js';
import { FakeClock } from '../support/fake-clock.js';

const ana = recipientOf('ana');
const bo = recipientOf('bo');

function turns(pace: Pace, now: number, count: number, to = ana): readonly number[] {
  return Array.from({ length: count }, (_, index) => pace.turn(`task-${index}`, 'post', to) - now);
}

describe('the pace of calls', () => {
  test('lets a few messages through at once and then one a second', () => {
    const clock = new FakeClock();
    expect(turns(new Pace(clock.now), clock.now(), 6)).toEqual([0, 0, 0, 1000, 2000, 3000]);
  });

  test('keeps conversations apart', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock.now);
    turns(pace, clock.now(), 5);
    expect(pace.turn('other', 'post', bo)).toBe(clock.now());
  });

  test('keeps the turn of a task that was told to wait', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock.now);
    turns(pace, clock.now(), 4);
    clock.jump(1000);
    expect(pace.turn('task-3', 'post', ana)).toBeLessThanOrEqual(clock.now());
    expect(pace.turn('late-comer', 'post', ana)).toBe(clock.now() + 1000);
  });

  test('does not slow updates, which platforms count differently', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock.now);
    for (let index = 0; index < 50; index += 1) expect(pace.turn(`t${index}`, 'update', ana)).toBe(clock.now());
  });

  test('a pause holds one kind of call of a whole installation and lets it back bit by bit', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock.now);
    pace.pause('update', ana, clock.now() + 30_000);
    const waits = [pace.turn('a', 'update', ana), pace.turn('b', 'update', bo)].map((turn) => turn - clock.now());
    expect(waits).toEqual([30_000 + resumeIntervalMs, 30_000 + 2 * resumeIntervalMs]);
    expect(pace.turn('c', 'post', ana)).toBe(clock.now());
    expect(pace.turn('d', 'update', { ...ana, installation: 'T2' })).toBe(clock.now());
    clock.jump(30_000);
    expect(pace.turn('a', 'update', ana)).toBe(clock.now());
  });

  test('a shorter pause does not end a longer one', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock.now);
    pace.pause('post', ana, clock.now() + 30_000);
    pace.pause('post', ana, clock.now() + 1000);
    expect(pace.turn('a', 'post', ana)).toBeGreaterThan(clock.now() + 30_000);
  });

  test('a clock that was ahead holds nothing back once it is put right', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock.now);
    clock.jump(86_400_000);
    expect(turns(pace, clock.now(), 5)).toEqual([0, 0, 0, 1000, 2000]);
    pace.pause('update', ana, clock.now() + 30_000);
    clock.jump(-86_400_000);
    expect(pace.turn('task-4', 'post', ana)).toBe(clock.now());
    expect(pace.turn('a', 'update', ana)).toBe(clock.now());
    pace.pause('update', ana, clock.now() + 5000);
    expect(pace.turn('a', 'update', ana)).toBe(clock.now() + 5000 + resumeIntervalMs);
  });

  test('a pause that follows a correction is its own, not the longer one from before it', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock.now);
    pace.pause('update', ana, clock.now() + 30_000);
    clock.jump(-3_600_000);
    pace.pause('update', ana, clock.now() + 1000);
    expect(pace.turn('a', 'update', ana)).toBe(clock.now() + 1000 + resumeIntervalMs);
  });

  test('a clock that is put right by little forgets nothing', () => {
    const clock = new FakeClock();
    const pace = new Pace(clock.now);
    turns(pace, clock.now(), 3);
    clock.jump(-200);
    expect(pace.turn('task-3', 'post', ana)).toBe(clock.now() + 1200);
  });

  test('in no stretch of time are there more messages than the burst and one for each second', () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(arrivals, (gapsMs) => {
        const clock = new FakeClock();
        const pace = new Pace(clock.now);
        const sent = gapsMs.map((gapMs, index) => {
          clock.jump(gapMs);
          return pace.turn(`task-${index}`, 'post', ana);
        });
        for (const [index, from] of sent.entries()) {
          for (const [later, until] of sent.slice(index).entries()) {
            expect(later + 1).toBeLessThanOrEqual(postBurst + Math.floor((until - from) / postIntervalMs));
          }
        }
      }),
    );
  });

  test('nor are there when tasks come back long after their turns', () => {
    const lateness = fc.array(fc.integer({ min: 0, max: 8000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), lateness, (tasks, lateMs) => {
        const clock = new FakeClock();
        const pace = new Pace(clock.now);
        const sent: number[] = [];
        const waiting = Array.from({ length: tasks }, (_, at) => ({ task: `task-${at}`, dueMs: clock.now() }));
        for (let asked = 0; waiting.length > 0; asked += 1) {
          waiting.sort((a, b) => a.dueMs - b.dueMs);
          const next = waiting[0] ?? { task: '', dueMs: 0 };
          const atMs = next.dueMs + (lateMs[asked % lateMs.length] ?? 0);
          clock.jump(Math.max(0, atMs - clock.now()));
          next.dueMs = pace.turn(next.task, 'post', ana);
          if (next.dueMs > clock.now()) continue;
          sent.push(clock.now());
          waiting.shift();
        }
        for (const [index, from] of sent.entries()) {
          for (const [later, until] of sent.slice(index).entries()) {
            expect(later + 1).toBeLessThanOrEqual(postBurst + Math.floor((until - from) / postIntervalMs));
          }
        }
      }),
    );
  });
});
