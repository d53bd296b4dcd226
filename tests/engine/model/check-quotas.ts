import assert from 'node:assert/strict';
import type { MemoryCompany } from '../../support/memory-store.js';
import { takenOf } from './expected-policies.js';
import type { Trail } from './trail.js';

/** Nobody ever holds and has spent more than a quota allows, and a document charges each quota of a year once. */
export function checkQuotas(company: MemoryCompany, trails: readonly Trail[]): void {
  for (const { holds } of trails) {
    const charged = holds.map(({ policy, year }) => `${policy} ${year}`);
    assert.equal(new Set(charged).size, charged.length, 'one hold for each policy and year');
    for (const hold of holds) {
      const check = company.policies.get(hold.policy)?.check;
      assert.ok(check?.kind === 'quota_limit', 'only a quota is held');
      if (hold.state === 'released') continue;
      assert.ok(takenOf(check, hold, trails) <= check.limit, `${hold.policy} of ${hold.personId} is kept`);
    }
  }
}
