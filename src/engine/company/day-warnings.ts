import type { CompanyDraft } from './assemble.js';
import type { Finding } from './finding.js';

/** A test that depends on the day and names none holds today, and stops an apply on some other day. */
export function dayWarnings(draft: CompanyDraft): readonly Finding[] {
  const depends = new Set(draft.types.map((type) => type.key).filter((key) => dependsOnDay(key, draft)));
  return draft.tests.flatMap(({ on, type }, at) => {
    if (on !== null || !depends.has(type)) return [];
    const message = `what becomes of documents of type "${type}" depends on the day; add "on" with the day to submit it on`;
    return [{ path: ['tests', at], message }];
  });
}

function dependsOnDay(key: string, { types, templates, policies }: CompanyDraft): boolean {
  const own = policies.filter((policy) => policy.type === key);
  if (own.some(({ check }) => check.kind === 'quota_limit' || check.kind === 'time_based')) return true;
  const rules = [types.filter((type) => type.key === key), templates.filter((template) => template.type === key), own];
  return /\btoday\b/.test(JSON.stringify(rules));
}
