import type { Nudge } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import type { ApprovalDocument } from './document.js';
import { epochMs, type Instant, instant } from './instant.js';
import type { Refusal } from './refusal.js';
import { firstRefusal, unlessStatus, unlessSubmitter } from './refusal-checks.js';
import { awaitedOf } from './voting-place.js';

/** How long after a nudge the submitter may send another. */
export const nudgeRestMs = 24 * 60 * 60 * 1000;

/** The submitter asks those who are awaited to hurry. */
export function decideNudge(document: ApprovalDocument, command: Nudge, now: Instant): Decision {
  const refusal = firstRefusal(
    () => unlessSubmitter(document, command.actorId),
    () => unlessStatus(document, ['pending']),
    () => unlessRested(document, now),
  );
  if (refusal !== undefined) return refuse(refusal);
  const personIds = [...new Set(document.steps.flatMap(awaitedOf))].sort();
  return accept({ type: 'document-nudged', documentId: document.id, personIds });
}

function unlessRested({ nudgedAt }: ApprovalDocument, now: Instant): Refusal | undefined {
  if (nudgedAt === null) return undefined;
  const againAt = instant(epochMs(nudgedAt) + nudgeRestMs);
  return now < againAt ? { code: 'nudged-already', at: nudgedAt, againAt } : undefined;
}
