import { z } from 'zod';
import { type AmountProblem, amountText, currencyExponent, isCurrency, type Money, parseAmount } from '../../money.js';
import { commonProperties, computed, placeholder } from '../definition.js';
import {
  type FieldProblem,
  type FieldType,
  problem,
  type RawAmount,
  type RawValue,
  type Reading,
} from '../field-type.js';
import { commaMeant } from '../typed-mistake.js';

const CURRENCIES_MAX = 20;

const currencyCode = z.string().refine(isCurrency, {
  error: ({ input }) => `"${input}" is not an ISO 4217 currency; write a code such as "USD"`,
});
/** YAML reads an unquoted 5000 as a number; its text is the same amount. */
const amount = z.union([z.string(), z.number().transform(String)], 'must be an amount, written "5000.00"');

/** `min`, `max` and `default` are amounts such as "5000.00" in the first currency. */
const moneyProperties = z.strictObject({
  ...commonProperties,
  ...computed,
  type: z.literal('money'),
  placeholder,
  currencies: z.array(currencyCode).min(1).max(CURRENCIES_MAX),
  default: amount.optional(),
  min: amount.optional(),
  max: amount.optional(),
});

const moneyField = moneyProperties.superRefine(refuseTwinCurrencies).superRefine(refuseBadBounds);

type MoneyField = z.output<typeof moneyProperties>;

/** An amount in one of the field's currencies, never negative. */
export const money = {
  schema: moneyField,
  value: moneyValue,
  read: readMoney,
  // A draft may be older than its form, and hold something else under this name.
  write: (_field, value) =>
    isCurrency(value.currency) ? { amount: amountText(value), currency: value.currency } : null,
  initial: (field) => ({ amount: field.default ?? null, currency: firstCurrency(field) }),
  explain: explainAmount,
  describe: (_field, value) => ({ kind: 'money', money: value }),
} satisfies FieldType<MoneyField, Money>;

function refuseTwinCurrencies({ currencies }: MoneyField, ctx: z.RefinementCtx): void {
  for (const [index, code] of currencies.entries()) {
    if (currencies.indexOf(code) === index) continue;
    ctx.addIssue({ code: 'custom', path: ['currencies', index], message: `repeats "${code}"; remove one` });
  }
}

function refuseBadBounds(field: MoneyField, ctx: z.RefinementCtx): void {
  if (field.currencies.length === 0 || !field.currencies.every(isCurrency)) return;
  const [min, max] = (['min', 'max'] as const).map((property) => {
    const bound = field[property];
    if (bound === undefined) return undefined;
    if (field.currencies.length > 1) return refuse(property, ONE_CURRENCY_ONLY);
    const read = parseAmount(bound, firstCurrency(field));
    return typeof read === 'string' ? refuse(property, notAnAmount(field, bound, read)) : read;
  });
  if (min && max && min.amountMinor > max.amountMinor) {
    refuse('min', `is above "max" (${amountText(min)} and ${amountText(max)}); swap them`);
  }

  function refuse(property: string, message: string): undefined {
    ctx.addIssue({ code: 'custom', path: [property], message });
  }
}

/** A bound in dollars says nothing about yen, and a bound that a choice of currency evades would be none. */
const ONE_CURRENCY_ONLY = 'needs a field with one currency, since amounts of several cannot be compared; leave it out';

function notAnAmount(field: MoneyField, bound: string, why: string): string {
  return `"${bound}" is not an amount of ${firstCurrency(field)} (${why}); write it like "${example(firstCurrency(field))}"`;
}

function firstCurrency(field: MoneyField): string {
  const [first] = field.currencies;
  if (first === undefined) throw new RangeError(`money field "${field.name}" has no currency`);
  return first;
}

function moneyValue(field: MoneyField): z.ZodType<Money> {
  return z.strictObject({
    amountMinor: z
      .int()
      .min(boundMinor(field, field.min) ?? 0)
      .max(boundMinor(field, field.max) ?? Number.MAX_SAFE_INTEGER),
    currency: z.enum(field.currencies),
  });
}

/** The schema has refused every bound that does not parse. */
function boundMinor(field: MoneyField, bound: string | undefined): number | undefined {
  if (bound === undefined) return undefined;
  const read = parseAmount(bound, firstCurrency(field));
  if (typeof read === 'string') throw new RangeError(`bound "${bound}" of money field "${field.name}" is ${read}`);
  return read.amountMinor;
}

function readMoney(field: MoneyField, raw: RawValue): Reading<Money> {
  if (raw === null || raw === undefined) return { value: undefined };
  const typed = typeof raw === 'string' ? { amount: raw, currency: null } : raw;
  if (!isRawAmount(typed)) return { problem: problem('unknown-field') };
  if (typed.amount === null || typed.amount.trim() === '') return { value: undefined };

  const currency = chosenCurrency(field, typed.currency);
  if (currency === undefined)
    return { problem: problem('unknown-currency', { known: field.currencies.join(', ') }, 'currency') };
  const read = parseAmount(typed.amount, currency);
  return typeof read === 'string' ? { problem: amountProblem(read, currency, typed.amount) } : { value: read };
}

function isRawAmount(raw: RawValue): raw is RawAmount {
  return typeof raw === 'object' && raw !== null && 'amount' in raw && 'currency' in raw;
}

/** No choice is taken for the only currency, never for one of several. */
function chosenCurrency(field: MoneyField, chosen: string | null): string | undefined {
  if (chosen === null || chosen === '') return field.currencies.length === 1 ? firstCurrency(field) : undefined;
  return field.currencies.includes(chosen) ? chosen : undefined;
}

/** Beyond what can be kept there is no limit that would mean anything to anybody, so none is named. */
function amountProblem(code: AmountProblem, currency: string, typed: string): FieldProblem {
  const params = {
    'not-a-number': mistakeIn(typed, currency),
    'too-many-decimals': { currency, decimals: currencyExponent(currency) },
    negative: {},
    'too-large': {},
  };
  return problem(code, params[code]);
}

/** Two ways to write an amount that are right elsewhere: with a comma before the decimals, and with a sign. */
function mistakeIn(typed: string, currency: string): FieldProblem['params'] {
  const signless = typed.replace(CURRENCY_SIGN, '');
  if (signless !== typed) {
    const read = parseAmount(signless, currency);
    return { example: typeof read === 'string' ? example(currency) : amountText(read), mistake: 'sign' };
  }
  const read = parseAmount(commaMeant(typed) ?? '', currency);
  return typeof read === 'string' ? { example: example(currency) } : { example: amountText(read), mistake: 'comma' };
}

const CURRENCY_SIGN = /\p{Sc}/u;
function explainAmount(field: MoneyField, issue: z.core.$ZodIssue): FieldProblem {
  const currency = firstCurrency(field);
  if (issue.code === 'too_small') {
    return problem('too-small', { min: amountText({ amountMinor: Number(issue.minimum), currency }), currency });
  }
  if (issue.code === 'too_big') {
    return problem('too-large', { max: amountText({ amountMinor: Number(issue.maximum), currency }), currency });
  }
  return problem('unknown-currency', { known: field.currencies.join(', ') }, 'currency');
}

/** How to write an amount of this currency, for people who wrote it another way. */
function example(currency: string): string {
  return amountText({ amountMinor: Math.floor(1234.5 * 10 ** currencyExponent(currency)), currency });
}
