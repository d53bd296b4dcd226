import { describe, expect, onTestFinished, test } from 'vitest';
import { rungPlace } from '../../../src/engine/rung-subject.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { type House, houseStore, openHouse } from '../../support/house.js';
import { ask, managedCompany, stepOf, submitted } from '../documents/acting.js';

const upkeep = (house: House) => house.store.upkeep(house.tenantId);

async function owed(house: House, kind: 'rung' | 'delegation' | 'stale' | 'report') {
  return (await house.owed(kind)).map(([subject]) => subject);
}

async function firstRungAt(house: House, id: string): Promise<string> {
  const { ladderAt } = await stepOf(house, id);
  return ladderAt[0] ?? '';
}

describe('rungs', () => {
  test('are owed for every open step whose time has come, and for no other', async () => {
    const house = await openHouse(managedCompany());
    const [early, late, asked, closed] = [
      await submitted(house),
      await submitted(house),
      await submitted(house),
      await submitted(house),
    ];
    await ask(house, 'bo', asked, 'Why?');
    await house.vote('cy', closed, 'procurement', 'reject', 'No');
    const at = await firstRungAt(house, early);
    expect(await upkeep(house).planRungs('req', new Date(Date.parse(at) - 1).toISOString())).toBe(0);
    const { steps } = await house.document(early);
    const open = steps
      .filter(({ status }) => status === 'pending')
      .map(({ id }) => ({ documentId: early, stepId: id }));
    expect(await upkeep(house).planRungs('req', at)).toBe(open.length);
    const places = (await owed(house, 'rung')).map(rungPlace);
    expect(places).toEqual(expect.arrayContaining(open));
    expect(places).toHaveLength(open.length);
    expect(await upkeep(house).planRungs('req', await firstRungAt(house, late))).toBeGreaterThan(0);
    const documents = new Set((await owed(house, 'rung')).map((subject) => rungPlace(subject).documentId));
    // Of the one with a question the other step goes on.
    house.pass(3);
    await upkeep(house).planRungs('req', house.now());
    const all = new Set((await owed(house, 'rung')).map((subject) => rungPlace(subject).documentId));
    expect(documents.has(closed) || all.has(closed)).toBe(false);
    const pausedStep = (await stepOf(house, asked)).id;
    expect((await owed(house, 'rung')).some((subject) => rungPlace(subject).stepId === pausedStep)).toBe(false);
  });

  test('that failed are not begun afresh by every look at the clock', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const at = await firstRungAt(house, id);
    await upkeep(house).planRungs('req', at);
    const { outbox } = house.store;
    for (const task of await outbox.claim('a', at, 30_000, 10)) {
      if (task.kind === 'rung') await outbox.fail(task, 'a', 'Error: poison', at);
    }
    expect(await upkeep(house).planRungs('req', at)).toBe(0);
    expect(await outbox.failed()).toMatchObject([{ lastError: 'Error: poison' }, { lastError: 'Error: poison' }]);
  });

  test('two processes that plan at once owe each step once', async () => {
    const house = await openHouse(managedCompany());
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await submitted(house));
    const other = await openDatabase(`sqlite:${house.file}`);
    onTestFinished(() => other.close());
    house.pass(7);
    const now = house.now();
    const counts = await Promise.all(
      [house.store, houseStore(other)].map((store) => store.upkeep('acme').planRungs('req', now)),
    );
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 10]);
    const rows = await house.database.read
      .selectFrom('outbox')
      .select('generation')
      .where('kind', '=', 'rung')
      .execute();
    expect(rows.map(({ generation }) => generation)).toEqual(Array(10).fill(1));
  });

  test('10,000 are owed in well under a second', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.database.write(async (trx) => {
      const [document] = await trx.selectFrom('documents').selectAll().where('id', '=', id).execute();
      const [step] = await trx.selectFrom('approval_steps').selectAll().where('document_id', '=', id).execute();
      if (document === undefined || step === undefined) throw new Error('nothing to copy');
      for (let start = 0; start < 10_000; start += 500) {
        const copies = Array.from({ length: 500 }, (_, index) => `copy-${start + index}`);
        const { target_mask, approved_mask, ...rest } = document;
        const masks = { target_mask: BigInt(target_mask), approved_mask: BigInt(approved_mask) };
        await trx
          .insertInto('documents')
          .values(copies.map((copy) => ({ ...rest, ...masks, id: copy, number: copy })))
          .execute();
        await trx
          .insertInto('approval_steps')
          .values(copies.map((copy) => ({ ...step, id: `step-${copy}`, document_id: copy })))
          .execute();
      }
    });
    house.pass(7);
    const now = house.now();
    const startMs = performance.now();
    expect(await upkeep(house).planRungs('req', now)).toBe(10_002);
    const tookMs = performance.now() - startMs;
    process.stdout.write(`10,000 rungs were owed in ${Math.round(tookMs)} ms\n`);
    expect(tookMs).toBeLessThan(900);
    const again = performance.now();
    expect(await upkeep(house).planRungs('req', now)).toBe(0);
    expect(performance.now() - again).toBeLessThan(900);
  }, 60_000);
});

describe('delegations', () => {
  test('are owed when they begin and when they end, until they were carried out', async () => {
    const house = await openHouse(managedCompany());
    const [startsAt, endsAt] = ['2026-03-04T08:00:00.000Z', '2026-03-06T08:00:00.000Z'];
    const given = await house.give('bo', 'hal', { startsAt, endsAt });
    if ('code' in given) throw new Error(given.code);
    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    expect(await upkeep(house).planDelegations('req', '2026-03-04T07:59:59.999Z')).toBe(0);
    expect(await upkeep(house).planDelegations('req', startsAt)).toBe(1);
    expect(await owed(house, 'delegation')).toEqual([given.id]);
    expect(await upkeep(house).planDelegations('req', startsAt)).toBe(0);
    await house.store.delegations('acme').settle(given.id, 'req', startsAt);
    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    expect(await upkeep(house).planDelegations('req', startsAt)).toBe(0);
    expect(await upkeep(house).planDelegations('req', endsAt)).toBe(1);
  });
});

describe('returned documents', () => {
  async function returned() {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await submitted(house);
    await house.vote('bo', id, 'manager', 'return', 'Which one?');
    const { closedAt } = await house.document(id);
    const daysOn = (days: number, ms = 0) =>
      new Date(Date.parse(closedAt ?? '') + days * 86_400_000 + ms).toISOString();
    return { house, id, daysOn };
  }

  test('are owed a warning three days before the end, and their end', async () => {
    const { house, id, daysOn } = await returned();
    expect(await upkeep(house).planStale('req', daysOn(27, -1), 30)).toBe(0);
    expect(await upkeep(house).planStale('req', daysOn(27), 30)).toBe(1);
    expect(await owed(house, 'stale')).toEqual([id]);
    const warned = { cancel_at: daysOn(30) };
    await house.database.write(async (trx) => {
      await trx.deleteFrom('outbox').execute();
      await trx.updateTable('documents').set(warned).where('id', '=', id).execute();
    });
    expect(await upkeep(house).planStale('req', daysOn(30, -1), 30)).toBe(0);
    expect(await upkeep(house).planStale('req', daysOn(30), 30)).toBe(1);
  });

  test('with a short time are warned of when half of it is over', async () => {
    const { house, daysOn } = await returned();
    expect(await upkeep(house).planStale('req', daysOn(2, -1), 4)).toBe(0);
    expect(await upkeep(house).planStale('req', daysOn(2), 4)).toBe(1);
  });
});

describe('weekly reports', () => {
  test('are owed to every manager and administrator who is active, once', async () => {
    const house = await openHouse(managedCompany());
    expect(await upkeep(house).planReports('req', house.now())).toBe(2);
    expect(await owed(house, 'report')).toEqual(['bo', 'gus']);
    expect(await upkeep(house).planReports('req', house.now())).toBe(0);
    await house.database.write(async (trx) => {
      await trx.deleteFrom('outbox').execute();
      await trx.updateTable('users').set({ status: 'inactive' }).where('id', 'in', ['ana', 'gus']).execute();
    });
    expect(await upkeep(house).planReports('req', house.now())).toBe(0);
  });
});
