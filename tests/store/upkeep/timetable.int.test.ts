import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/store/open-database.js';
import { seedCompany, smallCompany } from '../../support/company.js';
import { type House, houseStore, openHouse } from '../../support/house.js';
import '../../support/property-settings.js';
import { runChild } from '../sqlite/run-child.js';

const aheadMs = 600_000;
const at = (minutes: number) => new Date(Date.parse('2026-03-02T10:00:00.000Z') + minutes * 60_000).toISOString();

/** As a process does it whose clock shows that minute: the slot of an entry that is due every `every` minutes. */
function take(house: House, minute: number, every = 10, zone?: string): Promise<boolean> {
  const slot = at(Math.floor(minute / every) * every);
  return house.store.timetable.take('entry', slot, at(minute), aheadMs, zone);
}

async function tasks(house: House) {
  const rows = house.database.read.selectFrom('outbox').select(['tenant_id', 'subject', 'due_at']);
  return (await rows.where('kind', '=', 'timetable').orderBy('tenant_id').execute()).map(Object.values);
}

describe('a slot of the timetable', () => {
  test('is taken once, and owes its task for every company', async () => {
    const house = await openHouse();
    await seedCompany(house.database, smallCompany('other'));
    expect(await take(house, 3)).toBe(true);
    expect(await take(house, 4)).toBe(false);
    expect(await tasks(house)).toEqual([
      ['acme', 'entry', at(3)],
      ['other', 'entry', at(3)],
    ]);
    expect(await take(house, 10)).toBe(true);
  });

  test('is not taken after a later one', async () => {
    const house = await openHouse();
    expect(await take(house, 20)).toBe(true);
    expect(await take(house, 19)).toBe(false);
  });

  test('of one time zone is for the companies there, and apart from that of another', async () => {
    const house = await openHouse();
    await seedCompany(house.database, smallCompany('other'));
    await house.database.write((trx) =>
      trx.updateTable('tenants').set({ time_zone: 'Asia/Tokyo' }).where('id', '=', 'other').execute(),
    );
    expect(await house.store.timetable.zones()).toEqual(['Asia/Tokyo', 'Europe/Berlin']);
    expect(await take(house, 3, 10, 'Asia/Tokyo')).toBe(true);
    expect(await tasks(house)).toEqual([['other', 'entry', at(3)]]);
    expect(await take(house, 3, 10, 'Europe/Berlin')).toBe(true);
    expect(await take(house, 4, 10, 'Asia/Tokyo')).toBe(false);
  });

  test('that a clock took which was ahead counts for nothing, and its task is due at once', async () => {
    const house = await openHouse();
    const tomorrow = 24 * 60;
    expect(await take(house, tomorrow, 60)).toBe(true);
    expect(await take(house, 5, 60)).toBe(true);
    expect(await take(house, 6, 60)).toBe(false);
    expect(await tasks(house)).toEqual([['acme', 'entry', at(5)]]);
    expect(await take(house, tomorrow, 60)).toBe(true);
  });

  test('is not taken over and over while one clock stays ahead', async () => {
    const house = await openHouse();
    const taken: number[] = [];
    for (let minute = 0; minute < 60; minute += 1) {
      await take(house, minute + 24 * 60, 10);
      if (await take(house, minute, 10)) taken.push(minute);
    }
    expect(taken).toEqual([0, 10, 20, 30, 40, 50]);
  });
});

test('every slot that comes is taken exactly once, however many look, at whatever clocks', async () => {
  const looks = fc.array(
    fc.record({ who: fc.nat(2), minute: fc.integer({ min: 0, max: 90 }), jitter: fc.integer({ min: -4, max: 4 }) }),
    { minLength: 5, maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(looks, async (all) => {
      const house = await openHouse();
      const taken: string[] = [];
      const newest: number[] = [];
      for (const { minute, jitter } of all.toSorted((a, b) => a.minute - b.minute)) {
        const shown = Math.max(0, minute + jitter);
        const slot = Math.floor(shown / 10) * 10;
        newest.push(slot);
        if (await take(house, shown, 10)) taken.push(at(slot));
      }
      // A clock that is behind finds its slot taken by a later one.
      const expected = newest.filter((slot, index) => newest.slice(0, index).every((before) => before < slot));
      expect(taken).toEqual(expected.map(at));
    }),
    { numRuns: 20 },
  );
}, 60_000);

describe('two that look at the same moment', () => {
  test('in one process, on two connections: one takes it', async () => {
    const house = await openHouse();
    const other = await openDatabase(`sqlite:${house.file}`);
    onTestFinished(() => other.close());
    const stores = [house.store, houseStore(other)];
    for (let minute = 0; minute < 100; minute += 10) {
      const wins = await Promise.all(
        [...stores, ...stores].map(({ timetable }) => timetable.take('entry', at(minute), at(minute), aheadMs)),
      );
      expect(wins.filter(Boolean)).toHaveLength(1);
    }
  });

  test('in three processes: every slot is taken by one of them', async () => {
    const house = await openHouse();
    const slots = 40;
    const children = [1, 2, 3].map(() => runChild('../../upkeep/children/take-slots', house.file, String(slots)));
    const ended = await Promise.all(children.map((child) => child.ended));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    const taken = ended.flatMap(({ lines }) => lines);
    expect(taken.toSorted()).toEqual([...new Set(taken)].toSorted());
    expect(taken).toContain(at(slots - 1));
    const stored = await house.database.read.selectFrom('timetable_slots').select('slot').execute();
    expect(stored.map(({ slot }) => slot).toSorted()).toEqual(taken.toSorted());
  }, 60_000);
});
