import { describe, expect, test } from 'vitest';
import { sizeProblems } from '../../../src/engine/company/form-size.js';
import { type FormField, formSchema } from '../../../src/engine/form/field.js';
import { pageOf, pagesOf } from '../../../src/engine/form/pages.js';

const options = (count: number, label: string) =>
  Array.from({ length: count }, (_, index) => ({ value: `${index}`, label: `${index} ${label}` }));

function form(fields: readonly object[]): readonly FormField[] {
  return formSchema.parse(fields.map((field, index) => ({ name: `f${index}`, label: 'Field', ...field })));
}

function pages(fields: readonly object[]): readonly string[] {
  return pagesOf(form(fields)).map((page) => page.map(({ name }) => name).join(' '));
}

const text = { type: 'text', max: 10, required: true };
const choice = { type: 'boolean', required: true };

describe('a form is shown on', () => {
  test('one page where it fits', () => {
    expect(pages([text, choice, { type: 'date' }])).toEqual(['f0 f1 f2']);
  });

  test('a new page where the form says so', () => {
    expect(pages([text, { ...text, starts_page: true }, choice])).toEqual(['f0', 'f1 f2']);
    expect(pages([{ ...text, starts_page: true }, choice])).toEqual(['f0 f1']);
  });

  test('as many as blocks allow, of which ranges, files and amounts in several currencies take two', () => {
    const two = { type: 'date_range' };
    expect(pages(Array(100).fill(choice)).map((page) => page.split(' ').length)).toEqual([80, 20]);
    expect(pages(Array(50).fill(two)).map((page) => page.split(' ').length)).toEqual([40, 10]);
  });

  test('as many as bytes allow', () => {
    const long = Array(15).fill({ type: 'long_text' });
    expect(pages(long).map((page) => page.split(' ').length)).toEqual([12, 3]);
  });

  test('a page behind what was typed for its condition, and the same page for what was chosen', () => {
    expect(pages([text, { ...text, visible_when: 'f0 == "x"' }])).toEqual(['f0', 'f1']);
    expect(pages([choice, { ...text, visible_when: 'f0' }])).toEqual(['f0 f1']);
    const total = { type: 'integer', computed: 'f0 + 1' };
    expect(pages([{ type: 'integer', required: true }, total, { ...text, visible_when: 'f1 > 5' }])).toEqual([
      'f0 f1',
      'f2',
    ]);
  });

  test('no page of its own for what is computed of typed values, which the preview shows', () => {
    expect(
      pages([
        { type: 'integer', required: true },
        { type: 'integer', computed: 'f0 + 1' },
      ]),
    ).toEqual(['f0 f1']);
  });
});

test('the page of a field is known by its name', () => {
  const fields = form([text, { ...text, starts_page: true }]);
  expect([pageOf(fields, 'f0'), pageOf(fields, 'f1'), pageOf(fields, 'gone')]).toEqual([0, 1, 0]);
});

describe('a form that no dialog can show is refused with the limit', () => {
  test('when it takes more pages than anybody fills', () => {
    const fields = form(Array.from({ length: 13 }, () => ({ ...text, starts_page: true })));
    expect(sizeProblems(fields)).toEqual([
      'the form takes 13 pages of Slack\'s dialogs, and 12 are the most; give texts a smaller "max", leave out fields or options, or split it into two types',
    ]);
    expect(sizeProblems(fields.slice(1))).toEqual([]);
  });

  test('and a list of two thousand options is not, because it is searched instead of shown', () => {
    expect(sizeProblems(form([{ type: 'select', options: options(2000, 'option of some length') }]))).toEqual([]);
  });
});
