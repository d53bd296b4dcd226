import { describe, expect, test } from 'vitest';
import { jobsCommand } from '../../src/commands/jobs.js';
import { stuckCommand } from '../../src/commands/stuck.js';
import { outboxKinds } from '../../src/engine/ports/outbox.js';
import { retryDelaysMs } from '../../src/jobs/retry-schedule.js';
import { EmbeddedRunner } from '../../src/jobs/runner.js';
import type { TaskHandler, TaskHandlers } from '../../src/jobs/task-handler.js';
import { owe } from '../../src/store/delivery/outbox-rows.js';
import { logInto } from '../bot/support/slack-world.js';
import { FakeClock } from '../support/fake-clock.js';
import { type House, openHouse } from '../support/house.js';
import { operator } from '../support/operator.js';

const noon = '2026-03-02T12:00:00.000Z';

/** The operator looks at noon, three hours after the house began. */
function operatorOf({ file }: House) {
  return operator(undefined, { DATABASE_URL: `sqlite:${file}` }, () => Date.parse(noon));
}

describe('jobs', () => {
  test('on a quiet house say so', async () => {
    const run = operatorOf(await openHouse());
    expect(await run(jobsCommand)).toEqual({
      code: 0,
      printed: 'Nothing waits and nothing has failed.',
      complained: '',
    });
    expect(await run(jobsCommand, 'failed')).toMatchObject({ code: 0, printed: 'Nothing has failed.' });
    expect(await run(jobsCommand, 'waiting')).toMatchObject({ printed: '0 due, 0 under way, 0 due later.' });
    expect(await run(jobsCommand, 'retry', 'all')).toMatchObject({ code: 0, printed: 'Nothing has failed.' });
  });

  test('show a poisoned job with its error, and put it back', async () => {
    const house = await openHouse();
    const document = await house.create('ana');
    await poison(house.store);
    const run = operatorOf(house);

    const { printed } = await run(jobsCommand);
    expect(printed).toMatch(/^kind +due +under way +later +failed +oldest due since$/m);
    expect(printed).toMatch(/^document +0 +0 +0 +1 +–$/m);
    const failed = new RegExp(`acme {2}document ${document} \\(Desk\\) {2}after 7 tries: .*this one always throws`);
    expect(printed).toMatch(failed);
    expect(printed).toContain('1 failed. Try again: countersign jobs retry SUBJECT, or: countersign jobs retry all');
    expect((await run(jobsCommand, 'failed')).printed).toMatch(failed);

    expect((await run(jobsCommand, 'retry', 'nobody')).printed).toBe('Nothing that failed is about nobody.');
    expect((await run(jobsCommand, 'retry', document)).printed).toBe(
      '1 put back; a running bot tries it within seconds.',
    );
    expect((await run(jobsCommand, 'failed')).printed).toBe('Nothing has failed.');
    expect((await run(jobsCommand, 'waiting')).printed).toMatch(
      new RegExp(`^${noon} {2}acme {2}document ${document}\\n1 due, 0 under way, 0 due later.$`),
    );
    expect(await house.store.outbox.claim('the bot', noon, 1000, 10)).toMatchObject([
      { subject: document, attempts: 0 },
    ]);
  });

  test('are put back by what is listed, though it be several words', async () => {
    const house = await openHouse();
    const now = '2026-03-02T09:00:00.000Z';
    await house.database.write(async (trx) => {
      for (const at of [1, 2]) await owe(trx, 'acme', 'rung', `document-${at} step-${at}`, 'planted', now);
    });
    await poison(house.store);
    const run = operatorOf(house);
    expect((await run(jobsCommand, 'failed')).printed).toContain('rung document-1 step-1  after 7 tries');
    const put = '1 put back; a running bot tries it within seconds.';
    expect((await run(jobsCommand, 'retry', 'rung', 'document-1', 'step-1')).printed).toBe(put);
    expect((await run(jobsCommand, 'retry', 'document-2 step-2')).printed).toBe(put);
  });

  test('retry all puts back everything', async () => {
    const house = await openHouse();
    for (const actor of ['ana', 'hal']) await house.create(actor);
    await poison(house.store);
    const run = operatorOf(house);
    expect((await run(jobsCommand, 'retry', 'all')).printed).toBe(
      '2 put back; a running bot tries them within seconds.',
    );
    expect((await run(jobsCommand, 'failed')).printed).toBe('Nothing has failed.');
  });

  test.each([[['faild']], [['retry']], [['failed', 'x']]])('called with %j say how', async (args) => {
    const { code, complained } = await operatorOf(await openHouse())(jobsCommand, ...args);
    expect({ code, complained }).toEqual({
      code: 2,
      complained: 'Usage: countersign jobs [failed | waiting | retry SUBJECT | retry all]',
    });
  });
});

describe('stuck', () => {
  test('names a document that nobody can decide, with the person and the fix', async () => {
    const house = await openHouse();
    const document = await house.create('ana');
    await house.submit('ana', document);
    const run = operatorOf(house);
    expect(await run(stuckCommand)).toEqual({ code: 0, printed: 'Nothing is stuck.', complained: '' });

    await house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'bo').execute(),
    );
    const { code, printed } = await run(stuckCommand);
    expect(code).toBe(1);
    expect(printed.split('\n')).toEqual([
      expect.stringMatching(/^Desk.* \(PR-2026-0001.*\) · Purchase request/),
      expect.stringMatching(/^ {2}Asked for by .*Ana.* · stuck since .*2026.*/),
      expect.stringMatching(/^ {2}.*Manager.* waits for .*Bo.*, who is not active any more\.$/),
      '  Put somebody else on the step in their place.',
      '  In Slack: /approval-admin reassign PR-2026-0001',
      '1 stuck.',
    ]);
    expect(await run(stuckCommand, '--company', 'acme')).toMatchObject({ code: 1 });
    await expect(run(stuckCommand, '--company', 'nope')).rejects.toThrow('There is no company nope');
    expect(await run(stuckCommand, '--all')).toMatchObject({ code: 2 });
  });
});

/** Has an engine try the one task that is owed with a handler that always throws, until it is given up. */
async function poison({ outbox }: Pick<House['store'], 'outbox'>): Promise<void> {
  const throws: TaskHandler = () => Promise.reject(new Error('this one always throws'));
  const handlers = Object.fromEntries(outboxKinds.map((kind) => [kind, throws])) as TaskHandlers;
  const clock = new FakeClock('2026-03-02T10:00:00.000Z');
  const runner = new EmbeddedRunner({
    outbox,
    handlers,
    clock,
    log: logInto([]),
    owner: 'poisoned',
    random: () => 0,
    leaseMs: 1000,
  });
  for (let tries = 0; tries <= retryDelaysMs.length; tries += 1) {
    await runner.drain();
    clock.jump(Math.max(...retryDelaysMs));
  }
}
