import type { FireRung, Lapse, ReplaceLeaver, SyncDelegations, SystemCommand } from '../../../src/engine/command.js';
import type { ApprovalDocument } from '../../../src/engine/document.js';
import type { Instant } from '../../../src/engine/instant.js';
import { systemId } from '../../../src/engine/system.js';
import type { MemoryStore } from '../../support/memory-store.js';
import type { Intent } from './intent.js';
import { pick } from './names.js';

const dayMs = 24 * 3_600_000;

type OfSystem = Intent & { readonly kind: SystemCommand['kind'] };

/** What can go wrong where nobody clicks. */
const slipsOfSystem: readonly Intent['slip'][] = [
  ...(['no such document', 'any document', 'an old revision', 'an old round', 'no such step'] as const),
  ...(['a former opening', 'a second vote', 'another route'] as const),
];

/** What the clock causes, mostly when its time has come; with a slip too early, too late, twice, or of nothing. */
export function aimBySystem(
  store: MemoryStore,
  careful: OfSystem,
  newId: string,
  at: Instant,
): SystemCommand | undefined {
  const intent: OfSystem = slipsOfSystem.includes(careful.slip) ? careful : { ...careful, slip: 'none' };
  switch (intent.kind) {
    case 'fire-rung':
      return aimRung(store, intent, at);
    case 'sync-delegations':
      return aimSync(store, intent, newId, at);
    case 'replace-leaver':
      return aimLeaver(store, intent, newId);
    case 'lapse':
      return aimLapse(store, intent, at);
  }
}

function aimRung(store: MemoryStore, { slip, step: which }: Intent, at: Instant): FireRung | undefined {
  const laddered = withStatus(store, 'pending').flatMap((document) =>
    document.steps.filter(({ ladderAt }) => ladderAt.length > 0).map((step) => ({ document, step })),
  );
  const due = laddered.filter(({ step }) => (step.ladderAt[step.rungsFired] ?? '~') <= at);
  const target = pick(slip === 'none' ? due : laddered, which);
  if (target === undefined) return undefined;
  const { document, step } = target;
  return {
    kind: 'fire-rung',
    ...about(document, slip),
    stepId: slip === 'no such step' ? `${document.id}:${document.round}:63` : step.id,
    opening: step.opening + (slip === 'a former opening' ? 1 : 0),
    rung: step.rungsFired + (slip === 'another route' ? 1 : slip === 'a second vote' ? -1 : 0),
  };
}

function aimSync(
  store: MemoryStore,
  { slip, document }: Intent,
  newId: string,
  at: Instant,
): SyncDelegations | undefined {
  const outdated = withStatus(store, 'pending').filter((one) => isOutdated(one, store, at));
  const found = pick(slip === 'none' ? outdated : [...store.documents.values()], document);
  return found && { kind: 'sync-delegations', ...about(found, slip), nonce: newId };
}

/** Whether it looks as if somebody acts for another of whom no event says so, or does no more. */
function isOutdated({ steps }: ApprovalDocument, { company }: MemoryStore, at: Instant): boolean {
  const inForce = [...(company.delegations?.values() ?? [])].filter((one) => one.startsAt <= at && at < one.endsAt);
  return steps.some(({ status, approvers, deputies }) => {
    if (status !== 'pending') return false;
    const awaited = approvers.filter(({ vote }) => vote === null).map(({ personId }) => personId);
    const isOver = deputies.some(({ ground }) => ground.kind === 'delegation' && ground.until <= at);
    const isKnown = (toId: string) => deputies.some(({ personId }) => personId === toId);
    return isOver || inForce.some(({ fromId, toId }) => awaited.includes(fromId) && !isKnown(toId));
  });
}

function aimLeaver(store: MemoryStore, intent: Intent, newId: string): ReplaceLeaver | undefined {
  const { slip, document: which, person } = intent;
  const asked = withStatus(store, 'pending').flatMap((document) =>
    document.steps.flatMap(({ approvers }) => approvers.map(({ personId }) => ({ document, personId }))),
  );
  const left = asked.filter(({ personId }) => store.company.people.get(personId)?.active === false);
  const target = pick(slip === 'none' ? left : asked, which + person);
  if (target === undefined) return undefined;
  return { kind: 'replace-leaver', ...about(target.document, slip), personId: target.personId, nonce: newId };
}

function aimLapse(store: MemoryStore, intent: Intent, at: Instant): Lapse | undefined {
  const returned = withStatus(store, 'returned');
  const warned = returned.filter(({ cancelAt }) => cancelAt !== null && cancelAt <= at);
  const idle = returned.filter(({ closedAt }) => Date.parse(at) - Date.parse(closedAt ?? at) > 27 * dayMs);
  const document = pick(intent.slip !== 'none' ? returned : warned.length > 0 ? warned : idle, intent.document);
  if (document === undefined) return undefined;
  const { round, dataRevision } = document;
  return {
    kind: 'lapse',
    ...about(document, intent.slip),
    round: round - (intent.slip === 'an old round' ? 1 : 0),
    dataRevision: dataRevision - (intent.slip === 'an old revision' ? 1 : 0),
    what: (document.cancelAt === null) === (intent.slip !== 'a second vote') ? 'warn' : 'cancel',
  };
}

function withStatus({ documents }: MemoryStore, status: ApprovalDocument['status']): readonly ApprovalDocument[] {
  return [...documents.values()].filter((document) => document.status === status);
}

function about({ id }: ApprovalDocument, slip: Intent['slip']) {
  return { actorId: systemId, documentId: slip === 'no such document' ? `${id}?` : id } as const;
}
