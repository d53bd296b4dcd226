import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, compute, no, problemsWith, yes } from './support/ask.js';

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });

describe('money', () => {
  test.each([
    ['amount > money("6199.99", "USD")', yes],
    ['amount > money("6200.00", "USD")', no],
    ['amount >= money("6200", "USD")', yes],
    ['amount < money("6,200.01", "USD")', yes],
    ['amount <= money("6199.99", "USD")', no],
    ['amount == money("6200.00", "USD")', yes],
    ['amount != money("6200.00", "USD")', no],
    ['form.amount == amount', yes],
    ['money("6200", "USD") == amount', yes],
    ['amount in [money("1", "USD"), money("6200", "USD")]', yes],
    ['amount.currency == "USD"', yes],
  ])('%s is compared by its amount', (rule, answer) => {
    expect(ask(rule)).toEqual(answer);
  });

  test.each([
    ['unit_price * quantity', usd(62_000)],
    ['3 * unit_price', usd(93_000)],
    ['amount + paid - unit_price', usd(1_209_000)],
    ['urgent ? amount : paid', usd(620_000)],
  ])('%s is reckoned exactly', (formula, value) => {
    expect(compute(formula, 'money')).toEqual({ ok: true, value });
  });

  test('is written as plain digits with its currency', () => {
    expect(compute('string(amount - paid - money("0.05", "USD"))', 'string')).toEqual({ ok: true, value: '-0.05 USD' });
    expect(compute('string(money("1200", "JPY"))', 'string')).toEqual({ ok: true, value: '1200 JPY' });
  });

  test('is compared as its minor units are, whatever the amounts', () => {
    const minor = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(minor, minor, (a, b) => {
        const values = { amount: usd(a), paid: usd(b) };
        expect(ask('amount > paid', values)).toEqual({ ok: true, value: a > b });
        expect(ask('amount <= paid', values)).toEqual({ ok: true, value: a <= b });
        expect(ask('amount == paid', values)).toEqual({ ok: true, value: a === b });
        expect(ask('amount - paid == paid - amount', values)).toEqual({ ok: true, value: a === b });
      }),
    );
  });

  test.each([
    ['amount > 5000', 'money("5000", "USD")'],
    ['amount > 5000.50', 'money("5000.50", "USD")'],
    ['amount > "5000"', 'money("5000", "USD")'],
    ['5000 < amount', 'money("5000", "USD")'],
    ['amount * 1.5 > paid', 'multiplied by a whole number'],
    ['amount / 2 > paid', 'multiplied by a whole number'],
    ['amount > money("5000", "EUR")', 'no conversion is declared'],
    ['amount + money("1", "EUR") > paid', 'no conversion is declared'],
    ['amount in [money("1", "USD"), money("1", "EUR")]', 'no conversion is declared'],
    ['amount == (urgent ? paid : money("1", "EUR"))', 'no conversion is declared'],
    ['amount > money("5000", "usd")', 'did you mean "USD"?'],
    ['amount > money("5000", "XYZ")', '"XYZ" is no currency'],
    ['amount > money("5.000,00", "USD")', '"5.000,00" is no amount of USD'],
    ['amount > money("5.005", "USD")', '"5.005" is no amount of USD'],
    ['amount > money("-5", "USD")', '"-5" is no amount of USD'],
    ['amount > money(5000, "USD")', 'both in quotes'],
    ['amount > money(title, "USD")', 'both in quotes'],
    ['amount > money("5000")', 'both in quotes'],
  ])('%s is refused when it is saved', (rule, reason) => {
    expect(problemsWith(rule)).toEqual([expect.stringContaining(reason)]);
  });
});

describe('a field of several currencies', () => {
  test.each([
    'cost > money("500", "USD")',
    'cost == amount',
    'cost.currency != "USD" && cost > money("500", "USD")',
    'cost.currency == "USD" || cost > money("500", "USD")',
    'cost > money("500", "USD") && cost.currency == "USD"',
    'cost.currency == "EUR" ? cost > money("1", "USD") : true',
  ])('is not compared before its currency is known: %s', (rule) => {
    expect(problemsWith(rule)).toEqual([expect.stringContaining('no conversion is declared')]);
  });

  test.each([
    ['cost.currency == "USD" && cost > money("500", "USD")', no],
    ['"EUR" == cost.currency && cost > money("500", "EUR")', yes],
    ['form.cost.currency == "EUR" && cost > money("500", "EUR")', yes],
    ['cost.currency != "USD" && cost > money("500", "EUR")', yes],
    ['cost.currency != "EUR" || cost > money("500", "EUR")', yes],
    ['!(cost.currency == "USD") && cost > money("500", "EUR")', yes],
    ['cost.currency == "USD" ? cost > money("500", "USD") : cost > money("500", "EUR")', yes],
  ])('is compared where it is: %s', (rule, answer) => {
    expect(ask(rule)).toEqual(answer);
  });

  test('is told how to ask for the currency that both sides can have', () => {
    expect(problemsWith('cost > money("5", "EUR")')).toEqual([expect.stringContaining('cost.currency == "EUR" && …')]);
    expect(problemsWith('amount < form.cost')).toEqual([expect.stringContaining('form.cost.currency == "USD" && …')]);
    expect(problemsWith('cost > money("5", "JPY")')).toEqual([expect.stringContaining('compare amounts of one')]);
  });

  test('that is none of those the form allows is an error and never a no', () => {
    const yen = { cost: { amountMinor: 5, currency: 'JPY' } };
    const answer = ask('cost.currency == "USD" ? cost > money("5", "USD") : cost > money("5", "EUR")', yen);
    expect(answer).toEqual({ ok: false, error: expect.stringContaining('5 JPY and 5.00 EUR') });
  });
});
