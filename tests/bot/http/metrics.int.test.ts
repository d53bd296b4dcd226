import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkpointCommand } from '../../../src/commands/checkpoint.js';
import { newSigningKey } from '../../../src/store/audit/signing-key.js';
import { BotInProcess, type BotWorld } from '../../support/bot-in-process.js';
import { smallCompany } from '../../support/company.js';
import { chatUserOf } from '../../support/local-slack.js';
import { operator } from '../../support/operator.js';
import { metricsIn, valueIn } from '../../support/prometheus.js';
import type { StoredDocument } from '../../support/stored-facts.js';
import { temporaryFolder } from '../../support/temporary.js';

const token = 'a token that only Prometheus has';

/** The real bot, seen through its metrics as Prometheus sees them. */
async function watchedBot({ env, ...world }: BotWorld = {}) {
  const folder = temporaryFolder();
  const settings = { DATA_DIR: folder, METRICS_TOKEN: token, AUDIT_SIGNING_KEY: newSigningKey(), ...env };
  const bot = await BotInProcess.start(smallCompany(), folder, 'http', { ...world, env: settings });
  onTestFinished(() => bot.close());
  const get = async (path: string) => {
    const url = `${bot.operationsUrl ?? bot.url}${path}`;
    return fetch(url, { headers: { authorization: `Bearer ${token}` } });
  };
  const scrape = async () => metricsIn(await (await get('/metrics')).text());
  const value = async (name: string, labels = {}) => valueIn(await scrape(), `countersign_${name}`, labels);
  /** Scrapes again until it says so: a scrape may be a second old. */
  const until = (name: string, expected: number, labels = {}) =>
    expect.poll(() => value(name, labels), { timeout: 10_000, interval: 100 }).toBe(expected);
  const moreThan = (name: string, least: number, labels = {}) =>
    expect.poll(() => value(name, labels), { timeout: 10_000, interval: 100 }).toBeGreaterThan(least);
  return { bot, folder, get, scrape, value, until, moreThan };
}

async function click(bot: BotInProcess, personId: string, document: StoredDocument, actionId: string): Promise<void> {
  await bot.sandbox.click(chatUserOf(personId), { messageTs: bot.askingCard(personId, document).ts, actionId });
  await bot.quiet();
}

async function reject(bot: BotInProcess, personId: string, document: StoredDocument): Promise<void> {
  const view = await bot.openReason(personId, document, 'reject');
  await bot.sandbox.submitView(chatUserOf(personId), view, { reason: { value: 'Too dear' } });
  await bot.quiet();
}

function write(folder: string, sql: string): void {
  const database = new Sqlite(join(folder, 'countersign.sqlite'), { timeout: 5000 });
  database.exec(sql);
  database.close();
}

describe('each metric moves when its thing happens:', () => {
  test('submitted, pending, awaited, approved, rejected, and how long it took', { timeout: 60_000 }, async () => {
    const { bot, until, moreThan, value } = await watchedBot();
    await until('documents_submitted_total', 0);
    await until('approvals_pending', 0);

    const first = await bot.ask('ana', 'purchase');
    await until('documents_submitted_total', 1);
    await until('documents_pending', 1);
    // Her manager, and both who procure.
    await until('approvals_pending', 3);
    expect(await value('approval_duration_seconds')).toBe(0);

    await click(bot, 'bo', first, 'approve');
    await until('approvals_pending', 2);
    await until('approval_duration_seconds', 1);
    await click(bot, 'cy', first, 'approve');
    await click(bot, 'ed', first, 'approve');
    await until('documents_approved_total', 1);
    await until('documents_pending', 0);
    await until('approvals_pending', 0);
    await until('approval_duration_seconds', 3);

    const second = await bot.ask('ana', 'purchase');
    await until('documents_submitted_total', 2);
    await reject(bot, 'bo', second);
    await until('documents_rejected_total', 1);
    await until('documents_approved_total', 1);
    await until('documents_pending', 0);
    for (const kind of ['read', 'write', 'commit']) await moreThan(`query_${kind}_duration_seconds`, 0);
    await until('database_up', 1);
  });

  test('breaches of due times, when a step is open beyond its own', { timeout: 60_000 }, async () => {
    let ahead = 0;
    const { bot, until } = await watchedBot({ now: () => Date.now() + ahead });
    await bot.ask('ana', 'purchase');
    await until('sla_breaches_total', 0);
    ahead = 14 * 86_400_000;
    await until('sla_breaches_total', 2);
  });

  test('failed jobs, when a card cannot be delivered, and no more when it is put back', {
    timeout: 60_000,
  }, async () => {
    const { bot, folder, until } = await watchedBot();
    await until('jobs_failed', 0);
    write(folder, `update chat_identities set chat_user = 'UGHOST' where user_id = 'cy'`);
    await bot.ask('ana', 'purchase');
    await until('jobs_failed', 1, { kind: 'card', queue: 'notifications' });
    write(
      folder,
      `update chat_identities set chat_user = 'UCY' where user_id = 'cy';
      update outbox set state = 'due', attempts = 0 where state = 'failed'`,
    );
    await until('jobs_failed', 0);
  });

  test('depth and age of the queue, while more is due than is done', { timeout: 60_000 }, async () => {
    const { folder, moreThan, until } = await watchedBot();
    await until('queue_depth', 0, { state: 'due' });
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    write(
      folder,
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
      insert into outbox (tenant_id, kind, subject, generation, state, due_at, attempts, request_id, created_at)
      select 'acme', 'document', 'none-' || i, 1, 'due', '${hourAgo}', 0, 'planted', '${hourAgo}' from n`,
    );
    await moreThan('queue_oldest_age_seconds', 3599, { queue: 'notifications', kind: 'document' });
    await moreThan('queue_depth', 0, { queue: 'notifications', kind: 'document', state: 'due' });
  });

  test('the age of the newest checkpoint, when time passes and when another is made', { timeout: 60_000 }, async () => {
    let ahead = 0;
    const key = newSigningKey();
    const env = { AUDIT_SIGNING_KEY: key };
    const { bot, folder, value } = await watchedBot({ env, now: () => Date.now() + ahead });
    const sign = async () => {
      const database = { DATABASE_URL: `sqlite:${join(folder, 'countersign.sqlite')}` };
      const run = operator(folder, { ...env, ...database }, () => Date.now() + ahead);
      expect(await run(checkpointCommand)).toMatchObject({ code: 0 });
    };
    await bot.ask('ana', 'purchase');
    await sign();
    // Something that the next one has to sign; Slack's clock stays where it is.
    await bot.ask('hal', 'purchase');
    ahead = 3_600_000;
    await expect.poll(() => value('checkpoint_age_seconds'), { timeout: 10_000 }).toBeGreaterThan(3599);
    await sign();
    await expect.poll(() => value('checkpoint_age_seconds'), { timeout: 10_000 }).toBeLessThan(3600);
  });
});

describe('deep health of the real bot', () => {
  test('looks at everything, and says what is not well', { timeout: 60_000 }, async () => {
    const { bot, folder, get } = await watchedBot();
    const response = await get('/health/deep');
    const health = await response.json();
    expect(health).toMatchObject({ status: 'ok' });
    expect(response.status).toBe(200);
    expect(Object.keys((health as { checks: object }).checks).sort()).toEqual(
      ['checkpoints', 'database', 'disk', 'files', 'migrations', 'queue', 'slack'].sort(),
    );

    bot.sandbox.fail({ kind: '500', method: 'auth.test', every: 1 });
    write(folder, `delete from schema_migrations where name = (select max(name) from schema_migrations)`);
    const failing = async () => {
      const body = (await (await get('/health/deep')).json()) as { checks: Record<string, { state: string }> };
      return Object.entries(body.checks).flatMap(([name, { state }]) => (state === 'failing' ? [name] : []));
    };
    await expect.poll(failing, { timeout: 15_000, interval: 200 }).toEqual(['migrations', 'slack']);
    expect((await get('/health/deep')).status).toBe(503);
  });
});

describe('where they are', () => {
  test('is nowhere without a token and an address', async () => {
    const { bot } = await watchedBot({ env: { METRICS_TOKEN: '' } });
    for (const path of ['/metrics', '/health/deep']) expect((await fetch(`${bot.url}${path}`)).status).toBe(404);
  });

  test('is an address of their own where one is set, and then no longer the bot’s', async () => {
    const { bot } = await watchedBot({ env: { METRICS_TOKEN: '', METRICS_PORT: '0' } });
    expect(bot.operationsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const path of ['/metrics', '/health/deep', '/health/live', '/health/ready']) {
      expect((await fetch(`${bot.operationsUrl}${path}`)).status).toBe(200);
    }
    for (const path of ['/metrics', '/health/deep']) expect((await fetch(`${bot.url}${path}`)).status).toBe(404);
    expect((await fetch(`${bot.operationsUrl}/slack/events`, { method: 'POST' })).status).toBe(404);
  });

  test('is an address of their own that asks for the token where both are set', async () => {
    const { bot, get } = await watchedBot({ env: { METRICS_PORT: '0' } });
    expect((await get('/metrics')).status).toBe(200);
    expect((await fetch(`${bot.operationsUrl}/metrics`)).status).toBe(404);
  });
});
