import type { Complete } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import type { ApprovalDocument } from './document.js';
import type { Facts } from './facts.js';
import type { Refusal } from './refusal.js';
import { firstRefusal, unlessStatus } from './refusal-checks.js';

/** A holder of the role that the type names says that what was approved has been carried out. */
export function decideComplete(document: ApprovalDocument, command: Complete, facts: Facts): Decision {
  const refusal = firstRefusal(
    () => unlessCompleter(facts),
    () => unlessStatus(document, ['approved']),
  );
  if (refusal !== undefined) return refuse(refusal);
  return accept({ type: 'document-completed', documentId: document.id, by: command.actorId });
}

function unlessCompleter({ type, isCompleter }: Facts): Refusal | undefined {
  if (isCompleter) return undefined;
  const completion = type?.completion;
  return { code: 'not-the-completer', role: completion?.kind === 'role' ? completion.role : null };
}
