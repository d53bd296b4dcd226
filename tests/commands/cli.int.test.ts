import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openHouse } from '../support/house.js';
import { temporaryFolder } from '../support/temporary.js';

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

function inFolder(folder: string): Record<string, string> {
  return { DATABASE_URL: `sqlite:${join(folder, 'x.sqlite')}` };
}

describe('the command line', () => {
  test('tells what it can do, and that it does not know a word', () => {
    expect(countersign(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('verify-audit') });
    expect(countersign(['aprove'])).toMatchObject({ status: 2, stderr: expect.stringContaining('no command aprove') });
  });

  test.each([
    'serve',
    'demo',
    'apply',
    'migrate',
    'jobs',
    'stuck',
    'import-users',
    'backup',
    'restore',
    'erase-payloads',
  ])('%s asked for help tells how it is called and does nothing', (name) => {
    for (const flag of ['--help', '-h']) {
      const folder = temporaryFolder();
      const { status, stdout, stderr } = countersign([name, flag], { ...inFolder(folder), DATA_DIR: folder });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^Usage: countersign ${name}`));
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test.each(['serve', 'migrate'])('%s does nothing with arguments that it does not know', (name) => {
    const folder = temporaryFolder();
    const { status, stderr } = countersign([name, '--dry-run'], inFolder(folder));
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${name} does not know --dry-run. Usage: countersign ${name}\n`,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('tells its version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(countersign(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('a reader who stops early is no fault', async () => {
    const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let complained = '';
    child.stderr.on('data', (chunk) => {
      complained += chunk;
    });
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
  });

  test('serve without a platform’s credentials refuses, names what is missing and the demo', () => {
    const { status, stderr } = countersign(['serve'], inFolder(temporaryFolder()));
    expect(status).toBe(2);
    for (const word of ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'npm run demo']) expect(stderr).toContain(word);
  });

  test('every wrong setting is named at once and no value of a secret is', () => {
    const { status, stderr } = countersign(['serve'], {
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      SLACK_BOT_TOKEN: 'xoxp-very-secret',
      SLACK_API_URL: 'https://evil.example/api/',
    });
    expect(status).toBe(2);
    for (const name of ['PORT', 'LOG_LEVEL', 'SLACK_BOT_TOKEN', 'SLACK_API_URL', 'SLACK_SIGNING_SECRET']) {
      expect(stderr).toContain(name);
    }
    expect(stderr).not.toContain('very-secret');
  });

  test('apply reports every mistake with file and line and changes nothing, then applies the mended files once', () => {
    const folder = temporaryFolder();
    const company = join(folder, 'company');
    cpSync('examples/company', company, { recursive: true });
    const people = join(company, 'people.yaml');
    const good = readFileSync(people, 'utf8');
    writeFileSync(
      people,
      good.replace('manager: mira', 'manager: nobody-here').replace('unit: berlin', 'unit: atlantis'),
    );
    const refused = countersign(['apply', company], inFolder(folder));
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/people\.yaml:\d+:\d+: .*nobody-here/);
    expect(refused.stderr).toMatch(/people\.yaml:\d+:\d+: .*atlantis/);
    expect(refused.stderr).toContain('Nothing was changed: 2 mistakes');

    writeFileSync(people, good);
    expect(countersign(['apply', company, '--dry-run'], inFolder(folder)).stdout).toContain('this was a dry run');
    expect(countersign(['apply', company], inFolder(folder))).toMatchObject({ status: 0 });
    expect(countersign(['apply', company], inFolder(folder)).stdout).toContain('No difference');
    expect(countersign(['verify-audit'], inFolder(folder))).toMatchObject({ status: 0 });
  });

  test('verify-audit ends with 1 and names the row that somebody changed', async () => {
    const house = await openHouse();
    const id = await house.create('ana');
    await house.submit('ana', id);
    const env = { DATABASE_URL: `sqlite:${house.file}` };
    expect(countersign(['verify-audit'], env)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1 documents'),
    });
    const database = new Sqlite(house.file);
    database.prepare(`update documents set title = 'Yacht'`).run();
    database.close();
    const { status, stderr } = countersign(['verify-audit'], env);
    expect(status).toBe(1);
    expect(stderr).toContain(`documents (id ${id}): title differs from its events`);
  });

  test.each([
    ['verify-audit'],
    ['jobs'],
    ['jobs', 'failed'],
    ['jobs', 'retry', 'all'],
    ['stuck'],
    ['backup', 'nowhere'],
  ])('%s on a database that is not there says so and makes none', (...args) => {
    const folder = temporaryFolder();
    const { status, stderr } = countersign(args, inFolder(folder));
    expect(status).toBe(2);
    expect(stderr).toContain('There is no database at');
    expect(existsSync(join(folder, 'x.sqlite'))).toBe(false);
  });

  test('serve that Slack does not answer says where it asked and which setting it was about', () => {
    const { status, stderr } = countersign(['serve'], {
      ...inFolder(temporaryFolder()),
      PORT: '0',
      SLACK_SIGNING_SECRET: 'x',
      SLACK_BOT_TOKEN: 'xoxb-x',
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('Slack at http://127.0.0.1:9/api/ cannot be reached or does not accept SLACK_BOT_TOKEN');
  });

  test('a database of a newer version is refused with the way out', () => {
    const folder = temporaryFolder();
    expect(countersign(['migrate'], inFolder(folder)).status).toBe(0);
    const database = new Sqlite(join(folder, 'x.sqlite'));
    database.prepare(`insert into schema_migrations values ('999-from-the-future', 'x')`).run();
    database.close();
    const { status, stderr } = countersign(['migrate'], inFolder(folder));
    expect(status).toBe(1);
    expect(stderr).toContain('999-from-the-future');
    expect(stderr).toContain('restore the backup');
  });
});
