import { dayMs } from './calendar/local-date.js';
import type { Lapse } from './command.js';
import type { ApprovalDocument } from './document.js';
import type { DomainEvent } from './event.js';
import type { Facts } from './facts.js';
import { epochMs, type Instant, instant } from './instant.js';

/** Days between the warning and the end, where the whole time is long enough for that. */
const warningDaysMax = 3;

/**
 * A returned document that nobody works on comes to its end, after it was announced. However late somebody looks, the
 * announcement comes first, and as long before the end as on time; whoever works on the document takes it back.
 */
export function lapse(
  document: ApprovalDocument,
  { round, dataRevision, what }: Lapse,
  facts: Facts,
  now: Instant,
): readonly DomainEvent[] {
  if (document.status !== 'returned' || document.round !== round || document.dataRevision !== dataRevision) return [];
  const { id: documentId, cancelAt } = document;
  if (what === 'cancel') {
    const isDue = cancelAt !== null && now >= cancelAt;
    return isDue ? [{ type: 'document-cancelled', documentId, because: 'stale' }] : [];
  }
  if (cancelAt !== null || now < warningAt(document, facts)) return [];
  const endMs = idleSinceMs(document, facts) + facts.settings.autoCancelDays * dayMs;
  const announcedMs = epochMs(now) + warningDays(facts) * dayMs;
  return [{ type: 'document-expiring', documentId, cancelAt: instant(Math.max(endMs, announcedMs)) }];
}

/** When the submitter of a returned document is warned that it will be cancelled. */
function warningAt(document: ApprovalDocument, facts: Facts): Instant {
  const days = facts.settings.autoCancelDays - warningDays(facts);
  return instant(idleSinceMs(document, facts) + days * dayMs);
}

/** Since it was returned, or last changed, whichever came later. */
function idleSinceMs({ closedAt, createdAt }: ApprovalDocument, { editedAt }: Facts): number {
  const returnedMs = epochMs(closedAt ?? createdAt);
  return editedAt === undefined ? returnedMs : Math.max(returnedMs, epochMs(editedAt));
}

function warningDays({ settings }: Facts): number {
  return warningDaysOf(settings.autoCancelDays);
}

/** How many days before the end a warning comes. */
export function warningDaysOf(autoCancelDays: number): number {
  return Math.min(warningDaysMax, autoCancelDays / 2);
}
