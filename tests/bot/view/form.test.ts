import { describe, expect, test } from 'vitest';
import { begunView } from '../../../src/bot/view/form.js';
import { en } from '../../../src/bot/view/locales/en.js';
import { plain } from '../../../src/bot/view/plain.js';
import { formSchema } from '../../../src/engine/form/field.js';
import type { FormDraft } from '../../../src/engine/ports/form-drafts.js';
import { purchase } from '../support/dossier.js';
import { everyField, viewOf } from '../support/form.js';

const reader = { locale: 'en', timeZone: 'UTC' };

/** The texts of people are isolated from ours by characters that nobody sees. */
const visible = (text: string) => text.replaceAll(/\p{Cf}/gu, '');

function hintOf(name: string): string {
  const part = viewOf(everyField).parts.find((one) => one.kind === 'input' && one.field.name === name);
  return part?.kind === 'input' ? part.hint : '';
}

describe('an input of a form', () => {
  test.each([
    ['item', 'In short'],
    ['count', 'From 1 to 1,000.'],
    ['hours', 'At least 0.5.'],
    ['day', 'Not before Tuesday, March 31, 2026.'],
    ['at', 'Not before 08:00.'],
    ['few', 'Choose at most 2.'],
    ['team', 'Choose at most 2.'],
    ['receipt', 'Up to 3 files of at most 1 kB each: PDF, JPG.'],
    ['why', ''],
  ])('called %s says “%s”', (name, hint) => {
    expect(hintOf(name)).toBe(hint);
  });
});

describe('what is computed', () => {
  const form = formSchema.parse([
    { name: 'of', type: 'integer', label: 'Of', required: true },
    { name: 'ratio', type: 'number', label: 'Ratio', computed: '1.0 / of' },
  ]);
  const text = (of: string) =>
    viewOf(form, { of }).parts.flatMap((part) => (part.kind === 'computed' ? visible(plain(part.text, reader)) : []));

  test('is shown as text once it is known', () => {
    expect(text('')).toEqual([]);
    expect(text('8')).toEqual(['Ratio  0.13']);
  });

  test('says what is wrong where it cannot be', () => {
    expect(text('0')).toEqual([
      expect.stringMatching(/^Ratio {2}This cannot be worked out .*divided by 0.* tell an administrator\.$/),
    ]);
  });
});

test('a form that was begun is told by its type, what it is about, and since when', () => {
  const draft: FormDraft = {
    ...{ id: 'n', personId: 'ana', typeKey: 'purchase', documentId: 'd', seen: null, revision: 1, page: 0 },
    ...{ begunAt: '2026-03-02T09:00:00.000Z', savedAt: '2026-03-02T10:00:00.000Z', finishedAt: null },
    input: { item: ' Desk ' },
  };
  const say = (one: FormDraft) => visible(plain(begunView(one, purchase, en).text, reader));
  expect(say(draft)).toMatch(/^Purchase request · Desk · Mar 2, 2026, 10:00/);
  expect(say({ ...draft, input: { item: '  ' } })).toMatch(/^Purchase request · Mar 2, 2026/);
});
