import assert from 'node:assert/strict';
import { checkDelegation } from '../../../src/engine/delegation/check-delegation.js';
import type { Delegation } from '../../../src/engine/delegation/delegation.js';
import type { ApprovalDocument } from '../../../src/engine/document.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { Actor } from '../../../src/engine/organisation.js';
import type { NewDelegation } from '../../../src/engine/ports/delegations.js';
import type { EngineSettings } from '../../../src/engine/settings.js';
import type { MemoryCompany, MemoryStore } from '../../support/memory-store.js';
import { expectedDelegationRefusal, isOver } from './expected-delegation.js';
import type { DelegationWish } from './intent.js';
import { ghost, pick, typeKeys, unknownType } from './names.js';

const hourMs = 3_600_000;

/** Somebody gives their approvals to another for some time, if the rules let them; both tellings of the rules agree. */
export function giveDelegation(
  { company, documents }: MemoryStore,
  wish: DelegationWish,
  id: number,
  now: Instant,
  { allowsDelegation }: EngineSettings,
): void {
  const wanted = wantedBy(
    company,
    awaitedIn(documents.values()),
    wish,
    `g${id}-${company.delegations?.size ?? 0}`,
    now,
  );
  const others = [...(company.delegations?.values() ?? [])].filter((one) => !isOver(one, now));
  const facts = {
    ...{ from: actorIn(company, wanted.fromId), to: actorIn(company, wanted.toId) },
    ...{ allowsDelegation, typeKeys: new Set<string>(typeKeys), others },
  };
  const refusal = checkDelegation(wanted, facts, now);
  assert.equal(refusal?.code, expectedDelegationRefusal(wanted, { ...facts, company, now }), 'what the rules say');
  const isSaved = refusal === undefined || (wish.unchecked && wanted.startsAt < wanted.endsAt);
  if (isSaved) company.delegations?.set(wanted.id, { ...wanted, createdAt: now, endedAt: null });
}

/** Whoever gave one that is not over is back. */
export function endDelegation({ delegations }: MemoryCompany, which: number, now: Instant): void {
  const given: readonly Delegation[] = [...(delegations?.values() ?? [])].filter((one) => !isOver(one, now));
  const delegation = pick(given, which);
  if (delegation !== undefined) delegations?.set(delegation.id, { ...delegation, endedAt: now });
}

/** Whose vote something waits for: it is they whose absence shows. */
function awaitedIn(documents: Iterable<ApprovalDocument>): readonly string[] {
  const open = [...documents].flatMap(({ steps }) => steps.filter(({ status }) => status === 'pending'));
  return open.flatMap(({ approvers }) => approvers.filter(({ vote }) => vote === null)).map(({ personId }) => personId);
}

function wantedBy(
  { people }: MemoryCompany,
  awaited: readonly string[],
  wish: DelegationWish,
  id: string,
  now: Instant,
): NewDelegation {
  const everyone = [...people.keys()];
  const givers = wish.from % 4 === 0 || awaited.length === 0 ? everyone : awaited;
  const startsMs = Date.parse(now) + wish.startsIn * hourMs;
  const types = [null, null, null, ['gear'], ['trip'], ['gear', unknownType]][wish.type % 6] ?? null;
  const cap = { amountMinor: (wish.cap % 100) * 100, currency: wish.cap % 7 === 0 ? 'JPY' : 'USD' };
  return {
    ...{ id, types, cap: wish.cap % 4 === 0 ? cap : null },
    fromId: pick(givers, wish.from) ?? ghost,
    toId: wish.to % 40 === 0 ? ghost : (pick(everyone, wish.to) ?? ghost),
    startsAt: new Date(startsMs).toISOString(),
    endsAt: new Date(startsMs + wish.lasts * hourMs).toISOString(),
  };
}

function actorIn({ people, permissions }: MemoryCompany, id: string): Actor | undefined {
  const person = people.get(id);
  return person && { ...person, permissions: permissions.get(id) ?? new Set(), roles: [] };
}
