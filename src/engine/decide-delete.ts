import type { Delete } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import type { ApprovalDocument } from './document.js';
import type { Facts } from './facts.js';
import { firstRefusal, unlessSeen, unlessStatus, unlessSubmitter } from './refusal-checks.js';

/** Only what was never submitted can go; everything later is cancelled and stays to be read. */
export function decideDelete(document: ApprovalDocument, command: Delete, facts: Facts): Decision {
  const refusal = firstRefusal(
    () => unlessSubmitter(document, command.actorId),
    () => unlessStatus(document, ['draft']),
    () => unlessSeen(document, command.seen, facts),
  );
  if (refusal !== undefined) return refuse(refusal);
  return accept({ type: 'document-deleted', documentId: document.id });
}
