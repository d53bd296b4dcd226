import type { ApprovalDocument } from '../../../src/engine/document.js';
import { handle } from '../../../src/engine/handle.js';
import { type Instant, instant } from '../../../src/engine/instant.js';
import type { MemoryStore } from '../../support/memory-store.js';
import { activePeople } from './aim.js';
import { digest } from './digest.js';
import { pick, typeKeys } from './names.js';
import { filled } from './random-type.js';

const start = Date.parse('2026-12-31T21:00:00.000Z');
const origin = { requestId: 'r', platform: 'model' };

/** Every draft is made, and submitted, at a time of its own, an hour after the one before. */
export function momentOf(at: number): Instant {
  return instant(start + at * 3_600_000);
}

/** A draft of whatever `fill` means, by an active person; undefined where a form or a role stands in the way. */
export async function draftOf(store: MemoryStore, at: number, fill: number): Promise<ApprovalDocument | undefined> {
  const actorId = pick(activePeople(store), fill);
  const typeKey = pick(typeKeys, at);
  const form = store.company.types.get(typeKey ?? '')?.form;
  if (actorId === undefined || typeKey === undefined || form === undefined) return undefined;
  const documentId = `d${at}`;
  const input = filled(form, fill, activePeople(store));
  const create = { kind: 'create', actorId, documentId, nonce: documentId, typeKey, input } as const;
  await handle(store, create, origin, momentOf(at), digest);
  return store.documents.get(documentId);
}

export async function submit(store: MemoryStore, document: ApprovalDocument, at: number, routeDigest: string) {
  const { id, submitterId, dataRevision, round } = document;
  const seen = { dataRevision, round };
  const command = { kind: 'submit', actorId: submitterId, documentId: id, nonce: `s${id}`, seen, routeDigest } as const;
  return handle(store, command, origin, momentOf(at), digest);
}
