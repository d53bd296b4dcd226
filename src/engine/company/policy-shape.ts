import { z } from 'zod';
import { isCurrency, type Money, parseAmount } from '../money.js';
import type { AmountThreshold, CustomCheck, OpeningUse, PolicyCheck, QuotaLimit, TimeBased } from '../policy/policy.js';
import { ruleShape } from '../rules/rule-shape.js';
import type { PolicyContent } from './company.js';
import { quote } from './finding.js';
import { quantity } from './quantity.js';
import { day, definitionName, key, line, name, priority, refuse, strict } from './shape.js';
import { stepShape } from './step-shape.js';

const UNIT_CHARS_MAX = 30;
const MESSAGE_CHARS_MAX = 300;
const NOTICE_DAYS_MAX = 366;
const BLACKOUTS_MAX = 200;
/** One per person and year. */
const OPENING_USES_MAX = 20_000;
const [YEAR_MIN, YEAR_MAX] = [2000, 2100];

/** A field's name; whether the form has it is looked up where the form is known. */
const field = z.string().min(1);

const openingUse = strict({ person: key, year: z.int().min(YEAR_MIN).max(YEAR_MAX), amount: quantity });

const quotaLimit = strict({
  limit: quantity,
  unit: line(UNIT_CHARS_MAX),
  amount: field,
  date: field.optional(),
  carry_over: quantity.default(0),
  used: z.array(openingUse).max(OPENING_USES_MAX).default([]),
}).transform(
  ({ limit, unit, amount, date, carry_over, used }): QuotaLimit => ({
    kind: 'quota_limit',
    limit,
    unit,
    amount,
    ...(date === undefined ? {} : { date }),
    carryOver: carry_over,
    used: [...used].sort(byPersonAndYear),
  }),
);

function byPersonAndYear(a: OpeningUse, b: OpeningUse): number {
  return a.person === b.person ? a.year - b.year : a.person < b.person ? -1 : 1;
}

/** `500.00 USD`, or its two parts by name. */
const money = z.preprocess(
  (written) => (typeof written === 'string' ? partsOf(written) : written),
  strict({ amount: z.string(), currency: z.string() }).transform(({ amount, currency }, ctx): Money => {
    if (!isCurrency(currency)) {
      refuse(ctx, `${quote(currency)} is not an ISO 4217 currency; write a code, as in "500.00 USD"`);
      return z.NEVER;
    }
    const read = parseAmount(amount, currency);
    if (typeof read !== 'string') return read;
    refuse(ctx, `${quote(amount)} is not an amount of ${currency} (${read}); write it like "500.00 ${currency}"`);
    return z.NEVER;
  }),
);

function partsOf(written: string) {
  const [amount = '', currency = '', ...others] = written.trim().split(/\s+/);
  return { amount: others.length > 0 ? written : amount, currency };
}

const amountThreshold = strict({ field, above: money, step: stepShape }).transform(
  (check): AmountThreshold => ({ kind: 'amount_threshold', ...check }),
);

const blackout = strict({ from: day, to: day, reason: name });

const timeBased = strict({
  field,
  notice_days: z.int().min(0).max(NOTICE_DAYS_MAX).optional(),
  blackouts: z.array(blackout).max(BLACKOUTS_MAX).default([]),
  overlap: z.enum(['allowed', 'refused']).default('allowed'),
}).transform(
  ({ field, notice_days, blackouts, overlap }): TimeBased => ({
    kind: 'time_based',
    field,
    ...(notice_days === undefined ? {} : { noticeDays: notice_days }),
    blackouts: [...blackouts].sort((a, b) => (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1)),
    overlap,
  }),
);

const custom = strict({
  rule: ruleShape,
  effect: z.enum(['reject', 'warn', 'add_step']),
  message: line(MESSAGE_CHARS_MAX),
  step: stepShape.optional(),
}).transform(
  ({ step, ...check }): CustomCheck => ({ kind: 'custom', ...check, ...(step === undefined ? {} : { step }) }),
);

export const checkKinds = ['quota_limit', 'amount_threshold', 'time_based', 'custom'] as const;
export const oneCheckOnly = `a policy checks one thing: give it one of ${checkKinds.join(', ')}`;

export const policyShape = strict({
  key,
  name: definitionName,
  type: key,
  priority,
  when: ruleShape.optional(),
  quota_limit: quotaLimit.optional(),
  amount_threshold: amountThreshold.optional(),
  time_based: timeBased.optional(),
  custom: custom.optional(),
}).transform(({ key, name, type, priority, when, ...written }, ctx): PolicyContent => {
  const checks = Object.values(written).filter((check): check is PolicyCheck => check !== undefined);
  const [check] = checks;
  if (check === undefined || checks.length > 1) {
    refuse(ctx, oneCheckOnly);
    return z.NEVER;
  }
  return { key, name, type, priority, ...(when === undefined ? {} : { when }), check };
});
