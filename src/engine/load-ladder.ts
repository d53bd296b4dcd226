import type { Command, FireRung } from './command.js';
import type { Rung } from './definition.js';
import { mayAct } from './delegation/acting-for.js';
import { type ApprovalDocument, awaitedPlaces, type Step, stepById } from './document.js';
import type { LadderFacts } from './facts.js';
import type { FactReader, OrganisationNeeds } from './ports/document-store.js';
import { waitsFor } from './replace-leaver.js';

/** Who could act in an approver's place, where a command asks for somebody: hardly any does. */
export async function loadLadder(
  reader: FactReader,
  command: Command,
  document: ApprovalDocument | undefined,
): Promise<LadderFacts | undefined> {
  const needs = document && ladderNeeds(command, document);
  if (document === undefined || needs === undefined) return undefined;
  const submitter = await reader.person(document.submitterId);
  if (submitter === undefined) throw new Error(`nobody is ${document.submitterId}, who submitted ${document.id}`);
  const organisation = await reader.organisation(submitter, needs);
  const ids = [...organisation.people.keys()].sort();
  const actors = await reader.actors(ids);
  const able = [...actors.values()].filter(mayAct).map(({ id }) => id);
  return { submitter, organisation, mayAct: new Set(able), reachable: await reader.reachable(ids) };
}

function ladderNeeds(command: Command, document: ApprovalDocument): OrganisationNeeds | undefined {
  if (document.status !== 'pending') return undefined;
  if (command.kind === 'replace-leaver') {
    const { personId } = command;
    return waitsFor(document, personId) ? { people: [personId], roles: [], groups: [] } : undefined;
  }
  const step = command.kind === 'fire-rung' ? stepById(document, command.stepId) : undefined;
  const rung = command.kind === 'fire-rung' ? rungOf(step, command) : undefined;
  return step && rung && rungNeeds(step, rung);
}

/** The rung of an open step that a command is about. */
export function rungOf(step: Step | undefined, { rung }: FireRung): Rung | undefined {
  return step?.status === 'pending' ? step.sla?.ladder[rung] : undefined;
}

/** Whom an escalation goes up from and to, and for an approval whether those who were asked could have decided. */
function rungNeeds(step: Step, rung: Rung): OrganisationNeeds | undefined {
  if (rung.do !== 'escalate' && rung.do !== 'approve') return undefined;
  const targets = rung.do === 'escalate' ? rung.to : [];
  const named = targets.flatMap((target) => (target.kind === 'user' ? [target.user] : []));
  const awaited = awaitedPlaces(step).map(({ personId }) => personId);
  return {
    people: [...new Set([...awaited, ...named])],
    roles: [...new Set(targets.flatMap((target) => (target.kind === 'role' ? [target.role] : [])))],
    groups: [...new Set(targets.flatMap((target) => (target.kind === 'group' ? [target.group] : [])))],
  };
}
