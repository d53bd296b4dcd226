import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { formSchema } from '../../../src/engine/form/field.js';
import { fieldTypeNames } from '../../../src/engine/form/field-types.js';

const page = readFileSync('docs/FORMS.md', 'utf8');

test('the form that the docs show is one', () => {
  const [, written = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const { form } = parse(written);
  expect(formSchema.safeParse(form).error?.issues).toBeUndefined();
});

test('the docs tell of every type of field, in the order of the code', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name ?? '');
  expect(rows.filter((name) => fieldTypeNames.includes(name))).toEqual(fieldTypeNames);
});
