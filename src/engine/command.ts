import type { DecisionKind } from './document.js';
import type { RawValues } from './form/values.js';
import type { Digest } from './route.js';
import { systemId } from './system.js';

/** What the person was looking at when they clicked. */
export interface Seen {
  readonly dataRevision: number;
  readonly round: number;
}

interface ByActor {
  /** The acting person's id, from the verified payload only. */
  readonly actorId: string;
  readonly documentId: string;
}

interface FromForm extends ByActor {
  /** Made when the form or view opened: the same submission twice is one effect. */
  readonly nonce: string;
}

export interface Create extends FromForm {
  readonly kind: 'create';
  readonly typeKey: string;
  readonly input: RawValues;
}

export interface Edit extends FromForm {
  readonly kind: 'edit';
  readonly seen: Seen;
  readonly input: RawValues;
}

/** Submits a draft, or submits a returned document again. */
export interface Submit extends FromForm {
  readonly kind: 'submit';
  readonly seen: Seen;
  /** Of the route the person was shown; see `routeDigest`. */
  readonly routeDigest: string;
}

export interface Cancel extends ByActor {
  readonly kind: 'cancel';
  readonly seen: Seen;
}

/** The submitter throws a draft away. */
export interface Delete extends ByActor {
  readonly kind: 'delete';
  readonly seen: Seen;
}

/** An approved document has been carried out. */
export interface Complete extends ByActor {
  readonly kind: 'complete';
}

/** Puts a person on an open step, in place of `fromId`, who has not voted, or of nobody. */
export interface Reassign extends FromForm {
  readonly kind: 'reassign';
  readonly stepId: string;
  readonly fromId: string | null;
  readonly toId: string;
  readonly reason: string;
}

export interface Decide extends ByActor {
  readonly kind: DecisionKind;
  readonly stepId: string;
  readonly opening: number;
  readonly seen: Seen;
  readonly comment: string | null;
}

/** An approver, or who may act for one, asks the submitter; the clock of the step stands still until the answer. */
export interface Ask extends FromForm {
  readonly kind: 'ask';
  readonly stepId: string;
  readonly opening: number;
  readonly seen: Seen;
  readonly question: string;
}

export interface AnswerQuestion extends FromForm {
  readonly kind: 'answer';
  readonly stepId: string;
  readonly questionId: string;
  readonly text: string;
}

/** An approver who has not voted lets somebody else act beside them, on this one step. */
export interface DelegateStep extends FromForm {
  readonly kind: 'delegate-step';
  readonly stepId: string;
  readonly opening: number;
  readonly toId: string;
  readonly note: string | null;
}

/** The submitter asks those who are awaited to hurry; at most once in 24 hours. */
export interface Nudge extends FromForm {
  readonly kind: 'nudge';
}

interface BySystem {
  readonly actorId: typeof systemId;
  readonly documentId: string;
}

/** A rung of a step's ladder, from 0, whose time has come. */
export interface FireRung extends BySystem {
  readonly kind: 'fire-rung';
  readonly stepId: string;
  readonly opening: number;
  readonly rung: number;
}

/** Brings the deputies on the open steps in line with the delegations of this moment. */
export interface SyncDelegations extends BySystem {
  readonly kind: 'sync-delegations';
  /** One for each look. */
  readonly nonce: string;
}

/** Somebody has left the company: another takes each of their places that waits. */
export interface ReplaceLeaver extends BySystem {
  readonly kind: 'replace-leaver';
  readonly personId: string;
  readonly nonce: string;
}

/** A returned document that nobody works on: warns first, and cancels when the time it warned of has come. */
export interface Lapse extends BySystem {
  readonly kind: 'lapse';
  readonly round: number;
  /** Of the content that nobody worked on: a change takes back what was announced. */
  readonly dataRevision: number;
  readonly what: 'warn' | 'cancel';
}

export type Command = Create | CommandOnDocument;
/** Commands about a document that exists. */
export type CommandOnDocument = CommandByPerson | SystemCommand;
/** Those of them that somebody sends. */
export type CommandByPerson =
  | Edit
  | Submit
  | Cancel
  | Delete
  | Complete
  | Reassign
  | Ask
  | AnswerQuestion
  | DelegateStep
  | Nudge
  | Decide;
/** What happens without a click. */
export type SystemCommand = FireRung | SyncDelegations | ReplaceLeaver | Lapse;
export type CommandKind = Command['kind'];
/** What people do. */
export type PersonCommandKind = Exclude<CommandKind, SystemCommand['kind']>;

export function isBySystem(command: Command): command is SystemCommand {
  return command.actorId === systemId;
}

/** Characters an approval's comment, or a rejection's or return's reason, may have. */
export const commentCharsMax = 1000;

/**
 * Names one intention. The same intention twice (a double click, a platform's retry) has one effect and gets the
 * same answer. The same decision with other words is another intention: nobody is told that words were kept which
 * were not.
 */
export function idempotencyKey(command: Command, digest: Digest): string {
  const actorAndDocument = `${command.actorId}/${command.documentId}`;
  switch (command.kind) {
    case 'create':
    case 'edit':
    case 'submit':
    case 'reassign':
    case 'ask':
    case 'answer':
    case 'delegate-step':
    case 'nudge':
    case 'sync-delegations':
      return `${actorAndDocument}/${command.kind}/${command.nonce}`;
    case 'cancel':
      return `${actorAndDocument}/${command.seen.round}/cancel`;
    case 'fire-rung':
      return `${actorAndDocument}/${command.stepId}/${command.opening}/rung ${command.rung}`;
    case 'replace-leaver':
      return `${actorAndDocument}/${command.kind}/${command.personId}/${command.nonce}`;
    case 'lapse':
      return `${actorAndDocument}/${command.round}/${command.dataRevision}/${command.what}`;
    case 'delete':
    case 'complete':
      return `${actorAndDocument}/${command.kind}`;
    case 'approve':
    case 'reject':
    case 'return':
      return `${actorAndDocument}/${command.seen.round}/${command.stepId}/${command.opening}/${command.kind}${said(command, digest)}`;
  }
}

function said({ comment }: Decide, digest: Digest): string {
  return comment === null ? '' : `/${digest(comment)}`;
}
