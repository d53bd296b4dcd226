import type { Step } from '../../engine/document.js';
import type { DomainEvent } from '../../engine/event.js';

/**
 * An event out of the trail as this version folds it. The trail is never rewritten, so the events of the first version
 * lack what it did not know: nothing was found, held, explained or due, and nobody was put anywhere by hand.
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
const openedBefore = { dueAt: {} };
const stepBefore = { because: null, problem: null, sla: null, replaced: [], dueAt: null, openPlaces: 0 };
const approverBefore = { putBy: null };

function presentStep(stored: Step): Step {
  const approvers = stored.approvers.map((approver) => ({ ...approverBefore, ...approver }));
  return { ...stepBefore, ...stored, approvers };
}
