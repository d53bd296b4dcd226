import type { DocumentType } from './definition.js';
import { type ApprovalDocument, askedOn } from './document.js';
import type { Relation } from './facts.js';
import type { Actor } from './organisation.js';

/**
 * Its submitter, anyone who is or was asked once their step opened, also in another's place, those who may read
 * everything, and the submitter's managers where the type says so. To everyone else the document does not exist, and a draft that was
 * thrown away exists for nobody.
 */
export function maySee(
  document: ApprovalDocument,
  viewer: Actor,
  relation: Relation,
  type: Pick<DocumentType, 'visibleToManagers'> | undefined,
): boolean {
  if (document.deletedAt !== null) return false;
  if (document.submitterId === viewer.id) return true;
  if (viewer.permissions.has('document.read_all')) return true;
  if (relation.wasApprover || isAsked(document, viewer.id)) return true;
  return relation.managesSubmitter && type?.visibleToManagers === true && document.status !== 'draft';
}

/** Asked in the current round: on a step that has opened, or for somebody there, even if it is another's since. */
export function isAsked(document: ApprovalDocument, personId: string): boolean {
  return document.steps.some((step) => askedOn(step).includes(personId));
}
