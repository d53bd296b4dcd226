import type { StepDefinition } from '../definition.js';
import type { Policy, PolicyCheck, PolicyExplanation, PolicyFinding, QuotaHold } from './policy.js';

/** What one policy says to a request. Several findings where several things are wrong with it. */
export type Verdict = Said | Failed;

export interface Said {
  readonly ok: true;
  readonly findings: readonly PolicyFinding[];
  readonly holds: readonly QuotaHold[];
  readonly steps: readonly StepDefinition[];
}

/** It could not be checked, and what was not checked is not allowed. `error` is a sentence for people. */
export interface Failed {
  readonly ok: false;
  readonly error: string;
}

/** A policy whose check is of one kind. */
export interface PolicyOf<C extends PolicyCheck> extends Policy {
  readonly check: C;
}

export const nothingSaid: Said = { ok: true, findings: [], holds: [], steps: [] };

export function said(...findings: readonly PolicyFinding[]): Said {
  return { ...nothingSaid, findings };
}

export function failed(error: string): Failed {
  return { ok: false, error };
}

export function finding(
  { key, name }: Policy,
  effect: PolicyFinding['effect'],
  explanation: PolicyExplanation,
): PolicyFinding {
  return { policy: key, name, effect, explanation };
}
