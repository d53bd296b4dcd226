import type { Rung } from './definition.js';
import { isBarred } from './delegation/acting-for.js';
import {
  type ApprovalDocument,
  type Approver,
  approverOf,
  awaitedPlaces,
  hasVotedOn,
  openPlacesOf,
  type Step,
  stepById,
} from './document.js';
import type {
  ApproverLeft,
  DelegationExpired,
  DocumentCancelled,
  DocumentExpiring,
  StepEscalated,
  StepExpired,
  StepReminded,
  SystemEvent,
} from './event.js';
import { isOwnDoing } from './fire-rung.js';
import type { Instant } from './instant.js';
import { isBeforeOutcome, nextRung } from './ladder.js';
import { canApproveWithout, waitingPlace } from './replace-leaver.js';
import { awaitedOf } from './voting-place.js';

/** What is wrong with something recorded that no person causes; undefined where the rules allow it at that moment. */
export function unlawfulBySystem(
  document: ApprovalDocument,
  event: SystemEvent | DocumentCancelled,
  at: Instant,
): string | undefined {
  switch (event.type) {
    case 'document-expiring':
      return unlawfulWarning(document, event, at);
    case 'document-cancelled':
      return unlawfulEnd(document, at);
    case 'delegation-expired':
      return unlawfulExpiry(document, event);
    case 'approver-left':
      return unlawfulLeave(document, event);
    case 'step-reminded':
    case 'step-escalated':
    case 'step-expired':
      return unlawfulRung(document, event, at);
  }
}

function unlawfulWarning({ status, cancelAt }: ApprovalDocument, event: DocumentExpiring, at: Instant) {
  if (status !== 'returned') return 'nothing was returned that could lapse';
  if (cancelAt !== null) return 'it was announced before';
  return at < event.cancelAt ? undefined : 'it announces what is past';
}

function unlawfulEnd({ status, cancelAt }: ApprovalDocument, at: Instant): string | undefined {
  if (status !== 'returned') return 'nothing was returned that could lapse';
  if (cancelAt === null) return 'it was not announced';
  return at < cancelAt ? 'it came before the time that was announced' : undefined;
}

function unlawfulExpiry(document: ApprovalDocument, { stepId, personId, forId }: DelegationExpired) {
  const step = stepById(document, stepId);
  if (document.status !== 'pending' || step?.status !== 'pending') return 'the step was not open';
  const isRecorded = ({ ground, ...one }: Step['deputies'][number]) =>
    one.personId === personId && one.forId === forId && ground.kind === 'delegation';
  return step.deputies.some(isRecorded) ? undefined : 'no delegation had let them act for the other';
}

function unlawfulLeave(document: ApprovalDocument, event: ApproverLeft): string | undefined {
  const { stepId, personId, successor, leavesPlace } = event;
  const step = stepById(document, stepId);
  const place = step && waitingPlace(step, personId);
  if (document.status !== 'pending' || step === undefined || place === undefined) return 'no step waited for who left';
  const needsPlace = successor === null && !canApproveWithout(step, personId);
  if (leavesPlace !== needsPlace) return 'the places of the step do not come out even';
  return successor === null ? undefined : unlawfulSuccessor(document, step, place, successor);
}

function unlawfulSuccessor(
  document: ApprovalDocument,
  step: Step,
  place: Approver,
  { personId, reasons }: NonNullable<ApproverLeft['successor']>,
): string | undefined {
  const isInstead = reasons.some((reason) => reason.kind === 'stand-in' && reason.for === place.personId);
  if (!isInstead) return 'nothing says in whose place the successor is asked';
  return unlawfulOther(document, step, place, personId);
}

/** Somebody who may act where another is asked. */
function unlawfulOther(document: ApprovalDocument, step: Step, place: Approver, personId: string): string | undefined {
  if (isBarred(document, place, personId)) return 'it names somebody who may never act there';
  if (hasVotedOn(step, personId)) return 'it names somebody who had voted on the step';
  return approverOf(step, personId) === undefined ? undefined : 'it names somebody who was asked on the step already';
}

type RungEvent = StepReminded | StepEscalated | StepExpired;

/** A rung fires when its time has come, after the one before, and does what the template says. */
function unlawfulRung(document: ApprovalDocument, event: RungEvent, at: Instant): string | undefined {
  const step = stepById(document, event.stepId);
  const next = step && nextRung(step);
  if (document.status !== 'pending' || step === undefined || next === undefined)
    return 'the clock of the step stood still';
  if (event.rung !== next.index) return 'another rung was next';
  if (at < next.at) return 'its time had not come';
  switch (event.type) {
    case 'step-reminded':
      return unlawfulReminder(step, next.rung, event) ?? unlawfulPush(step, event, at > next.at);
    case 'step-escalated':
      return unlawfulEscalation(document, step, next.rung, event) ?? unlawfulPush(step, event, at > next.at);
    case 'step-expired':
      return unlawfulOutcome(document, step, next.rung, event);
  }
}

/** The outcome after a late rung waits for as long as the template says; nothing else moves, and nothing comes earlier. */
function unlawfulPush(step: Step, { ladderAt }: StepReminded | StepEscalated, isLate: boolean): string | undefined {
  const isDue = isLate && isBeforeOutcome(step);
  if (isDue !== (ladderAt !== undefined)) return 'the outcome after it waited, or did not, against the rules';
  if (ladderAt === undefined) return undefined;
  const isKept = (at: Instant, rung: number) =>
    rung === step.rungsFired + 1 ? at >= (step.ladderAt[rung] ?? '') : at === step.ladderAt[rung];
  const isRight = ladderAt.length === step.ladderAt.length && ladderAt.every(isKept);
  return isRight ? undefined : 'its times are not those of the step';
}

const ANOTHER_RUNG = 'the rung does something else';

function unlawfulReminder(step: Step, rung: Rung, { personIds }: StepReminded): string | undefined {
  if (rung.do !== 'remind') return ANOTHER_RUNG;
  return String(awaitedOf(step)) === String(personIds) ? undefined : 'others were awaited';
}

function unlawfulEscalation(document: ApprovalDocument, step: Step, rung: Rung, { deputies }: StepEscalated) {
  if (rung.do !== 'escalate') return ANOTHER_RUNG;
  const kinds = rung.to.map(({ kind }) => kind);
  for (const { personId, forId, as } of deputies) {
    if (!kinds.includes(as)) return 'the rung does not lead to them';
    const place = awaitedPlaces(step).find((one) => one.personId === forId);
    if (place === undefined) return 'it names somebody in whose place nobody had to act';
    const wrong = unlawfulOther(document, step, place, personId);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function unlawfulOutcome(document: ApprovalDocument, step: Step, rung: Rung, { decision }: StepExpired) {
  if (rung.do === 'remind' || rung.do === 'escalate') return ANOTHER_RUNG;
  if (decision === null) return rung.do === 'approve' ? undefined : ANOTHER_RUNG;
  if (decision !== rung.do) return ANOTHER_RUNG;
  if (decision !== 'approve') return undefined;
  if (openPlacesOf(step) > 0 || step.problem !== null) return 'it approved what nobody was asked about';
  return isOwnDoing(document) ? 'it approved somebody’s own request by what they wrote' : undefined;
}
