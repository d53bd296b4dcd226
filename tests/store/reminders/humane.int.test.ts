import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weekdays } from '../../../src/engine/calendar/calendar.js';
import type { Preferences } from '../../../src/engine/preferences.js';
import { humaneAt } from '../../../src/engine/quiet-hours.js';
import { type House, openHouse } from '../../support/house.js';
import '../../support/property-settings.js';
import { managedCompany, stepOf, submitted } from '../documents/acting.js';
import { nudge, prefer, remind, reminded, send } from './reminding.js';

const time = fc.constantFrom('00:00', '06:30', '08:00', '12:00', '20:00', '23:59');

const preferences: fc.Arbitrary<Preferences> = fc.record({
  quiet: fc.record({ from: time, to: time, days: fc.subarray([...weekdays], { maxLength: 4 }) }),
  digestAt: fc.option(time),
  muted: fc.constant([]),
});

type Act =
  | { readonly kind: 'remind' | 'nudge' | 'vote' | 'snooze'; readonly document: number; readonly hours: number }
  | { readonly kind: 'prefer'; readonly preferences: Preferences; readonly hours: number };

const documents = 3;
/** Over both changes of the clocks of the zones below. */
const hours = fc.integer({ min: 0, max: 30 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('remind' as const, 'remind' as const, 'nudge' as const, 'vote' as const, 'snooze' as const),
    document: fc.nat(documents - 1),
    hours,
  }),
  fc.record({ kind: fc.constant('prefer' as const), preferences, hours }),
);

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Jakarta', 'Australia/Lord_Howe'];

/** Documents that the person is to be reminded of, told a second time and as simply as can be. */
type Waiting = Set<string>;

test('whatever people prefer, all that waits is told, once for every wish and never in quiet hours', async () => {
  let toldInAll = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...zones),
      fc.constantFrom('2026-03-05T09:00:00.000Z', '2026-10-22T15:00:00.000Z'),
      preferences,
      fc.array(act, { minLength: 3, maxLength: 14 }),
      async (zone, from, first, acts) => {
        const house = await openHouse(managedCompany());
        await house.database.write((trx) => trx.updateTable('users').set({ time_zone: zone }).execute());
        house.goTo(from);
        const ids = [await submitted(house), await submitted(house), await submitted(house)];
        const waiting: Waiting = new Set();
        await prefer(house, 'bo', first);
        for (const one of acts) {
          await doAct(house, ids, waiting, one);
          await passHours(house, one.hours, waiting);
        }
        await passHours(house, 24 * 14, waiting);
        expect([...waiting]).toEqual([]);
        expect(await house.owed('reminders')).toEqual([]);
        toldInAll += (await reminded(house)).length;
      },
    ),
    { numRuns: 25 },
  );
  expect(toldInAll).toBeGreaterThan(25);
}, 120_000);

async function doAct(house: House, ids: readonly string[], waiting: Waiting, act: Act): Promise<void> {
  if (act.kind === 'prefer') return prefer(house, 'bo', act.preferences);
  const id = ids[act.document] ?? '';
  const step = await stepOf(house, id);
  const isAwaited = step.status === 'pending';
  switch (act.kind) {
    case 'vote':
      if (isAwaited) await house.vote('bo', id, 'manager', 'approve');
      return void waiting.delete(id);
    case 'snooze': {
      const reminders = house.store.reminders(house.tenantId);
      const until = new Date(Date.parse(house.now()) + 5 * 3_600_000).toISOString();
      expect(await reminders.snooze('bo', step.id, until, 'req', house.now())).toBe(isAwaited);
      return void (isAwaited && waiting.add(id));
    }
    default:
      await remind(house, 'bo', id, act.kind === 'nudge' ? nudge : undefined);
      // A step that is closed has nobody to remind, and what is written of it all the same is dropped.
      return void (isAwaited && waiting.add(id));
  }
}

/** Lets the engine work for so long. Whatever is told is told at an hour at which the person wants to hear of it. */
async function passHours(house: House, count: number, waiting: Waiting): Promise<void> {
  const until = new Date(Date.parse(house.now()) + count * 3_600_000).toISOString();
  for (let looks = 0; ; looks += 1) {
    const [next] = await house.owed('reminders');
    if (next === undefined || next[1] > until) break;
    // Nothing is looked at again and again.
    expect(looks).toBeLessThan(200);
    if (next[1] > house.now()) house.goTo(next[1]);
    await tellDue(house, waiting);
  }
  if (until > house.now()) house.goTo(until);
}

async function tellDue(house: House, waiting: Waiting): Promise<void> {
  const before = (await reminded(house)).length;
  await send(house, 'bo');
  const now = house.now();
  const told = (await reminded(house)).slice(before).flatMap(([, about]) => about);
  if (told.length === 0) return;
  const preferences = await house.store.preferences(house.tenantId).preferences('bo');
  const toldAt = new Date(Date.parse(now) - 1000).toISOString();
  expect(humaneAt(preferences, preferences.timeZone, toldAt)).toBe(toldAt);
  for (const id of told) {
    expect(waiting.has(id)).toBe(true);
    waiting.delete(id);
  }
}
