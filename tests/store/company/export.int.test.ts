import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Company } from '../../../src/engine/company/company.js';
import { planApply } from '../../../src/engine/company/plan-apply.js';
import { readCompany } from '../../../src/engine/company/read-company.js';
import { storedContent } from '../../../src/engine/company/stored-content.js';
import { applyFolder } from '../../../src/store/company/apply-folder.js';
import { exportFolder } from '../../../src/store/company/export-folder.js';
import { loadCompany } from '../../../src/store/company/load-company.js';
import { readFolder } from '../../../src/store/company/read-folder.js';
import type { OpenedDatabase } from '../../../src/store/open-database.js';
import { set } from '../../engine/company/acme.js';
import { workshop } from '../../engine/company/workshop.js';
import { temporaryFolder } from '../../support/temporary.js';
import { apply, by, example, newDatabase, sourcesOf } from './applying.js';

async function companyIn(database: OpenedDatabase, tenant: string): Promise<Company> {
  const company = storedContent(await loadCompany(database.read, tenant));
  if (company === undefined) throw new Error(`there is no company ${tenant}`);
  return company;
}

function applied(database: OpenedDatabase, folder: string) {
  return applyFolder(folder, sourcesOf(database), { ...by, dryRun: false });
}

describe('apply, export, apply', () => {
  test('of the example company leaves no difference, in this database and in a new one', async () => {
    const database = await newDatabase();
    await applied(database, example);
    const folder = join(temporaryFolder(), 'out');
    const company = await companyIn(database, 'lantern');
    expect(await exportFolder(folder, company, false)).toMatchObject({ ok: true });
    expect(await applied(database, folder)).toMatchObject({ ok: true, lines: [], written: false, warnings: [] });
    const fresh = await newDatabase();
    expect(await applied(fresh, folder)).toMatchObject({ ok: true, written: true });
    expect(await companyIn(fresh, 'lantern')).toEqual(company);
  });

  test('of everything that files can say, with people who left and things out of use, leaves no difference', async () => {
    const database = await newDatabase();
    const whole = workshop((raw) => raw.people.push({ id: 'di', name: 'Di', email: 'di@example.com', unit: 'shop' }));
    await apply(database, whole);
    await apply(
      database,
      workshop((raw) => {
        raw.units.push({ id: 'new', name: 'New', parent: 'root' });
        raw.policies.pop();
        raw.tests.pop();
        set(raw.templates[2], { name: 'Away' });
      }),
    );
    const folder = join(temporaryFolder(), 'out');
    await exportFolder(folder, await companyIn(database, 'acme'), false);
    const outcome = await applied(database, folder);
    expect(outcome).toMatchObject({ ok: true, lines: [] });
    expect(readFileSync(join(folder, 'people.yaml'), 'utf8')).toContain('status: inactive');
  });

  const awkward = fc.oneof(
    fc.constantFrom(
      'yes',
      'null',
      '~',
      '1.0',
      '0x1F',
      '2026-01-01',
      '- a',
      'a: b',
      '#no',
      "'",
      '"',
      '{a}',
      '[a]',
      '*a',
      '&a',
      '!a',
      '%a',
      '@a',
      '`a`',
      '<<',
      '|',
      '>-',
      'é\u2028x',
      '\u{1f600}',
    ),
    fc.string({ minLength: 1, maxLength: 60 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  );
  const name = awkward.map((text) => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').trim()).filter((text) => text !== '');

  test('leaves every name, reason and sentence as it was, whatever characters it is made of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 8, maxLength: 8 }), async ([a, b, c, d, e, f, g, h]) => {
        const raw = workshop((one) => {
          set(one.company, { name: a });
          set(one.people[0], { name: b, title: c });
          set(one.groups[0], { name: d });
          set(one.calendars[0], { holidays: [{ date: '2026-05-01', name: e }] });
          set(one.types[0], { description: f, name: g });
          set(one.policies[3], { custom: { rule: 'days > 10', effect: 'warn', message: h } });
          set(one.tests[0], { name: `${a}${b}` });
          set(one.templates[0]?.stages as object, {});
        });
        const reading = readCompany({ ...raw });
        if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
        const folder = join(temporaryFolder(), 'out');
        await exportFolder(folder, reading.company, false);
        const again = await readFolder(folder);
        expect(again.ok ? again.company : again.mistakes).toEqual(reading.company);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a folder that is not empty', () => {
  async function exported(prepare: (folder: string) => void, force: boolean, edit?: Parameters<typeof workshop>[0]) {
    const folder = temporaryFolder();
    prepare(folder);
    const reading = readCompany({ ...workshop(edit) });
    if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
    return { folder, outcome: await exportFolder(folder, reading.company, force) };
  }

  test('is left alone, and taken where it holds nothing but what begins with a dot', async () => {
    const notes = (folder: string) => writeFileSync(join(folder, 'notes.txt'), 'mine');
    const { folder, outcome } = await exported(notes, false);
    expect(outcome).toEqual({
      ok: false,
      message: expect.stringContaining('is not empty; name an empty folder, or add --force'),
    });
    expect(readdirSync(folder)).toEqual(['notes.txt']);
    const versioned = await exported((one) => mkdirSync(join(one, '.git')), false);
    expect(versioned.outcome).toMatchObject({ ok: true });
  });

  test('gets its own files replaced by force, those that are no longer needed removed, and others left', async () => {
    const { folder, outcome } = await exported(
      (one) => {
        writeFileSync(join(one, 'notes.txt'), 'mine');
        writeFileSync(join(one, 'groups.yaml'), 'groups: []');
        writeFileSync(join(one, 'tests.yaml'), 'old');
      },
      true,
      (raw) => {
        raw.tests = [];
      },
    );
    expect(outcome).toMatchObject({ ok: true });
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(folder, 'groups.yaml'), 'utf8')).toContain('board');
    expect(existsSync(join(folder, 'tests.yaml'))).toBe(false);
    expect(readdirSync(folder).filter((file) => file.startsWith('.'))).toEqual([]);
  });

  test('with YAML of another making is refused even by force, because apply would read it as well', async () => {
    const { folder, outcome } = await exported((one) => writeFileSync(join(one, 'more.yml'), 'people: []'), true);
    expect(outcome).toEqual({ ok: false, message: expect.stringContaining('apply would read more.yml') });
    expect(readdirSync(folder)).toEqual(['more.yml']);
  });
});

test('a company is planned again from what was exported without a change, whoever wrote it', async () => {
  const database = await newDatabase();
  await apply(database, workshop());
  const stored = await loadCompany(database.read, 'acme');
  const byAna = { ...stored, templates: stored.templates.map((one) => ({ ...one, authorId: 'ana' })) };
  const folder = join(temporaryFolder(), 'out');
  await exportFolder(folder, await companyIn(database, 'acme'), false);
  const reading = await readFolder(folder);
  expect(reading.ok && Object.values(planApply(byAna, reading.company)).flat()).toEqual([]);
});
