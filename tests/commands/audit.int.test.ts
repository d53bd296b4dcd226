import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckpoint } from '../../src/store/audit/checkpoint.js';
import { readCheckpointFiles } from '../../src/store/audit/checkpoint-files.js';
import { keepCheckpoints } from '../../src/store/audit/keep-checkpoints.js';
import { newSigningKey, signingKeyOf } from '../../src/store/audit/signing-key.js';
import { livedIn, tamper } from '../store/audit/lived-in.js';

const main = 'dist/src/main.js';

/** Runs the built command line as an operator would. */
function countersign(args: readonly string[], env: Record<string, string> = {}) {
  if (!existsSync(main)) throw new Error('The command line is not built: run npm run build');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
    timeout: 15_000,
  });
  return { status, stdout, stderr };
}

async function signedHouse() {
  const house = await livedIn();
  const folder = dirname(house.file);
  const key = newSigningKey();
  const publicKey = join(folder, 'public.pem');
  writeFileSync(publicKey, signingKeyOf(key).publicKey);
  const env = { DATABASE_URL: `sqlite:${house.file}`, DATA_DIR: folder, AUDIT_SIGNING_KEY: key };
  return { house, folder, publicKey, env };
}

describe('signed checkpoints from the command line', () => {
  test('a key is made and its public half is printed for whoever verifies', () => {
    const [, key = ''] = /^AUDIT_SIGNING_KEY=(.+)$/m.exec(countersign(['audit-key', 'new']).stdout) ?? [];
    const { stdout } = countersign(['audit-key', 'public'], { AUDIT_SIGNING_KEY: key });
    expect(stdout).toBe(signingKeyOf(key).publicKey);
  });

  test('a checkpoint is made, written below DATA_DIR and proves the trail', async () => {
    const { folder, publicKey, env } = await signedHouse();
    const made = countersign(['checkpoint'], env);
    expect(made).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^acme: checkpoint 1 of .* signs 2 chains: /),
    });
    const printed = readCheckpoint(countersign(['checkpoint', '--print'], env).stdout);
    expect(await readCheckpointFiles(join(folder, 'audit'))).toEqual([printed]);

    const { DATABASE_URL } = env;
    const kept = ['--public-key', publicKey, '--checkpoint', join(folder, 'audit')];
    const whole = countersign(['verify-audit', ...kept], { DATABASE_URL });
    expect(whole).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/acme: everything up to \S+Z is proven\. 0/),
    });
    expect(countersign(['verify-audit'], { DATABASE_URL }).stdout).toContain(
      '--public-key says whether they are genuine',
    );
  });

  test('a database that ends before the kept checkpoint ends verify-audit with 1, and nothing is proven', async () => {
    const { house, folder, publicKey, env } = await signedHouse();
    await keepCheckpoints({
      database: house.database,
      key: signingKeyOf(env.AUDIT_SIGNING_KEY),
      folder: join(folder, 'audit'),
      now: () => house.now(),
    });
    tamper(house, 'delete from audit_checkpoints');
    const gone = countersign(['verify-audit', '--public-key', publicKey, '--checkpoint', join(folder, 'audit')], env);
    expect(gone.status).toBe(1);
    expect(gone.stderr).toContain('it was rolled back, or its end was removed');
    expect(gone.stderr).toContain('nothing is proven');
  });

  test.each([
    [['checkpoint'], {}, 'AUDIT_SIGNING_KEY is not set'],
    [['audit-key', 'public'], {}, 'AUDIT_SIGNING_KEY is not set'],
    [['audit-key'], {}, 'Usage: countersign audit-key new'],
    [['audit-key', 'public'], { AUDIT_SIGNING_KEY: 'hunter2' }, 'AUDIT_SIGNING_KEY must be an Ed25519 private key'],
    [
      ['serve'],
      { AUDIT_SIGNING_KEY: 'hunter2', SLACK_SIGNING_SECRET: 'x', SLACK_BOT_TOKEN: 'xoxb-x' },
      'AUDIT_SIGNING_KEY must be',
    ],
    [
      ['verify-audit', '--public-key', 'package.json'],
      {},
      'package.json cannot be used: it holds no Ed25519 public key',
    ],
    [['verify-audit', '--public-key', '/nowhere.pem'], {}, '/nowhere.pem cannot be used'],
    [['verify-audit', '--checkpoint', '/nowhere.json'], {}, 'There is no checkpoint at /nowhere.json'],
    [['verify-audit', '--checkpoint', 'package.json'], {}, 'package.json is no checkpoint'],
    [['verify-audit', '--chekpoint', 'x'], {}, 'Usage: countersign verify-audit'],
    [['erase-payloads'], {}, 'Usage: countersign erase-payloads'],
    [['erase-payloads', '--person', 'a', '--document', 'b'], {}, 'Usage: countersign erase-payloads'],
  ])('%j with %j ends with 2 and says why, without showing a key', async (args, env, why) => {
    const house = await livedIn();
    const { status, stderr } = countersign(args, { DATABASE_URL: `sqlite:${house.file}`, ...env });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(why) });
    expect(stderr).not.toContain('hunter2');
  });
});

describe('erase-payloads', () => {
  test('erases a closed document from the trail, which verify-audit then tells', async () => {
    const { env } = await signedHouse();
    const open = countersign(['erase-payloads', '--document', 'PR-2026-0002'], env);
    expect(open).toMatchObject({ status: 1, stderr: expect.stringContaining('PR-2026-0002 is still open') });
    const erased = countersign(['erase-payloads', '--document', 'PR-2026-0001', '--company', 'acme'], env);
    expect(erased).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+ payloads of document PR-2026-0001/),
    });
    expect(countersign(['verify-audit'], env)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('payloads were erased, as the trail says itself'),
    });
    expect(countersign(['erase-payloads', '--document', 'PR-2026-0001'], env)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('the audit trail keeps nothing of document PR-2026-0001 any more'),
    });
    expect(countersign(['erase-payloads', '--person', 'bo'], env).stderr).toContain('bo is active');
    expect(countersign(['erase-payloads', '--person', 'bo', '--company', 'other'], env)).toMatchObject({ status: 2 });
  });
});
