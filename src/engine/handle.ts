import { type Answer, done } from './answer.js';
import { type Command, idempotencyKey, isBySystem } from './command.js';
import { decide } from './decide.js';
import type { DocumentType } from './definition.js';
import type { ApprovalDocument } from './document.js';
import type { Dossier } from './dossier.js';
import { evolve } from './evolve.js';
import type { FormContext } from './form/context.js';
import { type RawValues, rawOf } from './form/values.js';
import type { Instant } from './instant.js';
import { type Content, loadFacts, loadForm, loadPlanning, type World } from './load-facts.js';
import { maySee } from './may-see.js';
import { planDigest, planSubmission, type SubmissionPlan } from './plan-submission.js';
import type { DocumentStore, DocumentTransaction, FactReader, Origin } from './ports/document-store.js';
import type { Reading } from './ports/reading.js';
import type { Refusal } from './refusal.js';
import { unlessAttached, unlessFilled } from './refusal-checks.js';
import type { Digest } from './route.js';
import { defaultSettings, type EngineSettings } from './settings.js';
import { systemActor } from './system.js';

/** A conflict is met by deciding again on what is there now; more often than this, something else is wrong. */
const attemptsMax = 3;

export interface Preview extends SubmissionPlan {
  /** What the submit must carry, so that it does what was shown. */
  readonly digest: string;
}

/** Loads what the command depends on, decides and writes, or changes nothing at all. */
export async function handle(
  store: DocumentStore,
  command: Command,
  origin: Origin,
  now: Instant,
  digest: Digest,
  settings: EngineSettings = defaultSettings,
): Promise<Answer> {
  const world = { now, digest, settings };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.write((tx) => handleOnce(tx, command, origin, world));
    } catch (fault) {
      if (attempt >= attemptsMax || !isConflict(fault)) throw fault;
    }
  }
}

/** What a submit of that content would do now, from the same code as the submit itself. */
export async function previewRoute(
  store: DocumentStore,
  typeKey: string,
  submitterId: string,
  content: Content,
  now: Instant,
  digest: Digest,
  settings: EngineSettings = defaultSettings,
): Promise<Preview | Refusal> {
  return store.read(async (reader) => {
    const submitter = await reader.actor(submitterId);
    if (submitter === undefined) return { code: 'unknown-person' };
    const type = await reader.documentType(typeKey);
    if (type === undefined) return { code: 'no-such-type', typeKey };
    const { values } = content;
    const [world, calendars] = [{ now, digest, settings }, await reader.calendars()];
    const form = await loadForm(reader, type, submitterId, rawOf(type.form, values), calendars, world);
    const unready = unlessFilled(type, values, form) ?? unlessAttached(type, values);
    if (unready !== undefined) return unready;
    const facts = await loadPlanning(reader, type, submitter, content, calendars, world);
    const plan = planSubmission(facts, values, now);
    return 'code' in plan ? plan : { ...plan, digest: planDigest(plan, digest) };
  });
}

/** What a form is checked against while somebody fills it: the same as when it is sent. */
export async function fillingContext(
  store: DocumentStore,
  type: DocumentType,
  requesterId: string,
  raw: RawValues,
  now: Instant,
  settings: EngineSettings = defaultSettings,
): Promise<FormContext> {
  const world = { now, settings };
  return store.read(async (reader) => loadForm(reader, type, requesterId, raw, await reader.calendars(), world));
}

/** What stands against a command now, carrying nothing out: for telling someone before they write a reason in vain. */
export async function refusalOf(
  store: DocumentStore,
  command: Command,
  now: Instant,
  digest: Digest,
  settings: EngineSettings = defaultSettings,
): Promise<Refusal | undefined> {
  const { decision } = await store.read((reader) => decideFrom(reader, command, { now, digest, settings }));
  return decision.refused ? decision.refusal : undefined;
}

async function handleOnce(tx: DocumentTransaction, command: Command, origin: Origin, world: World): Promise<Answer> {
  const { now } = world;
  const key = idempotencyKey(command, world.digest);
  const earlier = await tx.answerTo(key);
  if (earlier !== undefined) return earlier;

  const { actor, document, decision } = await decideFrom(tx, command, world);
  if (decision.refused) return { kind: 'refused', refusal: decision.refusal };

  const after = decision.events.reduce<ApprovalDocument | undefined>((state, e) => evolve(state, e, now), document);
  if (after === undefined || actor === undefined) throw new Error(`${command.kind} was accepted without a document`);
  const answer = done(command.kind, after, decision.events);
  await tx.save({
    idempotencyKey: key,
    answer,
    before: document,
    after,
    events: decision.events,
    actor,
    at: now,
    origin,
  });
  return answer;
}

async function decideFrom(reader: FactReader, command: Command, world: World) {
  const actor = isBySystem(command) ? systemActor : await reader.actor(command.actorId);
  const document = command.kind === 'create' ? undefined : await reader.document(command.documentId);
  const facts = await loadFacts(reader, command, document, actor, world);
  return { actor, document, decision: decide(document, command, facts, world.now) };
}

function isConflict(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'conflict';
}

/** A document for someone's eyes: to those who may not see it, it does not exist. */
export async function viewDocument(
  reading: Reading,
  documentId: string,
  viewerId: string,
): Promise<Dossier | undefined> {
  const [viewer, dossier] = [await reading.actor(viewerId), await reading.dossier(documentId)];
  if (viewer === undefined || !viewer.active || dossier === undefined) return undefined;
  const { document } = dossier;
  const relation = await reading.relation(document, viewerId);
  // Who may see is for the newest version to say, as it is when a command is decided.
  const type = await reading.documentType(document.typeKey);
  return maySee(document, viewer, relation, type) || dossier.completers.includes(viewerId) ? dossier : undefined;
}
