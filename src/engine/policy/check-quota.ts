import type { FormField } from '../form/field-types.js';
import { namedField } from './check-named-field.js';
import type { QuotaLimit } from './policy.js';

const TOLD_MAX = 5;

/** See `policyProblems`. */
export function quotaProblems(check: QuotaLimit, form: readonly FormField[]): readonly string[] {
  return [
    ...amountProblems(check, form),
    ...dateProblems(check, form),
    ...quantityProblems('limit', check.limit),
    ...quantityProblems('carry_over', check.carryOver),
    ...[...usedProblems(check)].slice(0, TOLD_MAX),
  ];
}

function amountProblems({ amount }: QuotaLimit, form: readonly FormField[]): readonly string[] {
  const named = namedField(form, 'amount', amount, ['integer', 'number', 'date_range']);
  if (!named.ok) return [named.problem];
  const { field } = named;
  if (field.type !== 'number' || field.decimals <= 2) return [];
  return [
    `"amount" names "${amount}", which takes ${field.decimals} decimals; quotas count two: give it "decimals: 2"`,
  ];
}

function dateProblems({ amount, date }: QuotaLimit, form: readonly FormField[]): readonly string[] {
  if (date === undefined) return [];
  const named = namedField(form, 'date', date, ['date', 'date_range']);
  if (!named.ok) return [named.problem];
  if (form.find((field) => field.name === amount)?.type !== 'date_range') return [];
  return [`"date" is not needed: the days of "${amount}" are charged to the years they lie in; leave it out`];
}

function* usedProblems({ used }: QuotaLimit): Generator<string> {
  const seen = new Set<string>();
  for (const { person, year, amount } of used) {
    const entry = `of "${person}" in ${year}`;
    yield* quantityProblems(`used" ${entry} "amount`, amount);
    if (seen.has(entry)) yield `"used" names the use ${entry} twice; add them up`;
    seen.add(entry);
  }
}

/** In hundredths. */
function quantityProblems(property: string, hundredths: number): readonly string[] {
  if (Number.isSafeInteger(hundredths) && hundredths >= 0) return [];
  return [`"${property}" must be a number from 0 with at most two decimals`];
}
