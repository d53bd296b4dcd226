import type { Command, Complete, Decide, Seen } from '../../../src/engine/command.js';
import { commentCharsMax } from '../../../src/engine/command.js';
import type { ApprovalDocument, Approver, DocumentStatus, Step } from '../../../src/engine/document.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { MemoryStore } from '../../support/memory-store.js';
import { aimReassign } from './aim-reassign.js';
import { completes } from './expected-completer.js';
import type { Intent } from './intent.js';
import { ghost, pick, typeKeys, unknownType } from './names.js';
import { previewOf } from './preview-of.js';
import { filled, misfilled } from './random-type.js';

/**
 * Turns an intent into the command that somebody who looks at the world as it is would send, but for the slip. Where there
 * is nothing to decide on, something is submitted; where there is nothing to submit, something is asked for.
 */
export async function aim(store: MemoryStore, intent: Intent, newId: string, at: Instant): Promise<Command> {
  for (const kind of [intent.kind, 'submit'] as const) {
    const found = await aimed(store, { ...intent, kind }, newId, at);
    if (found !== undefined || intent.kind === 'create') return found ?? aimCreate(store, intent, newId);
  }
  return aimCreate(store, intent, newId);
}

async function aimed(store: MemoryStore, intent: Intent, newId: string, at: Instant): Promise<Command | undefined> {
  switch (intent.kind) {
    case 'create':
      return undefined;
    case 'vote':
      return aimVote(store, intent);
    case 'complete':
      return aimComplete(store, intent);
    case 'reassign':
      return aimReassign(store, intent, newId);
    default:
      return aimOwn(store, intent, intent.kind, newId, at);
  }
}

/** What a submitter does to a document of theirs. */
async function aimOwn(
  store: MemoryStore,
  intent: Intent,
  kind: 'edit' | 'submit' | 'cancel' | 'delete',
  newId: string,
  at: Instant,
): Promise<Command | undefined> {
  const document = chosen(store, intent, suitable[kind]);
  if (document === undefined) return undefined;
  const actorId = actorOf(store, document.submitterId, intent, document);
  const target = { ...targetOf(store, document, intent), actorId };
  if (kind === 'cancel' || kind === 'delete') return { kind, ...target };
  if (kind === 'edit') return { kind, ...target, nonce: newId, input: inputFor(store, document.typeKey, intent) };
  return { kind, ...target, nonce: newId, routeDigest: await agreedRoute(store, document, intent, at) };
}

const suitable: Readonly<Record<'edit' | 'submit' | 'cancel' | 'delete', readonly DocumentStatus[]>> = {
  edit: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  cancel: ['draft', 'pending', 'returned'],
  delete: ['draft'],
};

function aimCreate(store: MemoryStore, intent: Intent, newId: string): Command {
  const personId = pick(activePeople(store), intent.person) ?? ghost;
  const known = pick(typeKeys, intent.document) ?? unknownType;
  const typeKey = intent.slip === 'no such document' ? unknownType : known;
  return {
    kind: 'create',
    actorId: actorOf(store, personId, intent, undefined),
    documentId: `d${newId}`,
    nonce: newId,
    typeKey,
    input: inputFor(store, known, intent),
  };
}

/** Somebody who may say that an approved document was carried out, or anybody at all. */
function aimComplete(store: MemoryStore, intent: Intent): Complete | undefined {
  const document = chosen(store, intent, ['approved']);
  if (document === undefined) return undefined;
  const { company } = store;
  const able = activePeople(store).filter((id) => completes(company, id, document.typeKey, document.submitterId));
  const isCareless = intent.fill % 3 === 0 || able.length === 0;
  const usual = pick(isCareless ? activePeople(store) : able, intent.person) ?? ghost;
  const { documentId } = targetOf(store, document, intent);
  return { kind: 'complete', documentId, actorId: actorOf(store, usual, intent, document) };
}

function aimVote(store: MemoryStore, intent: Intent): Decide | undefined {
  const targets = votesWanted(store, intent);
  const ofDocument = pick([...new Set(targets.map((target) => target.document))], intent.document);
  const target = pick(
    targets.filter(({ document }) => document === ofDocument),
    intent.step,
  );
  if (target === undefined) return undefined;
  const { document, step, approver } = target;
  const author = intent.slip === 'who wrote it' ? pick(document.authorIds, intent.person) : undefined;
  return {
    kind: intent.decision,
    ...targetOf(store, document, intent),
    actorId: actorOf(store, author ?? approver?.personId ?? ghost, intent, document),
    stepId: intent.slip === 'no such step' ? `${document.id}:${document.round}:63` : step.id,
    opening: intent.slip === 'a former opening' ? step.opening + 1 : Math.max(1, step.opening),
    comment: wordsOf(intent),
  };
}

interface Ballot {
  readonly document: ApprovalDocument;
  readonly step: Step;
  readonly approver: Approver | undefined;
}

function votesWanted(store: MemoryStore, { slip }: Intent): readonly Ballot[] {
  const ballots = [...store.documents.values()].flatMap((document) => ballotsOf(document));
  if (slip === 'any document') return ballots;
  const pending = ballots.filter(({ document }) => document.status === 'pending');
  if (slip === 'any step') return pending;
  const written = pending.filter(({ document }) => document.authorIds.length > 0);
  if (slip === 'who wrote it' && written.length > 0) return written;
  const cast = pending.filter(({ approver }) => approver?.vote);
  if (slip === 'a second vote' && cast.length > 0) return cast;
  return pending.filter(
    ({ step, approver }) => step.status === 'pending' && approver !== undefined && approver.vote === null,
  );
}

function ballotsOf(document: ApprovalDocument): readonly Ballot[] {
  return document.steps.flatMap((step): readonly Ballot[] => {
    if (step.approvers.length === 0) return [{ document, step, approver: undefined }];
    return step.approvers.map((approver) => ({ document, step, approver }));
  });
}

function chosen(store: MemoryStore, { slip, document }: Intent, statuses: readonly DocumentStatus[]) {
  const all = [...store.documents.values()];
  const fit = all.filter((one) => statuses.includes(one.status) && one.deletedAt === null);
  return pick(slip === 'any document' ? all : fit, document);
}

function targetOf(store: MemoryStore, document: ApprovalDocument, { slip }: Intent) {
  const seen: Seen = {
    dataRevision: document.dataRevision - (slip === 'an old revision' ? 1 : 0),
    round: document.round - (slip === 'an old round' ? 1 : 0),
  };
  return { documentId: slip === 'no such document' ? `d${store.commits.length}?` : document.id, seen };
}

function actorOf(store: MemoryStore, usual: string, intent: Intent, document: ApprovalDocument | undefined): string {
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

function inputFor(store: MemoryStore, typeKey: string, { slip, fill }: Intent) {
  const form = store.company.types.get(typeKey)?.form ?? [];
  return slip === 'badly worded' ? misfilled(form, fill, activePeople(store)) : filled(form, fill, activePeople(store));
}

export function wordsOf({ decision, slip, fill }: Intent): string | null {
  if (slip === 'far too long') return 'x'.repeat(commentCharsMax + 1 + fill);
  if (slip === 'badly worded') return fill % 2 === 0 ? null : ' ';
  return decision === 'approve' && fill % 2 === 0 ? null : `because ${fill}`;
}

async function agreedRoute(
  store: MemoryStore,
  document: ApprovalDocument,
  { slip }: Intent,
  at: Instant,
): Promise<string> {
  if (slip === 'another route') return 'agreed at another time';
  const preview = await previewOf(store, document, at);
  return 'digest' in preview ? preview.digest : 'no route';
}

export function activePeople(store: MemoryStore): readonly string[] {
  return [...store.company.people.values()].filter((person) => person.active).map((person) => person.id);
}
