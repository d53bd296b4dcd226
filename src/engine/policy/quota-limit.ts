import type { PolicyExplanation, QuotaHold, QuotaLimit } from './policy.js';
import type { PolicyInput } from './policy-input.js';
import { type Charge, chargesOf } from './quota-charges.js';
import { carriedInto, inYear, movedOutOf, type QuotaYears, quotaYears, withHeld } from './quota-years.js';
import { finding, type PolicyOf, said, type Verdict } from './verdict.js';

type QuotaSum = Extract<PolicyExplanation, { kind: 'quota' }>;

/**
 * Holds what is asked for, year by year, as long as it fits into what is left; else rejects. Every year shows its sum,
 * whether it fits or not.
 */
export function quotaLimit(policy: PolicyOf<QuotaLimit>, input: PolicyInput): Verdict {
  const { check, key } = policy;
  const submitterId = input.ruleInput.requester.id;
  const asked = chargesOf(check, input.ruleInput);
  if (!asked.ok) return asked;

  const own = input.balances.filter((balance) => balance.policy === key && balance.personId === submitterId);
  const sums = sumsOf(check, asked.charges, quotaYears(check, own, submitterId));
  const findings = sums.map((sum) => finding(policy, fits(sum) ? 'pass' : 'reject', sum));
  return { ...said(...findings), holds: sums.every(fits) ? asked.charges.map(hold) : [] };

  function hold({ year, amount }: Charge): QuotaHold {
    return { policy: key, personId: submitterId, year, amount, state: 'held' };
  }
}

/** What an earlier year of the same request takes is no longer left for its later ones. */
function sumsOf(check: QuotaLimit, charges: readonly Charge[], before: QuotaYears): readonly QuotaSum[] {
  let years = before;
  return charges.map(({ year, amount }) => {
    const sum = sumOf(check, years, year, amount);
    years = withHeld(years, year, amount);
    return sum;
  });
}

function sumOf(check: QuotaLimit, years: QuotaYears, year: number, asked: number): QuotaSum {
  const { held, spent } = inYear(years, year);
  const moved = movedOutOf(check, years, year);
  const carried = carriedInto(check, years, year);
  const { unit, limit } = check;
  return { kind: 'quota', unit, year, limit, carried, spent, held, asked, ...(moved > 0 && { moved }) };
}

function fits({ limit, carried, held, spent, moved = 0, asked }: QuotaSum): boolean {
  return limit + carried - held - spent - moved >= asked;
}
