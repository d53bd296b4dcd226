import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WeeklyReport } from '../../../src/engine/notice.js';
import { median } from '../../../src/store/upkeep/weekly-report.js';
import { type House, openHouse } from '../../support/house.js';
import '../../support/property-settings.js';
import { ask, managedCompany, stepOf, submitted } from '../documents/acting.js';
import { prefer } from '../reminders/reminding.js';

/** The Monday after the week in which the tests begin. */
const monday = '2026-03-09T07:00:00.000Z';

async function report(house: House, person: string, requestId = 'weekly-report 1'): Promise<WeeklyReport | undefined> {
  await house.store.upkeep('acme').report(person, requestId, monday);
  const reports = (await house.told()).flatMap(([who, body]) =>
    body.kind === 'weekly-report' && who === person ? [body.report] : [],
  );
  if (reports.length > 1) throw new Error(`${person} got ${reports.length} reports`);
  return reports[0];
}

/** Ana's documents, who is managed by Bo, who is managed by Gus; and one of Hal's, whom nobody manages. */
async function aWeek() {
  const house = await openHouse(managedCompany());
  const [approved, returned, waiting] = [await submitted(house), await submitted(house), await submitted(house)];
  const others = await submitted(house, 'hal');
  house.goTo('2026-03-02T11:00:00.000Z');
  await house.vote('bo', approved, 'manager', 'approve');
  house.goTo('2026-03-03T11:00:00.000Z');
  await house.vote('cy', approved, 'procurement', 'approve');
  await house.vote('ed', approved, 'finance', 'approve');
  await house.vote('bo', returned, 'manager', 'return', 'Which one?');
  await house.vote('cy', others, 'procurement', 'reject', 'No');
  return { house, approved, returned, waiting, others };
}

describe('the weekly report', () => {
  test('of an administrator is about the whole company', async () => {
    const { house } = await aWeek();
    const told = await report(house, 'gus');
    expect(told).toMatchObject({
      scope: 'company',
      from: '2026-03-02T07:00:00.000Z',
      until: monday,
      submitted: 4,
      decided: 2,
      waiting: 1,
    });
    // Ed decided at once, Bo after two hours, and Cy, Bo and Cy again after a day and two hours.
    expect(Math.round((told?.medianMs ?? 0) / 3_600_000)).toBe(26);
    expect(told?.slowest.map(({ step, count }) => [step, count])).toEqual([
      ['Procurement', 2],
      ['Manager', 2],
      ['Finance', 1],
    ]);
    expect(told?.awaited.map(({ name, count }) => [name, count])).toEqual([
      ['Bo', 1],
      ['Cy', 1],
      ['Di', 1],
    ]);
  });

  test('of a manager is about those below, all the way down, and about nobody else', async () => {
    const { house, approved } = await aWeek();
    const told = await report(house, 'bo');
    expect(told).toMatchObject({ scope: 'reports', submitted: 3, decided: 1, waiting: 1, awaited: [] });
    expect((await house.document(approved)).status).toBe('approved');
    await house.database.write(async (trx) => {
      await trx.deleteFrom('notices').execute();
      await trx.updateTable('roles').set({ permissions: '[]' }).where('key', '=', 'admin').execute();
      // A circle ends somewhere.
      await trx.updateTable('users').set({ manager_id: 'ana' }).where('id', '=', 'gus').execute();
    });
    expect(await report(house, 'gus')).toMatchObject({ scope: 'reports', submitted: 3, awaited: [{ name: 'Bo' }] });
  });

  test('counts what is late, and a step whose clock stands still as late as it was', async () => {
    const { house, waiting } = await aWeek();
    const late = async (due: string) =>
      house.database.write((trx) =>
        trx.updateTable('approval_steps').set({ due_at: due }).where('document_id', '=', waiting).execute(),
      );
    await ask(house, 'bo', waiting, 'Which one?');
    const { pausedAt } = await stepOf(house, waiting);
    await late(pausedAt ?? '');
    expect(await report(house, 'gus', 'one')).toMatchObject({
      overdue: 1,
      awaited: [
        { name: 'Cy', count: 1, overdue: 1 },
        { name: 'Di', count: 1, overdue: 1 },
        { name: 'Bo', count: 1, overdue: 0 },
      ],
    });
    await house.database.write((trx) => trx.deleteFrom('notices').execute());
    await late('2026-03-03T11:00:00.000Z');
    expect(await report(house, 'gus', 'two')).toMatchObject({ overdue: 2 });
  });

  test('leaves out what was before the week and what is after it', async () => {
    const { house } = await aWeek();
    await house.store.upkeep('acme').report('gus', 'req', '2026-03-16T07:00:00.000Z');
    const [[, body] = []] = await house.told();
    expect(body).toMatchObject({ report: { submitted: 0, decided: 0, waiting: 1, medianMs: null, slowest: [] } });
  });

  test('is not written where there is nothing to tell, nobody to read of, or nobody who wants it', async () => {
    const house = await openHouse(managedCompany());
    expect(await report(house, 'gus')).toBeUndefined();
    await submitted(house);
    expect(await report(house, 'ana')).toBeUndefined();
    await prefer(house, 'gus', { muted: ['reports'] });
    expect(await report(house, 'gus')).toBeUndefined();
    expect(await report(house, 'bo')).toBeDefined();
  });

  test('comes once for one request, at its reader’s humane hour', async () => {
    const { house } = await aWeek();
    const zone = { time_zone: 'America/New_York' };
    await house.database.write((trx) => trx.updateTable('users').set(zone).where('id', '=', 'bo').execute());
    await report(house, 'bo');
    await report(house, 'bo');
    await report(house, 'gus');
    const due = (await house.owed('notice')).map(([, dueAt]) => dueAt).filter((dueAt) => dueAt >= monday);
    // Eight in the morning there, five hours behind: their clocks had changed the night before.
    expect(due.toSorted()).toEqual([monday, '2026-03-09T12:00:00.000Z']);
  });
});

describe('the median', () => {
  test('has as many numbers above as below', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (numbers) => {
        const middle = median(numbers) ?? Number.NaN;
        expect(numbers.filter((number) => number < middle).length).toBeLessThanOrEqual(numbers.length / 2);
        expect(numbers.filter((number) => number > middle).length).toBeLessThanOrEqual(numbers.length / 2);
      }),
    );
  });

  test('of an even number lies between the two in the middle, of none there is none', () => {
    expect([median([4, 1, 3, 2]), median([5]), median([])]).toEqual([3, 5, null]);
  });
});
