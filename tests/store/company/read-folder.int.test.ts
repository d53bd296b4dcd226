import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { mistakeText } from '../../../src/store/company/mistake.js';
import { readFolder } from '../../../src/store/company/read-folder.js';
import { temporaryFolder } from '../../support/temporary.js';

const fixtures = new URL('fixtures/', import.meta.url).pathname;
const example = new URL('../../../examples/company/', import.meta.url).pathname;

async function mistakesIn(folder: string) {
  const reading = await readFolder(folder);
  return reading.ok ? [] : reading.mistakes;
}

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

interface Planted {
  readonly file: string;
  readonly line: number;
  readonly words: string;
}

/** The fixtures say themselves where their mistakes are: `#!` and words of the sentence, at the end of the line. */
function plantedIn(folder: string): readonly Planted[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((text, at) =>
        text.startsWith('#')
          ? []
          : text
              .split('#!')
              .slice(1)
              .map((words) => ({ file, line: at + 1, words: words.trim() })),
      ),
  );
}

describe('a folder with mistakes', () => {
  test.each(['mistakes', 'broken', 'workflows'])(
    '%s: names every planted one by file and line in one run, and no other',
    async (name) => {
      const folder = join(fixtures, name);
      const mistakes = await mistakesIn(folder);
      const planted = plantedIn(folder);
      const missed = planted.filter(
        ({ file, line, words }) =>
          !mistakes.some((one) => one.file === file && one.line === line && one.message.includes(words)),
      );
      const unplanted = mistakes.filter(
        (one) =>
          !planted.some(
            ({ file, line, words }) => one.file === file && one.line === line && one.message.includes(words),
          ),
      );
      expect({ missed, unplanted: unplanted.map(mistakeText) }).toEqual({ missed: [], unplanted: [] });
      expect(mistakes.length).toBe(planted.length);
    },
  );

  test('has enough of them to mean something', () => {
    expect(plantedIn(join(fixtures, 'mistakes')).length).toBeGreaterThan(35);
    expect(plantedIn(join(fixtures, 'broken')).length).toBeGreaterThan(7);
    expect(plantedIn(join(fixtures, 'workflows')).length).toBeGreaterThan(45);
  });

  test('lists them in the order of files, lines and columns', async () => {
    const mistakes = await mistakesIn(join(fixtures, 'mistakes'));
    const places = mistakes.map(({ file, line, column }) => `${file} ${String(line * 1000 + column).padStart(9, '0')}`);
    expect(places).toEqual([...places].sort());
  });

  test('points at the value, counted from 1', async () => {
    const folder = folderOf({
      'a.yaml': 'company:\n  id: acme\n  name: Acme\n  time_zone:   Mars/Olympus\npeople: []\n',
    });
    const texts = (await mistakesIn(folder)).map(mistakeText);
    expect(texts[1]).toMatch(/^a\.yaml:4:16: "Mars\/Olympus" is not an IANA time zone/);
  });

  test('follows an alias to where the mistake is written', async () => {
    const folder = folderOf({
      'a.yaml': 'units:\n  - &unit\n    id: root\n    name: 7\n  - *unit\n',
    });
    const lines = (await mistakesIn(folder)).filter((one) => one.message.includes('"name"')).map((one) => one.line);
    expect(lines).toEqual([4]);
  });
});

describe('what is read', () => {
  test('the example company, without mistake or warning', async () => {
    const reading = await readFolder(example);
    expect(reading.ok ? reading.warnings : reading.mistakes).toEqual([]);
  });

  const [entries, profile] = exampleEntries();

  test('the same whichever file holds which entry, and whatever the files are called', async () => {
    const straight = await readFolder(example);
    const placing = fc.record({
      order: fc.shuffledSubarray(entries, { minLength: entries.length }),
      files: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: entries.length, maxLength: entries.length }),
      names: fc.uniqueArray(fc.stringMatching(/^([a-z]{1,4}\/)?[a-z0-9]{1,8}$/), { minLength: 6, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(placing, async ({ order, files, names }) => {
        const contents = names.map((): Record<string, unknown> => ({}));
        for (const [at, [section, entry]] of order.entries()) {
          const content = contents[files[at] ?? 0] ?? {};
          content[section] = [...((content[section] as unknown[] | undefined) ?? []), entry];
        }
        contents[0] = { ...contents[0], company: profile };
        const named = names.map((name, at) => [`${name}.yaml`, stringify(contents[at])] as const);
        const reading = await readFolder(folderOf(Object.fromEntries(named)));
        expect(reading.ok && reading.company).toEqual(straight.ok && straight.company);
      }),
      { numRuns: 40 },
    );
  });

  test('every .yaml and .yml file in every folder, and nothing else', async () => {
    const people = 'people:\n  - { id: ana, name: Ana, email: ana@example.com, unit: root, roles: [admin] }\n';
    const folder = folderOf({
      'a.yaml': 'company: { id: acme, name: Acme, time_zone: UTC }\n',
      'b/c/d.YML': 'units:\n  - { id: root, name: Root }\n',
      'e.yml': people,
      'empty.yaml': '# nothing yet\npeople:\n',
      'README.md': 'people: this is prose',
      '.hidden.yaml': 'nonsense: [',
      '.git/x.yaml': 'nonsense: [',
    });
    const reading = await readFolder(folder);
    expect(reading.ok && reading.company.people.map((person) => person.id)).toEqual(['ana']);
  });

  test.each([
    ['no folder', 'there is no such folder', (folder: string) => join(folder, 'gone')],
    ['a folder without files', 'no file that ends in .yaml', (folder: string) => folder],
  ])('%s is a mistake', async (_name, words, pathOf) => {
    const mistakes = await mistakesIn(pathOf(temporaryFolder()));
    expect(mistakes.map((one) => one.message)).toEqual([expect.stringContaining(words)]);
  });

  test('the company in one file only', async () => {
    const company = 'company: { id: acme, name: Acme, time_zone: UTC }\n';
    const texts = (await mistakesIn(folderOf({ 'a.yaml': company, 'b.yaml': company }))).map(mistakeText);
    expect(texts).toEqual(['b.yaml:1:1: "company" stands in a.yaml too; it may be there only once']);
  });
});

describe('what could be done to it', () => {
  test('a link out of the folder is refused, one inside is followed', async () => {
    const outside = folderOf({ 'secret.yaml': 'units:\n  - { id: stolen, name: Stolen }\n' });
    const folder = folderOf({ 'real/x.data': 'units:\n  - { id: root, name: Root, parent: gone }\n' });
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'out.yaml'));
    symlinkSync(join('real', 'x.data'), join(folder, 'in.yaml'));
    symlinkSync('nowhere', join(folder, 'dangling.yaml'));
    symlinkSync(outside, join(folder, 'folder.yaml'));
    const texts = (await mistakesIn(folder)).map(mistakeText);
    expect(texts).toEqual([
      expect.stringMatching(/^dangling\.yaml:1:1: the file cannot be found/),
      expect.stringMatching(/^folder\.yaml:1:1: the link leads out/),
      expect.stringMatching(/^out\.yaml:1:1: the link leads out/),
    ]);
    expect(texts.join()).not.toContain('stolen');
  });

  test('a folder whose neighbour begins with the same name does not let links into it', async () => {
    const parent = temporaryFolder();
    mkdirSync(join(parent, 'in'));
    mkdirSync(join(parent, 'in-secret'));
    writeFileSync(join(parent, 'in-secret', 'x.yaml'), 'units: []\n');
    symlinkSync(relative(join(parent, 'in'), join(parent, 'in-secret', 'x.yaml')), join(parent, 'in', 'x.yaml'));
    const texts = (await mistakesIn(join(parent, 'in'))).map(mistakeText);
    expect(texts).toEqual([expect.stringContaining('the link leads out')]);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['bytes that are no text', new Uint8Array([0x75, 0x3a, 0xff, 0xfe]), 'not UTF-8'],
    ['more bytes than are read', `# ${'x'.repeat(5_000_000)}`, 'at most 5000000 are read'],
    ['aliases of aliases', bomb(), 'uses aliases'],
    ['an alias inside itself', 'units: &a\n  - *a\n', 'more than 1000000 values'],
    [
      'lists in lists in lists',
      `units: ${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      'nests lists or properties too deeply',
    ],
    ['a property that every object has', '__proto__: { id: x }\n', '"__proto__" is not known here'],
    [
      'a property of a person that every object has',
      'people:\n  - { constructor: 1, __proto__: 2 }\n',
      '"__proto__" is not',
    ],
  ])('%s ends in a mistake, not in a fault', async (_name, content, words) => {
    const mistakes = await mistakesIn(folderOf({ 'a.yaml': content }));
    expect(mistakes.map((one) => one.message).join('\n')).toContain(words);
    expect(mistakes.length).toBeGreaterThan(0);
  });
});

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, at) => {
    const entry = at === 0 ? 'x' : `*l${at - 1}`;
    return `l${at}: &l${at} [${Array.from({ length: 10 }, () => entry).join(', ')}]`;
  });
  return `${levels.join('\n')}\nunits: *l8\n`;
}

function exampleEntries(): [[string, unknown][], unknown] {
  const files = readdirSync(example, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const contents = files.map((name): Record<string, unknown> => parse(readFileSync(join(example, name), 'utf8')));
  const lists = contents.flatMap(({ company: _company, ...rest }) => Object.entries(rest));
  const entries = lists.flatMap(([section, list]) =>
    Array.isArray(list) ? list.map((entry: unknown): [string, unknown] => [section, entry]) : [],
  );
  return [entries, contents.find((content) => content.company !== undefined)?.company];
}
