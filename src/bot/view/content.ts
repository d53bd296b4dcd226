import type { ApprovalDocument, Step } from '../../engine/document.js';
import type { Dossier } from '../../engine/dossier.js';

type Titled = Pick<Dossier, 'document' | 'type'>;

/** The title, which is content too; the type's name for those who may not see it. */
export function titleFor({ document, type }: Titled, viewerId: string): string {
  return maySeeContent(document, viewerId) ? document.title : type.name;
}

/** The title where those steps were about it; the type's name where it is newer than what was decided on them. */
export function titleOfRound(dossier: Titled, steps: readonly Step[], viewerId: string): string {
  return isChangedSince(dossier.document, steps) ? dossier.type.name : titleFor(dossier, viewerId);
}

/** What a submitter writes between two rounds is theirs alone until they submit it. */
export function maySeeContent(document: ApprovalDocument, viewerId: string): boolean {
  return document.submitterId === viewerId || !isChangedSinceDecided(document);
}

/** Whether the submitter has changed a document after the votes of its latest round, and not submitted that. */
export function isChangedSinceDecided(document: ApprovalDocument): boolean {
  if (document.status !== 'returned' && document.status !== 'cancelled') return false;
  return isChangedSince(document, document.steps);
}

/** Whether the content is another than the votes on those steps, all of one round, were about. */
export function isChangedSince(document: ApprovalDocument, steps: readonly Step[]): boolean {
  const decidedOn = steps.flatMap((step) => step.approvers.flatMap(({ vote }) => vote?.dataRevision ?? []));
  return decidedOn.length > 0 && !decidedOn.includes(document.dataRevision);
}
