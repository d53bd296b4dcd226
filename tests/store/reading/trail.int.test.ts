import { describe, expect, test } from 'vitest';
import type { TrailEntry, TrailQuery } from '../../../src/engine/ports/admin-reading.js';
import { appendAudit } from '../../../src/store/audit/append.js';
import { seedCompany, smallCompany } from '../../support/company.js';
import { type House, openHouse } from '../../support/house.js';

/** Ana's request, approved by Bo and Cy; Hal's draft; and what an administrator and the machine did to the company. */
async function livedIn(): Promise<{ house: House; id: string; draft: string }> {
  const house = await openHouse();
  const id = await house.create('ana');
  await house.submit('ana', id);
  await house.vote('bo', id, 'manager', 'approve', 'Fine');
  const draft = await house.create('hal');
  await note(house, 'person/bo', 'person-saved', 'gus');
  await house.vote('cy', id, 'procurement', 'approve');
  await note(house, 'person/bo', 'role-granted', null);
  await note(house, 'template/purchase', 'template-saved', 'bo');
  return { house, id, draft };
}

async function note(house: House, entity: string, action: string, actorId: string | null): Promise<void> {
  const entry = { entity, action, actorId, at: house.now(), metadata: { request_id: 'r' }, payload: { after: action } };
  await house.database.write((trx) => appendAudit(trx, 'acme', [entry], () => 'salt'));
}

async function allPages(house: House, query: Omit<TrailQuery, 'limit'>, limit = 3): Promise<readonly TrailEntry[]> {
  const entries: TrailEntry[] = [];
  let after: string | undefined;
  do {
    const place: Pick<TrailQuery, 'after'> = after === undefined ? {} : { after };
    const page = await house.store.admin('acme').trail({ ...query, limit, ...place });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    entries.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return entries;
}

const told = (entries: readonly TrailEntry[]) => entries.map(({ entity, seq }) => `${entity} ${seq}`);

describe('the timeline of a document', () => {
  test('tells every entry in its order, with who did it and what', async () => {
    const { house, id } = await livedIn();
    const { items, next } = await house.store.admin('acme').timeline(id, 100);
    expect(items.map(({ seq, action, actorName }) => [seq, action, actorName])).toEqual([
      [1, 'document-created', 'Ana'],
      [2, 'document-submitted', 'Ana'],
      [3, 'stage-opened', 'Ana'],
      [4, 'step-voted', 'Bo'],
      [5, 'step-completed', 'Bo'],
      [6, 'step-voted', 'Cy'],
      [7, 'step-completed', 'Cy'],
      [8, 'stage-opened', 'Cy'],
    ]);
    expect(next).toBeUndefined();
    expect(items[3]).toMatchObject({
      entity: `document/${id}`,
      documentNumber: 'PR-2026-0001',
      metadata: { request_id: 'req-approve', platform: 'test' },
      payload: { event: { decision: 'approve', comment: 'Fine' } },
    });
  });

  test('goes on where a page ended, and is empty for what is not there', async () => {
    const { house, id } = await livedIn();
    const admin = house.store.admin('acme');
    const first = await admin.timeline(id, 5);
    const second = await admin.timeline(id, 5, first.next);
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await admin.timeline('nothing', 5)).items).toEqual([]);
  });

  test('calls people as they were called then, and says nothing of what was erased', async () => {
    const { house, id } = await livedIn();
    await house.database.write(async (trx) => {
      await trx.updateTable('users').set({ name: 'Bob' }).where('id', '=', 'bo').execute();
      await trx.deleteFrom('audit_payloads').where('entity', '=', `document/${id}`).where('seq', '=', 6).execute();
    });
    const { items } = await house.store.admin('acme').timeline(id, 100);
    expect(items[3]).toMatchObject({ actorName: 'Bo' });
    expect(items[5]).toMatchObject({ actorId: 'cy', actorName: null, payload: undefined });
  });
});

describe('a query of the trail', () => {
  test('finds everything, newest first and from page to page, or the other way round', async () => {
    const { house, id, draft } = await livedIn();
    const newest = await allPages(house, {});
    expect(told(newest)).toEqual([
      'template/purchase 1',
      'person/bo 2',
      ...[8, 7, 6].map((seq) => `document/${id} ${seq}`),
      'person/bo 1',
      `document/${draft} 1`,
      ...[5, 4, 3, 2, 1].map((seq) => `document/${id} ${seq}`),
    ]);
    expect(told(await allPages(house, { first: 'oldest' }))).toEqual(told(newest).toReversed());
  });

  test('by person finds what they did and what was done to them', async () => {
    const { house, id } = await livedIn();
    const expected = ['template/purchase 1', 'person/bo 2', 'person/bo 1', `document/${id} 5`, `document/${id} 4`];
    expect(told(await allPages(house, { personId: 'bo' }))).toEqual(expected);
    expect(told(await allPages(house, { personId: 'bo' }, 1))).toEqual(expected);
  });

  test.each<[string, Omit<TrailQuery, 'limit'>, number[]]>([
    ['its number, whatever the letter case', { documentNumber: ' pr-2026-0001' }, [8, 7, 6, 5, 4, 3, 2, 1]],
    ['its number and who acted', { documentNumber: 'PR-2026-0001', personId: 'bo', first: 'oldest' }, [4, 5]],
    ['a number that is nobody’s', { documentNumber: 'PR-2026-0002' }, []],
    ['its number and another chain', { documentNumber: 'PR-2026-0001', entity: 'person/bo' }, []],
  ])('by document: %s', async (_what, query, expected) => {
    const { house } = await livedIn();
    expect((await allPages(house, query)).map(({ seq }) => seq)).toEqual(expected);
  });

  test('by chain and person finds what was done to the person by anybody', async () => {
    const { house } = await livedIn();
    const entries = await allPages(house, { entity: 'person/bo', personId: 'bo', first: 'oldest' });
    expect(entries.map(({ action, actorId, actorName }) => [action, actorId, actorName])).toEqual([
      ['person-saved', 'gus', 'Gus'],
      ['role-granted', null, null],
    ]);
  });

  test('by time begins with the first moment and ends before the last', async () => {
    const { house } = await livedIn();
    const all = (await allPages(house, { first: 'oldest' })).map(({ at }) => at);
    const [from, to] = [all[3] ?? '', all.at(-2) ?? ''];
    const found = (await allPages(house, { from, to, first: 'oldest' })).map(({ at }) => at);
    expect(found).toEqual(all.filter((at) => at >= from && at < to));
    expect(found.length).toBeGreaterThan(3);
    expect((await allPages(house, { personId: 'bo', from: to })).map(({ action }) => action)).toEqual([
      'template-saved',
      'role-granted',
    ]);
  });

  test('sees nothing of another company', async () => {
    const { house, id } = await livedIn();
    await seedCompany(house.database, smallCompany('globex'));
    const admin = house.store.admin('globex');
    expect((await admin.trail({ limit: 10 })).items).toEqual([]);
    expect((await admin.trail({ documentNumber: 'PR-2026-0001', limit: 10 })).items).toEqual([]);
    expect((await admin.timeline(id, 10)).items).toEqual([]);
  });
});
