import { approverIds } from './company.js';

/** One approval that somebody is about to give. Both sides get the same ones, so both can end with the same rows. */
export interface Decision {
  readonly documentId: string;
  readonly stepId: string;
  readonly personId: string;
  readonly requestId: string;
  readonly at: string;
}

const firstDecisionMs = Date.parse('2026-03-02T09:00:00.000Z');

/** The id of a seeded document, counted from 1: as long as a real one, and ordered as real ones are. */
export function documentIdAt(index: number): string {
  return `01980000-0000-7000-8000-${String(index).padStart(12, '0')}`;
}

/** The card that asks somebody about a seeded document. */
export function cardIdOf({ documentId, personId }: Decision): string {
  return `${documentId}:${personId}`;
}

/** The approvals that take one document from submitted to approved, a minute apart. */
export function decisionsOn(index: number): readonly Decision[] {
  const documentId = documentIdAt(index);
  return approverIds.map((personId, bit) => ({
    documentId,
    stepId: `${documentId}:1:${bit}`,
    personId,
    requestId: `request-${documentId}-${bit}`,
    at: new Date(firstDecisionMs + (index * approverIds.length + bit) * 60_000).toISOString(),
  }));
}
