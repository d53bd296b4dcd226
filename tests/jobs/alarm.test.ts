import { expect, test } from 'vitest';
import { Alarm } from '../../src/jobs/alarm.js';
import { FakeClock, quiet } from '../support/fake-clock.js';

function waiting(alarm: Alarm, ms: number): { isOver: boolean } {
  const state = { isOver: false };
  void alarm.wait(ms).then(() => {
    state.isOver = true;
  });
  return state;
}

test('a ring before anybody waits is not lost', async () => {
  const alarm = new Alarm(new FakeClock());
  alarm.ring();
  const wait = waiting(alarm, 1000);
  await quiet();
  expect(wait.isOver).toBe(true);
});

test('a ring ends one wait, not the next one', async () => {
  const clock = new FakeClock();
  const alarm = new Alarm(clock);
  const first = waiting(alarm, 1000);
  alarm.ring();
  alarm.ring();
  await quiet();
  const second = waiting(alarm, 1000);
  await clock.advance(999);
  expect([first.isOver, second.isOver]).toEqual([true, false]);
  await clock.advance(1);
  expect(second.isOver).toBe(true);
});
