import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Log } from '../../../src/engine/ports/log.js';
import { SweepTimer } from '../../../src/store/files/sweep-timer.js';

const NOW = '2026-03-02T09:00:00.000Z';
const DAY_MS = 24 * 60 * 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function timer(sweep: () => Promise<{ links: number; attachments: number; files: number }>) {
  const lines: string[] = [];
  const note = (_fields: unknown, message: string) => void lines.push(message);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  return { lines, timer: new SweepTimer({ sweep }, () => NOW, log) };
}

test('the files are swept when the bot starts and every day, until it stops', async () => {
  let sweeps = 0;
  const { timer: daily } = timer(async () => {
    sweeps += 1;
    return { links: 0, attachments: 0, files: 0 };
  });
  daily.start();
  await vi.advanceTimersByTimeAsync(1);
  expect(sweeps).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * DAY_MS);
  expect(sweeps).toBe(3);
  await daily.stop();
  await vi.advanceTimersByTimeAsync(2 * DAY_MS);
  expect(sweeps).toBe(3);
});

test('a sweep that fails is told and does not end the timetable', async () => {
  const { lines, timer: daily } = timer(() => Promise.reject(new Error('the disk is away')));
  daily.start();
  await vi.advanceTimersByTimeAsync(DAY_MS + 1);
  await daily.stop();
  expect(lines).toEqual(['files could not be swept', 'files could not be swept']);
});
