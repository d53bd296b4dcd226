import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../src/commands/apply.js';
import { exportCommand } from '../../src/commands/export.js';
import { importUsersCommand } from '../../src/commands/import-users.js';
import { verifyAuditCommand } from '../../src/commands/verify-audit.js';
import { operator } from '../support/operator.js';
import { temporaryFolder } from '../support/temporary.js';

const example = 'examples/company';

/** An operator of the sample company, and a way to give them a file. */
async function companyOfSample() {
  const run = operator();
  await run(applyCommand, example);
  const imported = (content: string | Uint8Array, ...options: readonly string[]) => {
    const file = join(temporaryFolder(), 'people.csv');
    writeFileSync(file, content);
    return run(importUsersCommand, file, ...options);
  };
  return { run, imported };
}

describe('import-users', () => {
  test('adds and changes those in the file and leaves everybody else alone', async () => {
    const { run, imported } = await companyOfSample();
    const sheet = [
      '\uFEFFid;name;email;unit;manager;title;roles;slack user',
      'zoe;Zoë Adler;zoe@example.com;berlin;tobias;"Dyer; part time";;U0ZOE',
      'lucas;Lucas Moreau;lucas@example.com;berlin;tobias;Master weaver;manager@berlin;',
    ].join('\r\n');
    const { code, printed, complained } = await imported(sheet);
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    expect(printed.split('\n')).toEqual([
      expect.stringMatching(/^~ person lucas: title .*Master weaver.*manager in berlin/),
      expect.stringMatching(/^\+ person zoe \(Zoë Adler, .*slack U0ZOE\)/),
      'Imported: 1 added, 1 changed, 0 deactivated.',
    ]);
    expect((await imported(sheet)).printed).toBe('No difference: the people are as the file says.');
    expect(await run(verifyAuditCommand)).toMatchObject({ code: 0 });
  });

  test('what is imported is what a file of YAML would have said', async () => {
    const { run, imported } = await companyOfSample();
    await imported('id,manager,status\nlucas,mira,\njonas,,inactive\n');
    const folder = join(temporaryFolder(), 'out');
    await run(exportCommand, folder);
    expect((await run(applyCommand, folder)).printed).toBe('No difference: the company is what the files say.');
  });

  test('deactivates whom the status says, and nobody who is only missing', async () => {
    const { imported } = await companyOfSample();
    const { printed } = await imported('id,status\njonas,inactive\n');
    expect(printed).toMatch(/^- person jonas: now inactive/);
    expect(printed).toContain('Imported: 0 added, 0 changed, 1 deactivated.');
    expect((await imported('id,status\njonas,\n')).printed).toContain('No difference');
    expect((await imported('id,status\njonas,ACTIVE\n')).printed).toMatch(/~ person jonas: active again/);
  });

  test('a dry run shows the same and writes nothing', async () => {
    const { imported } = await companyOfSample();
    const sheet = 'id,title\nlucas,Master weaver\n';
    const dry = await imported(sheet, '--dry-run');
    expect(dry.printed).toContain('this was a dry run');
    const wet = await imported(sheet);
    expect(wet.printed.split('\n')[0]).toBe(dry.printed.split('\n')[0]);
    expect(wet.printed).toContain('Imported: 0 added, 1 changed');
  });

  test.each<[string, string, readonly string[]]>([
    [
      'of every kind',
      [
        'id,name,email,unit,manager,status,roles,slack,time_zone',
        'zoe,Zoe,not-an-address,berlin,tobias,active,,,',
        'Max,Max,max@example.com,berlin,tobias,active,,,',
        'kim,Kim,kim@example.com,atlantis,nobody,,,,',
        'lee,Lee,lee@example.com,berlin,lee,,,,',
        'pat,Pat,pat@example.com,berlin,tobias,retired,financ,u0pat,Berlin',
        'ray,,,berlin,tobias,,director@,,',
      ].join('\n'),
      [
        'people.csv:2: email: "not-an-address" is not an e-mail address',
        'people.csv:3: id: "Max" cannot be an id',
        'people.csv:4: unit: there is no unit "atlantis"',
        'people.csv:4: manager: there is no person "nobody"',
        'people.csv:5: manager: ',
        'people.csv:6: "status" cannot be "retired"; write active or inactive',
        'people.csv:6: roles: there is no role "financ"; did you mean "finance"?',
        'people.csv:6: slack: "u0pat" is not a Slack member id',
        'people.csv:6: time_zone: "Berlin" is not an IANA time zone; did you mean',
        'people.csv:7: "name" is missing',
        'people.csv:7: "email" is missing',
        'people.csv:7: roles: "" cannot be an id',
      ],
    ],
    ['somebody twice', 'id,title\nlucas,A\nlucas,B\n', ['people.csv:3: "lucas" stands in line 2 too']],
    [
      'an address and an account that others have',
      'id,name,email,unit,slack\nzoe,Zoe,mira@example.com,berlin,U0MIRA\n',
      [
        'people.csv: people mira, which is not in this file: several people have the address "mira@example.com"',
        'people.csv: people mira, which is not in this file: several people have the Slack id "U0MIRA"',
        'people.csv:2: email: several people have the address',
        'people.csv:2: slack: several people have the Slack id',
      ],
    ],
    [
      'the last administrators taken away',
      'id,roles\nnoor,\nelif,\n',
      ['people.csv: no active person may do both config.people and config.roles'],
    ],
    ['the company’s own tests broken, where others stand', 'id,manager\nlucas,noor\n', ['people.csv: tests ']],
    [
      'rows that cannot be read beside entries that are wrong',
      'id,email\nlucas,nope\njonas,a,b\n',
      ['people.csv:2: email: "nope"', 'people.csv:3: the row has 3 cells for 2 columns'],
    ],
  ])('a file with mistakes %s is refused with all of them and their lines', async (_what, sheet, expected) => {
    const { imported } = await companyOfSample();
    const { code, complained, printed } = await imported(sheet);
    expect({ code, printed }).toEqual({ code: 1, printed: '' });
    for (const line of expected) expect(complained).toContain(line);
    const lines = complained.split('\n');
    const told = lines.slice(0, -1).filter((line) => !expected.some((start) => line.startsWith(start)));
    expect(told).toEqual([]);
    expect(lines.at(-1)).toMatch(/^Nobody was changed: \d+ mistakes? to put right\.$/);
    expect((await imported('id,title\nlucas,Weaver\n')).printed).toBe(
      'No difference: the people are as the file says.',
    );
  });

  test.each<[string, string | Uint8Array, string]>([
    ['UTF-16', Buffer.from('\uFEFFid,name\nana,Ana\n', 'utf16le'), 'not UTF-8 text; in a spreadsheet, save it as'],
    ['Windows-1252', Uint8Array.of(0x69, 0x64, 0x0a, 0xe9, 0x0a), 'not UTF-8 text'],
    ['far too long', 'x'.repeat(5_000_001), 'at most 5000000 are read'],
  ])('a file that is %s is refused with the way out', async (_what, content, message) => {
    const { imported } = await companyOfSample();
    expect(await imported(content)).toMatchObject({ code: 1, complained: expect.stringContaining(message) });
  });

  test.each([[[]], [['a.csv', 'b.csv']], [['a.csv', '--dryrun']]])('called with %j says how', async (args) => {
    const { code, complained } = await operator()(importUsersCommand, ...args);
    expect({ code, complained }).toEqual({
      code: 2,
      complained: expect.stringContaining('Usage: countersign import-users FILE.csv'),
    });
    expect(complained).toContain('id, name, email, title, unit, manager, status, locale, time_zone, roles, slack');
  });

  test('a file that is not there, and a database without a company, are told', async () => {
    const { run } = await companyOfSample();
    expect(await run(importUsersCommand, '/nowhere.csv')).toMatchObject({
      code: 1,
      complained: '/nowhere.csv: there is no such file, or it cannot be read',
    });
    const file = join(temporaryFolder(), 'people.csv');
    writeFileSync(file, 'id\nana\n');
    await expect(operator()(importUsersCommand, file)).rejects.toThrow('There is no database at');
  });
});
