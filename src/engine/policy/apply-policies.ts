import type { StepDefinition } from '../definition.js';
import { amountThreshold } from './amount-threshold.js';
import { checkRule } from './check-rule.js';
import { custom } from './custom.js';
import type { Policy, PolicyFinding, QuotaHold } from './policy.js';
import type { PolicyInput } from './policy-input.js';
import { quotaLimit } from './quota-limit.js';
import { timeBased } from './time-based.js';
import { nothingSaid, type Said, type Verdict } from './verdict.js';

export type PolicyOutcome =
  | {
      readonly ok: true;
      /** By priority, then by the policies' keys. One of them rejecting means that the request is rejected. */
      readonly findings: readonly PolicyFinding[];
      readonly holds: readonly QuotaHold[];
      /** Each belongs in a stage of its own behind the template's, unless what it asks is asked in the route already. */
      readonly steps: readonly StepDefinition[];
    }
  | {
      readonly ok: false;
      /** The policy's name. */
      readonly where: string;
      readonly error: string;
    };

/**
 * What a company's policies say to a request, whatever order they are given in. One that cannot be checked is never
 * passed over: the request is not taken. A rejected request holds nothing and asks nobody.
 */
export function applyPolicies(policies: readonly Policy[], input: PolicyInput): PolicyOutcome {
  const heard: Heard[] = [];
  for (const policy of inOrder(policies)) {
    const verdict = verdictOf(policy, input);
    if (!verdict.ok) return { ok: false, where: policy.name, error: verdict.error };
    heard.push({ policy, said: verdict });
  }
  const findings = heard.flatMap(({ said }) => said.findings);
  if (isRejected(findings)) return { ok: true, findings, holds: [], steps: [] };
  return {
    ok: true,
    findings,
    holds: heard.flatMap(({ said }) => said.holds),
    steps: heard.flatMap(({ said }) => said.steps),
  };
}

export function isRejected(findings: readonly PolicyFinding[]): boolean {
  return findings.some(({ effect }) => effect === 'reject');
}

interface Heard {
  readonly policy: Policy;
  readonly said: Said;
}

function inOrder(policies: readonly Policy[]): readonly Policy[] {
  return [...policies].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
}

function verdictOf(policy: Policy, input: PolicyInput): Verdict {
  if (policy.when === undefined) return checkOf(policy, input);
  const concerns = checkRule(policy.when, input);
  if (!concerns.ok) return concerns;
  return concerns.holds ? checkOf(policy, input) : nothingSaid;
}

function checkOf(policy: Policy, input: PolicyInput): Verdict {
  const { check } = policy;
  switch (check.kind) {
    case 'quota_limit':
      return quotaLimit({ ...policy, check }, input);
    case 'amount_threshold':
      return amountThreshold({ ...policy, check }, input);
    case 'time_based':
      return timeBased({ ...policy, check }, input);
    case 'custom':
      return custom({ ...policy, check }, input);
  }
}
