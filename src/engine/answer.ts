import type { CommandKind } from './command.js';
import type { ApprovalDocument, DocumentStatus } from './document.js';
import type { DomainEvent } from './event.js';
import type { Refusal } from './refusal.js';
import type { StepOutcome } from './vote-rule.js';

/** What the person who acted is told. A `done` answer is stored with the command, so a replay gets it again. */
export type Answer = Done | Refused;

export interface Done {
  readonly kind: 'done';
  readonly command: CommandKind;
  readonly documentId: string;
  readonly version: number;
  readonly number: string | null;
  readonly status: DocumentStatus;
  readonly round: number;
  readonly dataRevision: number;
  /** How the step ended that the command closed; null when it closed none. */
  readonly stepOutcome: StepOutcome | null;
}

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export function done(command: CommandKind, after: ApprovalDocument, events: readonly DomainEvent[]): Done {
  const completed = events.find((event) => event.type === 'step-completed');
  return {
    kind: 'done',
    command,
    documentId: after.id,
    version: after.version,
    number: after.number,
    status: after.status,
    round: after.round,
    dataRevision: after.dataRevision,
    stepOutcome: completed?.outcome ?? null,
  };
}
