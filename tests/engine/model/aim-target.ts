import type { Seen } from '../../../src/engine/command.js';
import type { ApprovalDocument, DocumentStatus } from '../../../src/engine/document.js';
import type { MemoryStore } from '../../support/memory-store.js';
import type { Intent } from './intent.js';
import { ghost, pick } from './names.js';

/** A document in one of these statuses, or with a slip any. */
export function chosen(store: MemoryStore, { slip, document }: Intent, statuses: readonly DocumentStatus[]) {
  const all = [...store.documents.values()];
  const fit = all.filter((one) => statuses.includes(one.status) && one.deletedAt === null);
  return pick(slip === 'any document' ? all : fit, document);
}

export function targetOf(store: MemoryStore, document: ApprovalDocument, { slip }: Intent) {
  const seen: Seen = {
    dataRevision: document.dataRevision - (slip === 'an old revision' ? 1 : 0),
    round: document.round - (slip === 'an old round' ? 1 : 0),
  };
  return { documentId: slip === 'no such document' ? `d${store.commits.length}?` : document.id, seen };
}

export function actorOf(
  store: MemoryStore,
  usual: string,
  intent: Intent,
  document: ApprovalDocument | undefined,
): string {
  switch (intent.slip) {
    case 'unknown person':
      return ghost;
    case 'another person':
      return pick([...store.company.people.keys()], intent.person) ?? usual;
    case 'the submitter':
      return document?.submitterId ?? usual;
    default:
      return usual;
  }
}
