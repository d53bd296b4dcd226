import { describe, expect, test } from 'vitest';
import { compileRule } from '../../../src/engine/rules/compile.js';
import { evaluate } from '../../../src/engine/rules/evaluate.js';
import { ask, compute, no, problemsWith, yes } from './support/ask.js';
import { exampleInput, exampleScope } from './support/example-form.js';

const discount = { discount: { amountMinor: 20_000, currency: 'USD' } };
const over = 'discount > money("100", "USD")';

describe('a field that may be empty', () => {
  test.each([
    over,
    'form.discount > money("100", "USD")',
    `${over} && has(form.discount)`,
    `has(form.discount) || ${over}`,
    `!has(form.discount) && ${over}`,
    `has(form.note) && ${over}`,
    `has(form.discount) ? urgent : ${over}`,
    `(has(form.discount) || urgent) && ${over}`,
    `!has(form.discount) && urgent || ${over}`,
    `(urgent ? has(form.discount) : true) && ${over}`,
    `(urgent ? !has(form.discount) : false) || ${over}`,
    `!(has(form.discount) && urgent) && ${over}`,
    `has(form.discount) == ${over}`,
    'discount.currency == "USD"',
    'note == ""',
    'has(form.note) && urgent || note.contains("x")',
    'tags.exists(t, t == note)',
    'string(seats) == "1"',
    'seats in [1, 2]',
    'detour.from > start',
    'back > start',
    'hidden_code == "x"',
  ])('is not read without asking: %s', (rule) => {
    expect(problemsWith(rule)).toEqual([
      expect.stringMatching(/^"\w+" may have no value; ask first .*has\(form\.\w+\) &&/),
    ]);
  });

  test.each([
    [`has(form.discount) && ${over}`, no, yes],
    [`!has(form.discount) || ${over}`, yes, yes],
    [`has(form.discount) ? ${over} : urgent`, yes, yes],
    [`!has(form.discount) ? urgent : ${over}`, yes, yes],
    [`urgent && has(form.discount) && ${over}`, no, yes],
    [`(urgent && has(form.discount)) && ${over}`, no, yes],
    [`!(urgent && !has(form.discount)) && (!has(form.discount) || ${over})`, no, yes],
    [`!(!has(form.discount) || !urgent) && ${over}`, no, yes],
    [`(has(form.discount) && urgent || has(form.discount) && !urgent) && ${over}`, no, yes],
    [`(has(form.discount) ? urgent : has(form.discount)) && ${over}`, no, yes],
    [`has(form.discount) && tags.exists(t, t == "hotel" && ${over})`, no, yes],
    [`has(form.discount) && discount.currency == "USD"`, no, yes],
  ])('can be read where it was asked for: %s', (rule, empty, filled) => {
    expect(ask(rule)).toEqual(empty);
    expect(ask(rule, discount)).toEqual(filled);
  });

  test('is named once, and beside every other one', () => {
    const problems = problemsWith('note == "" || note == "x" || seats > 1');
    expect(problems).toEqual([expect.stringContaining('"note"'), expect.stringContaining('"seats"')]);
  });

  test('that is a list is an empty one', () => {
    const emptied = ['tags', 'reviewers', 'receipts']
      .map((name) => `size(${name}) == 0 && !has(form.${name})`)
      .join(' && ');
    const compiled = compileRule(`${emptied} && size(form.tags) == 0 && !("hotel" in tags)`, exampleScope);
    if (!compiled.ok) throw new Error(compiled.problems.join());
    const { tags, reviewers, receipts, ...values } = exampleInput.values;
    expect(evaluate(compiled.rule, { ...exampleInput, values })).toEqual(yes);
    expect(ask('has(form.tags) && size(form.tags) == 1')).toEqual(yes);
  });

  test('that is nothing an object inherits', () => {
    const values = Object.create({ discount: discount.discount });
    const compiled = compileRule('has(form.discount)', exampleScope);
    expect(compiled.ok && evaluate(compiled.rule, { ...exampleInput, values })).toEqual(no);
  });
});

describe('a value that must be there and is not', () => {
  test('is an error that names the field, never a no', () => {
    const compiled = compileRule('amount > money("1", "USD")', exampleScope);
    if (!compiled.ok) throw new Error(compiled.problems.join());
    const answer = evaluate(compiled.rule, { ...exampleInput, values: {} });
    expect(answer).toEqual({ ok: false, missing: 'amount', error: expect.stringContaining('"amount" has no value') });
  });

  test('is no error where it is not needed', () => {
    const compiled = compileRule('urgent || amount > money("1", "USD")', exampleScope);
    if (!compiled.ok) throw new Error(compiled.problems.join());
    expect(evaluate(compiled.rule, { ...exampleInput, values: { urgent: true } })).toEqual(yes);
    expect(evaluate(compiled.rule, { ...exampleInput, values: { urgent: false } })).toMatchObject({
      missing: 'amount',
    });
  });

  test('is an error, too, where it is of another kind than its field', () => {
    const error = expect.stringContaining('holds something else');
    const foreign: [string, unknown][] = [
      ['amount', 5],
      ['amount', { amountMinor: 0.5, currency: 'USD' }],
      ['quantity', 1.5],
      ['quantity', '1'],
      ['ratio', 0.3],
      ['ratio', 'NaN'],
      ['start', '2026-02-30'],
      ['period', { from: '2026-02-01' }],
      ['arrival', '9:30'],
      ['begin', 'now'],
      ['urgent', 'true'],
      ['category', 1],
      ['tags', 'hotel'],
      ['tags', ['hotel', null]],
      ['receipts', [{ name: 'x' }]],
      ['title', null],
    ];
    for (const [name, value] of foreign) {
      const compiled = compileRule(`has(form.${name})`, exampleScope);
      const values = { [name]: value } as never;
      expect(compiled.ok && evaluate(compiled.rule, { ...exampleInput, values }), name).toEqual({ ok: false, error });
    }
  });

  test('a list with more than a hundred entries has no answer', () => {
    const tags = Array.from({ length: 101 }, () => 'hotel');
    expect(ask('"travel" in tags', { tags })).toEqual({ ok: false, error: expect.stringContaining('more than 100') });
  });
});

test('a requester with more than a hundred roles is an error where a rule asks for them', () => {
  const roles = Array.from({ length: 101 }, (_, index) => `role-${index}`);
  const requester = { ...exampleInput.requester, roles };
  const error = expect.stringContaining('more than 100');
  expect(ask('"finance" in requester.roles', {}, { requester })).toEqual({ ok: false, error });
  expect(ask('urgent', {}, { requester })).toEqual(yes);
});

test('a computed field with a guard takes the other value', () => {
  expect(compute('has(form.seats) ? seats * 2 : 1', 'int')).toEqual({ ok: true, value: 1 });
  expect(compute('has(form.seats) ? seats * 2 : 1', 'int', { seats: 4 })).toEqual({ ok: true, value: 8 });
});
