import { fileForApp } from './file-shape.js';
import type { SandboxParts } from './parts.js';
import type { Lookups } from './view-values.js';

/** What one person's values stand for: their own files, and what was offered to them. */
export function lookupsFor(parts: SandboxParts, userId: string): Lookups {
  return {
    file: (id) => {
      const file = parts.uploads.find(id);
      return file?.userId === userId ? fileForApp(parts, file) : undefined;
    },
    offered: (block, element, value) => parts.offers.find(userId, block, element, value),
  };
}
