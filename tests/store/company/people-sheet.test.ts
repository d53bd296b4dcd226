import { describe, expect, test } from 'vitest';
import { readPeopleSheet } from '../../../src/store/company/people-sheet.js';

const ana = { id: 'ana', name: 'Ana', email: 'ana@example.com' };

describe('a sheet of people', () => {
  test.each<[string, string]>([
    ['commas', 'id,name,email\nana,Ana,ana@example.com\n'],
    ['semicolons, as Excel writes them in half of Europe', 'id;name;email\r\nana;Ana;ana@example.com\r\n'],
    ['tabs', 'id\tname\temail\nana\tAna\tana@example.com'],
    ['a byte order mark', '\uFEFFid,name,email\nana,Ana,ana@example.com\n'],
    ['a byte order mark before a quote', '\uFEFF"id","name","email"\r\n"ana","Ana","ana@example.com"\r\n'],
    ['a line that names the separator', 'sep=;\r\nid;name;email\r\nana;Ana;ana@example.com\r\n'],
    ['other words for the same columns', 'ID,Name,E-Mail\nana,Ana,ana@example.com\n'],
    ['rows without anything in them', 'id,name,email,,\n\n,,,,\nana,Ana,ana@example.com,,\n,,\n'],
    ['the line ends of an old Mac', 'id,name,email\rana,Ana,ana@example.com\r'],
    ['spaces around', ' id , name , email \n ana , Ana , ana@example.com \n'],
  ])('with %s is read', (_what, text) => {
    const { rows, mistakes } = readPeopleSheet(text);
    expect({ people: rows.map(({ person }) => person), mistakes }).toEqual({ people: [ana], mistakes: [] });
  });

  test('keeps commas, quotes and line breaks in quoted cells, and counts lines as an editor does', () => {
    const text = 'id,name,title\r\nana,"Silva, Ana","Head of\r\n""everything"""\r\n\r\nbo,Bo,\r\n';
    expect(readPeopleSheet(text).rows).toEqual([
      { line: 2, person: { id: 'ana', name: 'Silva, Ana', title: 'Head of\n"everything"' } },
      { line: 5, person: { id: 'bo', name: 'Bo', title: null } },
    ]);
    expect(readPeopleSheet(`sep=,\n${text}`).rows.map(({ line }) => line)).toEqual([3, 6]);
  });

  test('takes a value away by an empty cell, but neither status nor account', () => {
    const [row] = readPeopleSheet('id,unit,manager,roles,status,slack\nana,,,,,\n').rows;
    expect(row?.person).toEqual({ id: 'ana', unit: null, manager: null, roles: null });
  });

  test.each<[string, unknown]>([
    ['finance', ['finance']],
    ['finance; manager@asia', ['finance', { role: 'manager', unit: 'asia' }]],
    ['finance|manager', ['finance', 'manager']],
    ['', null],
  ])('reads the roles %j', (roles, read) => {
    expect(readPeopleSheet(`id\troles\nana\t${roles}\n`).rows[0]?.person).toEqual({ id: 'ana', roles: read });
  });

  test.each<[string, unknown]>([
    ['U0ANA', { user: 'U0ANA' }],
    ['NONE', 'none'],
  ])('reads the account %s', (slack, read) => {
    expect(readPeopleSheet(`id,slack user\nana,${slack}\n`).rows[0]?.person).toEqual({ id: 'ana', slack: read });
  });

  test.each<[string, string, number | undefined, string]>([
    ['nothing', '', undefined, 'there is nobody in it'],
    ['a header alone', 'id,name\n', undefined, 'there is nobody in it'],
    ['no id', 'name,email\nAna,a@b.c\n', 1, 'there is no column id'],
    ['a mistyped column', 'id,nmae\nana,Ana\n', 1, 'there is no column "nmae"; did you mean "name"?'],
    ['a strange column', 'id,salary\nana,1\n', 1, 'there is no column "salary" (known: id, name'],
    ['a column twice', 'id,email,mail\nana,a@b.c,a@b.c\n', 1, 'the column email stands here twice'],
    ['a column without a name', 'id,,name\nana,x,Ana\n', 1, 'a column has no name'],
    ['more cells than columns', 'id,name\nana,Silva, Ana\n', 2, 'the row has 3 cells for 2 columns'],
    ['somebody twice', 'id,name\nana,Ana\nbo,Bo\nana,Anna\n', 4, '"ana" stands in line 2 too'],
    ['a quote that stays open', 'id,name\nana,Ana\n\nbo,"Bo\ncy,Cy\n', 3, 'never closed'],
    ['a quote inside a cell', 'id,name\nana,Ana "the first"\n', 2, 'a double quote stands inside a cell'],
    ['words behind a quoted cell', 'id,name\nana,Ana\nbo,"Bo" Larsson\n', 3, 'a double quote stands inside a cell'],
  ])('with %s says so and where', (_what, text, line, message) => {
    expect(readPeopleSheet(text).mistakes).toEqual([{ line, message: expect.stringContaining(message) }]);
  });

  test('has every mistake told at once', () => {
    const { mistakes } = readPeopleSheet('id,name\nana,Ana,x\nbo,Bo,y\n"cy,Cy\n');
    expect(mistakes.map(({ line }) => line)).toEqual([2, 3, 4]);
  });
});
