import { localDate } from './calendar/local-date.js';
import type { FormValues } from './form/values.js';
import type { Instant } from './instant.js';
import { type Actor, type Organisation, unitsUpwards } from './organisation.js';
import type { PlanningFacts } from './plan-submission.js';
import type { PolicyInput } from './policy/policy-input.js';
import type { RuleInput } from './rules/evaluate.js';

/** What the rules and policies of a submission look at: the same for all of them. */
export function policyInput(facts: PlanningFacts, values: FormValues, now: Instant): PolicyInput {
  const { type, submitter, calendars, balances, otherRequests } = facts;
  return {
    form: type.form,
    ruleInput: {
      values,
      requester: requesterFacts(submitter, facts.organisation),
      today: localDate(now, calendars.timeZone),
      calendar: calendars.byKey.get(calendars.defaultKey ?? ''),
    },
    balances,
    otherRequests,
  };
}

function requesterFacts(submitter: Actor, organisation: Organisation): RuleInput['requester'] {
  return {
    id: submitter.id,
    unit: submitter.unitId ?? '',
    units: unitsUpwards(organisation, submitter.unitId).map(({ id }) => id),
    roles: submitter.roles,
    manager: submitter.managerId ?? '',
  };
}
