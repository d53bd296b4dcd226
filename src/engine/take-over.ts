import type { Asking } from './asking.js';
import { isBarred as isBarredFrom } from './delegation/acting-for.js';
import { type ApprovalDocument, type Approver, approverOf, hasVotedOn, type Step } from './document.js';
import type { Facts, LadderFacts } from './facts.js';

/**
 * For finding who could act in an approver's place, beside them or instead: nobody who is asked on the step already or
 * has voted there, nobody who may not act, and not whoever put that approver there, who would so bring it to themselves.
 */
export function askingInPlaceOf(
  place: Approver,
  step: Step,
  document: ApprovalDocument,
  { submitter, organisation, mayAct }: LadderFacts,
): Asking {
  const isAsked = (id: string) => approverOf(step, id) !== undefined || hasVotedOn(step, id);
  const isBarred = (id: string) => !mayAct.has(id) || isAsked(id) || isBarredFrom(document, place, id);
  return { submitter, organisation, form: [], values: {}, authorIds: document.authorIds, isBarred };
}

export function knownLadder({ ladder }: Facts): LadderFacts {
  if (ladder === undefined) throw new Error('who could act in an approver’s place was not looked up');
  return ladder;
}
