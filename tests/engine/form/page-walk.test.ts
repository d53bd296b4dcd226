import { describe, expect, test } from 'vitest';
import { formSchema } from '../../../src/engine/form/field.js';
import { fillForm } from '../../../src/engine/form/fill.js';
import { firstPage, pageAfter, pageBefore, shownPages } from '../../../src/engine/form/page-walk.js';
import type { RawValues } from '../../../src/engine/form/values.js';
import { context } from '../support/form-context.js';

const form = formSchema.parse([
  { name: 'amount', type: 'integer', label: 'Amount', required: true },
  { name: 'why', type: 'text', label: 'Why', visible_when: 'amount > 500' },
  { name: 'double', type: 'integer', label: 'Double', computed: 'amount * 2', starts_page: true },
  { name: 'note', type: 'text', label: 'Note', starts_page: true },
]);
const filled = (raw: RawValues) => fillForm(form, raw, context);

describe('walking through the pages of a form', () => {
  test('leaves out what shows nothing to fill in, as long as it does', () => {
    expect(shownPages(form, filled({ amount: '100' }))).toEqual([0, 3]);
    expect(shownPages(form, filled({ amount: '600' }))).toEqual([0, 1, 3]);
  });

  test('goes on and back by the same pages', () => {
    const large = filled({ amount: '600' });
    expect([pageAfter(form, large, 0), pageAfter(form, large, 1), pageAfter(form, large, 3)]).toEqual([
      1,
      3,
      undefined,
    ]);
    expect([pageBefore(form, large, 3), pageBefore(form, large, 1), pageBefore(form, large, 0)]).toEqual([
      1,
      0,
      undefined,
    ]);
    expect(pageAfter(form, filled({ amount: '100' }), 0)).toBe(3);
  });

  test('begins on the first page that shows something, and on the first of all where none does', () => {
    const late = formSchema.parse([
      { name: 'total', type: 'integer', label: 'Total', computed: '1 + 1' },
      { name: 'note', type: 'text', label: 'Note', starts_page: true },
    ]);
    expect(firstPage(late, fillForm(late, {}, context))).toBe(1);
    expect(firstPage(late.slice(0, 1), fillForm(late.slice(0, 1), {}, context))).toBe(0);
  });
});
