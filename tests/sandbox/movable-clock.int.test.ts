import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MovableClock, moveHoursMax } from '../../src/sandbox/movable-clock.js';
import type { Sandbox } from '../../src/sandbox/start.js';
import { temporaryFolder } from '../support/temporary.js';
import { startLittleSlack } from './support/little-company.js';

const hourMs = 3_600_000;
const startMs = Date.parse('2026-03-02T09:00:00.000Z');

function standing(file?: string): MovableClock {
  return new MovableClock(() => startMs, file);
}

async function move(sandbox: Sandbox, hours: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${sandbox.url}/sandbox/api/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hours }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function clockOf(sandbox: Sandbox): Promise<unknown> {
  const state = (await (await fetch(`${sandbox.url}/sandbox/api/state`)).json()) as { clock: unknown };
  return state.clock;
}

describe('a clock that can be moved', () => {
  test('goes on half an hour at a time, and waits for what becomes due', async () => {
    const clock = standing();
    const seen: number[] = [];
    clock.onMove(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push((clock.now() - startMs) / hourMs);
    });
    await clock.advance(1.75 * hourMs);
    expect(seen).toEqual([0.5, 1, 1.5, 1.75]);
    expect(clock.isMoving).toBe(false);
  });

  test('is as far ahead after a restart', async () => {
    const file = join(temporaryFolder(), 'demo', 'clock.json');
    await standing(file).advance(30 * hourMs);
    const again = standing(file);
    expect(again.now()).toBe(startMs + 30 * hourMs);
    await again.advance(hourMs);
    expect(standing(file).now()).toBe(startMs + 31 * hourMs);
  });

  test('stands free again when what became due failed', async () => {
    const clock = standing();
    clock.onMove(() => Promise.reject(new Error('no')));
    await expect(clock.advance(hourMs)).rejects.toThrow('no');
    expect(clock.isMoving).toBe(false);
  });
});

describe('the local Slack', () => {
  test('shows the time of its clock, moves it for the page, and stamps messages with it', async () => {
    const clock = standing();
    const sandbox = await startLittleSlack({ clock, clockZone: 'Europe/Berlin' });
    try {
      expect(await clockOf(sandbox)).toEqual({ nowMs: startMs, timeZone: 'Europe/Berlin' });
      expect(await move(sandbox, 24)).toEqual({ status: 200, body: {} });
      expect(await clockOf(sandbox)).toMatchObject({ nowMs: startMs + 24 * hourMs });
      expect(Number((await sandbox.say('UANA', 'later')).ts)).toBeGreaterThanOrEqual((startMs + 24 * hourMs) / 1000);
    } finally {
      await sandbox.close();
    }
  });

  test.each([[0], [-1], [moveHoursMax + 1], ['1'], [null]])('does not move it by %s hours', async (hours) => {
    const clock = standing();
    const sandbox = await startLittleSlack({ clock });
    try {
      expect((await move(sandbox, hours)).status).toBe(400);
      expect(clock.now()).toBe(startMs);
    } finally {
      await sandbox.close();
    }
  });

  test('moves it once at a time, and not at all where it has none', async () => {
    const clock = standing();
    let release = () => {};
    clock.onMove(() => new Promise((resolve) => (release = resolve)));
    const sandbox = await startLittleSlack({ clock });
    const plain = await startLittleSlack({});
    try {
      const first = move(sandbox, 0.5);
      await expect.poll(() => clock.isMoving).toBe(true);
      expect(await move(sandbox, 1)).toEqual({ status: 409, body: { error: 'The clock is moving already.' } });
      release();
      expect((await first).status).toBe(200);
      expect(await clockOf(plain)).toBeNull();
      expect((await move(plain, 1)).status).toBe(409);
    } finally {
      await sandbox.close();
      await plain.close();
    }
  });
});
