import type { Calendars } from './calendar/calendar.js';
import type { ApprovalDocument, Step } from './document.js';
import { dueAt } from './due-at.js';
import type { StageOpened } from './event.js';
import type { Instant } from './instant.js';
import { ladderAt } from './ladder.js';

/** A stage opens: from now on the time of its steps runs. */
export function openingOf(
  documentId: string,
  steps: readonly Step[],
  stage: number,
  calendars: Calendars | undefined,
  now: Instant,
): StageOpened {
  const timed = steps
    .filter((step) => step.stage === stage)
    .flatMap(({ id, sla }) => (sla === null ? [] : [{ id, sla }]));
  const due = timed.map(({ id, sla }) => [id, dueAt(sla, known(calendars), now)]);
  const ladder = timed.map(({ id, sla }) => [id, ladderAt(sla, known(calendars), now)]);
  const times = { dueAt: Object.fromEntries(due), ladderAt: Object.fromEntries(ladder) };
  return { type: 'stage-opened', documentId, stage, ...times };
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
