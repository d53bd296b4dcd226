import { expect, test } from 'vitest';
import { defaultPreferences, type Preferences } from '../../../src/engine/preferences.js';
import { openHouse } from '../../support/house.js';

const wanted: Preferences = {
  quiet: { from: '18:00', to: '09:30', days: ['fri'] },
  digestAt: '10:00',
  muted: ['reports', 'nudges'],
};

test('whoever has said nothing has what counts for everybody, in the company’s zone', async () => {
  const { store } = await openHouse();
  const preferences = await store.preferences('acme').preferences('bo');
  expect(preferences).toEqual({ ...defaultPreferences, timeZone: 'Europe/Berlin' });
});

test('what somebody says is theirs alone, and can be said anew', async () => {
  const house = await openHouse();
  const zone = { time_zone: 'Asia/Jakarta' };
  await house.database.write((trx) => trx.updateTable('users').set(zone).where('id', '=', 'bo').execute());
  const preferences = house.store.preferences('acme');
  await preferences.save('bo', { ...defaultPreferences, digestAt: '08:00' }, 'req', house.now());
  // What the form answers with may hold more than is kept.
  await preferences.save('bo', { ...wanted, ...{ timeZone: 'Mars/Olympus' } }, 'req', house.now());
  expect(await preferences.preferences('bo')).toEqual({ ...wanted, timeZone: 'Asia/Jakarta' });
  expect(await preferences.preferences('cy')).toEqual({ ...defaultPreferences, timeZone: 'Europe/Berlin' });
});

test('a preference that came with a later version has what counts for everybody', async () => {
  const house = await openHouse();
  const { muted: _muted, ...older } = wanted;
  const row = { tenant_id: 'acme', user_id: 'bo', body: JSON.stringify(older), saved_at: house.now() };
  await house.database.write((trx) => trx.insertInto('preferences').values(row).execute());
  expect(await house.store.preferences('acme').preferences('bo')).toMatchObject({ ...older, muted: [] });
});
