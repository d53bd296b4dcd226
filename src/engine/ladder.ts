import type { Calendars } from './calendar/calendar.js';
import type { EscalationTarget, Rung, Sla, StepDefinition, StepSla } from './definition.js';
import type { Step } from './document.js';
import { dueAt } from './due-at.js';
import type { Instant } from './instant.js';
import type { EngineSettings } from './settings.js';

/** Of a step whose template says nothing, in business hours. */
export type StepTimes = Pick<EngineSettings, 'slaHours' | 'reminderHours'>;

/** What happens on a step whose template says nothing: remind, remind again when it is due, then the manager may act too. */
export function slaOf(sla: Sla | undefined, { slaHours, reminderHours }: StepTimes): StepSla {
  const hours = sla?.hours ?? slaHours;
  return { ...sla, hours, ladder: sla?.ladder ?? defaultLadder(hours, reminderHours) };
}

function defaultLadder(hours: number, reminderHours: number): readonly Rung[] {
  const first: readonly Rung[] = reminderHours < hours ? [{ do: 'remind', afterHours: reminderHours }] : [];
  return [
    ...first,
    { do: 'remind', afterHours: hours },
    { do: 'escalate', afterHours: hours + reminderHours, to: [{ kind: 'manager' }] },
  ];
}

/** Whom a definition's own ladder escalates to. */
export function targetsOf({ sla }: Pick<StepDefinition, 'sla'>): readonly EscalationTarget[] {
  return (sla?.ladder ?? []).flatMap((rung) => (rung.do === 'escalate' ? rung.to : []));
}

/** When the rungs of a step fire that opens at that moment. */
export function ladderAt(sla: StepSla, calendars: Calendars, from: Instant): readonly Instant[] {
  return sla.ladder.map(({ afterHours }) => dueAt({ ...sla, hours: afterHours }, calendars, from));
}

/** Whether the rung after the next one is an outcome, which waits where the next one fires late. */
export function isBeforeOutcome(step: Step): boolean {
  const after = step.sla?.ladder[step.rungsFired + 1];
  return after !== undefined && after.do !== 'remind' && after.do !== 'escalate';
}

/** The next rung and its moment; undefined where the ladder has ended, the clock stands still, or nobody is waited for. */
export function nextRung(
  step: Step,
): { readonly index: number; readonly rung: Rung; readonly at: Instant } | undefined {
  if (step.status !== 'pending' || step.pausedAt !== null) return undefined;
  const [rung, at] = [step.sla?.ladder[step.rungsFired], step.ladderAt[step.rungsFired]];
  return rung === undefined || at === undefined ? undefined : { index: step.rungsFired, rung, at };
}
