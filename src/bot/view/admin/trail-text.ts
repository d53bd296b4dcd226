import type { Delegation } from '../../../engine/delegation/delegation.js';
import {
  type ApprovalDelegated,
  type ApproverLeft,
  type DelegationExpired,
  type DomainEvent,
  eventTypes,
  type QuestionAnswered,
  type QuestionAsked,
  type StepEscalated,
  type StepExpired,
  type StepReminded,
  type StepVoted,
} from '../../../engine/event.js';
import type { FormField } from '../../../engine/form/field.js';
import type { TrailEntry } from '../../../engine/ports/admin-reading.js';
import { systemId } from '../../../engine/system.js';
import { labelsOf } from '../fields.js';
import { type Names, nameOf } from '../people.js';
import type { Rich } from '../text.js';
import type { Words } from '../words.js';
import type { AdminTrailWords } from './words.js';

/** What the words of an entry may name. */
export interface TrailNames {
  readonly people: Names;
  /** Names of steps by their ids. */
  readonly steps: Names;
  readonly form: readonly FormField[];
}

export const noTrailNames: TrailNames = { people: new Map(), steps: new Map(), form: [] };

/** When, who and what: one line of the trail. */
export function trailText(entry: TrailEntry, names: TrailNames, { admin }: Words): Rich {
  const what = whatText(entry, names, admin.trail);
  if (isConsequence(entry)) return admin.trail.consequence(entry.at, what);
  return admin.trail.entry(entry.at, actorOf(entry, admin.trail), what);
}

function actorOf({ actorId, actorName, metadata }: TrailEntry, { operator }: Words['admin']['trail']): string | null {
  if (actorId === systemId) return null;
  if (actorId !== null) return actorName ?? actorId;
  return metadata.platform === 'cli' ? operator : null;
}

/** What followed of itself from what somebody did just before: nobody did it. */
function isConsequence({ action, payload }: TrailEntry): boolean {
  return payload !== undefined && consequences.has(action);
}

const consequences: ReadonlySet<string> = new Set<DomainEvent['type']>([
  'stage-opened',
  'step-completed',
  'document-approved',
  'document-rejected',
  'document-returned',
]);

function whatText(entry: TrailEntry, names: TrailNames, trail: Words['admin']['trail']): Rich {
  if (entry.payload === undefined) return trail.erased;
  const event = eventIn(entry);
  if (event !== undefined) return eventText(event, names, trail);
  const action = Object.hasOwn(trail.actions, entry.action) ? trail.actions[entry.action] : undefined;
  return trail.company(action ?? entry.action, subjectOf(entry), versionIn(entry.payload));
}

/** The event of an entry about a document, as the store wrote it. */
export function eventIn({ action, payload }: TrailEntry): DomainEvent | undefined {
  const isEvent = eventTypes.some((type) => type === action);
  const written = payload as { readonly event?: DomainEvent } | undefined;
  return isEvent ? written?.event : undefined;
}

/** People whose names an entry needs besides the one who did it. */
export function peopleInEntry(entry: TrailEntry): readonly string[] {
  const event = eventIn(entry);
  return event === undefined ? [] : peopleIn(event);
}

function peopleIn(event: DomainEvent): readonly string[] {
  switch (event.type) {
    case 'step-reassigned':
      return event.from === null ? [event.to] : [event.from, event.to];
    case 'step-voted':
      return event.onBehalfOf === undefined ? [] : [event.onBehalfOf];
    case 'approval-delegated':
    case 'delegation-expired':
      return [event.personId, event.forId];
    case 'step-reminded':
    case 'document-nudged':
      return event.personIds;
    case 'step-escalated':
      return event.deputies.flatMap(({ personId, forId }) => [personId, forId]);
    case 'approver-left':
      return event.successor === null ? [event.personId] : [event.personId, event.successor.personId];
    default:
      return [];
  }
}

function eventText(event: DomainEvent, names: TrailNames, trail: Words['admin']['trail']): Rich {
  switch (event.type) {
    case 'document-created':
      return trail.created(event.title);
    case 'document-edited':
      return trail.edited(event.title, labelsOf(names.form, event.changed));
    case 'document-submitted':
      return trail.submitted(
        event.number,
        event.round,
        event.steps.map(({ name }) => name),
      );
    case 'stage-opened':
      return trail.stageOpened(event.stage + 1);
    case 'step-voted':
      return votedText(event, names, trail);
    case 'step-completed':
      return trail.stepCompleted(nameOf(names.steps, event.stepId), event.outcome);
    case 'step-reassigned': {
      const from = event.from === null ? null : nameOf(names.people, event.from);
      return trail.reassigned(nameOf(names.steps, event.stepId), from, nameOf(names.people, event.to), event.reason);
    }
    case 'document-approved':
      return trail.ended('approved');
    case 'document-rejected':
      return trail.ended('rejected');
    case 'document-returned':
      return trail.ended('returned');
    case 'document-cancelled':
      return event.because === 'stale' ? trail.lapsed : trail.ended('cancelled');
    case 'document-completed':
      return trail.ended('completed');
    case 'document-deleted':
      return trail.ended('deleted');
    case 'document-nudged':
      return trail.nudged(event.personIds.map((id) => nameOf(names.people, id)));
    case 'document-expiring':
      return trail.expiring(event.cancelAt);
    default:
      return laterStepText(event, names, trail);
  }
}

function votedText({ decision, stepId, comment, onBehalfOf }: StepVoted, names: TrailNames, trail: AdminTrailWords) {
  const step = nameOf(names.steps, stepId);
  if (onBehalfOf === undefined) return trail.voted(decision, step, comment);
  return trail.votedFor(decision, step, nameOf(names.people, onBehalfOf), comment);
}

type LaterOnStep =
  | ApprovalDelegated
  | DelegationExpired
  | StepReminded
  | StepEscalated
  | StepExpired
  | QuestionAsked
  | QuestionAnswered
  | ApproverLeft;

/** What happens to a step while it waits. */
function laterStepText(event: LaterOnStep, { people, steps }: TrailNames, trail: AdminTrailWords): Rich {
  const step = nameOf(steps, event.stepId);
  const named = (id: string) => nameOf(people, id);
  switch (event.type) {
    case 'approval-delegated': {
      const { ground } = event;
      const how = ground.kind === 'step' ? { until: null, note: ground.note } : { until: ground.until, note: null };
      return trail.delegated(step, named(event.personId), named(event.forId), how);
    }
    case 'delegation-expired':
      return trail.delegationExpired(step, named(event.personId), named(event.forId));
    case 'step-reminded':
      return trail.reminded(step, event.personIds.map(named));
    case 'step-escalated': {
      const pairs = event.deputies.map(({ personId, forId }) => ({ deputy: named(personId), principal: named(forId) }));
      return trail.escalated(step, pairs);
    }
    case 'step-expired':
      return trail.expired(step, event.decision);
    case 'question-asked':
      return trail.asked(step, event.text);
    case 'question-answered':
      return trail.answered(step, event.text);
    case 'approver-left':
      return trail.approverLeft(step, named(event.personId), event.successor && named(event.successor.personId));
  }
}

/** What an entry about the company is about: the chain without its kind. */
function subjectOf({ entity, payload }: TrailEntry): string {
  const { delegation } = (payload ?? {}) as { readonly delegation?: Delegation };
  return delegation ? `${delegation.fromId} → ${delegation.toId}` : entity.slice(entity.indexOf('/') + 1);
}

function versionIn(payload: unknown): number | undefined {
  const { after } = (payload ?? {}) as { readonly after?: { readonly version?: unknown } | null };
  return typeof after?.version === 'number' ? after.version : undefined;
}
