import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../src/engine/rules/compile.js';
import { problemsWith } from './support/ask.js';
import { exampleScope } from './support/example-form.js';

describe('a rule with a mistake is refused with what was probably meant', () => {
  test.each([
    ['amunt > money("1", "USD")', '"amunt" is no field of this form; did you mean "amount"?'],
    ['form.amunt > money("1", "USD")', '"form.amunt" is no field of this form; did you mean "amount"?'],
    ['has(form.discuont)', '"form.discuont" is no field of this form; did you mean "discount"?'],
    ['xyzzy == 1', 'its fields are title, reason, note, amount,'],
    ['tday > start', 'did you mean "today"?'],
    ['requster.unit == "sales"', 'did you mean "requester"?'],
    ['requester.unitt == "sales"', 'did you mean "unit"?'],
    ['requester.name == "Ana"', '(known: id, unit, units, roles, manager)'],
    ['amount.curency == "USD"', 'did you mean "currency"?'],
    ['period.form < start', 'did you mean "from"?'],
    ['receipts.all(r, r.byts < 5)', 'did you mean "bytes"?'],
    ['receipts.all(r, s.bytes < 5)', '"s" is no field of this form'],
    ['title.length > 5', 'a point; remove it'],
    ['today.year == 2026', 'remove ".year"'],
    ['bussiness_days(start, today) > 1', 'did you mean "business_days"?'],
    ['contains(title, "x")', 'write it with a point: text.contains("part")'],
    ['title.startWith("x")', 'did you mean "startsWith"?'],
    ['tags.any(t, t == "hotel")', '"any" cannot be called on "tags" (known:'],
    ['tags.exist(t, t == "hotel")', 'did you mean "exists"?'],
    ['category == "travle"', '"category" has no option "travle"; did you mean "travel"?'],
    ['"food" != category', '"category" has no option "food" (it has: travel, hotel, meals)'],
    ['category in ["travel", "hotl"]', 'did you mean "hotel"?'],
    ['"hotl" in tags', 'did you mean "hotel"?'],
  ])('%s', (rule, said) => {
    expect(problemsWith(rule)).toEqual([expect.stringContaining(said)]);
  });

  test('every misspelt name in one go', () => {
    const problems = problemsWith(
      'amunt > paid && statr < today && requester.role == "x" && date("2026-13-01") > start',
    );
    expect(problems).toHaveLength(4);
  });

  test('at most ten at once', () => {
    const rule = Array.from({ length: 30 }, (_, index) => `x${index} == 1`).join(' && ');
    expect(problemsWith(rule)).toHaveLength(10);
  });
});

describe('what CEL has and rules have not is refused with another way', () => {
  test.each([
    ['title.matches("a+")', '"matches" is not offered'],
    ['matches(title, "a+")', '"matches" is no function'],
    ['note == null', 'write has(form.field)'],
    ['tags[0] == "hotel"', 'cannot be picked by number'],
    ['{"a": 1}.size() == 1', 'braces are no part'],
    ['size({"a": 1, "b": 2, "c": 3}) == 1', 'too long or too deep'],
    ['b"abc" == b"abc"', 'such a literal is no part'],
    ['quantity == 2u', 'such a literal is no part'],
    ['cel.bind(x, 1, x == 1)', '"bind" cannot be called'],
    ['dyn(quantity) == 2', '"dyn" is no function'],
    ['type(quantity) == int', '"type" is no function'],
    ['timestamp("2026-01-01T00:00:00Z") < today', '"timestamp" is no function'],
    ['duration("1h") > duration("1m")', '"duration" is no function'],
    ['title.split("").size() > 1', '"split" cannot be called'],
    ['string == string', '"string" is no field'],
    ['CALENDAR == CALENDAR', '"CALENDAR" is no field'],
    ['form == form', '"form" alone means nothing'],
    ['form["amount"] == amount', 'cannot be picked by number'],
    ['form.?amount == amount', 'cannot be read'],
    ['requester == requester', '== does not work between the requester and the requester'],
    ['has(amount)', 'write it as has(form.field)'],
    ['has(form.period.from)', 'write it as has(form.field)'],
    ['has(requester.manager)', 'write it as has(form.field)'],
    ['has(form.note, form.amount)', 'write it as has(form.field)'],
    ['tags.all(t, tags.all(u, t == u))', 'cannot stand within each other'],
    ['tags.filter(t, receipts.exists(r, r.name == t)).size() > 0', 'cannot stand within each other'],
    ['tags.all(amount, true)', '"amount" already means something else'],
    ['tags.all(today, true)', '"today" already means something else'],
    ['tags.all(t)', 'write it as list.all(entry, condition)'],
    ['quantity.all(t, t)', 'only a list can be walked through'],
    ['tags.all(t, t)', 'this must be a condition, and it is a text'],
    ['urgent && quantity', '&& and || join conditions'],
    ['quantity ? urgent : urgent', 'this must be a condition'],
    ['urgent ? 1 : true', 'both outcomes of "? :" must be of one kind; they are a whole number and a yes or no'],
    ['title in "abc"', 'write "value in list"'],
    ['size(quantity) == 1', 'size() cannot be called with a whole number'],
    ['quantity.contains("1")', 'contains() cannot be called on a whole number'],
    ['urgent > false && !title', 'does not work'],
  ])('%s', (rule, said) => {
    expect(problemsWith(rule)).toEqual([expect.stringContaining(said)]);
  });

  test.each([
    ['quantity = 2', 'write == to compare'],
    ['urgent and quantity == 2', 'write && for "and"'],
    ['urgent or quantity == 2', 'write || for "or"'],
    ['title == “laptop”', 'write plain quotes'],
    ['quantity >', 'cannot be read at "quantity >"'],
    ['(quantity > 1', 'cannot be read'],
    ['title == "laptop', 'cannot be read'],
    ['while == 1', 'CEL keeps this word for itself'],
    ['', 'the rule is empty'],
    [' \n ', 'the rule is empty'],
    [`${'('.repeat(40)}urgent${')'.repeat(40)}`, 'too long or too deep'],
    [`urgent${' || urgent'.repeat(300)}`, 'longer than 2000 characters'],
    [`1${'+1'.repeat(400)} == 1`, 'too long or too deep'],
    [`quantity in [${'1,'.repeat(101)}1]`, 'too long or too deep'],
  ])('%s', (rule, said) => {
    expect(problemsWith(rule)).toEqual([expect.stringContaining(said)]);
  });
});

describe('a rule must give what is asked of it', () => {
  test.each(['quantity', 'amount', 'title', 'start', 'tags', '"true"', '1', 'ratio', 'requester.id'])(
    '%s is no condition',
    (rule) => {
      expect(problemsWith(rule)).toEqual([expect.stringContaining('the rule must give a yes or no, and it gives')]);
    },
  );

  test.each([
    ['title', 'int', 'a whole number, and it gives a text'],
    ['ratio', 'int', 'a whole number, and it gives a number'],
    ['title', 'number', 'a number or a whole number, and it gives a text'],
    ['quantity', 'money', 'an amount of money, and it gives a whole number'],
    ['string(start)', 'date', 'a date, and it gives a text'],
    ['begin', 'date', 'a date, and it gives a moment'],
    ['quantity', 'string', 'a text, and it gives a whole number'],
    ['quantity', 'bool', 'a yes or no, and it gives a whole number'],
  ] as const)('%s is no %s', (formula, expected, said) => {
    const compiled = compileFormula(formula, exampleScope, expected);
    expect(compiled).toEqual({ ok: false, problems: [expect.stringContaining(`must give ${said}`)] });
  });
});
