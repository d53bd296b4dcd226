import type { ApprovalDocument } from '../../engine/document.js';
import { StoreFault } from '../faults.js';

/** Every row of a change is written once, or somebody else wrote the document meanwhile. */
export function expectOne(changed: number, document: ApprovalDocument): void {
  if (changed !== 1) throw new StoreFault('conflict', `Document ${document.id} changed while it was decided`);
}
