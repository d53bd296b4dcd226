import type { Step } from '../../engine/document.js';
import type { DomainEvent } from '../../engine/event.js';

/**
 * An event out of the trail as this version folds it. The trail is never rewritten, so the events of earlier versions
 * lack what they did not know: nothing was found, held, explained or due, nobody was put anywhere by hand, nobody acted
 * for another, and no ladder was climbed.
 */
export function presentEvent(stored: DomainEvent): DomainEvent {
  switch (stored.type) {
    case 'document-submitted':
      return { ...submittedBefore, ...stored, steps: stored.steps.map(presentStep) };
    case 'stage-opened':
      return { ...openedBefore, ...stored };
    default:
      return stored;
  }
}

const submittedBefore = { findings: [], holds: [], authorIds: [] };
const openedBefore = { dueAt: {}, ladderAt: {} };
const stepBefore = {
  because: null,
  problem: null,
  sla: null,
  replaced: [],
  dueAt: null,
  openPlaces: 0,
  ladderAt: [],
  rungsFired: 0,
  expiredAs: null,
  pausedAt: null,
  deputies: [],
  formerDeputies: [],
  questions: [],
};
const slaBefore = { ladder: [] };
const approverBefore = { putBy: null };

function presentStep(stored: Step): Step {
  const approvers = stored.approvers.map((approver) => ({ ...approverBefore, ...approver }));
  const sla = stored.sla ? { ...slaBefore, ...stored.sla } : null;
  return { ...stepBefore, ...stored, sla, approvers };
}
