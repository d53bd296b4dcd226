import type { FireRung, Lapse, ReplaceLeaver, SystemCommand } from '../../../src/engine/command.js';
import { type ActingScene, actsFor } from './expected-acting.js';
import type { Scene } from './expected-refusal.js';
import type { Trail } from './trail.js';
import { freePlaces, hasVoted, isOpen } from './trail-step.js';
import { rungNext } from './trail-system.js';

const dayMs = 24 * 3_600_000;

/** Whether there is anything to do for the system. */
export function hasOccasion(scene: Scene, command: SystemCommand): boolean {
  const { trail } = scene;
  if (trail === undefined) return false;
  const isPending = trail.status === 'pending';
  switch (command.kind) {
    case 'lapse':
      return mayLapse(trail, command, scene.at);
    case 'fire-rung':
      return isPending && mayFire(trail, command, scene.at);
    case 'sync-delegations':
      return isPending && scenesOf(scene, trail).some(differs);
    case 'replace-leaver':
      return isPending && waitsForLeaver(scene, trail, command);
  }
}

function mayLapse(trail: Trail, { round, dataRevision, what }: Lapse, at: string): boolean {
  if (trail.status !== 'returned' || trail.round !== round || trail.dataRevision !== dataRevision) return false;
  if (what === 'cancel') return trail.cancelAt !== null && at >= trail.cancelAt;
  return trail.cancelAt === null && Date.parse(at) >= Date.parse(trail.idleSince ?? '') + 27 * dayMs;
}

function mayFire({ steps }: Trail, { stepId, opening, rung }: FireRung, at: string): boolean {
  const step = steps.get(stepId);
  if (step === undefined || rungNext(step) === undefined) return false;
  return step.openings === opening && step.rungs === rung && at >= (step.ladderAt[rung] ?? '');
}

function waitsForLeaver({ store }: Scene, { steps }: Trail, { personId }: ReplaceLeaver): boolean {
  if (store.company.people.get(personId)?.active !== false) return false;
  return [...steps.values()].some((step) => step.outcome === undefined && freePlaces(step).includes(personId));
}

function scenesOf({ store, at, settings }: Scene, trail: Trail): readonly ActingScene[] {
  const moment = { company: store.company, at, allowsDelegation: settings.allowsDelegation };
  return [...trail.steps.values()].filter(isOpen).map((step) => trail.sceneOf(step, moment));
}

/** Whether what was recorded of delegations is other than what they come to now, where a vote is missing. */
function differs(scene: ActingScene): boolean {
  const { step } = scene;
  return freePlaces(step).some((forId) => {
    const acting = actsFor(scene, forId);
    const recorded = step.beside.filter((one) => one.kind === 'delegation' && one.forId === forId);
    if (recorded.some(({ personId }) => !acting.has(personId))) return true;
    return [...acting].some(([personId, way]) => {
      const known = recorded.find((one) => one.personId === personId);
      const isSame = known?.until === way.until && String(known.path) === String(way.ids);
      return !isSame && !hasVoted(step, personId);
    });
  });
}
