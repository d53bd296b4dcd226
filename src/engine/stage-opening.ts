import type { Calendars } from './calendar/calendar.js';
import type { ApprovalDocument, Step } from './document.js';
import { dueAt } from './due-at.js';
import type { StageOpened } from './event.js';
import type { Instant } from './instant.js';

/** A stage opens: from now on the time of its steps runs. */
export function openingOf(
  documentId: string,
  steps: readonly Step[],
  stage: number,
  calendars: Calendars | undefined,
  now: Instant,
): StageOpened {
  const due = steps
    .filter((step) => step.stage === stage)
    .flatMap(({ id, sla }): [string, Instant][] => (sla === null ? [] : [[id, dueAt(sla, known(calendars), now)]]));
  return { type: 'stage-opened', documentId, stage, dueAt: Object.fromEntries(due) };
}

function known(calendars: Calendars | undefined): Calendars {
  if (calendars === undefined) throw new Error('a stage with due times was opened without its calendars');
  return calendars;
}

/** The stage that opens next, once every step of those before is approved; undefined when none is left. */
export function nextStage({ steps }: Pick<ApprovalDocument, 'steps'>): number | undefined {
  const waiting = steps.filter((step) => step.status === 'waiting').map((step) => step.stage);
  return waiting.length === 0 ? undefined : Math.min(...waiting);
}
