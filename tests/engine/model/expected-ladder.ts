import type { EscalationTarget, Sla } from '../../../src/engine/definition.js';
import { type ActingScene, isParty, mayDecide } from './expected-acting.js';
import { headsAbove, holdersAbove, managersAbove } from './expected-people.js';
import { slaHours } from './names.js';
import { freePlaces, hasVoted } from './trail-step.js';

/** As `defaultSettings` has it. */
const reminderHours = 12;

/** What a step that says nothing, or only how long, comes to. */
export function expectedSla(sla: Sla | undefined) {
  const hours = sla?.hours ?? slaHours;
  const reminders = [reminderHours, hours].filter((after, at) => at === 1 || after < hours);
  const usual = [
    ...reminders.map((afterHours) => ({ do: 'remind', afterHours })),
    { do: 'escalate', afterHours: hours + reminderHours, to: [{ kind: 'manager' }] },
  ];
  return { ...sla, hours, ladder: sla?.ladder ?? usual };
}

/** Everybody whom an escalation lets act, as `person for approver`, sorted. */
export function expectedEscalation(targets: readonly EscalationTarget[], scene: ActingScene): readonly string[] {
  const pairs = freePlaces(scene.step).flatMap((forId) =>
    targets.flatMap((target) => {
      const able = meant(target, forId, scene).filter((id) => canTakeOver(scene, forId, id));
      const isLine = target.kind === 'manager' || target.kind === 'unit_head';
      return (isLine ? able.slice(0, 1) : able).map((id) => `${id} for ${forId}`);
    }),
  );
  return [...new Set(pairs)].sort();
}

function meant(target: EscalationTarget, forId: string, scene: ActingScene): readonly string[] {
  const { company, document } = scene;
  switch (target.kind) {
    case 'user':
      return [target.user];
    case 'manager':
      return managersAbove(forId, company).slice((target.level ?? 1) - 1);
    case 'unit_head':
      return headsAbove(forId, company);
    case 'group':
      return company.groups.get(target.group)?.memberIds ?? [];
    default:
      return (
        holdersAbove(target.role, document.submitterId, company).find((level) =>
          level.some((id) => canTakeOver(scene, forId, id)),
        ) ?? []
      );
  }
}

/** Somebody who decides, has no part in the step yet, and did not bring it there. */
export function canTakeOver(scene: ActingScene, forId: string, id: string): boolean {
  const { step, company } = scene;
  return mayDecide(company, id) && !step.on.has(id) && !hasVoted(step, id) && !isParty(scene, forId, id);
}
