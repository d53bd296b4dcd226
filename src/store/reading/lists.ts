import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { askedOn, type DocumentStatus } from '../../engine/document.js';
import { isStuck as isStuckFor } from '../../engine/dossier.js';
import type { Page, Summary } from '../../engine/ports/reading.js';
import { loadDocument } from '../documents/load-document.js';
import { type Params, statement } from '../statement.js';
import type { ApproverRow, Tables } from '../tables.js';
import { loadPeople } from './dossier.js';
import { findWaitingForOthers } from './for-others.js';
import { type ListedRow, masks } from './listed-row.js';
import { pageOf } from './page.js';
import { rowsToComplete } from './to-complete.js';

type Listed = { tenant: string; person: string; after_at: string; after_id: string; limit: number };

/** What someone is asked to decide: an open step they are on and have not voted in, oldest first. */
const findWaiting = statement((db: Kysely<Tables>, p: Params<Listed>) =>
  db
    .selectFrom('approvers as a')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.tenant_id', '=', 'a.tenant_id').onRef('d.id', '=', 'a.document_id'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.submitter_id'),
    )
    .innerJoin('document_types as t', (join) =>
      join
        .onRef('t.tenant_id', '=', 'd.tenant_id')
        .onRef('t.key', '=', 'd.type_key')
        .onRef('t.version', '=', 'd.type_version'),
    )
    .select(['d.id', 'd.number', 'd.title', 'd.status', 't.name as type_name', 'u.name as submitter'])
    .select(masks)
    .select((eb) => ['a.asked_since as at', 'a.asked_since as placed_at', eb.lit(0).as('is_stuck')])
    .where('a.tenant_id', '=', p.tenant)
    .where('a.user_id', '=', p.person)
    .where('a.asked_since', 'is not', null)
    .where(
      (eb) => sql<boolean>`(${eb.ref('a.asked_since')}, ${eb.ref('a.document_id')}) > (${p.after_at}, ${p.after_id})`,
    )
    .where((eb) => eb.not(eb.exists(askedBefore(eb))))
    .orderBy('a.asked_since')
    .orderBy('a.document_id')
    .limit(p.limit),
);

/**
 * Two open steps of a document may wait for the same person, and still it is one line. The person is compared in a way
 * that no index serves: by it SQLite would look through everything that has waited longer instead of the document's few.
 */
function askedBefore(eb: ExpressionBuilder<Tables & { a: ApproverRow }, 'a'>) {
  return eb
    .selectFrom('approvers as other')
    .select('other.step_id')
    .whereRef('other.tenant_id', '=', 'a.tenant_id')
    .whereRef('other.document_id', '=', 'a.document_id')
    .where(sql<boolean>`(other.user_id || '') = a.user_id`)
    .where('other.asked_since', 'is not', null)
    .where(sql<boolean>`(other.asked_since, other.step_id) < (a.asked_since, a.step_id)`);
}

/** What someone asked for, newest first. */
const findRequested = statement((db: Kysely<Tables>, p: Params<Listed>) =>
  db
    .selectFrom('documents as d')
    .innerJoin('users as u', (join) =>
      join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.submitter_id'),
    )
    .innerJoin('document_types as t', (join) =>
      join
        .onRef('t.tenant_id', '=', 'd.tenant_id')
        .onRef('t.key', '=', 'd.type_key')
        .onRef('t.version', '=', 'd.type_version'),
    )
    .select(['d.id', 'd.number', 'd.title', 'd.status', 't.name as type_name', 'u.name as submitter'])
    .select(masks)
    .select((eb) => eb.fn.coalesce('d.completed_at', 'd.closed_at', 'd.submitted_at', 'd.created_at').as('at'))
    .select(['d.created_at as placed_at', isStuck()])
    .where('d.tenant_id', '=', p.tenant)
    .where('d.submitter_id', '=', p.person)
    .where('d.deleted_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('d.created_at', '<', p.after_at),
        eb.and([eb('d.created_at', '=', p.after_at), eb('d.id', '<', p.after_id)]),
      ]),
    )
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(p.limit),
);

/** As `isStuck` of the engine has it, for a whole page at once; 2 where somebody may act for another, which the engine judges. */
function isStuck() {
  const open = sql`select 1 from approval_steps as o
    where o.tenant_id = d.tenant_id and o.document_id = d.id and o.round = d.round and o.status = 'pending'`;
  const awaited = sql`select 1 from approvers as m
    inner join users as w on w.tenant_id = m.tenant_id and w.id = m.user_id
    where m.tenant_id = o.tenant_id and m.document_id = o.document_id and m.round = o.round and m.step_id = o.id
      and m.decided_at is null and m.replaced_at is null`;
  const canAnswer = sql`(w.status = 'active' and exists (select 1 from chat_identities as c
    where c.tenant_id = w.tenant_id and c.user_id = w.id) and ${mayAct()})`;
  return sql<number>`case when exists (${open} and o.has_deputies = 1) then 2 when exists (${open}
      and (o.open_places > 0 or not exists (${awaited} and ${canAnswer})
        or (o.vote_rule ->> 'approveWhen' = 'all' and exists (${awaited} and not ${canAnswer})))) then 1
    else 0 end`.as('is_stuck');
}

/** Whether a role gives it, for whatever part of the company: it concerns nobody but its holder. */
function mayAct() {
  return sql`exists (select 1 from role_assignments as h
    inner join roles as g on g.tenant_id = h.tenant_id and g.key = h.role_key
    where h.tenant_id = w.tenant_id and h.user_id = w.id and g.permissions like '%"approval.act"%')`;
}

const beforeEverything = { at: '', id: '' };
const afterEverything = { at: '9999', id: '' };

/** What waits for someone: to be decided, for themselves or in another's place, or to be carried out. */
export async function listWaiting(db: Kysely<Tables>, tenant: string, person: string, limit: number, after?: string) {
  const from = after === undefined ? beforeEverything : placeOf(after);
  const place = { after_at: from.at, after_id: from.id, limit: limit + 1 };
  const asked = await findWaiting.all(db, { tenant, person, ...place });
  const forOthers = await findWaitingForOthers.all(db, { tenant, person, ...place });
  const toComplete = await rowsToComplete(db, tenant, person, place);
  const page = summaryPage([...asked, ...forOthers, ...toComplete].sort(byPlace), limit);
  return { ...page, items: page.items.map((item): Summary => ({ ...item, isStuck: false })) };
}

/** The longest waiting first, in the order that the database has for text. */
function byPlace(a: ListedRow, b: ListedRow): number {
  const [placeA, placeB] = [`${a.placed_at} ${a.id}`, `${b.placed_at} ${b.id}`];
  return placeA < placeB ? -1 : Number(placeA > placeB);
}

export async function listRequested(db: Kysely<Tables>, tenant: string, person: string, limit: number, after?: string) {
  const from = after === undefined ? afterEverything : placeOf(after);
  const query = { tenant, person, after_at: from.at, after_id: from.id, limit: limit + 1 };
  const page = summaryPage(await findRequested.all(db, query), limit);
  return { ...page, items: await Promise.all(page.items.map((item) => judged(db, tenant, item))) };
}

/** A line of which the database alone cannot say whether it is stuck. */
async function judged(db: Kysely<Tables>, tenant: string, { isStuck, ...item }: Listing): Promise<Summary> {
  if (isStuck !== undefined) return { ...item, isStuck };
  const document = await loadDocument(db, tenant, item.documentId);
  const steps = document?.steps ?? [];
  const people = await loadPeople(db, tenant, steps.flatMap(askedOn));
  return { ...item, isStuck: steps.some((step) => isStuckFor(step, { people })) };
}

/** Without `isStuck` where the engine judges it. */
type Listing = Omit<Summary, 'isStuck'> & { readonly isStuck: boolean | undefined };

function summaryPage(rows: readonly ListedRow[], limit: number): Page<Listing> {
  const page = pageOf(rows, limit, (row) => `${row.placed_at} ${row.id}`);
  return { ...page, items: page.items.map(summaryOf) };
}

function placeOf(token: string): { at: string; id: string } {
  const [at = '', id = ''] = token.split(' ');
  return { at, id };
}

function summaryOf(row: ListedRow): Listing {
  return {
    documentId: row.id,
    number: row.number,
    title: row.title,
    typeName: row.type_name,
    status: row.status as DocumentStatus,
    submitterName: row.submitter,
    stepsDone: bitsIn(row.approved_mask),
    stepsTotal: bitsIn(row.target_mask),
    isStuck: row.is_stuck === 2 ? undefined : row.is_stuck === 1,
    at: row.at ?? '',
    ...(row.for_name !== undefined && { forName: row.for_name }),
  };
}

function bitsIn(mask: string): number {
  return BigInt(mask).toString(2).replaceAll('0', '').length;
}
