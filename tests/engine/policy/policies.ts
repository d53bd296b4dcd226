import type { Calendar } from '../../../src/engine/calendar/calendar.js';
import type { StepDefinition } from '../../../src/engine/definition.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { Policy, PolicyCheck, QuotaBalance, QuotaLimit, TimeBased } from '../../../src/engine/policy/policy.js';
import type { PolicyInput } from '../../../src/engine/policy/policy-input.js';
import type { PolicyOf } from '../../../src/engine/policy/verdict.js';

export function policy<C extends PolicyCheck>(check: C, more: Partial<Policy> = {}): PolicyOf<C> {
  return { key: 'p', version: 1, name: 'P', type: 'leave', priority: 0, authorId: null, active: true, ...more, check };
}

/** Twelve days a year, asked for in `days`. */
export function twelveDays(more: Partial<QuotaLimit> = {}): QuotaLimit {
  return { kind: 'quota_limit', limit: 1200, unit: 'days', amount: 'days', carryOver: 0, used: [], ...more };
}

export function dates(more: Partial<TimeBased>): TimeBased {
  return { kind: 'time_based', field: 'period', blackouts: [], overlap: 'allowed', ...more };
}

export function step(key: string): StepDefinition {
  return { key, name: `The ${key}`, who: [{ kind: 'manager' }], rule: { approveWhen: 'any', rejectWhen: 'any' } };
}

export function spent(year: number, amount: number, held = 0, more: Partial<QuotaBalance> = {}): QuotaBalance {
  return { policy: 'p', personId: 'ana', year, spent: amount, held, ...more };
}

/** Ana, of sales, submits on 15 June 2026, a Monday. */
export function asked(values: FormValues, more: Partial<PolicyInput> = {}, calendar?: Calendar): PolicyInput {
  return {
    form: [],
    ruleInput: {
      values,
      requester: { id: 'ana', unit: 'sales', units: ['sales', 'all'], roles: ['staff'], manager: 'bo' },
      today: '2026-06-15',
      calendar,
    },
    balances: [],
    otherRequests: [],
    ...more,
  };
}
