import type { Cancel } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import type { ApprovalDocument } from './document.js';
import type { Facts } from './facts.js';
import { firstRefusal, unlessSeen, unlessStatus, unlessSubmitter } from './refusal-checks.js';

export function decideCancel(document: ApprovalDocument, command: Cancel, facts: Facts): Decision {
  const refusal = firstRefusal(
    () => unlessSubmitter(document, command.actorId),
    () => unlessStatus(document, ['draft', 'pending', 'returned']),
    () => unlessSeen(document, command.seen, facts),
  );
  if (refusal !== undefined) return refuse(refusal);
  return accept({ type: 'document-cancelled', documentId: document.id });
}
