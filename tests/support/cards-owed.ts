import type { StoredCardKey, StoredDocument, StoredFacts, StoredStep } from './stored-facts.js';

/**
 * What people must have before them, written from the rules of the design and from plain rows, without a line of the
 * code that draws cards.
 */
export interface OwedCard extends StoredCardKey {
  readonly chatUser: string;
  /** The buttons, in order, each with what it carries. */
  readonly buttons: readonly string[];
  /** What a notification says. */
  readonly fallback: string;
  /** What the person themselves decided, or who ended their request and why, where the card is about that. */
  readonly own: string | undefined;
  /** Every line that says how somebody stands, and no other. */
  readonly standings: readonly string[];
  /** How many ticks, crosses and arrows the progress has. */
  readonly votes: number;
}

const statuses: Readonly<Record<string, string>> = {
  pending: 'Waiting for approval',
  approved: 'Approved',
  rejected: 'Rejected',
  returned: 'Returned',
  cancelled: 'Cancelled',
};
const votedWords: Readonly<Record<string, string>> = { approve: 'approved', reject: 'rejected', return: 'returned' };
/** To decide, and what may be done short of that. */
const approverButtons = ['approve', 'approve-with-comment', 'return', 'reject', 'ask', 'delegate-step'];

export function cardsOwed({ documents }: StoredFacts): readonly OwedCard[] {
  return documents
    .filter(({ round }) => round > 0)
    .flatMap((document) => [
      ...document.steps
        .filter((step) => step.isOpened)
        .flatMap((step) => step.people.map(({ personId }) => approverCardOf(document, step, personId))),
      submitterCardOf(document),
      ...outcomeCardOf(document),
    ]);
}

function approverCardOf(document: StoredDocument, step: StoredStep, personId: string): OwedCard {
  const isCurrent = step.round === document.round;
  const own = step.people.find((one) => one.personId === personId);
  const isAsked =
    isCurrent &&
    document.status === 'pending' &&
    step.status === 'pending' &&
    own !== undefined &&
    own.decision === null;
  const carried = { d: document.id, r: document.round, v: document.dataRevision, s: step.id, o: step.opening };
  const isDecided = own !== undefined && own.decision !== null;
  return {
    ...keyOf(document, 'approver', personId, step.id),
    buttons: isAsked ? approverButtons.map((action) => buttonOf(action, carried)) : [],
    fallback: isAsked
      ? `${nameOf(document.submitterId)} asks for your approval: ${document.title} (${document.number})`
      : `${document.number}: ${statuses[document.status]}`,
    own: isDecided
      ? `You ${votedWords[own.decision ?? '']} this on ${step.name} @${said(own.comment, ': ')}`
      : undefined,
    standings: isCurrent ? progressOf(document) : [],
    votes: isCurrent ? votesOf(document) : 0,
  };
}

function submitterCardOf(document: StoredDocument): OwedCard {
  return {
    ...keyOf(document, 'submitter', document.submitterId, document.id),
    // What a round came to is a message of its own, and that one has the buttons.
    buttons: document.status === 'returned' ? [] : ownButtons(document),
    fallback: `Your request ${document.number}: ${statuses[document.status]}`,
    own: undefined,
    standings: progressOf(document),
    votes: votesOf(document),
  };
}

function outcomeCardOf(document: StoredDocument): readonly OwedCard[] {
  if (!['approved', 'rejected', 'returned'].includes(document.status)) return [];
  const outcome: OwedCard = {
    ...keyOf(document, 'outcome', document.submitterId, `round ${document.round}`),
    buttons: ownButtons(document),
    fallback: `Your request ${document.number} was ${statuses[document.status]?.toLowerCase()}`,
    own: endOf(document),
    standings: [],
    votes: 0,
  };
  return [outcome];
}

/** Who rejected or returned it, in the words of their card; an approval is told by its progress. */
function endOf(document: StoredDocument): string | undefined {
  const decision = { rejected: 'reject', returned: 'return' }[document.status];
  if (decision === undefined) return undefined;
  const current = document.steps.filter((step) => step.round === document.round);
  const by = current.flatMap((step) => step.people).filter((one) => one.decision === decision);
  const names = by.map(({ personId }) => nameOf(personId)).join(' and ');
  const [only, ...others] = by;
  const reason = only?.comment && others.length === 0 ? said(only.comment, ': ') : '.';
  return `${statuses[document.status]} @ by ${names}${reason}`;
}

function ownButtons(document: StoredDocument): readonly string[] {
  const carried = { d: document.id, r: document.round, v: document.dataRevision };
  if (document.status === 'pending') {
    const isAwaited = document.steps.some(
      ({ status, people }) => status === 'pending' && people.some(({ decision }) => decision === null),
    );
    return [...(isAwaited ? [buttonOf('nudge', carried)] : []), buttonOf('cancel', carried)];
  }
  return document.status === 'returned' ? [buttonOf('edit', carried), buttonOf('cancel', carried)] : [];
}

/** One line for every person asked in this round on a step that was reached. */
function progressOf(document: StoredDocument): readonly string[] {
  const current = document.steps.filter((step) => step.round === document.round && step.status !== 'waiting');
  return current.flatMap((step) =>
    step.people.map(({ personId, decision, comment }) => {
      if (decision !== null) return `${nameOf(personId)} ${votedWords[decision]} · @${said(comment, ' · ')}`;
      return `${nameOf(personId)} · ${step.status === 'pending' ? 'waiting' : 'not asked any more'}`;
    }),
  );
}

function votesOf(document: StoredDocument): number {
  const current = document.steps.filter((step) => step.round === document.round);
  return current.flatMap((step) => step.people).filter(({ decision }) => decision !== null).length;
}

function said(comment: string | null, before: string): string {
  return comment === null ? '' : `${before}“${comment}”`;
}

/** As it stands in a button: what the person sees when they click it. */
export function buttonOf(action: string, carried: Readonly<Record<string, unknown>>): string {
  const { d, r, v, s, o } = carried;
  return [action, d, r, v, s, o].filter((part) => part !== undefined).join(' ');
}

function keyOf(document: StoredDocument, role: string, personId: string, subject: string) {
  return { documentId: document.id, role, personId, subject, chatUser: `U${personId.toUpperCase()}` };
}

/** As `seedCompany` names people. */
function nameOf(personId: string): string {
  return `${personId[0]?.toUpperCase()}${personId.slice(1)}`;
}
