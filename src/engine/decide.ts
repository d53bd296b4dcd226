import { type Command, type CommandByPerson, isBySystem, type PersonCommandKind } from './command.js';
import { decideAnswer, decideAsk } from './decide-ask.js';
import { decideBySystem } from './decide-by-system.js';
import { decideCancel } from './decide-cancel.js';
import { decideComplete } from './decide-complete.js';
import { decideCreate, decideEdit } from './decide-content.js';
import { decideDelegateStep } from './decide-delegate-step.js';
import { decideDelete } from './decide-delete.js';
import { decideNudge } from './decide-nudge.js';
import { decideReassign } from './decide-reassign.js';
import { decideSubmit } from './decide-submit.js';
import { decideVote } from './decide-vote.js';
import { type Decision, refuse } from './decision.js';
import type { ApprovalDocument } from './document.js';
import type { Facts } from './facts.js';
import type { Instant } from './instant.js';
import { maySee } from './may-see.js';
import type { Actor } from './organisation.js';
import type { Permission } from './permission.js';
import type { Refusal } from './refusal.js';
import { isAskedNow } from './voting-place.js';

/** The first failing check is the answer; `refusal.ts` lists the codes in this order. */
export function decide(document: ApprovalDocument | undefined, command: Command, facts: Facts, now: Instant): Decision {
  if (isBySystem(command)) {
    return document === undefined ? refuse({ code: 'nothing-to-do' }) : decideBySystem(document, command, facts, now);
  }
  const { actor } = facts;
  const standing = standingOf(actor, command.kind);
  if (standing !== undefined) return refuse(standing);
  if (command.kind === 'create') return decideCreate(command, facts);
  if (document === undefined || actor === undefined || !reaches(document, actor, command, facts, now)) {
    return refuse({ code: 'no-such-document' });
  }
  return decideOn(document, command, facts, now);
}

/** Who carries out what was approved knows of it by that alone, and so does who acts for an approver from now on. */
function reaches(
  document: ApprovalDocument,
  actor: Actor,
  command: CommandByPerson,
  facts: Facts,
  now: Instant,
): boolean {
  if (maySee(document, actor, facts.relation, facts.type)) return true;
  if ('stepId' in command && isAskedNow(document, command.stepId, actor.id, facts, now)) return true;
  return facts.isCompleter && (document.status === 'approved' || document.status === 'completed');
}

function decideOn(document: ApprovalDocument, command: CommandByPerson, facts: Facts, now: Instant): Decision {
  switch (command.kind) {
    case 'edit':
      return decideEdit(document, command, facts);
    case 'submit':
      return decideSubmit(document, command, facts, now);
    case 'cancel':
      return decideCancel(document, command, facts);
    case 'delete':
      return decideDelete(document, command, facts);
    case 'complete':
      return decideComplete(document, command, facts);
    case 'reassign':
      return decideReassign(document, command, facts);
    case 'ask':
      return decideAsk(document, command, facts, now);
    case 'answer':
      return decideAnswer(document, command, facts, now);
    case 'delegate-step':
      return decideDelegateStep(document, command, facts);
    case 'nudge':
      return decideNudge(document, command, now);
    case 'approve':
    case 'reject':
    case 'return':
      return decideVote(document, command, facts, now);
  }
}

const permissionFor = {
  create: 'document.create',
  edit: 'document.create',
  submit: 'document.create',
  cancel: 'document.create',
  delete: 'document.create',
  complete: 'approval.act',
  reassign: 'approval.reassign',
  approve: 'approval.act',
  reject: 'approval.act',
  return: 'approval.act',
  ask: 'approval.act',
  answer: 'document.create',
  'delegate-step': 'approval.act',
  nudge: 'document.create',
} as const satisfies Record<PersonCommandKind, Permission>;

function standingOf(actor: Actor | undefined, command: PersonCommandKind): Refusal | undefined {
  if (actor === undefined) return { code: 'unknown-person' };
  if (!actor.active) return { code: 'inactive-person' };
  const permission = permissionFor[command];
  return actor.permissions.has(permission) ? undefined : { code: 'no-permission', permission };
}
