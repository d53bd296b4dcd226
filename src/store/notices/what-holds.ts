import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { NoticeBody, NoticeKind, WaitingItem } from '../../engine/notice.js';
import { stepRef, waitingItem } from '../reminders/waiting-items.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

type Db = Kysely<Tables>;

const findStatus = statement((db: Db, p: Params<{ tenant: string; id: string }>) =>
  db.selectFrom('documents').select(['status', 'cancel_at']).where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

const findQuestion = statement((db: Db, p: Params<{ tenant: string; step: string; id: string }>) =>
  db
    .selectFrom('approval_steps as s')
    .innerJoin('questions as q', (join) =>
      join
        .onRef('q.tenant_id', '=', 's.tenant_id')
        .onRef('q.document_id', '=', 's.document_id')
        .onRef('q.round', '=', 's.round')
        .onRef('q.step_id', '=', 's.id'),
    )
    .select(['s.status', 'q.answered_at'])
    .where('s.tenant_id', '=', p.tenant)
    .where('s.id', '=', p.step)
    .where('q.id', '=', p.id),
);

const findDelegation = statement((db: Db, p: Params<{ tenant: string; id: string }>) =>
  db.selectFrom('delegations').select('until').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

const findPerson = statement((db: Db, p: Params<{ tenant: string; id: string }>) =>
  db.selectFrom('users').select('status').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

/** Who reads a message, and when. */
export interface Reader {
  readonly tenant: string;
  readonly personId: string | null;
  readonly now: Instant;
}

type Digest = Extract<NoticeBody, { kind: 'digest' }>;

/** About who is who in chat: it holds for whoever it was written to, and says in its body how things stand. */
const aboutAccounts: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'account-linked',
  'person-linked',
  'claim',
  'claim-ended',
  'own-identity-changed',
  'identities-changed',
]);

/** What a message that was written some time ago has to say now; undefined where that is nothing. */
export async function whatHolds(db: Db, body: NoticeBody, reader: Reader): Promise<NoticeBody | undefined> {
  if (!aboutAccounts.has(body.kind) && !(await isHere(db, reader))) return undefined;
  switch (body.kind) {
    case 'reminder': {
      const item = await stillWaiting(db, body.item, reader);
      return item && { ...body, item };
    }
    case 'digest': {
      const items = await allStillWaiting(db, body.items, reader);
      const unlisted = await allStillWaiting(db, body.unlisted ?? [], reader);
      return digestOf(body, [...items, ...unlisted]);
    }
    case 'escalated':
      return (await stillWaiting(db, body.item, reader)) && body;
    case 'question':
      return (await isAsked(db, reader.tenant, body)) ? body : undefined;
    case 'answer':
      return (await statusOf(db, reader.tenant, body.document.id))?.status === 'pending' ? body : undefined;
    case 'document-expiring': {
      const document = await statusOf(db, reader.tenant, body.document.id);
      return document?.status === 'returned' && document.cancel_at === body.cancelAt ? body : undefined;
    }
    case 'delegation':
      return (await isDelegationNews(db, reader, body)) ? body : undefined;
    case 'leaver':
    case 'weekly-report':
    case 'account-linked':
    case 'person-linked':
    case 'claim':
    case 'claim-ended':
    case 'own-identity-changed':
    case 'identities-changed':
      return body;
  }
}

async function isHere(db: Db, { tenant, personId }: Reader): Promise<boolean> {
  return personId !== null && (await findPerson.first(db, { tenant, id: personId }))?.status === 'active';
}

/** Those that were only counted move up. Where nobody knows which they were, their number stays. */
function digestOf(body: Digest, waiting: readonly WaitingItem[]): Digest | undefined {
  if (waiting.length === 0) return undefined;
  const items = waiting.slice(0, body.items.length);
  if (body.unlisted === undefined) return { ...body, items };
  const unlisted = waiting.slice(items.length).map(stepRef);
  return { ...body, items, more: unlisted.length, unlisted };
}

async function stillWaiting(db: Db, item: Pick<WaitingItem, 'stepId'>, { tenant, personId, now }: Reader) {
  return personId === null ? undefined : waitingItem(db, tenant, personId, item.stepId, now);
}

async function allStillWaiting(
  db: Db,
  items: readonly Pick<WaitingItem, 'stepId'>[],
  reader: Reader,
): Promise<readonly WaitingItem[]> {
  const still: WaitingItem[] = [];
  for (const item of items) {
    const current = await stillWaiting(db, item, reader);
    if (current !== undefined) still.push(current);
  }
  return still;
}

async function isAsked(db: Db, tenant: string, body: Extract<NoticeBody, { kind: 'question' }>): Promise<boolean> {
  const question = await findQuestion.first(db, { tenant, step: body.stepId, id: body.questionId });
  return question?.status === 'pending' && question.answered_at === null;
}

/** That one was made, or began, is no news when it is over. */
async function isDelegationNews(
  db: Db,
  { tenant, now }: Reader,
  { what, delegation }: Extract<NoticeBody, { kind: 'delegation' }>,
): Promise<boolean> {
  if (what === 'ended' || what === 'revoked') return true;
  const stored = await findDelegation.first(db, { tenant, id: delegation.id });
  return stored !== undefined && stored.until > now;
}

function statusOf(db: Db, tenant: string, documentId: string) {
  return findStatus.first(db, { tenant, id: documentId });
}
