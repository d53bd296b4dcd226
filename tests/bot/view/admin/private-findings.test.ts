import { describe, expect, test } from 'vitest';
import { findingsFor } from '../../../../src/bot/view/admin/private-findings.js';
import type { Permission } from '../../../../src/engine/permission.js';
import type { PolicyExplanation, PolicyFinding } from '../../../../src/engine/policy/policy.js';

const quota: PolicyExplanation = {
  kind: 'quota',
  unit: 'days',
  year: 2026,
  limit: 1200,
  carried: 0,
  spent: 700,
  held: 300,
  asked: 500,
};
const overlap: PolicyExplanation = { kind: 'overlap', number: 'LV-2026-0007', from: '2026-07-06', to: '2026-07-10' };
const notice: PolicyExplanation = { kind: 'notice', days: 3, earliest: '2026-03-05' };

const found = (policy: string, effect: PolicyFinding['effect'], explanation: PolicyExplanation): PolicyFinding => {
  return { policy, name: policy, effect, explanation };
};
const findings = [
  found('days', 'pass', quota),
  found('year', 'reject', quota),
  found('dates', 'reject', overlap),
  found('early', 'reject', notice),
];
const allowed = (...permissions: Permission[]) => new Set(permissions);

describe('a simulation in another’s name', () => {
  test('says which policy rejects, without what that person used or asked for', () => {
    const told = findingsFor(findings, false, allowed('config.templates'));
    expect(told.map(({ policy, effect }) => [policy, effect])).toEqual([
      ['year', 'reject'],
      ['dates', 'reject'],
      ['early', 'reject'],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/700|300|LV-2026|2026-07/);
    expect(told.at(-1)?.explanation).toEqual(notice);
  });

  test.each<[string, boolean, Permission]>([
    ['of one’s own', true, 'config.templates'],
    ['by somebody who reads all documents', false, 'document.read_all'],
    ['by somebody who keeps people’s records', false, 'config.people'],
  ])('and one %s shows all', (_who, isOwn, permission) => {
    expect(findingsFor(findings, isOwn, allowed(permission))).toBe(findings);
  });
});
