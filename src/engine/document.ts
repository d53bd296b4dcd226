import type { EscalationTarget, StepSla, VoteRule } from './definition.js';
import type { FormValues } from './form/values.js';
import type { Instant } from './instant.js';
import type { PolicyFinding, QuotaHold } from './policy/policy.js';

export const documentStatuses = [
  'draft',
  'pending',
  'approved',
  'rejected',
  'returned',
  'cancelled',
  'completed',
] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

export const stepStatuses = ['waiting', 'pending', 'approved', 'rejected', 'returned', 'skipped'] as const;
export type StepStatus = (typeof stepStatuses)[number];

/** One request and its content, as it stands after its latest event. */
export interface ApprovalDocument {
  readonly id: string;
  /** Events folded so far; the sequence number of the latest one in the audit trail. */
  readonly version: number;
  readonly typeKey: string;
  readonly typeVersion: number;
  /** Null until the first submit. */
  readonly number: string | null;
  readonly title: string;
  readonly submitterId: string;
  readonly status: DocumentStatus;
  readonly data: FormValues;
  /** Counts changes of content, from 1. */
  readonly dataRevision: number;
  /** Counts submissions; 0 before the first. */
  readonly round: number;
  readonly template: DefinitionRef | null;
  /** What the policies said to the current round. */
  readonly findings: readonly PolicyFinding[];
  /** What the current round holds of its submitter's quotas, or has spent. */
  readonly holds: readonly QuotaHold[];
  /** Who wrote a definition in chat that shaped the current round: nobody votes on what they caused to reach them. */
  readonly authorIds: readonly string[];
  /** The current round's steps in order; a former round's are history and decide nothing. */
  readonly steps: readonly Step[];
  readonly createdAt: Instant;
  readonly submittedAt: Instant | null;
  /** When it last left `pending`. */
  readonly closedAt: Instant | null;
  readonly completedAt: Instant | null;
  /** Who said that it was carried out; null where the approval was the completion as well. */
  readonly completedBy: string | null;
  /** Set for a draft that its submitter threw away: from then on it exists for nobody. */
  readonly deletedAt: Instant | null;
  /** When the submitter last asked the approvers to hurry. */
  readonly nudgedAt: Instant | null;
  /** Of a returned document that nobody works on: when it will be cancelled, once its submitter was warned. */
  readonly cancelAt: Instant | null;
  /** `stale`: nobody worked on it any more, and the system cancelled it. */
  readonly cancelledBecause: 'stale' | null;
}

/** A version of a type or template. */
export interface DefinitionRef {
  readonly key: string;
  readonly version: number;
}

/** One agreement to be reached in a document. */
export interface Step {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly round: number;
  readonly stage: number;
  /** Position in the progress mask, 0 to 62. */
  readonly bit: number;
  readonly status: StepStatus;
  readonly rule: VoteRule;
  /** Why the step is part of the route, in words; null where it always is. */
  readonly because: string | null;
  /** What went wrong when its condition was evaluated: nobody is asked, and the administrators are told. */
  readonly problem: string | null;
  readonly sla: StepSla | null;
  /** Who is asked now, by id. */
  readonly approvers: readonly Approver[];
  /** Places beside theirs that nobody was found for; see `openPlacesOf`. */
  readonly openPlaces: number;
  /** Who was replaced before voting, by id: whoever was asked may see the document still, and do nothing any more. */
  readonly replaced: readonly ReplacedApprover[];
  /** Counts how often the step opened, so that a click on an earlier opening is not taken for a new one. */
  readonly opening: number;
  readonly openedAt: Instant | null;
  /** By when it should be decided, since it opened; null without an SLA. */
  readonly dueAt: Instant | null;
  /** When each rung of the ladder fires, since it opened; later where the clock stood still. */
  readonly ladderAt: readonly Instant[];
  /** Rungs that have fired, from the first. */
  readonly rungsFired: number;
  /** What the system decided, because nobody did and the template asks for it by name. */
  readonly expiredAs: DecisionKind | null;
  /** Since when the clock stands still, because the submitter owes an answer. */
  readonly pausedAt: Instant | null;
  /** Who may act beside an approver, in their place; by person, approver and ground. */
  readonly deputies: readonly Deputy[];
  /** Who could once and cannot any more, by person and approver: they may see the document still. */
  readonly formerDeputies: readonly FormerDeputy[];
  /** What was asked about it, oldest first. */
  readonly questions: readonly Question[];
  readonly closedAt: Instant | null;
}

/** Somebody who may fill an approver's place beside them: whoever of the two votes first has filled it. */
export interface Deputy {
  readonly personId: string;
  readonly forId: string;
  readonly ground: DeputyGround;
  readonly since: Instant;
}

/** Somebody whose delegation ended while the step was open, or whose approver another has replaced. */
export interface FormerDeputy {
  readonly personId: string;
  readonly forId: string;
  readonly at: Instant;
}

export type DeputyGround =
  /** Out of office. `path` has the delegations from the approver to the deputy; `until` is the earliest end of them. */
  | { readonly kind: 'delegation'; readonly path: readonly string[]; readonly until: Instant }
  /** The approver gave this one step to somebody, with a word on why. */
  | { readonly kind: 'step'; readonly note: string | null }
  /** Nobody decided in time; `rung` is the one of the ladder, from 0. */
  | { readonly kind: 'escalation'; readonly rung: number; readonly as: EscalationTarget['kind'] };

/** The clock of the step stands still until its submitter has answered. */
export interface Question {
  readonly id: string;
  readonly askedBy: string;
  readonly text: string;
  readonly askedAt: Instant;
  readonly answer: { readonly text: string; readonly at: Instant } | null;
}

/** A person put on a step, why, and how they voted. */
export interface Approver {
  readonly personId: string;
  readonly reasons: readonly Reason[];
  /** Who put this person, or whom they succeeded, on the step by hand; null where the route did. */
  readonly putBy: string | null;
  readonly vote: Vote | null;
}

/**
 * Somebody whose place on a step another has taken. Kept apart from the approvers, so that nothing that counts them can
 * count this one; whoever is put back is an approver again and not in here any more.
 */
export interface ReplacedApprover extends Omit<Approver, 'vote'> {
  readonly at: Instant;
  /** Whether the step was open by then. Instants cannot say: commands are written in another order than they arrived in. */
  readonly wasAsked: boolean;
}

/** Why somebody is asked. Names of units and roles are kept as they were when the route was made. */
export type Reason =
  | { readonly kind: 'user' }
  | { readonly kind: 'role'; readonly role: string; readonly unit: string | null }
  | { readonly kind: 'group'; readonly group: string }
  /** The label of the field the person was picked in. */
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'manager'; readonly level: number }
  | { readonly kind: 'unit_head'; readonly unit: string }
  | { readonly kind: 'stand-in'; readonly as: StandIn; readonly for: string | null }
  /** Put there by hand in place of somebody, or of nobody; `text` is the reason given. */
  | { readonly kind: 'reassigned'; readonly by: string; readonly from: string | null; readonly text: string };

/** What somebody is to the one who cannot act; `delegate`: that one gave them their approvals when leaving. */
export type StandIn = 'delegate' | 'manager' | 'unit_head' | 'fallback_group';

export const decisions = ['approve', 'reject', 'return'] as const;
export type DecisionKind = (typeof decisions)[number];

export interface Vote {
  readonly decision: DecisionKind;
  /** Free text: the comment of an approval, the reason of a rejection or return. */
  readonly comment: string | null;
  readonly at: Instant;
  /** The content the voter saw. */
  readonly dataRevision: number;
  /** The deputy who cast it in the approver's place; absent where the approver did. */
  readonly by?: string;
}

export function stepById(document: ApprovalDocument, stepId: string): Step | undefined {
  return document.steps.find((step) => step.id === stepId);
}

/** Places that reassigning has to fill before the step can be approved: at least one where nobody is on it. */
export function openPlacesOf({ approvers, openPlaces }: Places): number {
  return approvers.length === 0 ? Math.max(1, openPlaces) : openPlaces;
}

interface Places {
  readonly approvers: readonly unknown[];
  readonly openPlaces: number;
}

export function approverOf(step: Step, personId: string): Approver | undefined {
  return step.approvers.find((approver) => approver.personId === personId);
}

/** Places whose vote is missing. */
export function awaitedPlaces({ approvers }: Pick<Step, 'approvers'>): readonly Approver[] {
  return approvers.filter(({ vote }) => vote === null);
}

/** Who cast the vote of a place: its approver, or their deputy; undefined while it is missing. */
export function voterIn({ personId, vote }: Approver): string | undefined {
  return vote === null ? undefined : (vote.by ?? personId);
}

/** Whether this person has voted on the step, in whatever place: nobody does so twice. */
export function hasVotedOn({ approvers }: Pick<Step, 'approvers'>, personId: string): boolean {
  return approvers.some((place) => voterIn(place) === personId);
}

/**
 * Who is or was asked on a step, each once: nobody before it opened, whoever was replaced only if that came after, and
 * whoever may act beside them, or could once.
 */
export function askedOn(step: Step): readonly string[] {
  if (step.openedAt === null) return [];
  const replaced = step.replaced.filter(({ wasAsked }) => wasAsked);
  const asked = [...step.approvers, ...replaced, ...step.deputies, ...step.formerDeputies];
  return [...new Set(asked.map(({ personId }) => personId))];
}
