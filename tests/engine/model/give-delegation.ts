import assert from 'node:assert/strict';
import { checkDelegation } from '../../../src/engine/delegation/check-delegation.js';
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

/** Somebody gives their approvals to another for some time, and that one perhaps to the next, if the rules let them. */
export function giveDelegation(
  { company, documents }: MemoryStore,
  wish: DelegationWish,
  now: Instant,
  settings: EngineSettings,
): void {
  let wanted = wantedBy(company, awaitedIn(documents.values()), wish, now);
  for (let link = 1; link <= wish.links; link += 1) {
    save(company, { ...wanted, id: `g${company.delegations?.size ?? 0}` }, wish.unchecked, now, settings);
    const next = pick([...company.people.keys()], wish.to * link + link) ?? ghost;
    wanted = { ...wanted, fromId: wanted.toId, toId: next };
  }
}

/** Both tellings of the rules agree whether it may be saved; unless nobody asked them. */
function save(
  company: MemoryCompany,
  wanted: NewDelegation,
  unchecked: boolean,
  now: Instant,
  { allowsDelegation }: EngineSettings,
): void {
  const others = [...(company.delegations?.values() ?? [])].filter((one) => !isOver(one, now));
  const facts = {
    ...{ from: actorIn(company, wanted.fromId), to: actorIn(company, wanted.toId) },
    ...{ allowsDelegation, typeKeys: new Set<string>(typeKeys), others },
  };
  const refusal = checkDelegation(wanted, facts, now);
  assert.equal(refusal?.code, expectedDelegationRefusal(wanted, { ...facts, company, now }), 'what the rules say');
  const isSaved = refusal === undefined || (unchecked && wanted.startsAt < wanted.endsAt);
  if (isSaved) company.delegations?.set(wanted.id, { ...wanted, createdAt: now, endedAt: null });
}

/** Whoever gave one that is not over is back: most of the time one by which somebody acts. */
export function endDelegation({ company: { delegations }, documents }: MemoryStore, which: number, now: Instant): void {
  const given = [...(delegations?.values() ?? [])].filter((one) => !isOver(one, now));
  const steps = [...documents.values()].flatMap(({ steps }) => steps.filter(({ status }) => status === 'pending'));
  const grounds = steps.flatMap(({ deputies }) => deputies.map(({ ground }) => ground));
  const used = grounds.flatMap((ground) => (ground.kind === 'delegation' ? ground.path : []));
  const acting = given.filter(({ id }) => used.includes(id));
  const delegation = pick(acting.length > 0 && which % 4 > 0 ? acting : given, which);
  if (delegation !== undefined) delegations?.set(delegation.id, { ...delegation, endedAt: now });
}

/** Whose vote something waits for: it is they whose absence shows. */
export function awaitedIn(documents: Iterable<ApprovalDocument>): readonly string[] {
  const open = [...documents].flatMap(({ steps }) => steps.filter(({ status }) => status === 'pending'));
  return open.flatMap(({ approvers }) => approvers.filter(({ vote }) => vote === null)).map(({ personId }) => personId);
}

function wantedBy(
  { people }: MemoryCompany,
  /** Whose absence would show. */
  givers: readonly string[],
  wish: DelegationWish,
  now: Instant,
): Omit<NewDelegation, 'id'> {
  const everyone = [...people.keys()];
  const anybody = wish.from % 4 === 0 || givers.length === 0;
  const startsMs = Date.parse(now) + wish.startsIn * hourMs;
  const types = [null, null, null, ['gear'], ['trip'], ['gear', unknownType]][wish.type % 6] ?? null;
  const cap = { amountMinor: (wish.cap % 100) * 100, currency: wish.cap % 7 === 0 ? 'JPY' : 'USD' };
  return {
    ...{ types, cap: wish.cap % 4 === 0 ? cap : null },
    fromId: pick(anybody ? everyone : givers, wish.from) ?? ghost,
    toId: wish.to % 40 === 0 ? ghost : (pick(everyone, wish.to) ?? ghost),
    startsAt: new Date(startsMs).toISOString(),
    endsAt: new Date(startsMs + wish.lasts * hourMs).toISOString(),
  };
}

function actorIn({ people, permissions }: MemoryCompany, id: string): Actor | undefined {
  const person = people.get(id);
  return person && { ...person, permissions: permissions.get(id) ?? new Set(), roles: [] };
}
