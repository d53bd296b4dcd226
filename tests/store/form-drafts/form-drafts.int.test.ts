import { beforeEach, describe, expect, test } from 'vitest';
import type { DraftToKeep, FormDrafts } from '../../../src/engine/ports/form-drafts.js';
import { openHouse } from '../../support/house.js';

let drafts: FormDrafts;
beforeEach(async () => {
  const house = await openHouse();
  drafts = house.store.drafts(house.tenantId);
});

const draft: DraftToKeep = {
  id: 'form-1',
  personId: 'ana',
  typeKey: 'purchase',
  documentId: 'doc-1',
  seen: null,
  revision: 0,
  page: 0,
  input: { item: 'Desk', amount: { amount: '1,5', currency: 'USD' } },
};
const at = (minute: number) => `2026-03-31T10:${String(minute).padStart(2, '0')}:00.000Z`;

describe('what somebody typed into a form', () => {
  test('is kept as it was typed, and what was typed later takes its place', async () => {
    await drafts.keep(draft, at(0));
    await drafts.keep({ ...draft, input: { item: 'Chair' } }, at(1));
    const kept = { ...draft, input: { item: 'Chair' }, begunAt: at(0), savedAt: at(1), finishedAt: null };
    expect(await drafts.find('ana', 'form-1')).toEqual(kept);
  });

  test('exists for that person only', async () => {
    await drafts.keep(draft, at(0));
    expect(await drafts.find('bo', 'form-1')).toBeUndefined();
    expect(await drafts.begun('bo', 10)).toEqual([]);
    expect(await drafts.keep({ ...draft, personId: 'bo', input: {} }, at(1))).toBe(false);
    await drafts.discard('bo', 'form-1');
    await drafts.finish('bo', 'form-1', at(1));
    expect(await drafts.find('ana', 'form-1')).toMatchObject({ input: draft.input, finishedAt: null });
  });

  test('is not replaced by what was typed before a page that was sent', async () => {
    await drafts.keep({ ...draft, revision: 1, input: { item: 'Chair' } }, at(0));
    expect(await drafts.keep(draft, at(1))).toBe(false);
    expect(await drafts.keep({ ...draft, revision: 1, page: 1 }, at(2))).toBe(true);
    expect(await drafts.find('ana', 'form-1')).toMatchObject({ revision: 1, page: 1, input: draft.input });
  });

  test('stays for a second arrival once the form is finished, and is offered no more', async () => {
    await drafts.keep(draft, at(0));
    await drafts.finish('ana', 'form-1', at(1));
    expect(await drafts.keep({ ...draft, revision: 5, input: {} }, at(2))).toBe(false);
    expect(await drafts.find('ana', 'form-1')).toMatchObject({ input: draft.input, finishedAt: at(1) });
    expect(await drafts.begun('ana', 10)).toEqual([]);
  });

  test('is offered newest first, for new documents only', async () => {
    await drafts.keep(draft, at(0));
    await drafts.keep({ ...draft, id: 'form-2', documentId: 'doc-2' }, at(1));
    await drafts.keep({ ...draft, id: 'form-3', seen: { round: 1, dataRevision: 2 } }, at(2));
    expect((await drafts.begun('ana', 10)).map(({ id }) => id)).toEqual(['form-2', 'form-1']);
    expect((await drafts.begun('ana', 1)).map(({ id }) => id)).toEqual(['form-2']);
    expect(await drafts.editOf('ana', 'doc-1')).toMatchObject({ id: 'form-3', seen: { round: 1, dataRevision: 2 } });
    expect(await drafts.editOf('ana', 'doc-2')).toBeUndefined();
  });

  test('is gone when it is thrown away, and a month after it was last touched', async () => {
    await drafts.keep(draft, at(0));
    await drafts.keep({ ...draft, id: 'form-2' }, at(0));
    await drafts.discard('ana', 'form-1');
    expect(await drafts.find('ana', 'form-1')).toBeUndefined();
    await drafts.keep({ ...draft, id: 'form-3' }, '2026-05-01T10:00:00.000Z');
    expect(await drafts.find('ana', 'form-2')).toBeUndefined();
  });
});
