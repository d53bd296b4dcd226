import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { type DeepParts, deepChecks } from '../../../src/bot/http/deep-checks.js';
import { deepHealth } from '../../../src/bot/http/deep-health.js';
import { keepCheckpoints } from '../../../src/store/audit/keep-checkpoints.js';
import { newSigningKey, signingKeyOf } from '../../../src/store/audit/signing-key.js';
import { databaseProbe } from '../../../src/store/database-probe.js';
import { type House, openHouse } from '../../support/house.js';
import { logInto } from '../support/slack-world.js';

/** The checks on a real house at that moment. */
function examine(house: House, now: string, changes: Partial<DeepParts> = {}) {
  const folder = dirname(house.file);
  const parts: DeepParts = {
    database: databaseProbe(house.database),
    outbox: house.store.outbox,
    slack: async () => undefined,
    redis: undefined,
    isSigning: true,
    dataDir: folder,
    filesFolder: join(folder, 'files'),
    now: () => now,
    ...changes,
  };
  return deepHealth(deepChecks(parts), logInto([]));
}

describe('deep checks', () => {
  test('of a new house are all well, and leave nothing behind', async () => {
    const house = await openHouse();
    const { status, checks } = await examine(house, '2026-03-02T09:00:00.000Z');
    expect(status).toBe('ok');
    expect(checks.disk).toMatchObject({ free_bytes: expect.any(Number) });
    expect(readdirSync(join(dirname(house.file), 'files'))).toEqual([]);
  });

  test('find what is due and lies there', async () => {
    const house = await openHouse();
    await house.create('ana');
    const soon = await examine(house, '2026-03-02T09:01:00.000Z', { isSigning: false });
    expect(soon.checks.queue).toMatchObject({ state: 'ok', due: 1, failed: 0 });
    const late = await examine(house, '2026-03-02T10:00:00.000Z', { isSigning: false });
    expect(late.status).toBe('failing');
    expect(late.checks.queue).toMatchObject({ state: 'failing', due: 1, oldest_seconds: expect.any(Number) });
    expect(late.checks.queue?.problem).toContain('countersign jobs');
  });

  test('find entries that nobody has signed for hours, and only where checkpoints are made', async () => {
    const house = await openHouse();
    await house.create('ana');
    const later = '2026-03-02T15:00:00.000Z';
    expect((await examine(house, later)).checks.checkpoints).toMatchObject({ state: 'failing' });
    expect((await examine(house, later, { isSigning: false })).checks.checkpoints).toBeUndefined();
    const key = signingKeyOf(newSigningKey());
    const folder = join(dirname(house.file), 'audit');
    await keepCheckpoints({ database: house.database, key, folder, now: () => later });
    expect((await examine(house, later)).checks.checkpoints).toMatchObject({ state: 'ok', unsigned_seconds: 0 });
  });

  test('find a database that another version has changed, and one that cannot be written', async () => {
    const house = await openHouse();
    const other = new Sqlite(house.file);
    other.exec('delete from schema_migrations where name = (select max(name) from schema_migrations)');
    const { checks } = await examine(house, '2026-03-02T09:00:00.000Z');
    expect(checks.migrations).toMatchObject({ state: 'failing', problem: expect.stringContaining('is missing') });
    expect(checks.database).toMatchObject({ state: 'ok' });
    other.exec('begin exclusive');
    const locked = await examine(house, '2026-03-02T09:00:00.000Z');
    other.exec('rollback');
    other.close();
    expect(locked.checks.database).toMatchObject({ state: 'failing' });
  }, 30_000);

  test('find a folder of files that is none', async () => {
    const house = await openHouse();
    const filesFolder = join(dirname(house.file), 'blocked');
    writeFileSync(filesFolder, 'not a folder');
    const { checks } = await examine(house, '2026-03-02T09:00:00.000Z', { filesFolder });
    expect(checks.files).toMatchObject({ state: 'failing' });
  });

  test('name Slack and Redis where these do not answer', async () => {
    const house = await openHouse();
    const gone = () => Promise.reject(new Error('ECONNREFUSED'));
    const { checks } = await examine(house, '2026-03-02T09:00:00.000Z', { slack: gone, redis: gone });
    expect(checks).toMatchObject({
      slack: { state: 'failing', problem: 'ECONNREFUSED' },
      redis: { state: 'failing', problem: 'ECONNREFUSED' },
    });
  });
});
