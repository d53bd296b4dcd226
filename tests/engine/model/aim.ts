import type { Command, Complete } from '../../../src/engine/command.js';
import type { ApprovalDocument, DocumentStatus } from '../../../src/engine/document.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { MemoryStore } from '../../support/memory-store.js';
import { aimAnswer, aimBeside, aimNudge } from './aim-beside.js';
import { aimReassign } from './aim-reassign.js';
import { aimBySystem } from './aim-system.js';
import { actorOf, chosen, targetOf } from './aim-target.js';
import { aimVote } from './aim-vote.js';
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
      return aimVote(store, intent, at);
    case 'complete':
      return aimComplete(store, intent);
    case 'reassign':
      return aimReassign(store, intent, newId);
    case 'ask':
    case 'delegate-step':
      return aimBeside(aimVote(store, intent, at), store, intent, newId);
    case 'answer':
      return aimAnswer(store, intent, newId);
    case 'nudge':
      return aimNudge(store, intent, newId);
    case 'fire-rung':
    case 'sync-delegations':
    case 'replace-leaver':
    case 'lapse':
      return aimBySystem(store, { ...intent, kind: intent.kind }, newId, at);
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

function inputFor(store: MemoryStore, typeKey: string, { slip, fill }: Intent) {
  const form = store.company.types.get(typeKey)?.form ?? [];
  return slip === 'badly worded' ? misfilled(form, fill, activePeople(store)) : filled(form, fill, activePeople(store));
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
