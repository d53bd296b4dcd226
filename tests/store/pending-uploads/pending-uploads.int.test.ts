import { beforeEach, describe, expect, test } from 'vitest';
import type { PendingUploads } from '../../../src/engine/ports/pending-uploads.js';
import { seedCompany, smallCompany } from '../../support/company.js';
import { type House, houseStore, openHouse } from '../../support/house.js';

const at = '2026-03-02T09:00:00.000Z';
const upload = { id: 'u1', personId: 'ana', name: 'a.yaml', text: 'units: []' };

let house: House;
let uploads: PendingUploads;

beforeEach(async () => {
  house = await openHouse();
  uploads = house.store.uploads(house.tenantId);
  await uploads.keep(upload, at);
});

describe('an upload that waits for its confirmation', () => {
  test('is found by who uploaded it, after a restart as well, and by nobody else', async () => {
    expect(await houseStore(house.database).uploads(house.tenantId).find('ana', 'u1', at)).toEqual(upload);
    expect(await uploads.find('bo', 'u1', at)).toBeUndefined();
  });

  test('does not exist for another company', async () => {
    await seedCompany(house.database, { ...smallCompany(), tenantId: 'other' });
    const others = house.store.uploads('other');
    expect(await others.find('ana', 'u1', at)).toBeUndefined();
    await others.discard('ana', 'u1');
    await others.keep({ ...upload, id: 'u2' }, at);
    expect(await uploads.find('ana', 'u1', at)).toEqual(upload);
  });

  test('is gone after an hour, and its text is not kept either', async () => {
    expect(await uploads.find('ana', 'u1', '2026-03-02T09:59:59.999Z')).toEqual(upload);
    expect(await uploads.find('ana', 'u1', '2026-03-02T10:00:00.000Z')).toBeUndefined();
    await uploads.keep({ ...upload, id: 'u2', personId: 'bo' }, '2026-03-02T10:00:00.000Z');
    expect(await textsKept()).toEqual(['u2']);
  });

  test('makes room for the next one of the same person', async () => {
    await uploads.keep({ ...upload, id: 'u2', text: 'groups: []' }, at);
    expect(await textsKept()).toEqual(['u2']);
  });

  test('is forgotten when it was written', async () => {
    await uploads.discard('ana', 'u1');
    expect(await textsKept()).toEqual([]);
  });
});

async function textsKept(): Promise<readonly string[]> {
  const rows = await house.database.read.selectFrom('pending_uploads').select('id').execute();
  return rows.map(({ id }) => id);
}
