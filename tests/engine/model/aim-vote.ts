import { commentCharsMax, type Decide } from '../../../src/engine/command.js';
import type { ApprovalDocument, Approver, Step } from '../../../src/engine/document.js';
import type { Instant } from '../../../src/engine/instant.js';
import type { MemoryStore } from '../../support/memory-store.js';
import { actorOf, targetOf } from './aim-target.js';
import type { Intent } from './intent.js';
import { ghost, pick } from './names.js';

/** Somebody decides where they are asked, or in the place of another, but for the slip. */
export function aimVote(store: MemoryStore, intent: Intent, at: Instant): Decide | undefined {
  const targets = votesWanted(store, intent);
  const ofDocument = pick([...new Set(targets.map((target) => target.document))], intent.document);
  const target = pick(
    targets.filter(({ document }) => document === ofDocument),
    intent.step,
  );
  if (target === undefined) return undefined;
  const { document, step } = target;
  const author = intent.slip === 'who wrote it' ? pick(document.authorIds, intent.person) : undefined;
  const voter = author ?? voterFor(store, target, intent, at) ?? ghost;
  return {
    kind: intent.decision,
    ...targetOf(store, document, intent),
    actorId: actorOf(store, voter, intent, document),
    stepId: intent.slip === 'no such step' ? `${document.id}:${document.round}:63` : step.id,
    opening: intent.slip === 'a former opening' ? step.opening + 1 : Math.max(1, step.opening),
    comment: wordsOf(intent),
  };
}

/** Whose place it is; or, as often, somebody who may fill it, or who could once. */
function voterFor(store: MemoryStore, { step, approver }: Ballot, { person, slip }: Intent, at: Instant) {
  if (approver === undefined) return undefined;
  const { personId } = approver;
  const once = step.formerDeputies.map((one) => one.personId);
  if (slip === 'who could once' && once.length > 0) return pick(once, person);
  const recorded = step.deputies.filter(({ forId }) => forId === personId).map((one) => one.personId);
  const beside = [...recorded, ...inForceFrom(store, personId, at)];
  return beside.length > 0 && person % 2 === 0 ? pick(beside, Math.trunc(person / 2)) : personId;
}

/** Whom somebody's delegations name at that moment, and whom those name. */
function inForceFrom({ company }: MemoryStore, personId: string, at: Instant): readonly string[] {
  const all = [...(company.delegations?.values() ?? [])].filter((one) => one.startsAt <= at && at < one.endsAt);
  const direct = all.filter(({ fromId }) => fromId === personId).map(({ toId }) => toId);
  return [...direct, ...all.filter(({ fromId }) => direct.includes(fromId)).map(({ toId }) => toId)];
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
  const former = pending.filter(({ step }) => step.status === 'pending' && step.formerDeputies.length > 0);
  if (slip === 'who could once' && former.length > 0) return former;
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

export function wordsOf({ decision, slip, fill }: Intent): string | null {
  if (slip === 'far too long') return 'x'.repeat(commentCharsMax + 1 + fill);
  if (slip === 'badly worded') return fill % 2 === 0 ? null : ' ';
  return decision === 'approve' && fill % 2 === 0 ? null : `because ${fill}`;
}
