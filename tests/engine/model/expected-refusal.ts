import {
  type Command,
  type DelegateStep,
  isBySystem,
  type PersonCommandKind,
  type Reassign,
} from '../../../src/engine/command.js';
import type { DocumentType } from '../../../src/engine/definition.js';
import type { ApprovalDocument, DocumentStatus } from '../../../src/engine/document.js';
import type { FormContext } from '../../../src/engine/form/context.js';
import { checkForm, rawOf } from '../../../src/engine/form/values.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { Permission } from '../../../src/engine/permission.js';
import { type RefusalCode, refusalCodes } from '../../../src/engine/refusal.js';
import type { EngineSettings } from '../../../src/engine/settings.js';
import type { MemoryCompany, MemoryStore } from '../../support/memory-store.js';
import { type ActingScene, mayDecide, placeOf, placesNear } from './expected-acting.js';
import { completes } from './expected-completer.js';
import { canTakeOver } from './expected-ladder.js';
import { hasOccasion } from './expected-occasion.js';
import { managersAbove } from './expected-people.js';
import { dayIn, type ExpectedPlan, expectedPlan } from './expected-plan.js';
import { previewOf } from './preview-of.js';
import type { Trail } from './trail.js';
import { openQuestions, openQuestionsMax, questionsMax } from './trail-deputies.js';
import { freePlaces, hasVoted, isOpen, type TrailStep } from './trail-step.js';

/** What a command meets. */
export interface Scene {
  readonly store: MemoryStore;
  readonly command: Command;
  readonly at: Instant;
  readonly settings: EngineSettings;
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
  settings: EngineSettings,
): Promise<RefusalCode | undefined> {
  const row = command.kind === 'create' ? undefined : store.documents.get(command.documentId);
  const trail = row && trails.get(row.id);
  const isSubmit = command.kind === 'submit' && row !== undefined && trail !== undefined;
  const others = [...trails.values()].filter((one) => one !== trail);
  const plan = isSubmit ? expectedPlan({ ...trail, company: store.company, at, others }) : undefined;
  const preview = isSubmit ? await previewOf(store, row, at) : undefined;
  const routeNow = preview && 'digest' in preview ? preview.digest : undefined;
  const scene: Scene = { store, command, at, settings, row, trail, plan, routeNow };
  if (isBySystem(command)) return hasOccasion(scene, command) ? undefined : 'nothing-to-do';
  return refusalCodes.find((code) => claims[code](scene));
}

/** Each is asked only where none before it holds. */
const claims: Readonly<Record<RefusalCode, (scene: Scene) => boolean>> = {
  'unknown-person': ({ store, command }) => !store.company.people.has(command.actorId),
  'inactive-person': ({ store, command }) => store.company.people.get(command.actorId)?.active !== true,
  'no-permission': (scene) => !holds(scene, permissionFor[scene.command.kind as PersonCommandKind]),
  'no-such-document': (scene) =>
    scene.command.kind !== 'create' && !sees(scene) && !mayComplete(scene) && !isAskedNow(scene),
  'own-document': ({ command, trail }) => isByOthers(command) && trail?.submitterId === command.actorId,
  'put-oneself': (scene) =>
    isVote(scene.command) &&
    (scene.trail?.authors.has(scene.command.actorId) === true ||
      stepOf(scene)?.on.get(scene.command.actorId) === scene.command.actorId),
  'not-the-submitter': ({ command, trail }) => isByOwner(command) && trail?.submitterId !== command.actorId,
  'not-the-completer': (scene) => scene.command.kind === 'complete' && !holdsRole(scene),
  'wrong-status': ({ command, trail }) =>
    !allowed[command.kind as PersonCommandKind].some((status) => status === trail?.status),
  stale: ({ command, trail }) =>
    'seen' in command && (command.seen.round !== trail?.round || command.seen.dataRevision !== trail.dataRevision),
  'no-such-step': (scene) => 'stepId' in scene.command && stepOf(scene) === undefined,
  'not-an-approver': isStranger,
  'already-decided': isDecided,
  'step-not-open': (scene) =>
    'opening' in scene.command && (stepOf(scene)?.openings === 0 || scene.command.opening !== stepOf(scene)?.openings),
  'step-closed': (scene) => stepOf(scene)?.outcome !== undefined,
  'delegation-over': (scene) => mayBeDeputy(scene.command) && placeNow(scene) === undefined,
  'too-many-questions': (scene) => scene.command.kind === 'ask' && asksTooMuch(stepOf(scene)),
  'no-such-question': (scene) => scene.command.kind === 'answer' && questionOf(scene) === undefined,
  'answered-already': (scene) => questionOf(scene)?.isAnswered === true,
  'nudged-already': ({ command, trail, at }) =>
    command.kind === 'nudge' && trail !== undefined && isWithinADay(trail.nudgedAt, at),
  'delegation-off': ({ command, settings }) => command.kind === 'delegate-step' && !settings.allowsDelegation,
  'reason-required': ({ command }) =>
    ['reject', 'return', 'reassign', 'ask', 'answer'].includes(command.kind) && !/\S/.test(wordsOf(command)),
  'comment-too-long': ({ command }) => wordsOf(command).length > 1000,
  'unable-person': (scene) =>
    (scene.command.kind === 'ask' && scene.store.company.people.get(scene.trail?.submitterId ?? '')?.active !== true) ||
    (scene.command.kind === 'reassign' && !isAble(scene, scene.command)) ||
    (scene.command.kind === 'delegate-step' && !canBeGiven(scene, scene.command)),
  'no-such-type': ({ store, command }) => command.kind === 'create' && !store.company.types.has(command.typeKey),
  'invalid-form': formIsWrong,
  'attachment-required': ({ store, command, trail }) =>
    command.kind === 'submit' &&
    store.company.types.get(trail?.typeKey ?? '')?.attachments?.required === true &&
    trail?.values.receipt === undefined,
  'no-template': ({ plan }) => plan === 'no-template',
  'rule-failed': ({ plan }) => plan === 'rule-failed',
  'route-changed': ({ command, routeNow }) => command.kind === 'submit' && routeNow !== command.routeDigest,
  'nothing-to-do': () => false,
};

const allowed: Readonly<Record<PersonCommandKind, readonly (DocumentStatus | undefined)[]>> = {
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
  ask: ['pending'],
  answer: ['pending'],
  'delegate-step': ['pending'],
  nudge: ['pending'],
};

const permissionFor: Readonly<Record<PersonCommandKind, Permission>> = {
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
  ask: 'approval.act',
  answer: 'document.create',
  'delegate-step': 'approval.act',
  nudge: 'document.create',
};

function isVote(command: Command): boolean {
  return command.kind === 'approve' || command.kind === 'reject' || command.kind === 'return';
}

function isByOwner({ kind }: Command): boolean {
  return ['edit', 'submit', 'cancel', 'delete', 'answer', 'nudge'].includes(kind);
}

/** What nobody does about a request of their own. */
function isByOthers(command: Command): boolean {
  return isVote(command) || ['reassign', 'ask', 'delegate-step'].includes(command.kind);
}

/** What somebody may do in the place of another. */
function mayBeDeputy(command: Command): boolean {
  return isVote(command) || command.kind === 'ask';
}

/** Who is not on the step, never was to act there, and is led there by no delegation. */
function isStranger(scene: Scene): boolean {
  const { command } = scene;
  const step = stepOf(scene);
  if (command.kind === 'reassign') return command.fromId !== null && step?.on.has(command.fromId) !== true;
  if (command.kind === 'delegate-step') return step?.on.has(command.actorId) !== true;
  if (!mayBeDeputy(command) || step === undefined) return false;
  const once = [...step.once].some((pair) => pair.startsWith(`${command.actorId} for `));
  return !once && !hasVoted(step, command.actorId) && placesNear(actingIn(scene, step), command.actorId).length === 0;
}

/** Whose place it is about has a vote: their own, the one that they gave away, or every one that could be theirs. */
function isDecided(scene: Scene): boolean {
  const { command } = scene;
  const step = stepOf(scene);
  if (step === undefined) return false;
  const isFree = (placeId: string) => freePlaces(step).includes(placeId);
  if (command.kind === 'reassign') return command.fromId !== null && !isFree(command.fromId);
  if (command.kind === 'delegate-step') return !isFree(command.actorId);
  if (!mayBeDeputy(command)) return false;
  const near = placesNear(actingIn(scene, step), command.actorId);
  return hasVoted(step, command.actorId) || (near.length > 0 && !near.some(isFree));
}

function actingIn({ store, at, settings, trail }: Scene, step: TrailStep): ActingScene {
  if (trail === undefined) throw new Error('a step without a document');
  return trail.sceneOf(step, { company: store.company, at, allowsDelegation: settings.allowsDelegation });
}

function placeNow(scene: Scene): string | undefined {
  const step = stepOf(scene);
  return step && placeOf(actingIn(scene, step), scene.command.actorId);
}

/** Who may act on some open step knows of the document by that alone, whether an event has said so or not. */
function isAskedNow(scene: Scene): boolean {
  const { trail, command } = scene;
  if (trail?.status !== 'pending' || !mayBeDeputy(command)) return false;
  const step = stepOf(scene);
  return step !== undefined && isOpen(step) && placeOf(actingIn(scene, step), command.actorId) !== undefined;
}

function asksTooMuch(step: TrailStep | undefined): boolean {
  return step !== undefined && (openQuestions(step) >= openQuestionsMax || step.questions.size >= questionsMax);
}

function questionOf(scene: Scene) {
  return scene.command.kind === 'answer' ? stepOf(scene)?.questions.get(scene.command.questionId) : undefined;
}

function isWithinADay(nudgedAt: Instant | null, at: Instant): boolean {
  return nudgedAt !== null && Date.parse(at) - Date.parse(nudgedAt) < 24 * 3_600_000;
}

function wordsOf(command: Command): string {
  switch (command.kind) {
    case 'reassign':
      return command.reason;
    case 'ask':
      return command.question;
    case 'answer':
      return command.text;
    case 'delegate-step':
      return command.note ?? '';
    default:
      return 'comment' in command ? (command.comment ?? '') : '';
  }
}

/** Somebody who decides, has no part in it yet, and would not decide about what is theirs. */
function canBeGiven(scene: Scene, { toId, actorId }: DelegateStep): boolean {
  const step = stepOf(scene);
  if (step === undefined) return false;
  const given = step.beside.filter(({ forId, kind }) => forId === actorId && kind === 'step');
  if (given.length >= 5 || given.some(({ personId }) => personId === toId)) return false;
  return canTakeOver(actingIn(scene, step), actorId, toId);
}

function isAble(scene: Scene, { toId, fromId, actorId }: Reassign): boolean {
  const { store, trail } = scene;
  const step = stepOf(scene);
  if (step === undefined || trail === undefined || !mayDecide(store.company, toId)) return false;
  if (toId === trail.submitterId || toId === actorId || trail.authors.has(toId)) return false;
  return !step.on.has(toId) && !hasVoted(step, toId) && (fromId !== null || step.open > 0);
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
