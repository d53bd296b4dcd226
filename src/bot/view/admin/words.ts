import type { VoteRule, Who } from '../../../engine/definition.js';
import type { DecisionKind } from '../../../engine/document.js';
import type { FormField } from '../../../engine/form/field.js';
import type { Instant } from '../../../engine/instant.js';
import type { Permission } from '../../../engine/permission.js';
import type { Rich } from '../text.js';
import type { ListSection, Subcommand } from './subcommand.js';
import type { AdminJobsWords, AdminStuckWords } from './upkeep-words.js';

/** Everything that is said to administrators, in one language. */
export interface AdminWords {
  readonly title: string;
  readonly nothingAllowed: Rich;
  readonly noSuchCommand: (word: string, meant: string | undefined) => Rich;
  readonly notThere: (section: ListSection, key: string) => Rich;
  /** What each subcommand is for, behind the words that are typed for it. */
  readonly help: Readonly<Record<Subcommand, { readonly typed: string; readonly about: string }>>;
  readonly helpLead: Rich;
  readonly helpFoot: Rich;
  readonly sections: Readonly<Record<Subcommand, string>>;
  readonly nothing: Rich;
  readonly buttons: Readonly<Record<AdminButton, string>>;
  readonly searchLabel: string;
  readonly someone: AdminCompanyWords;
  readonly definition: AdminDefinitionWords;
  readonly upload: AdminUploadWords;
  readonly simulate: AdminSimulateWords;
  readonly reassign: AdminReassignWords;
  readonly number: { readonly label: string; readonly hint: string };
  readonly trail: AdminTrailWords;
  readonly audit: AdminAuditWords;
  readonly jobs: AdminJobsWords;
  readonly stuck: AdminStuckWords;
}

export type AdminButton =
  | 'open'
  | 'next'
  | 'first'
  | 'home'
  | 'back'
  | 'history'
  | 'search'
  | 'check'
  | 'confirm'
  | 'reassign'
  | 'new-query'
  | 'csv'
  | 'json'
  | 'timeline'
  | 'another'
  | 'retry'
  | 'retry-all'
  | 'refresh';

/** People, roles, groups and calendars. */
export interface AdminCompanyWords {
  personAbout(title: string | null, unit: string | null, isActive: boolean): Rich;
  email(email: string): Rich;
  unit(unit: string | null): Rich;
  manager(manager: string | null): Rich;
  readonly inactive: Rich;
  readonly rolesTitle: string;
  heldRole(role: string, unit: string | null): Rich;
  readonly groupsTitle: string;
  readonly accountsTitle: string;
  readonly noAccount: Rich;
  account(platform: string, installation: string, chatUser: string): Rich;
  readonly quotasTitle: string;
  balance(policy: string, year: number, unit: string, spent: string, held: string): Rich;
  readonly quotasFoot: Rich;
  roleAbout(holders: number, everyone: boolean, confirm: boolean): Rich;
  readonly allowsTitle: string;
  readonly allowsNothing: Rich;
  permission(permission: Permission): Rich;
  groupAbout(members: number): Rich;
  readonly membersTitle: string;
  member(name: string, isActive: boolean): Rich;
  calendarAbout(timeZone: string, isDefault: boolean): Rich;
  readonly hoursTitle: string;
  weekday(day: string, periods: string): Rich;
  readonly holidaysTitle: string;
  holiday(day: string, name: string): Rich;
}

/** Types, templates and policies, in words. */
export interface AdminDefinitionWords {
  /** Which version, from when and by whom; nobody's name where files on the machine said it. */
  saved(version: number, at: Instant, author: string | null): Rich;
  typeAbout(prefix: string, version: number): Rich;
  readonly fieldsTitle: string;
  field(label: string, name: string, type: FormField['type'], isRequired: boolean): Rich;
  fieldShownWhen(rule: string): Rich;
  fieldComputed(rule: string): Rich;
  readonly visibleToManagers: Rich;
  attachments(required: boolean, max: number | undefined): Rich;
  readonly completedAutomatically: Rich;
  completedBy(role: string): Rich;
  templateAbout(type: string, priority: number, version: number): Rich;
  readonly withdrawn: Rich;
  appliesWhen(rule: string | undefined): Rich;
  stage(place: number): string;
  step(name: string): Rich;
  who(who: readonly NamedWho[], rule: VoteRule): Rich;
  when(rule: string): Rich;
  because(text: string): Rich;
  sla(hours: number, calendar: string | undefined): Rich;
  /** What happens while nobody decides; empty where nothing does. */
  ladder(rungs: readonly NamedRung[]): Rich;
  policyAbout(type: string, priority: number, version: number): Rich;
  quota(limit: string, unit: string, amount: string): Rich;
  quotaDate(field: string): Rich;
  carryOver(amount: string, unit: string): Rich;
  openingUse(person: string, year: number, amount: string, unit: string): Rich;
  readonly openingTitle: string;
  threshold(field: string, above: string): Rich;
  notice(field: string, days: number): Rich;
  blackout(from: string, to: string, reason: string): Rich;
  readonly blackoutsTitle: string;
  readonly overlapRefused: Rich;
  custom(rule: string, effect: 'reject' | 'warn' | 'add_step', message: string): Rich;
}

/** Whom a step asks, with names instead of ids and keys. */
export type NamedWho =
  | { readonly kind: Exclude<Who['kind'], 'manager' | 'unit_head'>; readonly name: string }
  | { readonly kind: 'manager'; readonly level: number }
  | { readonly kind: 'unit_head' };

/** One rung of a ladder, with names instead of ids and keys; a manager or head is the approver's own. */
export type NamedRung =
  | { readonly do: 'remind' | DecisionKind; readonly afterHours: number }
  | { readonly do: 'escalate'; readonly afterHours: number; readonly to: readonly NamedWho[] };

export interface AdminUploadWords {
  readonly lead: Rich;
  readonly fileLabel: string;
  readonly fileHint: string;
  readonly textLabel: string;
  readonly textHint: string;
  readonly nothingGiven: string;
  readonly bothGiven: string;
  readonly checkingTitle: string;
  readonly checking: Rich;
  readonly applying: Rich;
  readonly mistakesTitle: string;
  mistakes(count: number, name: string): Rich;
  mistake(line: number | null, message: string): Rich;
  readonly refusedTitle: string;
  refused(count: number): Rich;
  readonly changesTitle: string;
  changes(count: number, name: string): Rich;
  readonly warningsTitle: string;
  readonly noDifference: Rich;
  readonly changedMeanwhile: Rich;
  readonly applied: (count: number) => Rich;
  readonly gone: Rich;
  readonly tooLarge: (bytesMax: number) => Rich;
  readonly notText: Rich;
  readonly unreachable: Rich;
  readonly textName: string;
}

export interface AdminSimulateWords {
  readonly lead: Rich;
  readonly typeLabel: string;
  readonly personLabel: string;
  readonly content: string;
  asIf(name: string): Rich;
  readonly noTypes: Rich;
  readonly inactive: string;
  readonly mayNotAsk: string;
  readonly title: string;
}

export interface AdminReassignWords {
  readonly lead: (name: string, title: string, submitter: string) => Rich;
  readonly placeLabel: string;
  place(step: string, person: string | null): string;
  readonly toLabel: string;
  person(name: string, about: string | null, isLinked: boolean): string;
  readonly reasonLabel: string;
  readonly reasonHint: string;
  readonly nothingOpen: (name: string) => Rich;
  readonly kept: Rich;
  readonly done: (step: string, person: string, name: string) => Rich;
}

/** What the audit trail says of deputies, questions, reminders and what else happens while a request waits. */
export interface LaterTrailWords {
  votedFor(decision: DecisionKind, step: string, principal: string, comment: string | null): Rich;
  /** Away `until` then; null where the approver gave this one step away. */
  delegated(
    step: string,
    deputy: string,
    principal: string,
    how: { readonly until: Instant | null; readonly note: string | null },
  ): Rich;
  delegationExpired(step: string, deputy: string, principal: string): Rich;
  reminded(step: string, names: readonly string[]): Rich;
  escalated(step: string, pairs: readonly { readonly deputy: string; readonly principal: string }[]): Rich;
  /** Null where the system must not decide. */
  expired(step: string, decision: DecisionKind | null): Rich;
  asked(step: string, text: string): Rich;
  answered(step: string, text: string): Rich;
  approverLeft(step: string, person: string, successor: string | null): Rich;
  nudged(names: readonly string[]): Rich;
  expiring(at: Instant): Rich;
  /** The system cancelled a returned request that nobody worked on. */
  readonly lapsed: Rich;
}

/** What the audit trail says happened. */
export interface AdminTrailWords extends LaterTrailWords {
  readonly timelineTitle: (name: string) => string;
  entry(at: Instant, actor: string | null, what: Rich): Rich;
  /** Whoever works on the machine. */
  readonly operator: string;
  /** What followed of itself. */
  consequence(at: Instant, what: Rich): Rich;
  readonly erased: Rich;
  created(title: string): Rich;
  edited(title: string, labels: readonly string[]): Rich;
  submitted(number: string, round: number, steps: readonly string[]): Rich;
  stageOpened(stage: number): Rich;
  voted(decision: DecisionKind, step: string, comment: string | null): Rich;
  stepCompleted(step: string, outcome: 'approved' | 'rejected' | 'returned'): Rich;
  reassigned(step: string, from: string | null, to: string, reason: string): Rich;
  ended(what: 'approved' | 'rejected' | 'returned' | 'cancelled' | 'completed' | 'deleted'): Rich;
  /** Actions on the company, in words; others are told as the trail calls them. */
  readonly actions: Readonly<Record<string, string>>;
  company(action: string, entity: string, version: number | undefined): Rich;
}

export interface AdminAuditWords {
  readonly lead: Rich;
  readonly personLabel: string;
  readonly documentLabel: string;
  readonly fromLabel: string;
  readonly toLabel: string;
  readonly endBeforeStart: string;
  readonly noSuchDocument: string;
  asked(
    person: string | null,
    document: string | null,
    entity: string | null,
    from: string | null,
    to: string | null,
  ): Rich;
  about(name: string): Rich;
  readonly exporting: Rich;
  readonly exported: (name: string, entries: number, isWhole: boolean) => Rich;
  readonly exportComment: string;
  readonly exportFailed: Rich;
}
