import { localTimeOf } from './month-clock.js';
import type { MonthEvent, MonthFacts, MonthStep } from './month-facts.js';
import type { MonthMessage } from './month-platform.js';

/** How long after its time a rung, the end of a delegation or a message may come, with everything that goes wrong. */
const lateMsMax = 4 * 3_600_000;

/** Everything that must never be otherwise in a month, told about what was otherwise. */
export interface MonthVerdict {
  readonly rungs: number;
  readonly reminders: number;
  readonly lies: readonly string[];
}

export interface Month {
  readonly facts: MonthFacts;
  readonly messages: readonly MonthMessage[];
  /** Cards that came to be because of what a person did: they may come at any hour. */
  readonly clickedCards: ReadonlySet<string>;
  readonly endMs: number;
}

export function verdictOn(month: Month): MonthVerdict {
  const { facts, messages } = month;
  const rungs = facts.events.filter(({ type }) => rungTypes.has(type));
  const reminders = messages.filter(({ first }) => isNoticeOf(first, ['reminder', 'digest']));
  const lies = [
    ...rungsTwice(rungs),
    ...rungsMissing(month),
    ...rungsTooSoon(month, rungs),
    ...atNight(month),
    ...afterTheEnd(month),
    ...withoutCard(month),
    ...submitterVotes(facts),
    ...twoVotes(facts),
    ...deputiesTooLong(month),
    ...remindedTwice(reminders),
    ...duplicates(messages),
  ];
  return { rungs: rungs.length, reminders: reminders.length, lies };
}

const rungTypes: ReadonlySet<string> = new Set(['step-reminded', 'step-escalated', 'step-expired']);

/** Every rung once for each opening of a step; steps open once in each round, and their ids have the round. */
function rungsTwice(rungs: readonly MonthEvent[]): readonly string[] {
  const seen = new Set<string>();
  return rungs.flatMap(({ stepId, rung }) => {
    const key = `${String(stepId)} rung ${String(rung)}`;
    if (seen.has(key)) return [`${key} fired twice`];
    seen.add(key);
    return [];
  });
}

function rungsMissing({ facts, endMs }: Month): readonly string[] {
  return facts.steps.flatMap((step) => {
    if (step.status !== 'pending' || step.pausedAt !== null) return [];
    const due = step.ladderAt.filter((at) => Date.parse(at) + lateMsMax < endMs).length;
    return step.rungsFired < due ? [`${step.id} has fired ${step.rungsFired} rungs of ${due}`] : [];
  });
}

/** No rung before its time: a step's own times stand in its row, moved by what stopped its clock. */
function rungsTooSoon({ facts }: Month, rungs: readonly MonthEvent[]): readonly string[] {
  const byId = new Map(facts.steps.map((step) => [step.id, step]));
  return rungs.flatMap(({ stepId, rung, at }) => {
    const due = byId.get(String(stepId))?.ladderAt[Number(rung)];
    return due !== undefined && at < due ? [`${String(stepId)} rung ${String(rung)} came at ${at}, before ${due}`] : [];
  });
}

/** What no click caused waits until people want to hear of it. */
function atNight({ facts, messages, clickedCards }: Month): readonly string[] {
  return messages.flatMap(({ what, id, personId, postedMs, first }) => {
    if (what === 'card' ? clickedCards.has(id) : isNoticeOf(first, ['question', 'answer'])) return [];
    if (what === 'notice' && isGiven(first)) return [];
    const zone = facts.people.get(personId)?.zone ?? 'UTC';
    const { hour, weekday } = localTimeOf(postedMs, zone);
    const isQuiet = hour >= 20 || hour < 8 || weekday === 'Sat' || weekday === 'Sun';
    if (!isQuiet) return [];
    return [`${personId} got ${first.slice(0, 90)} on ${weekday} at ${hour}h, ${new Date(postedMs).toISOString()}`];
  });
}

/** Making or ending a delegation is somebody's click; that it began or is over is not. */
function isGiven(first: string): boolean {
  const body = JSON.parse(first) as { kind: string; what?: string };
  return body.kind === 'delegation' && (body.what === 'given' || body.what === 'revoked');
}

function isNoticeOf(first: string, kinds: readonly string[]): boolean {
  const body: unknown = JSON.parse(first);
  return typeof body === 'object' && body !== null && 'kind' in body && kinds.includes(String(body.kind));
}

/** After a document has ended nobody is reminded of it. */
function afterTheEnd({ facts, messages }: Month): readonly string[] {
  const closed = new Map(facts.documents.flatMap(({ id, closedAt }) => (closedAt === null ? [] : [[id, closedAt]])));
  const isOver = new Set(facts.documents.filter(({ status }) => endings.has(status)).map(({ id }) => id));
  return messages.flatMap(({ first, postedMs, personId }) => {
    const body = JSON.parse(first) as { kind?: string; item?: { document: { id: string } } };
    const documentId = body.kind === 'reminder' ? body.item?.document.id : undefined;
    const closedAt = documentId === undefined ? undefined : closed.get(documentId);
    if (documentId === undefined || closedAt === undefined || !isOver.has(documentId)) return [];
    return postedMs > Date.parse(closedAt) ? [`${personId} was reminded of ${documentId} after its end`] : [];
  });
}

const endings: ReadonlySet<string> = new Set(['approved', 'rejected', 'cancelled', 'completed']);

/** Whoever is awaited on an open step, or may act for them, has a card that reached them, or comes in their morning. */
function withoutCard({ facts, messages, endMs }: Month): readonly string[] {
  const open = new Set(facts.documents.filter(({ status }) => status === 'pending').map(({ id }) => id));
  const reached = new Set(messages.filter(({ what }) => what === 'card').map(({ id }) => id));
  return facts.steps
    .filter((step) => step.status === 'pending' && open.has(step.documentId))
    .flatMap((step) => awaited(step).map((personId) => ({ step, personId })))
    .filter(({ personId }) => facts.people.get(personId)?.active === true)
    .flatMap(({ step, personId }) => {
      const card = facts.cards.find(
        (one) => one.role === 'approver' && one.subject === step.id && one.personId === personId,
      );
      const isHeldBack = Date.parse(card?.notBefore ?? '') > endMs;
      return isHeldBack || (card !== undefined && reached.has(card.id))
        ? []
        : [`${personId} has no card for ${step.id}`];
    });
}

function awaited({ approvers, deputies }: MonthStep): readonly string[] {
  const missing = approvers.filter(({ isAwaited }) => isAwaited).map(({ personId }) => personId);
  const acting = deputies.filter(({ forId }) => missing.includes(forId)).map(({ personId }) => personId);
  return [...new Set([...missing, ...acting])];
}

function submitterVotes({ events, documents }: MonthFacts): readonly string[] {
  const submitters = new Map(documents.map(({ id, submitterId }) => [id, submitterId]));
  const votes = events.filter(({ type }) => type === 'step-voted');
  const own = votes.filter(({ documentId, personId }) => submitters.get(documentId) === personId);
  return own.map(({ documentId }) => `the submitter of ${documentId} voted on it`);
}

/** One human, one vote; one place, one vote. */
function twoVotes({ events }: MonthFacts): readonly string[] {
  const seen = new Set<string>();
  return events.flatMap(({ type, stepId, personId, onBehalfOf }) => {
    if (type !== 'step-voted') return [];
    const keys = [
      `${String(stepId)} voter ${String(personId)}`,
      `${String(stepId)} place ${String(onBehalfOf ?? personId)}`,
    ];
    const twice = keys.filter((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return twice.map((key) => `${key}: a second vote`);
  });
}

/** Nobody acts for somebody long after the delegation is over. */
function deputiesTooLong({ facts, endMs }: Month): readonly string[] {
  const open = new Set(facts.steps.filter(({ status }) => status === 'pending').map(({ id }) => id));
  const begun = new Map<string, string>();
  for (const event of facts.events) {
    const key = `${String(event.personId)} for ${String(event.forId)} on ${String(event.stepId)}`;
    const ground = event.ground as { kind: string; until?: string } | undefined;
    if (event.type === 'approval-delegated' && ground?.kind === 'delegation') begun.set(key, ground.until ?? '');
    if (event.type === 'delegation-expired') begun.delete(key);
  }
  const isOver = (until: string) => Date.parse(until) + lateMsMax < endMs;
  return [...begun]
    .filter(([key, until]) => isOver(until) && [...open].some((id) => key.endsWith(` on ${id}`)))
    .filter(([key]) => facts.steps.some((step) => key.endsWith(` on ${step.id}`) && isStillDeputy(step, key)))
    .map(([key, until]) => `${key} is still a deputy though it ended at ${until}`);
}

/** In a place that is filled they have nothing to do any more, whatever their delegation. */
function isStillDeputy({ id, deputies, approvers }: MonthStep, key: string): boolean {
  const isOpen = (forId: string) => approvers.some(({ personId, isAwaited }) => personId === forId && isAwaited);
  const open = deputies.filter(({ forId }) => isOpen(forId));
  return open.some(({ personId, forId }) => key === `${personId} for ${forId} on ${id}`);
}

/** A rung reminds a person of a step once, however often it was tried. */
function remindedTwice(reminders: readonly MonthMessage[]): readonly string[] {
  const seen = new Set<string>();
  return reminders.flatMap(({ personId, first }) => {
    const { item, why } = JSON.parse(first) as { item?: { stepId: string }; why?: { kind: string; nth?: number } };
    if (item === undefined || why?.kind !== 'rung') return [];
    const key = `${personId} of ${item.stepId}, reminder ${why.nth}`;
    if (seen.has(key)) return [`${key}: twice`];
    seen.add(key);
    return [];
  });
}

/** However often a post was tried, its message stands there once. */
function duplicates(messages: readonly MonthMessage[]): readonly string[] {
  const live = messages.filter(({ shows }) => shows !== 'disarmed').map(({ what, id }) => `${what} ${id}`);
  return [...new Set(live.filter((one, at) => live.indexOf(one) !== at))].map((one) => `${one} has two messages`);
}
