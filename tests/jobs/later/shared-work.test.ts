import { expect, test } from 'vitest';
import { sharedWork } from '../../../src/jobs/later/shared-work.js';
import { Gate } from '../../support/seen-tasks.js';

test('whoever asks while it is done gets the same work; whoever asks later gets it anew', async () => {
  const gate = new Gate();
  let times = 0;
  const work = sharedWork(async () => {
    times += 1;
    await gate.opened;
  });
  const both = [work(), work()];
  gate.open();
  await Promise.all(both);
  expect(times).toBe(1);
  await work();
  expect(times).toBe(2);
});

test('all who asked hear that it failed, and the next one tries again', async () => {
  let isBroken = true;
  const work = sharedWork(async () => {
    if (isBroken) throw new Error('the disk is away');
  });
  const both = await Promise.allSettled([work(), work()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isBroken = false;
  await work();
});
