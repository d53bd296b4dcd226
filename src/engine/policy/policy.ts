import type { Authored } from '../authors.js';
import type { StepDefinition } from '../definition.js';
import type { Money } from '../money.js';
import type { Rule } from '../rules/rule.js';

/** A check at submit. Immutable and versioned like templates. */
export interface Policy extends Authored {
  readonly key: string;
  readonly version: number;
  readonly name: string;
  /** Key of the document type it checks. */
  readonly type: string;
  /** Higher ones come first. */
  readonly priority: number;
  /** Absent: for every document of the type. */
  readonly when?: Rule;
  readonly check: PolicyCheck;
  readonly authorId: string | null;
  /** Withdrawn ones check nothing any more. */
  readonly active: boolean;
}

export type PolicyCheck = QuotaLimit | AmountThreshold | TimeBased | CustomCheck;

/** So much of something per person and calendar year (of the company's time zone). */
export interface QuotaLimit {
  readonly kind: 'quota_limit';
  /** In hundredths of the unit. */
  readonly limit: number;
  /** What is counted, for people: `days`. */
  readonly unit: string;
  /**
   * An integer or number field with the quantity asked for, computed or typed; or a date_range field, whose days of
   * work are counted and charged to the years they lie in.
   */
  readonly amount: string;
  /** A date or date_range field: its (first) day says which year is charged. Absent or empty: the day of submitting. */
  readonly date?: string;
  /** Most that moves from what a year leaves to the next, in hundredths; 0 for none. See `quota-years.ts`. */
  readonly carryOver: number;
  /** What was used before the company began with this bot. */
  readonly used: readonly OpeningUse[];
}

export interface OpeningUse {
  readonly person: string;
  readonly year: number;
  /** In hundredths. */
  readonly amount: number;
}

/** Adds a step when an amount is above the threshold. */
export interface AmountThreshold {
  readonly kind: 'amount_threshold';
  readonly field: string;
  readonly above: Money;
  /** In a stage of its own behind the template's. */
  readonly step: StepDefinition;
}

export interface TimeBased {
  readonly kind: 'time_based';
  /** A date or date_range field. */
  readonly field: string;
  /** Days between the day of submitting and the first day asked for, at least. */
  readonly noticeDays?: number;
  readonly blackouts: readonly Blackout[];
  /** Whether it may meet an earlier pending, approved or completed request of the same person and type. */
  readonly overlap: 'allowed' | 'refused';
}

/** Both days included, `YYYY-MM-DD`. */
export interface Blackout {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface CustomCheck {
  readonly kind: 'custom';
  /** What must not be: where it holds, the effect comes. */
  readonly rule: Rule;
  readonly effect: 'reject' | 'warn' | 'add_step';
  /** What people read. */
  readonly message: string;
  /** Present for `add_step` only. */
  readonly step?: StepDefinition;
}

/** What a policy said to one submit, with everything its sentence needs. Kept with the document. */
export interface PolicyFinding {
  readonly policy: string;
  readonly name: string;
  readonly effect: 'pass' | 'warn' | 'reject' | 'add_step';
  readonly explanation: PolicyExplanation;
}

/** Quantities in hundredths of their unit. */
export type PolicyExplanation =
  | {
      readonly kind: 'quota';
      readonly unit: string;
      readonly year: number;
      readonly limit: number;
      readonly carried: number;
      readonly spent: number;
      /** By other requests that still wait. */
      readonly held: number;
      readonly asked: number;
      /** Of what is left, that requests for later years have taken over already; absent for none. */
      readonly moved?: number;
    }
  | { readonly kind: 'threshold'; readonly amount: Money; readonly above: Money; readonly step: string }
  | { readonly kind: 'notice'; readonly days: number; readonly earliest: string }
  | { readonly kind: 'blackout'; readonly from: string; readonly to: string; readonly reason: string }
  | { readonly kind: 'overlap'; readonly number: string; readonly from: string; readonly to: string }
  | { readonly kind: 'message'; readonly text: string; readonly step: string | null };

/** A part of somebody's quota that one document holds or has spent; several where it is charged to two policies. */
export interface QuotaHold {
  readonly policy: string;
  readonly personId: string;
  readonly year: number;
  /** In hundredths of the unit; above 0. */
  readonly amount: number;
  readonly state: 'held' | 'spent' | 'released';
}

/** Of one person, policy and year, in hundredths, as locked in the write transaction. */
export interface QuotaBalance {
  readonly policy: string;
  readonly personId: string;
  readonly year: number;
  readonly held: number;
  /** Without what was used before the bot came: that stands in the policy, and may be corrected there. */
  readonly spent: number;
}
