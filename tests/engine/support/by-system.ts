import type { SystemCommand } from '../../../src/engine/command.js';
import { decide } from '../../../src/engine/decide.js';
import type { Rung } from '../../../src/engine/definition.js';
import type { ApprovalDocument, Step } from '../../../src/engine/document.js';
import type { DomainEvent } from '../../../src/engine/event.js';
import { evolve } from '../../../src/engine/evolve.js';
import type { Facts } from '../../../src/engine/facts.js';
import { epochMs, type Instant, instant } from '../../../src/engine/instant.js';
import { unlawful } from '../../../src/engine/lawful.js';
import type { Organisation } from '../../../src/engine/organisation.js';
import { openingOf } from '../../../src/engine/stage-opening.js';
import { systemActor, systemId } from '../../../src/engine/system.js';
import { created, folded, step, submitted, t0 } from './documents.js';
import { noCalendars, plainFacts } from './facts.js';
import { house } from './routes.js';

export const bySystem = { actorId: systemId, documentId: 'd1' } as const;

/** So many hours after the first stage opened. */
export function hours(count: number): Instant {
  return instant(epochMs(t0) + count * 3_600_000);
}

export function withLadder(one: Step, ...ladder: readonly Rung[]): Step {
  return { ...one, sla: { hours: 24, ladder } };
}

/** Ana's document, submitted and with its first stage open since `t0`. */
export function openedDocument(steps: readonly Step[], authorIds: readonly string[] = []): ApprovalDocument {
  return folded(created, submitted(steps, 1, { authorIds }), openingOf('d1', steps, 0, noCalendars, t0));
}

/** The same with one step of these people. */
export function waitingFor(people: readonly string[], ...ladder: readonly Rung[]): ApprovalDocument {
  return openedDocument([withLadder(step('bo', 0, 0, people), ...ladder)]);
}

/** What the system knows in the house: everybody there may act but these, and hears of it but those. */
export function factsOf(
  organisation: Organisation = house(),
  mayNot: readonly string[] = [],
  unreachable: readonly string[] = [],
): Facts {
  const submitter = organisation.people.get('ana');
  if (submitter === undefined) throw new Error('ana is missing');
  const mayAct = new Set([...organisation.people.keys()].filter((id) => !mayNot.includes(id)));
  const reachable = new Set([...organisation.people.keys()].filter((id) => !unreachable.includes(id)));
  const ladder = { submitter, organisation, mayAct, reachable };
  return { ...plainFacts, actor: systemActor, calendars: noCalendars, ladder };
}

/** What happens, each of it lawful; nothing where there is nothing to do. */
export function happenings(
  document: ApprovalDocument,
  command: SystemCommand,
  facts: Facts,
  at: Instant,
): readonly DomainEvent[] {
  const decision = decide(document, command, facts, at);
  if (decision.refused) {
    if (decision.refusal.code !== 'nothing-to-do') throw new Error(`refused: ${decision.refusal.code}`);
    return [];
  }
  decision.events.reduce((state, event) => {
    const wrong = unlawful(state, event, { actorId: systemId, at });
    if (wrong !== undefined) throw new Error(`${event.type}: ${wrong}`);
    return evolve(state, event, at);
  }, document);
  return decision.events;
}

export function afterwards(document: ApprovalDocument, events: readonly DomainEvent[], at: Instant): ApprovalDocument {
  return events.reduce((state, event) => evolve(state, event, at), document);
}
