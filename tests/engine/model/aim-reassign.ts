import { commentCharsMax, type Reassign } from '../../../src/engine/command.js';
import type { ApprovalDocument, Step } from '../../../src/engine/document.js';
import type { MemoryStore } from '../../support/memory-store.js';
import type { Intent } from './intent.js';
import { auditor, ghost, pick, reassigner } from './names.js';

/** Somebody who may puts somebody who can in the place of somebody who has not voted, but for the slip. */
export function aimReassign(store: MemoryStore, intent: Intent, newId: string): Reassign | undefined {
  const { slip, document: which, person, step: place, fill } = intent;
  const documents = [...store.documents.values()];
  const pending = documents.filter(({ status }) => status === 'pending');
  const voted = pending.filter((one) => stepsWithVotes(one).length > 0);
  const escalating = pending.filter(({ steps }) => steps.some((step) => escalatesTo(step) !== undefined));
  const unusual = slip === 'a second vote' ? voted : fill % 3 > 0 ? escalating : [];
  const fit = unusual.length > 0 ? unusual : pending;
  const document = pick(slip === 'any document' ? documents : fit, which);
  const step = document && pick(stepsFor(document, intent), place);
  if (document === undefined || step === undefined) return undefined;
  const awaited = step.approvers.filter(({ vote }) => vote === null).map(({ personId }) => personId);
  const decided = step.approvers.filter(({ vote }) => vote !== null).map(({ personId }) => personId);
  const fromId = pick(slip === 'a second vote' && decided.length > 0 ? decided : awaited, person) ?? null;
  const fillsPlace = step.openPlaces > 0 && (fill % 2 === 0 || awaited.length === 0);
  const usual = intent.slip === 'none' ? escalatesTo(step) : undefined;
  const actorId = usual ?? actorOf(store, document, intent);
  return {
    kind: 'reassign',
    actorId,
    documentId: slip === 'no such document' ? `d${newId}?` : document.id,
    nonce: newId,
    stepId: slip === 'no such step' ? `${document.id}:${document.round}:63` : step.id,
    fromId: slip === 'who wrote it' || fillsPlace ? null : slip === 'any step' ? ghost : fromId,
    toId: newcomerFor(store, document, step, actorId, intent),
    reason:
      slip === 'far too long' ? 'x'.repeat(commentCharsMax + 1) : slip === 'badly worded' ? ' ' : `because ${fill}`,
  };
}

function stepsFor(document: ApprovalDocument, { slip, fill }: Intent): readonly Step[] {
  const { steps } = document;
  const waiting = steps.filter(({ status }) => status === 'waiting' || status === 'pending');
  const voted = stepsWithVotes(document);
  if (slip === 'a second vote') return voted.length > 0 ? voted : steps;
  const escalating = waiting.filter((step) => escalatesTo(step) !== undefined);
  if (fill % 3 > 0 && escalating.length > 0) return escalating;
  return waiting.length === 0 ? steps : waiting;
}

/** Who puts people on steps and would get this one back, if it waits for long. */
function escalatesTo({ status, sla, rungsFired }: Step): string | undefined {
  const rungs = status === 'pending' ? (sla?.ladder.slice(rungsFired) ?? []) : [];
  const named = rungs.flatMap((rung) => (rung.do === 'escalate' ? rung.to : []));
  return named.flatMap((to) => (to.kind === 'user' ? [to.user] : [])).find((id) => id === auditor || id === reassigner);
}

/** Open steps on which somebody has voted. */
function stepsWithVotes({ steps }: ApprovalDocument): readonly Step[] {
  const open = steps.filter(({ status }) => status === 'pending');
  return open.filter(({ approvers }) => approvers.some(({ vote }) => vote !== null));
}

function actorOf({ company }: MemoryStore, { submitterId }: ApprovalDocument, { slip, person }: Intent): string {
  if (slip === 'unknown person') return ghost;
  if (slip === 'another person') return pick([...company.people.keys()], person) ?? ghost;
  if (slip === 'the submitter') return submitterId;
  return person % 4 === 0 ? reassigner : auditor;
}

/** Mostly somebody who is active, no party to it and not on the step; with a slip anybody at all, or oneself. */
function newcomerFor(
  { company }: MemoryStore,
  document: ApprovalDocument,
  step: Step,
  actorId: string,
  { slip, fill }: Intent,
): string {
  if (slip === 'another route' || (slip === 'none' && fill % 8 === 0)) return actorId;
  const everyone = [...company.people.values()];
  const barred = [document.submitterId, actorId, ...document.authorIds, ...step.approvers.map((one) => one.personId)];
  const able = everyone.filter(({ id, active }) => active && !barred.includes(id));
  const isCareless = slip === 'an old revision' || able.length === 0;
  return pick(isCareless ? everyone : able, fill)?.id ?? ghost;
}
