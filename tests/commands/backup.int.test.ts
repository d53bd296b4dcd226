import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { backupCommand } from '../../src/commands/backup.js';
import { checkpointCommand } from '../../src/commands/checkpoint.js';
import { restoreCommand } from '../../src/commands/restore.js';
import { verifyAuditCommand } from '../../src/commands/verify-audit.js';
import { newSigningKey } from '../../src/store/audit/signing-key.js';
import { livedIn, tamper } from '../store/audit/lived-in.js';
import { operator } from '../support/operator.js';
import { temporaryFolder } from '../support/temporary.js';

async function livedInOperator() {
  const house = await livedIn();
  const folder = dirname(house.file);
  const run = operator(folder, { DATABASE_URL: `sqlite:${house.file}` });
  return { house, run, to: join(temporaryFolder(), 'backup') };
}

const sum = /[0-9a-f]{64}/g;

describe('backup and restore', () => {
  test('give back the same trail, and say so with both sums', async () => {
    const { run, to } = await livedInOperator();
    const made = await run(backupCommand, to);
    expect(made).toMatchObject({ code: 0, printed: expect.stringContaining(`${to}: 2 documents, `) });
    const [madeSum] = made.printed.match(sum) ?? [];

    const elsewhere = operator();
    const restored = await elsewhere(restoreCommand, to);
    expect(restored).toMatchObject({ code: 0, complained: '' });
    expect(restored.printed.match(sum)).toEqual([madeSum, madeSum]);
    expect(restored.printed).toContain('They are equal.');
    expect(restored.printed).toContain('verify-audit: whole, with every file.');
    const [here, there] = [await run(verifyAuditCommand), await elsewhere(verifyAuditCommand)];
    const scope = /is whole: (.*)$/m;
    expect(there.printed.match(scope)?.[1]).toBe(here.printed.match(scope)?.[1]);
  });

  test('a drill restores into a place of its own, proves it and leaves nothing behind', async () => {
    const { run, to } = await livedInOperator();
    const drilled = await run(backupCommand, to, '--verify');
    expect(drilled).toMatchObject({ code: 0, complained: '' });
    expect(drilled.printed).toContain('They are equal.');
    expect(readdirSync(dirname(to))).toEqual(['backup']);
  });

  test('a drill over a trail that was damaged before ends with 1 and names the row', async () => {
    const { house, run, to } = await livedInOperator();
    tamper(house, `update documents set title = 'Yacht' where id = 'id-1'`);
    const drilled = await run(backupCommand, to, '--verify');
    expect(drilled.code).toBe(1);
    expect(drilled.complained).toContain('documents (id id-1): title differs from its events');
    expect(readdirSync(dirname(to))).toEqual(['backup']);
  });

  test('keep the signed checkpoints, against which the restored trail is proven', async () => {
    const { house, to } = await livedInOperator();
    const AUDIT_SIGNING_KEY = newSigningKey();
    const run = operator(dirname(house.file), { DATABASE_URL: `sqlite:${house.file}`, AUDIT_SIGNING_KEY });
    expect(await run(checkpointCommand)).toMatchObject({ code: 0 });
    expect(await run(backupCommand, to, '--verify')).toMatchObject({ code: 0, complained: '' });
    await house.create('ana');
    await run(checkpointCommand);

    const folder = temporaryFolder();
    const elsewhere = operator(folder);
    expect(await elsewhere(restoreCommand, to)).toMatchObject({ code: 0, complained: '' });
    const [own, newer] = [join(folder, 'audit'), join(dirname(house.file), 'audit')];
    expect(await elsewhere(verifyAuditCommand, '--checkpoint', own)).toMatchObject({ code: 0 });
    // A checkpoint that is newer than the backup shows that the trail was rolled back, as it was.
    const rolledBack = await elsewhere(verifyAuditCommand, '--checkpoint', newer);
    expect(rolledBack).toMatchObject({ code: 1, complained: expect.stringContaining('rolled back') });
  });

  test('an older database is backed up as it is, and brought to this version when it is restored', async () => {
    const folder = temporaryFolder();
    const database = new Sqlite(join(folder, 'x.sqlite'));
    database.exec(readFileSync('tests/store/fixtures/first-version.sql', 'utf8'));
    database.close();
    const to = join(temporaryFolder(), 'backup');
    expect(await operator(folder)(backupCommand, to)).toMatchObject({ code: 0 });
    const restored = await operator()(restoreCommand, to);
    expect(restored).toMatchObject({ code: 0, complained: '' });
    expect(restored.printed).toMatch(/^applied 002-workflows$/m);
    expect(restored.printed).toContain('They are equal.');
  });

  test('what cannot be done is told in a sentence and changes nothing', async () => {
    const { run, to } = await livedInOperator();
    const nowhere = operator();
    await expect(nowhere(backupCommand, to)).rejects.toThrow('There is no database at');
    expect(await nowhere(restoreCommand, to)).toMatchObject({
      code: 1,
      complained: expect.stringContaining('There is no backup in'),
    });
    await run(backupCommand, to);
    expect(await run(backupCommand, to)).toMatchObject({
      code: 1,
      complained: expect.stringContaining('is not empty'),
    });
    expect(await run(restoreCommand, to)).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/^Nothing was restored: .* there already/),
    });
    writeFileSync(join(to, 'countersign.sqlite'), 'x');
    expect(await nowhere(restoreCommand, to)).toMatchObject({
      code: 1,
      complained: expect.stringContaining('is not what was backed up'),
    });
    rmSync(to, { recursive: true });
    expect(await run(backupCommand)).toMatchObject({ code: 2 });
    expect(await run(backupCommand, to, '--verfy')).toMatchObject({ code: 2 });
    expect(await run(restoreCommand, '--force')).toMatchObject({ code: 2 });
  });
});
