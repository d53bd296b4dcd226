import type { Delegation } from '../../../src/engine/delegation/delegation.js';
import type { ApprovalDocument, Deputy, DeputyGround, Step } from '../../../src/engine/document.js';
import type { Facts } from '../../../src/engine/facts.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { Actor } from '../../../src/engine/organisation.js';
import { t0 } from './documents.js';
import { plainFacts } from './facts.js';
import { actor } from './people.js';

export const longAgo = '2026-01-01T00:00:00.000Z';
export const farAway = '2027-01-01T00:00:00.000Z';

/** Out of office for the whole year, whatever it is about. Its id names both. */
export function delegation(fromId: string, toId: string, rest: Partial<Delegation> = {}): Delegation {
  const always = { startsAt: longAgo, endsAt: farAway, types: null, cap: null, createdAt: longAgo, endedAt: null };
  return { id: `${fromId}>${toId}`, fromId, toId, ...always, ...rest };
}

export const everybody = ['ana', 'bo', 'cy', 'di', 'ed', 'fay', 'gus', 'hal', 'ida'];

/** Facts in which these delegations are there and everybody may decide, but for those who are given otherwise. */
export function knowing(delegations: readonly Delegation[], others: Readonly<Record<string, Actor>> = {}): Facts {
  const deputies = new Map(everybody.map((id) => [id, others[id] ?? actor(id)]));
  return { ...plainFacts, delegations, deputies };
}

export function away(id: string): Actor {
  return { ...actor(id), active: false };
}

export function deputy(personId: string, forId: string, ground: DeputyGround = { kind: 'step', note: null }): Deputy {
  return { personId, forId, ground, since: t0 };
}

export function byDelegation(
  path: readonly string[],
  until: Instant = farAway,
): Extract<DeputyGround, { kind: 'delegation' }> {
  return { kind: 'delegation', path, until };
}

export const escalated: DeputyGround = { kind: 'escalation', rung: 0, as: 'manager' };

/** The document with its step `d1:1:0` changed. */
export function changed(document: ApprovalDocument, change: (step: Step) => Partial<Step>): ApprovalDocument {
  const steps = document.steps.map((one) => (one.id === 'd1:1:0' ? { ...one, ...change(one) } : one));
  return { ...document, steps };
}

/** The document with these deputies on that step. */
export function beside(document: ApprovalDocument, ...deputies: readonly Deputy[]): ApprovalDocument {
  return changed(document, () => ({ deputies }));
}
