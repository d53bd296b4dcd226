import type { Command, FireRung } from '../../../src/engine/command.js';
import type { ApprovalDocument, Step } from '../../../src/engine/document.js';
import { systemId } from '../../../src/engine/system.js';
import type { MemoryStore } from '../../support/memory-store.js';

type About = Pick<FireRung, 'actorId' | 'documentId'>;

/**
 * What jobs may ask for when they look at a document, whether there is anything to do or not: told from what is stored,
 * without asking the rules.
 */
export function looksAt(store: MemoryStore, document: ApprovalDocument, newId: string): readonly Command[] {
  const about: About = { actorId: systemId, documentId: document.id };
  if (document.status === 'returned') {
    const { round, dataRevision } = document;
    return (['cancel', 'warn'] as const).map((what) => ({ kind: 'lapse', ...about, round, dataRevision, what }));
  }
  if (document.status !== 'pending') return [];
  const awaited = document.steps.flatMap(({ approvers }) => approvers.filter(({ vote }) => vote === null));
  const people = [...new Set(awaited.map(({ personId }) => personId))];
  const gone = people.filter((id) => store.company.people.get(id)?.active !== true);
  return [
    ...gone.map((personId): Command => ({ kind: 'replace-leaver', ...about, personId, nonce: newId })),
    { kind: 'sync-delegations', ...about, nonce: newId },
    ...document.steps.filter(({ status }) => status === 'pending').flatMap((step) => rungsOf(step, about)),
  ];
}

/** The next one, and before it what somebody who sleeps since an earlier opening, or rung, takes for that. */
function rungsOf({ id: stepId, opening, rungsFired }: Step, about: About): readonly FireRung[] {
  const rung = (change: object): FireRung => {
    return { kind: 'fire-rung', ...about, stepId, opening, rung: rungsFired, ...change };
  };
  return [rung({ opening: opening - 1 }), rung({ rung: rungsFired - 1 }), rung({})];
}

/** Hours between looks: for a while, day by day through a month, or late, when nobody has looked for weeks. */
export const rhythms: readonly (readonly number[])[] = [
  [3],
  [4, 4, 4],
  [24, 24],
  [80],
  Array.from({ length: 32 }, () => 24),
  [700, 80],
];
