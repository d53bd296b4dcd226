import type { Authored } from './authors.js';
import type { DecisionKind } from './document.js';
import type { FormField } from './form/field.js';
import type { Rule } from './rules/rule.js';

/** What kind of document, with its form. Versions are immutable: a change makes the next one. */
export interface DocumentType extends Authored {
  readonly key: string;
  readonly version: number;
  readonly name: string;
  /** First part of every document number, e.g. `PR` in `PR-2026-0001`. */
  readonly prefix: string;
  readonly description?: string;
  readonly form: readonly FormField[];
  /** The field whose value names a document of this type in lists. */
  readonly titleField: string;
  /** Whether the submitter's managers may see a document of this type without being asked. */
  readonly visibleToManagers: boolean;
  /** Absent: the settings' limits, and nothing is required. */
  readonly attachments?: AttachmentRule;
  /** Absent: approved is the end. */
  readonly completion?: Completion;
  readonly authorId?: string;
}

export interface AttachmentRule {
  /** At least one file, in whichever field. */
  readonly required: boolean;
  /** Files a document may have; the settings' limit when absent. */
  readonly max?: number;
  /** Bytes of one file; the settings' limit when absent. */
  readonly bytesMax?: number;
}

/** How an approved document becomes completed: at once, or when a holder of the role says so. */
export type Completion = { readonly kind: 'automatic' } | { readonly kind: 'role'; readonly role: string };

/** The stages a document of one type goes through. Immutable and versioned like its type. */
export interface Template extends Authored {
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly type: string;
  /** The highest that yields at least one step wins. */
  readonly priority: number;
  /** Absent: for every document of the type. */
  readonly condition?: Rule;
  readonly stages: readonly Stage[];
  readonly authorId?: string;
}

/** Steps of a stage run in parallel; a stage opens when the one before is done. */
export interface Stage {
  readonly steps: readonly StepDefinition[];
}

export interface StepDefinition {
  readonly key: string;
  readonly name: string;
  readonly who: readonly Who[];
  readonly rule: VoteRule;
  /** Absent: always. */
  readonly when?: Rule;
  /** Why `when` asks these people, in words for everyone: `over 500.00 USD`. */
  readonly because?: string;
  readonly sla?: Sla;
}

/** How long a step may take. */
export interface Sla {
  /** Business hours of the calendar. */
  readonly hours: number;
  /** The company's default when absent. */
  readonly calendar?: string;
  /** What happens while nobody decides, earliest first; the settings' ladder when absent, none when empty. */
  readonly ladder?: readonly Rung[];
}

/**
 * One thing that happens once when a step has been open for so many business hours. `escalate` lets others act beside the
 * approvers who have not voted: their managers, or whom `to` names, `manager` and `unit_head` being the approver's own.
 * The last three decide in the system's name, which a template must ask for.
 */
export type Rung =
  | { readonly do: 'remind'; readonly afterHours: number }
  | { readonly do: 'escalate'; readonly afterHours: number; readonly to: readonly EscalationTarget[] }
  | { readonly do: DecisionKind; readonly afterHours: number };

export type EscalationTarget = Exclude<Who, { readonly kind: 'field' }>;

/** How long one step of a document may take, as it was when the document was submitted. */
export interface StepSla extends Sla {
  readonly ladder: readonly Rung[];
}

/** Whom a step asks. Several are asked together; `rule` says how many must agree. */
export type Who =
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'group'; readonly group: string }
  /** A person, or people, picked in that field of the form. */
  | { readonly kind: 'field'; readonly field: string }
  /** `level` managers up; 1, the submitter's own, when absent. */
  | { readonly kind: 'manager'; readonly level?: number }
  | { readonly kind: 'unit_head' };

export const approveRules = ['any', 'all'] as const;
export const rejectRules = ['any', 'all'] as const;

/** When a step counts as approved, and when as rejected. See `vote-rule.ts`. */
export interface VoteRule {
  readonly approveWhen: (typeof approveRules)[number];
  readonly rejectWhen: (typeof rejectRules)[number];
}
