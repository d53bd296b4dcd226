import { beforeEach, describe, expect, test } from 'vitest';
import { desiredCards } from '../../../src/engine/card.js';
import type { OutboxKind } from '../../../src/engine/ports/outbox.js';
import { rungSubject } from '../../../src/engine/rung-subject.js';
import { copySubject } from '../../../src/store/delivery/card-rows.js';
import { owe } from '../../../src/store/delivery/outbox-rows.js';
import { StoredJobs } from '../../../src/store/delivery/tenant-jobs.js';
import { seedCompany, smallCompany } from '../../support/company.js';
import { type House, openHouse } from '../../support/house.js';

const at = (seconds: number) => new Date(Date.parse('2026-03-02T10:00:00.000Z') + seconds * 1000).toISOString();

let house: House;
let jobs: StoredJobs;

beforeEach(async () => {
  house = await openHouse();
  jobs = new StoredJobs(house.database, house.tenantId);
});

const wish = (kind: OutboxKind, subject: string, seconds = 0, tenant = house.tenantId) =>
  house.database.write((trx) => owe(trx, tenant, kind, subject, 'req', at(seconds)));

/** Everything that is due comes to the failed list, in the order in which it was wished for. */
async function failAll(error = 'channel_not_found'): Promise<void> {
  for (const task of await house.store.outbox.claim('a', at(100), 30_000, 100)) {
    await house.store.outbox.fail(task, 'a', error, at(100));
  }
}

const subjects = async () => (await jobs.failed(10)).items.map(({ subject }) => subject);

describe('the jobs of a company', () => {
  test('are counted by kind: what is due, under way, due later, and failed', async () => {
    await wish('card', 'c1');
    await wish('notice', 'n1', 5);
    await wish('notice', 'n2', 500);
    await failAll();
    await wish('card', 'c2', 7);
    await wish('card', 'c3', 8);
    const [held] = await house.store.outbox.claim('a', at(110), 30_000, 1);
    expect(held?.subject).toBe('c2');
    expect(await jobs.load(at(110))).toEqual([
      { kind: 'card', due: 1, held: 1, later: 0, failed: 1, oldestDueAt: at(8) },
      { kind: 'notice', due: 0, held: 0, later: 1, failed: 1, oldestDueAt: undefined },
    ]);
  });

  test('that failed are listed longest owed first, page by page, with their reasons', async () => {
    for (const [index, subject] of ['c3', 'c1', 'c2'].entries()) await wish('card', subject, index);
    await failAll('channel_not_found');
    const first = await jobs.failed(2);
    expect(first.items).toMatchObject([
      { kind: 'card', subject: 'c3', attempts: 1, lastError: 'channel_not_found', createdAt: at(0) },
      { subject: 'c1' },
    ]);
    const second = await jobs.failed(2, first.next);
    expect(second).toMatchObject({ items: [{ subject: 'c2' }], next: undefined });
  });

  test('of others are nobody’s business, to read or to try again', async () => {
    await seedCompany(house.database, smallCompany('other'));
    await wish('timetable', 'sla', 0, 'other');
    await failAll();
    const others = new StoredJobs(house.database, 'other');
    expect(await jobs.load(at(200))).toEqual([]);
    expect(await subjects()).toEqual([]);
    expect(await jobs.retry(at(200))).toBe(0);
    expect(await jobs.retry(at(200), { kind: 'timetable', subject: 'sla' })).toBe(0);
    expect((await others.failed(10)).items).toHaveLength(1);
  });

  test('are tried again: one, or all that failed', async () => {
    for (const subject of ['c1', 'c2', 'c3']) await wish('card', subject);
    await failAll();
    expect(await jobs.retry(at(200), { kind: 'card', subject: 'c2' })).toBe(1);
    expect(await subjects()).toEqual(['c1', 'c3']);
    expect(await jobs.retry(at(200), { kind: 'card', subject: 'c2' })).toBe(0);
    expect(await jobs.retry(at(200))).toBe(2);
    const tried = await house.store.outbox.claim('a', at(200), 30_000, 10);
    expect(tried.map(({ subject, attempts }) => [subject, attempts]).sort()).toEqual([
      ['c1', 0],
      ['c2', 0],
      ['c3', 0],
    ]);
  });

  test('wake whoever works them off', async () => {
    await wish('card', 'c1');
    await failAll();
    let woken = 0;
    house.store.outbox.onWork(() => {
      woken += 1;
    });
    await jobs.retry(at(200));
    expect(woken).toBe(1);
  });
});

describe('what a job is about', () => {
  test('is a document where its kind says so', async () => {
    const documentId = await house.create('ana');
    for (const kind of ['document', 'deputies', 'stale'] as const) await wish(kind, documentId);
    await wish('rung', rungSubject({ documentId, stepId: 'step' }));
    await failAll();
    const { items } = await jobs.failed(10);
    expect(items).toHaveLength(4);
    for (const { document, person } of items) {
      expect(document).toEqual({ id: documentId, number: null, title: 'Desk' });
      expect(person).toBeNull();
    }
  });

  test('is a document and whose card it is', async () => {
    const documentId = await house.create('ana');
    await house.submit('ana', documentId);
    const dossier = await house.store.reading(house.tenantId).dossier(documentId);
    if (dossier === undefined) throw new Error('nothing was made');
    await house.store.cards(house.tenantId).plan(documentId, desiredCards(dossier), 'req', at(0));
    const { number } = await house.document(documentId);
    const rows = await house.database.read.selectFrom('cards').select(['id', 'user_id']).execute();
    const submitters = rows.find(({ user_id }) => user_id === 'ana');
    if (submitters === undefined) throw new Error('Ana has no card');
    await house.database.write(async (trx) => {
      await trx.deleteFrom('outbox').execute();
    });
    await wish('card', submitters.id);
    await wish('copy', copySubject(submitters.id, { conversation: 'D1', message: '1.2' }));
    await failAll();
    const { items } = await jobs.failed(10);
    expect(items.map(({ document, person }) => [document?.number, person?.name])).toEqual([
      [number, 'Ana'],
      [number, 'Ana'],
    ]);
  });

  test('is a person, or nothing that there is any more', async () => {
    for (const kind of ['leaver', 'reminders', 'report'] as const) await wish(kind, 'bo');
    for (const kind of ['notice', 'claim', 'delegation', 'card', 'document'] as const) await wish(kind, 'gone');
    await wish('timetable', 'sla');
    await failAll();
    const { items } = await jobs.failed(20);
    const people = items.filter(({ subject }) => subject === 'bo');
    expect(people.map(({ person }) => person)).toEqual(Array(3).fill({ id: 'bo', name: 'Bo' }));
    const others = items.filter(({ subject }) => subject !== 'bo');
    expect(others).toHaveLength(6);
    for (const { document, person } of others) expect([document, person]).toEqual([null, null]);
  });
});
