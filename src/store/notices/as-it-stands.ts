import type { Kysely } from 'kysely';
import type { DecisionKind, DocumentStatus, StepStatus } from '../../engine/document.js';
import type { ExpiringEnd, NoticeBody, StepRef, WaitingEnd, WaitingItem } from '../../engine/notice.js';
import { awaitedItem } from '../reminders/waiting-items.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import type { Reader } from './what-holds.js';

type Db = Kysely<Tables>;

const findStep = statement((db: Db, p: Params<{ tenant: string; step: string }>) =>
  db
    .selectFrom('approval_steps as s')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.tenant_id', '=', 's.tenant_id').onRef('d.id', '=', 's.document_id'),
    )
    .select(['s.status', 's.expired_as', 's.round', 'd.status as document_status', 'd.round as newest_round'])
    .where('s.tenant_id', '=', p.tenant)
    .where('s.id', '=', p.step),
);

const findVotes = statement((db: Db, p: Params<{ tenant: string; step: string }>) =>
  db
    .selectFrom('approval_steps as s')
    .innerJoin('approvers as a', (join) =>
      join
        .onRef('a.tenant_id', '=', 's.tenant_id')
        .onRef('a.document_id', '=', 's.document_id')
        .onRef('a.round', '=', 's.round')
        .onRef('a.step_id', '=', 's.id'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.tenant_id', '=', 'a.tenant_id').on('u.id', '=', (eb) => eb.fn.coalesce('a.voted_by', 'a.user_id')),
    )
    .select(['u.id', 'u.name', 'a.decision'])
    .where('s.tenant_id', '=', p.tenant)
    .where('s.id', '=', p.step)
    .where('a.decision', 'is not', null)
    .orderBy('u.name')
    .orderBy('u.id'),
);

const findReturned = statement((db: Db, p: Params<{ tenant: string; id: string }>) =>
  db.selectFrom('documents').select(['status', 'cancel_at']).where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

/** What a message that was posted has to say now: the same, and of what waits no more, how that ended. */
export async function asItStands(db: Db, body: NoticeBody, reader: Reader): Promise<NoticeBody> {
  switch (body.kind) {
    case 'reminder':
    case 'escalated':
      return { ...body, item: await itemNow(db, body.item, reader) };
    case 'digest': {
      const items: WaitingItem[] = [];
      for (const item of body.items) items.push(await itemNow(db, item, reader));
      return { ...body, items, more: await moreNow(db, body, reader) };
    }
    case 'document-expiring': {
      const end = await expiringEnd(db, body, reader);
      return end === undefined ? body : { ...body, end };
    }
    default:
      return body;
  }
}

async function itemNow(db: Db, item: WaitingItem, reader: Reader): Promise<WaitingItem> {
  const awaited = await awaitedNow(db, item.stepId, reader);
  if (awaited === undefined) return { ...item, end: await waitingEnd(db, item.stepId, reader) };
  // While the clock stands still, nothing is due.
  return awaited.isPaused ? { ...awaited.item, dueAt: null } : awaited.item;
}

async function moreNow(
  db: Db,
  { more, unlisted }: { readonly more: number; readonly unlisted?: readonly StepRef[] },
  reader: Reader,
): Promise<number> {
  if (unlisted === undefined) return more;
  let count = 0;
  for (const { stepId } of unlisted) if ((await awaitedNow(db, stepId, reader)) !== undefined) count += 1;
  return count;
}

async function awaitedNow(db: Db, stepId: string, { tenant, personId, now }: Reader) {
  return personId === null ? undefined : awaitedItem(db, tenant, personId, stepId, now);
}

async function waitingEnd(db: Db, stepId: string, { tenant, personId }: Reader): Promise<WaitingEnd> {
  const step = await findStep.first(db, { tenant, step: stepId });
  if (step === undefined) return { kind: 'not-asked' };
  const votes = await findVotes.all(db, { tenant, step: stepId });
  const own = votes.find(({ id }) => id === personId)?.decision;
  if (own) return { kind: 'voted', decision: own as DecisionKind };
  const decision = decisionOf[step.status];
  if (decision === undefined) return closedWith(step);
  if (step.expired_as !== null) return { kind: 'expired', decision };
  const by = votes.filter((vote) => vote.decision === decision).map(({ name }) => name);
  return { kind: 'decided', decision, by };
}

const decisionOf: Readonly<Partial<Record<string, DecisionKind>>> = {
  approved: 'approve',
  rejected: 'reject',
  returned: 'return',
} satisfies Partial<Record<StepStatus, DecisionKind>>;

/** A step that nobody decided. That of a former round stayed so because the document was returned. */
function closedWith(step: { round: number; newest_round: number; document_status: string }): WaitingEnd {
  if (step.round < step.newest_round) return { kind: 'closed', how: 'returned' };
  const how = howClosed[step.document_status as DocumentStatus];
  return how === null ? { kind: 'not-asked' } : { kind: 'closed', how };
}

const howClosed = {
  draft: null,
  pending: null,
  approved: 'approved',
  completed: 'approved',
  rejected: 'rejected',
  returned: 'returned',
  cancelled: 'cancelled',
} as const satisfies Record<DocumentStatus, unknown>;

async function expiringEnd(
  db: Db,
  { document, cancelAt }: Extract<NoticeBody, { kind: 'document-expiring' }>,
  { tenant }: Reader,
): Promise<ExpiringEnd | undefined> {
  const now = await findReturned.first(db, { tenant, id: document.id });
  if (now?.status === 'cancelled') return 'cancelled';
  if (now?.status !== 'returned') return 'submitted-again';
  return now.cancel_at === cancelAt ? undefined : 'kept';
}
