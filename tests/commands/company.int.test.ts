import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../src/commands/apply.js';
import type { CliCommand, CliContext } from '../../src/commands/command.js';
import { exportCommand } from '../../src/commands/export.js';
import { simulateCommand } from '../../src/commands/simulate.js';
import { WrongDatabase } from '../../src/commands/with-database.js';
import { readSettings } from '../../src/config.js';
import { temporaryFolder } from '../support/temporary.js';

const example = 'examples/company';

/** The commands on a database of their own, with what they print and complain. */
function operator(folder = temporaryFolder()) {
  const env = { DATABASE_URL: `sqlite:${join(folder, 'x.sqlite')}` };
  return async (command: CliCommand, ...args: readonly string[]) => {
    const printed: string[] = [];
    const complained: string[] = [];
    const context: CliContext = {
      env,
      settings: () => readSettings(env),
      print: (line) => printed.push(line),
      complain: (line) => complained.push(line),
      untilStopped: () => Promise.resolve(),
      now: () => Date.parse('2026-03-02T09:00:00.000Z'),
    };
    const code = await command.run(args, context);
    return { code, printed: printed.join('\n'), complained: complained.join('\n') };
  };
}

describe('apply', () => {
  test('is stopped by a test that fails, with its line, what was expected and what came', async () => {
    const run = operator();
    const company = join(temporaryFolder(), 'company');
    cpSync(example, company, { recursive: true });
    const file = join(company, 'workflows/reimbursement.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('above: 500.00 USD', 'above: 700.00 USD'));
    const { code, complained } = await run(applyCommand, company);
    expect(code).toBe(1);
    expect(complained).toMatch(
      /^workflows\/reimbursement\.yaml:\d+:7: test "620 goes to .*": expected finance \(hannah, yuki\) and manager \(tobias\), then director \(mira\); it goes to manager \(tobias\) and finance \(hannah, yuki\)$/m,
    );
    expect(complained).toContain('Nothing was changed: 1 mistake to put right.');
    expect((await run(applyCommand, example)).printed).toContain(
      '+ policy reimbursement-director (Large reimbursements)',
    );
  });
});

describe('export', () => {
  test('writes a folder that changes nothing when it is applied', async () => {
    const run = operator();
    await run(applyCommand, example);
    const folder = join(temporaryFolder(), 'out');
    const { code, printed } = await run(exportCommand, folder);
    expect(code).toBe(0);
    expect(printed).toContain(`${folder}/policies.yaml`);
    expect((await run(applyCommand, folder)).printed).toBe('No difference: the company is what the files say.');
    expect(await run(exportCommand, folder)).toMatchObject({
      code: 1,
      complained: expect.stringContaining('not empty'),
    });
    expect(await run(exportCommand, folder, '--force')).toMatchObject({ code: 0 });
  });

  test('asks which company where there are several, and says so where there is none', async () => {
    const run = operator();
    await run(applyCommand, example);
    const other = join(temporaryFolder(), 'other');
    cpSync(example, other, { recursive: true });
    const file = join(other, 'company.yaml');
    const text = readFileSync(file, 'utf8').replace('id: lantern ', 'id: loom ').replace('T0DEMOLOOM', 'T0OTHER');
    writeFileSync(file, text);
    expect(await run(applyCommand, other)).toMatchObject({ code: 0 });
    const folder = join(temporaryFolder(), 'out');
    await expect(run(exportCommand, folder)).rejects.toThrow(
      'several companies: add --company with one of lantern, loom',
    );
    await expect(run(exportCommand, folder, '--company', 'lom')).rejects.toThrow('There is no company lom');
    expect(await run(exportCommand, folder, '--company', 'loom')).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'company.yaml'), 'utf8')).toContain('id: loom');
    await expect(operator()(exportCommand, folder)).rejects.toThrow(WrongDatabase);
  });

  test.each([[[]], [['a', 'b']], [['out', '--forse']]])('called with %j says how it is called', async (args) => {
    expect(await operator()(exportCommand, ...args)).toMatchObject({
      code: 2,
      complained: expect.stringContaining('Usage: countersign export DIR'),
    });
  });
});

describe('simulate', () => {
  const purchase = [
    '--type',
    'purchase-request',
    '--person',
    'lucas',
    '--value',
    'item=Loom',
    '--value',
    'reason=Old one',
  ];

  test('tells on a folder who would be asked, why and by when, without a database', async () => {
    const { code, printed } = await operator()(
      simulateCommand,
      example,
      ...purchase,
      '--value',
      'amount=6200 EUR',
      '--value',
      'category=tools',
    );
    expect(code).toBe(0);
    expect(printed).toContain('Purchase request “Loom” of Lucas Moreau, by template purchase-request version 1');
    expect(printed).toMatch(/1\.1 Manager\n +Tobias Lindner, because they are Lucas Moreau’s manager/);
    expect(printed).toMatch(/3\. Director · over 5,000 EUR or USD, or 80 million IDR\n +Mira Okafor/);
    expect(printed).toMatch(/^Decided by Mar \d+, 2026, .* GMT\+1 if everybody takes the time they have\.$/m);
  });

  test('tells on the database what a policy would reject, with the sum', async () => {
    const run = operator();
    await run(applyCommand, example);
    const leave = ['--type', 'leave', '--person', 'lucas', '--value', 'occasion=Sea'];
    const { code, printed } = await run(
      simulateCommand,
      '--database',
      ...leave,
      '--value',
      'period=2026-07-06..2026-07-10',
    );
    expect(code).toBe(0);
    expect(printed).toContain('It would be rejected at once:');
    expect(printed).toMatch(/Annual leave 2026: 5 asked for, and only 4 left/);
    expect(printed).not.toContain('Tobias');
  });

  test('on a day of its own counts from there', async () => {
    const leave = ['--type', 'leave', '--person', 'lucas', '--value', 'occasion=Sea', '--value', 'period=2026-03-04'];
    const run = operator();
    expect((await run(simulateCommand, example, ...leave)).printed).toContain('rejected');
    expect((await run(simulateCommand, example, ...leave, '--on', '2026-02-20')).printed).not.toContain('rejected');
  });

  test.each<[string, readonly string[], string]>([
    ['an unknown type', ['--type', 'leav', '--person', 'lucas'], 'There is no type leav in use; did you mean "leave"?'],
    ['an unknown person', ['--type', 'leave', '--person', 'lucs'], 'There is no person lucs; did you mean "lucas"?'],
    ['a form that is not filled', ['--type', 'leave', '--person', 'lucas'], '--value period=…: '],
    [
      'an unknown field',
      [...purchase, '--value', 'colour=red'],
      'There is no field colour in purchase-request; there are item, ',
    ],
    [
      'a misspelt field',
      [...purchase, '--value', 'amout=5 EUR'],
      'There is no field amout in purchase-request; did you mean "amount"?',
    ],
    ['somebody inactive', ['--type', 'leave', '--person', 'piotr'], 'piotr is inactive'],
  ])('%s is named with the way out', async (_name, args, message) => {
    expect(await operator()(simulateCommand, example, ...args)).toMatchObject({
      code: 1,
      complained: expect.stringContaining(message),
    });
  });

  test.each<[readonly string[], string]>([
    [['--type', 'leave', '--person', 'lucas'], 'Name one folder, or --database.'],
    [[example, '--database', '--type', 'leave', '--person', 'lucas'], 'Name one folder, or --database.'],
    [[example, '--type', 'leave'], 'Both --type and --person are needed.'],
    [[example, '--type', 'leave', '--person', 'lucas', '--value', 'period'], '--value period says nothing'],
    [[example, '--type', 'leave', '--person', 'lucas', '--on', 'monday'], '--on needs a day'],
    [[example, '--type', 'leave', '--person', 'lucas', '--on', '2026-02-31'], '--on needs a day'],
    [[example, '--typ', 'leave'], "Unknown option '--typ'"],
  ])('called with %j says what is wrong', async (args, message) => {
    const { code, complained } = await operator()(simulateCommand, ...args);
    expect(code).toBe(2);
    expect(complained).toContain(message);
    expect(complained).toContain('Usage: countersign simulate');
  });

  test('a folder with mistakes is told as apply would', async () => {
    const { code, complained } = await operator()(
      simulateCommand,
      'tests/store/company/fixtures/workflows',
      ...purchase,
    );
    expect(code).toBe(1);
    expect(complained).toContain('leave.yml:');
  });
});
