import { expect, test } from 'vitest';
import { owe } from '../../../src/store/delivery/outbox-rows.js';
import { crowdedHouse, oneIn } from './crowd.js';

const documents = 100_000;
/** Of what happens by itself, beside people who wait for an answer. */
const stallMsMax = 150;

test(`with ${documents} documents nothing that happens by itself keeps people waiting`, async () => {
  const house = await crowdedHouse(documents);
  const { figures, upkeep, radar } = house.store;
  const own = upkeep('acme');
  house.goTo('2026-03-02T09:30:00.000Z');
  const now = house.now();
  const took: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    await work();
    const startMs = performance.now();
    const result = await work();
    took[name] = performance.now() - startMs;
    return result;
  };
  const failed = house.database.read
    .selectFrom('cards')
    .select('id')
    .where('document_id', 'in', ['copy-50', 'copy-100']);
  for (const { id: subject } of await failed.execute()) {
    await house.database.write((trx) => owe(trx, 'acme', 'card', subject, 'req', now));
    const task = await house.store.outbox.take({ tenantId: 'acme', kind: 'card', subject }, 'a', now, 30_000);
    if (task !== undefined) await house.store.outbox.fail(task, 'a', 'channel_not_found', now);
  }
  const open = documents / oneIn + 1;
  expect((await timed('figures', () => figures.figures(now))).documents.pending).toBe(open);
  expect(await timed('rungs', () => own.planRungs('req', now))).toBe(0);
  expect(await timed('delegations', () => own.planDelegations('req', now))).toBe(0);
  expect(await timed('stale', () => own.planStale('req', now, 30))).toBe(0);
  expect(await timed('leaver', () => own.waitingOn('hal'))).toEqual([]);
  const stuck = (await timed('radar', () => radar('acme').stuck(50))).items;
  expect(stuck.map(({ documentId }) => documentId)).toEqual(['copy-100', 'copy-50']);
  await timed('lists', () => house.store.outbox.due(['rung', 'stale'], now, 30_000, 100));
  process.stdout.write(`${documents} documents, in ms: ${JSON.stringify(rounded(took))}\n`);
  expect(Object.entries(took).filter(([, ms]) => ms > stallMsMax)).toEqual([]);
}, 120_000);

function rounded(numbers: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, Math.round(number)]));
}
