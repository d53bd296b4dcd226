import type { Command } from './command.js';
import { type ApprovalDocument, approverOf, awaitedPlaces, type Step, stepById } from './document.js';
import type { Facts } from './facts.js';
import type { Instant } from './instant.js';
import type { FactReader } from './ports/document-store.js';

export type DelegationFacts = Pick<Facts, 'delegations' | 'deputies'>;

/** Who acts for whom at that moment, where a command depends on it: hardly any does, and an approver's own never. */
export async function loadDelegations(
  reader: FactReader,
  command: Command,
  document: ApprovalDocument | undefined,
  now: Instant,
): Promise<DelegationFacts> {
  const fromIds = document === undefined ? [] : neededDelegations(command, document);
  if (fromIds.length === 0) return { delegations: [], deputies: new Map() };
  const delegations = await reader.delegations(fromIds, now);
  const named = delegations.map(({ toId }) => toId);
  return { delegations, deputies: await reader.actors([...new Set([...fromIds, ...named])].sort()) };
}

/** Whose delegations, and those that lead on from them, decide what becomes of a command: by id, each once. */
export function neededDelegations(command: Command, document: ApprovalDocument): readonly string[] {
  if (document.status !== 'pending') return [];
  switch (command.kind) {
    case 'approve':
    case 'reject':
    case 'return':
    case 'ask': {
      const step = stepById(document, command.stepId);
      const isOwn = step === undefined || approverOf(step, command.actorId) !== undefined;
      return isOwn ? [] : sourcesOn([step]);
    }
    case 'sync-delegations':
      return sourcesOn(document.steps);
    case 'replace-leaver':
      return [command.personId];
    default:
      return [];
  }
}

/** The approvers whose vote is missing on those that are open, and who acts beside them for another reason. */
function sourcesOn(steps: readonly Step[]): readonly string[] {
  const open = steps.filter(({ status }) => status === 'pending');
  const awaited = open.flatMap((step) => awaitedPlaces(step).map(({ personId }) => personId));
  const beside = open.flatMap(({ deputies }) => deputies.filter(({ ground }) => ground.kind !== 'delegation'));
  return [...new Set([...awaited, ...beside.map(({ personId }) => personId)])].sort();
}
