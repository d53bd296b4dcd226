import type { SystemCommand } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import type { ApprovalDocument } from './document.js';
import type { DomainEvent } from './event.js';
import type { Facts } from './facts.js';
import { fireRung } from './fire-rung.js';
import type { Instant } from './instant.js';
import { lapse } from './lapse.js';
import { replaceLeaver } from './replace-leaver.js';
import { syncDelegations } from './sync-delegations.js';

/**
 * What happens without a click. Whatever asks for it may ask too early, too late or twice: only what the document's own
 * state and this moment call for happens, and once.
 */
export function decideBySystem(
  document: ApprovalDocument,
  command: SystemCommand,
  facts: Facts,
  now: Instant,
): Decision {
  const events = eventsOf(document, command, facts, now);
  return events.length === 0 ? refuse({ code: 'nothing-to-do' }) : accept(...events);
}

function eventsOf(
  document: ApprovalDocument,
  command: SystemCommand,
  facts: Facts,
  now: Instant,
): readonly DomainEvent[] {
  switch (command.kind) {
    case 'lapse':
      return lapse(document, command, facts, now);
    case 'fire-rung':
      return document.status === 'pending' ? fireRung(document, command, facts, now) : [];
    case 'replace-leaver':
      return document.status === 'pending' ? replaceLeaver(document, command, facts, now) : [];
    case 'sync-delegations':
      return document.status === 'pending' ? syncDelegations(document, facts, now) : [];
  }
}
