import type { StepDefinition } from '../../../src/engine/definition.js';
import type { DocumentStatus } from '../../../src/engine/document.js';
import type { FormValues } from '../../../src/engine/form/values.js';
import type { Policy, QuotaHold, QuotaLimit, TimeBased } from '../../../src/engine/policy/policy.js';
import { answerOf, type RuleScene } from './random-rule.js';

/** What is kept of every document, for the policies that compare them. */
export interface Book {
  readonly submitterId: string;
  readonly typeKey: string;
  readonly status: DocumentStatus | 'none' | 'deleted';
  readonly values: FormValues;
  readonly holds: readonly QuotaHold[];
}

export interface Said {
  /** `policy effect` in order. */
  readonly findings: readonly string[];
  readonly holds: readonly QuotaHold[];
  readonly steps: readonly StepDefinition[];
}

const nothing: Said = { findings: [], holds: [], steps: [] };

/** What the policies should say, told a second time; `fails` where one of them cannot be answered. */
export function expectedPolicies(
  policies: readonly Policy[],
  typeKey: string,
  scene: RuleScene,
  others: readonly Book[],
): Said | 'fails' {
  const heard: Said[] = [];
  for (const policy of inOrder(policies.filter(({ type, active }) => active && type === typeKey))) {
    const concerns = policy.when === undefined ? true : answerOf(policy.when, scene);
    const said = concerns === true ? one(policy, scene, others) : nothing;
    if (concerns === 'fails' || said === 'fails') return 'fails';
    heard.push(said);
  }
  const findings = heard.flatMap((said) => said.findings);
  if (findings.some((finding) => finding.endsWith(' reject'))) return { ...nothing, findings };
  return {
    findings,
    holds: heard.flatMap((said) => said.holds),
    steps: heard.flatMap((said) => said.steps),
  };
}

function inOrder(policies: readonly Policy[]): readonly Policy[] {
  return policies.toSorted((a, b) => (a.priority === b.priority ? (a.key < b.key ? -1 : 1) : b.priority - a.priority));
}

function one(policy: Policy, scene: RuleScene, others: readonly Book[]): Said | 'fails' {
  const { check } = policy;
  switch (check.kind) {
    case 'quota_limit':
      return quota(policy, check, scene, others);
    case 'amount_threshold': {
      const { amount } = scene.values;
      if (typeof amount !== 'object' || !('amountMinor' in amount)) return nothing;
      if (amount.currency !== check.above.currency) return 'fails';
      return amount.amountMinor > check.above.amountMinor ? adding(policy, check.step) : nothing;
    }
    case 'time_based':
      return { ...nothing, findings: refusedDays(check, scene, others).map(() => `${policy.key} reject`) };
    case 'custom': {
      const answer = answerOf(check.rule, scene);
      if (answer !== true) return answer === 'fails' ? answer : nothing;
      return check.step ? adding(policy, check.step) : { ...nothing, findings: [`${policy.key} ${check.effect}`] };
    }
  }
}

function adding({ key }: Policy, step: StepDefinition): Said {
  return { ...nothing, findings: [`${key} add_step`], steps: [step] };
}

function quota(
  { key }: Policy,
  check: QuotaLimit,
  { values, requester, today }: RuleScene,
  others: readonly Book[],
): Said {
  const asked = typeof values.days === 'number' ? values.days * 100 : 0;
  if (asked <= 0) return nothing;
  const year = Number(String((check.date !== undefined && values[check.date]) || today).slice(0, 4));
  const hold: QuotaHold = { policy: key, personId: requester.id, year, amount: asked, state: 'held' };
  const taken = takenOf(check, hold, others);
  if (taken + asked > check.limit) return { ...nothing, findings: [`${key} reject`] };
  return { ...nothing, findings: [`${key} pass`], holds: [hold] };
}

/** What the person's documents hold and have spent of that quota in that year, with what was used before. */
export function takenOf({ used }: QuotaLimit, { policy, personId, year }: QuotaHold, books: readonly Book[]): number {
  const counted = books
    .flatMap(({ holds }) => holds)
    .filter((hold) => hold.policy === policy && hold.personId === personId && hold.year === year)
    .filter(({ state }) => state !== 'released');
  const before = used.filter((use) => use.person === personId && use.year === year);
  return [...counted, ...before].reduce((sum, { amount }) => sum + amount, 0);
}

/** One entry for each reason against the day asked for. */
function refusedDays(
  check: TimeBased,
  { values, requester, today }: RuleScene,
  others: readonly Book[],
): readonly string[] {
  const { day } = values;
  if (typeof day !== 'string') return [];
  const notice = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  const late = check.noticeDays !== undefined && notice < check.noticeDays ? ['notice'] : [];
  const blocked = check.blackouts.filter(({ from, to }) => from <= day && day <= to).map(({ reason }) => reason);
  const counts = new Set<Book['status']>(['pending', 'approved', 'completed']);
  const met = others.filter(
    (book) => book.submitterId === requester.id && counts.has(book.status) && book.values.day === day,
  );
  const told = check.overlap === 'refused' ? met.slice(0, 5).map(() => 'overlap') : [];
  return [...late, ...blocked, ...told];
}
