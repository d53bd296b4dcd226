import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvalBoundsSeconds, type HouseFigures } from '../../../src/engine/ports/figures.js';
import { seedCompany, smallCompany } from '../../support/company.js';
import { House, houseStore, openHouse } from '../../support/house.js';
import '../../support/property-settings.js';
import { answer, ask, managedCompany, stepOf, submitted } from '../documents/acting.js';
import { deed, Life, openLife, prelude } from '../documents/life.js';

const figures = (house: House): Promise<HouseFigures> => house.store.figures.figures(house.now());

/** The bounds that a duration is counted in, with those before and behind it left out. */
function boundsMet({ approvalDuration: { withinBound, count } }: HouseFigures): readonly (number | 'longer')[] {
  const met = withinBound.flatMap((within, index) => {
    const own = within - (withinBound[index - 1] ?? 0);
    return Array<number>(own).fill(approvalBoundsSeconds[index] ?? 0);
  });
  return [...met, ...Array<'longer'>(count - met.length).fill('longer')];
}

describe('figures', () => {
  test('of an empty house are all nothing', async () => {
    expect(await figures(await openHouse())).toEqual({
      documents: { submitted: 0, approved: 0, rejected: 0, pending: 0 },
      approvalsPending: 0,
      approvalDuration: { withinBound: approvalBoundsSeconds.map(() => 0), count: 0, sumSeconds: 0 },
      slaBreaches: 0,
      queue: [],
      oldestCheckpointAt: undefined,
    });
  });

  test('each moves when its thing happens, over all companies', async () => {
    const house = await openHouse();
    await seedCompany(house.database, smallCompany('other'));
    const other = new House(house.database, houseStore(house.database), 'other', house.file);
    const [first, second] = [await submitted(house), await submitted(house)];
    await submitted(other);
    expect(await figures(house)).toMatchObject({
      documents: { submitted: 3, approved: 0, rejected: 0, pending: 3 },
      approvalsPending: 9,
    });
    await house.vote('bo', first, 'manager', 'approve');
    expect((await figures(house)).approvalsPending).toBe(8);
    await house.vote('cy', first, 'procurement', 'approve');
    await house.vote('ed', first, 'finance', 'approve');
    await house.vote('bo', second, 'manager', 'return', 'Which one?');
    expect(await figures(house)).toMatchObject({
      documents: { submitted: 3, approved: 1, rejected: 0, pending: 1 },
      approvalsPending: 3,
    });
    await house.submit('ana', second);
    await house.vote('bo', second, 'manager', 'reject', 'No');
    expect(await figures(house)).toMatchObject({
      documents: { submitted: 4, approved: 1, rejected: 1, pending: 1 },
      approvalDuration: { count: 5 },
    });
    expect((await figures(house)).queue.map(({ kind, due }) => [kind, due])).toContainEqual(['document', 3]);
  });

  test('durations are counted in the shortest bound that holds them, and those that nobody decided are not', async () => {
    const house = await openHouse();
    const seconds = [60, 61, 3600, 2_592_000, 2_592_001];
    for (const duration of seconds) {
      const id = await submitted(house);
      const { openedAt } = await stepOf(house, id);
      house.goTo(new Date(Date.parse(openedAt ?? '') + (duration - 1) * 1000).toISOString());
      await house.vote('bo', id, 'manager', 'reject', 'No');
    }
    const counted = await figures(house);
    expect(boundsMet(counted)).toEqual([60, 300, 3600, 2_592_000, 'longer']);
    expect(counted.approvalDuration.sumSeconds).toBe(seconds.reduce((sum, one) => sum + one, 0));
  });

  test('a step whose due time passed is counted once, open or decided since, and never taken back', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const { dueAt } = await stepOf(house, id);
    const breaches = async () => (await figures(house)).slaBreaches;
    house.goTo(new Date(Date.parse(dueAt ?? '') - 60_000).toISOString());
    expect(await breaches()).toBe(0);
    house.goTo(dueAt ?? '');
    expect(await breaches()).toBe(2);
    await house.vote('bo', id, 'manager', 'approve');
    expect(await breaches()).toBe(2);
    await house.vote('cy', id, 'procurement', 'reject', 'No');
    expect(await breaches()).toBe(2);
    await submitted(house);
    expect(await breaches()).toBe(2);
  });

  test('a step that waits for its submitter is not late', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.vote('cy', id, 'procurement', 'approve');
    await ask(house, 'bo', id, 'Why?');
    house.pass(30);
    expect((await figures(house)).slaBreaches).toBe(0);
    await answer(house, id, 'Because.');
    await house.vote('bo', id, 'manager', 'approve');
    expect((await figures(house)).slaBreaches).toBe(0);
    const closed = await submitted(house);
    await house.vote('cy', closed, 'procurement', 'approve');
    await ask(house, 'bo', closed, 'Why?');
    house.pass(30);
    await house.vote('bo', closed, 'manager', 'approve');
    // Both open steps of finance are late by now; these were not.
    const finance = (await house.document(closed)).steps.find(({ key }) => key === 'finance');
    expect(finance?.status).toBe('pending');
    expect((await figures(house)).slaBreaches).toBe(1);
  });

  test('the bounds that the database counts in are those that are asked for', async () => {
    const house = await openHouse();
    await house.database.write(async (trx) => {
      for (const [index, seconds] of approvalBoundsSeconds.entries()) {
        const row = { tenant_id: 'acme', name: `approval/${seconds}`, value: 10 ** index };
        await trx.insertInto('counters').values(row).execute();
      }
    });
    const before = (await figures(house)).approvalDuration.count;
    for (const seconds of approvalBoundsSeconds) {
      const id = await submitted(house);
      const { openedAt } = await stepOf(house, id);
      house.goTo(new Date(Date.parse(openedAt ?? '') + (seconds - 1) * 1000).toISOString());
      await house.vote('bo', id, 'manager', 'reject', 'No');
    }
    const names = await house.database.read.selectFrom('counters').select('name').execute();
    const counted = names.map(({ name }) => name).filter((name) => name.startsWith('approval/'));
    expect(counted.toSorted()).toEqual(
      ['approval/ms', ...approvalBoundsSeconds.map((seconds) => `approval/${seconds}`)].toSorted(),
    );
    expect((await figures(house)).approvalDuration.count).toBe(before + approvalBoundsSeconds.length);
  });
});

test('whatever people and the clock do, what has happened only grows, and agrees with the trail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40 }), async (lived) => {
      const house = await openLife();
      const life = new Life(house);
      let before = totalsOf(await figures(house));
      for (const one of [...prelude, ...lived]) {
        await life.live(one);
        const now = await figures(house);
        const totals = totalsOf(now);
        for (const [name, total] of Object.entries(totals)) {
          expect({ name, total: Math.max(total, before[name] ?? 0) }).toEqual({ name, total });
        }
        before = totals;
      }
      expect(await figures(house)).toMatchObject(await counted(house, life.documents));
    }),
    { numRuns: 8 },
  );
}, 120_000);

function totalsOf({ documents, approvalDuration, slaBreaches }: HouseFigures): Readonly<Record<string, number>> {
  const { submitted: sent, approved, rejected } = documents;
  return { sent, approved, rejected, decided: approvalDuration.count, slaBreaches };
}

/** From the documents themselves. */
async function counted(house: House, ids: readonly string[]) {
  const documents = await Promise.all(ids.map((id) => house.document(id)));
  const steps = documents.flatMap((document) => document.steps).filter(({ status }) => status === 'pending');
  const awaited = steps.flatMap(({ approvers }) => approvers.filter(({ vote }) => vote === null));
  const entries = await house.database.read.selectFrom('audit_logs').select('action').execute();
  const told = (action: string) => entries.filter((entry) => entry.action === action).length;
  return {
    documents: {
      submitted: told('document-submitted'),
      approved: told('document-approved'),
      rejected: told('document-rejected'),
      pending: documents.filter(({ status }) => status === 'pending').length,
    },
    approvalsPending: awaited.length,
    approvalDuration: { count: told('step-completed') },
  };
}
