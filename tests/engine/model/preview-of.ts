import type { ApprovalDocument } from '../../../src/engine/document.js';
import { previewRoute } from '../../../src/engine/handle.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { MemoryStore } from '../../support/memory-store.js';
import { digest } from './digest.js';

/** What the submitter of a document would be shown now. */
export function previewOf(store: MemoryStore, { id, typeKey, submitterId, data }: ApprovalDocument, at: Instant) {
  return previewRoute(store, typeKey, submitterId, { documentId: id, values: data }, at, digest);
}
