import type { Command, Reassign } from '../../../src/engine/command.js';
import type { DocumentType } from '../../../src/engine/definition.js';
import type { ApprovalDocument, DocumentStatus } from '../../../src/engine/document.js';
import type { FormContext } from '../../../src/engine/form/context.js';
import { checkForm, rawOf } from '../../../src/engine/form/values.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { Permission } from '../../../src/engine/permission.js';
import { type RefusalCode, refusalCodes } from '../../../src/engine/refusal.js';
import type { MemoryCompany, MemoryStore } from '../../support/memory-store.js';
import { completes } from './expected-completer.js';
import { managersAbove } from './expected-people.js';
import { dayIn, type ExpectedPlan, expectedPlan } from './expected-plan.js';
import { previewOf } from './preview-of.js';
import type { Trail } from './trail.js';

/** What a command meets. */
interface Scene {
  readonly store: MemoryStore;
  readonly command: Command;
  readonly at: Instant;
  readonly row: ApprovalDocument | undefined;
  readonly trail: Trail | undefined;
  /** Of a submit. */
  readonly plan: ExpectedPlan | 'no-template' | 'rule-failed' | undefined;
  /** The digest of what a submit would do now, where there is one. */
  readonly routeNow: string | undefined;
}

/** What the rules should say: the first code, in the order in which they are listed, whose claim is true. */
export async function expectedRefusal(
  store: MemoryStore,
  trails: ReadonlyMap<string, Trail>,
  command: Command,
  at: Instant,
): Promise<RefusalCode | undefined> {
  const row = command.kind === 'create' ? undefined : store.documents.get(command.documentId);
  const trail = row && trails.get(row.id);
  const isSubmit = command.kind === 'submit' && row !== undefined && trail !== undefined;
  const others = [...trails.values()].filter((one) => one !== trail);
  const plan = isSubmit ? expectedPlan({ ...trail, company: store.company, at, others }) : undefined;
  const preview = isSubmit ? await previewOf(store, row, at) : undefined;
  const routeNow = preview && 'digest' in preview ? preview.digest : undefined;
  const scene: Scene = { store, command, at, row, trail, plan, routeNow };
  return refusalCodes.find((code) => claims[code](scene));
}

/** Each is asked only where none before it holds. */
const claims: Readonly<Record<RefusalCode, (scene: Scene) => boolean>> = {
  'unknown-person': ({ store, command }) => !store.company.people.has(command.actorId),
  'inactive-person': ({ store, command }) => store.company.people.get(command.actorId)?.active !== true,
  'no-permission': (scene) => !holds(scene, permissionFor[scene.command.kind]),
  'no-such-document': (scene) => scene.command.kind !== 'create' && !sees(scene) && !mayComplete(scene),
  'own-document': ({ command, trail }) =>
    (isVote(command) || command.kind === 'reassign') && trail?.submitterId === command.actorId,
  'put-oneself': (scene) =>
    isVote(scene.command) &&
    (scene.trail?.authors.has(scene.command.actorId) === true ||
      stepOf(scene)?.on.get(scene.command.actorId) === scene.command.actorId),
  'not-the-submitter': ({ command, trail }) => isByOwner(command) && trail?.submitterId !== command.actorId,
  'not-the-completer': (scene) => scene.command.kind === 'complete' && !holdsRole(scene),
  'wrong-status': ({ command, trail }) => !allowed[command.kind].some((status) => status === trail?.status),
  stale: ({ command, trail }) =>
    'seen' in command && (command.seen.round !== trail?.round || command.seen.dataRevision !== trail.dataRevision),
  'no-such-step': (scene) => 'stepId' in scene.command && stepOf(scene) === undefined,
  'not-an-approver': (scene) =>
    actedFor(scene.command) !== null && !stepOf(scene)?.on.has(actedFor(scene.command) ?? ''),
  'already-decided': (scene) => stepOf(scene)?.cast.some((one) => one.personId === actedFor(scene.command)) === true,
  'step-not-open': (scene) =>
    'opening' in scene.command && (stepOf(scene)?.openings === 0 || scene.command.opening !== stepOf(scene)?.openings),
  'step-closed': (scene) => stepOf(scene)?.outcome !== undefined,
  'reason-required': ({ command }) =>
    ['reject', 'return', 'reassign'].includes(command.kind) && !/\S/.test(wordsOf(command)),
  'comment-too-long': ({ command }) => wordsOf(command).length > 1000,
  'unable-person': (scene) => scene.command.kind === 'reassign' && !isAble(scene, scene.command),
  'no-such-type': ({ store, command }) => command.kind === 'create' && !store.company.types.has(command.typeKey),
  'invalid-form': formIsWrong,
  'attachment-required': ({ store, command, trail }) =>
    command.kind === 'submit' &&
    store.company.types.get(trail?.typeKey ?? '')?.attachments?.required === true &&
    trail?.values.receipt === undefined,
  'no-template': ({ plan }) => plan === 'no-template',
  'rule-failed': ({ plan }) => plan === 'rule-failed',
  'route-changed': ({ command, routeNow }) => command.kind === 'submit' && routeNow !== command.routeDigest,
};

const allowed: Readonly<Record<Command['kind'], readonly (DocumentStatus | undefined)[]>> = {
  create: [undefined],
  edit: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  cancel: ['draft', 'pending', 'returned'],
  delete: ['draft'],
  complete: ['approved'],
  reassign: ['pending'],
  approve: ['pending'],
  reject: ['pending'],
  return: ['pending'],
};

const permissionFor: Readonly<Record<Command['kind'], Permission>> = {
  create: 'document.create',
  edit: 'document.create',
  submit: 'document.create',
  cancel: 'document.create',
  delete: 'document.create',
  complete: 'approval.act',
  reassign: 'approval.reassign',
  approve: 'approval.act',
  reject: 'approval.act',
  return: 'approval.act',
};

function isVote(command: Command): boolean {
  return command.kind === 'approve' || command.kind === 'reject' || command.kind === 'return';
}

function isByOwner({ kind }: Command): boolean {
  return kind === 'edit' || kind === 'submit' || kind === 'cancel' || kind === 'delete';
}

/** Whose place on the step it is about: the voter's own, or that of who should be replaced; null for nobody's. */
function actedFor(command: Command): string | null {
  if (command.kind === 'reassign') return command.fromId;
  return isVote(command) ? command.actorId : null;
}

function wordsOf(command: Command): string {
  if (command.kind === 'reassign') return command.reason;
  return 'comment' in command ? (command.comment ?? '') : '';
}

function isAble(scene: Scene, { toId, fromId, actorId }: Reassign): boolean {
  const { store, trail } = scene;
  const step = stepOf(scene);
  if (step === undefined || trail === undefined || store.company.people.get(toId)?.active !== true) return false;
  if (toId === trail.submitterId || toId === actorId || trail.authors.has(toId)) return false;
  return !step.on.has(toId) && (fromId !== null || step.open > 0);
}

function holds({ store, command }: Scene, permission: Permission): boolean {
  return store.company.permissions.get(command.actorId)?.has(permission) === true;
}

function sees(scene: Scene): boolean {
  const { store, command, row, trail } = scene;
  if (row === undefined || trail === undefined || trail.status === 'deleted') return false;
  if (trail.submitterId === command.actorId || trail.asked.has(command.actorId)) return true;
  if (holds(scene, 'document.read_all')) return true;
  const open = store.company.types.get(row.typeKey)?.visibleToManagers === true && trail.status !== 'draft';
  return open && managersAbove(trail.submitterId, store.company).includes(command.actorId);
}

/** Who completes what is approved knows of it by that alone. */
function mayComplete(scene: Scene): boolean {
  const isOver = scene.trail?.status === 'approved' || scene.trail?.status === 'completed';
  return scene.command.kind === 'complete' && isOver && holdsRole(scene);
}

function holdsRole({ store, command, trail }: Scene): boolean {
  return trail !== undefined && completes(store.company, command.actorId, trail.typeKey, trail.submitterId);
}

function stepOf({ command, trail }: Scene) {
  return 'stepId' in command ? trail?.steps.get(command.stepId) : undefined;
}

/** What was saved is looked at again when it is submitted: people leave, and the form may be another. */
function formIsWrong({ store, command, trail, row, at }: Scene): boolean {
  const key = command.kind === 'create' ? command.typeKey : trail?.typeKey;
  const type = store.company.types.get(key ?? '');
  if (type === undefined) return false;
  const context = contextOf(store.company, type, command.actorId, at);
  switch (command.kind) {
    case 'create':
    case 'edit':
      return !checkForm(type.form, command.input, context).ok;
    case 'submit': {
      const isFilled = trail !== undefined && checkForm(type.form, rawOf(type.form, trail.values), context).ok;
      return !isFilled || row?.typeVersion !== type.version;
    }
    default:
      return false;
  }
}

function contextOf(company: MemoryCompany, type: DocumentType, requesterId: string, at: Instant): FormContext {
  const standingOf = (id: string) => {
    const person = company.people.get(id);
    return person === undefined ? 'unknown' : person.active ? 'active' : 'inactive';
  };
  const attachments = { required: type.attachments?.required ?? false, max: 5, bytesMax: 10 * 1024 * 1024 };
  return { today: dayIn(company, at), requesterId, standingOf, attachments, calendar: undefined };
}
