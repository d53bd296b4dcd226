import type { LocalDate } from '../calendar/local-date.js';
import type { FormValues } from '../form/values.js';
import type { Policy, QuotaLimit } from './policy.js';
import { yearsCharged } from './quota-charges.js';
import { carryYearsMax } from './quota-years.js';

/** The balances that must be read, and locked, before `applyPolicies` can judge a request. */
export interface QuotaNeeds {
  readonly policies: readonly string[];
  readonly years: readonly number[];
}

/** Sorted; both are empty where no policy limits a quota, and nothing needs to be read. */
export function quotaNeeds(policies: readonly Policy[], values: FormValues, today: LocalDate): QuotaNeeds {
  const keys: string[] = [];
  const years = new Set<number>();
  for (const { key, check } of policies) {
    if (check.kind !== 'quota_limit') continue;
    keys.push(key);
    for (const year of yearsNeeded(check, values, today)) years.add(year);
  }
  return { policies: keys.sort(), years: [...years].sort((a, b) => a - b) };
}

/** Where something moves between years, those before say what is left, and those after what was taken over. */
function yearsNeeded(check: QuotaLimit, values: FormValues, today: LocalDate): readonly number[] {
  const charged = yearsCharged(check, values, today);
  if (check.carryOver === 0) return charged;
  const around = Array.from({ length: 2 * carryYearsMax + 1 }, (_, index) => index - carryYearsMax);
  return charged.flatMap((year) => around.map((distance) => year + distance));
}
