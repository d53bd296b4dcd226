import { expect, test } from 'vitest';
import { leaseMsFor, platformOf } from '../../src/jobs/platform-calls.js';
import { recipientOf } from '../support/delivery-world.js';
import { FakePlatform } from '../support/fake-platform.js';

test('a lease outlasts a search and a post on the slowest platform', () => {
  const slow = Object.assign(new FakePlatform(), { timeoutMs: 30_000 });
  expect(leaseMsFor([new FakePlatform(), slow])).toBeGreaterThan(2 * 30_000);
});

test('each workspace is served with its own token, whatever the order', () => {
  const serving = (installation: string) =>
    Object.assign(new FakePlatform(), { serves: (to: { installation: string }) => to.installation === installation });
  const [one, two] = [serving('T1'), serving('T2')];
  const ana = recipientOf('ana');
  expect(platformOf([two, one], ana)).toBe(one);
  expect(platformOf([one, two], { ...ana, installation: 'T2' })).toBe(two);
  expect(() => platformOf([one, two], { ...ana, installation: 'T3' })).toThrow('not connected to T3 on slack');
});
