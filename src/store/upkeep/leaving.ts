import { type Kysely, sql } from 'kysely';
import type { DomainEvent } from '../../engine/event.js';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { MovedPlace } from '../../engine/notice.js';
import { systemId } from '../../engine/system.js';
import { loadDocument } from '../documents/load-document.js';
import { namedDocument } from '../documents/named-document.js';
import { holdersOf } from '../identities/confirmers.js';
import { knownPerson } from '../identities/find-people.js';
import { isTold, tellPeople } from '../notices/tell-people.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

type Db = Kysely<Tables>;

/** More are read by nobody. */
const namedMax = 15;
/** A task that still does not succeed after so long is on the failed list for good. */
const longestMs = 30 * 86_400_000;

/**
 * Steps that are still to open count: they would wait for nobody. Few people leave, so no index is kept for it; each
 * pending document is looked into, and none that is done. The cross join keeps the order of looking.
 */
const findDocumentsWith = statement((db: Db, p: Params<{ tenant: string; person: string }>) =>
  db
    .selectFrom('documents as d')
    .crossJoin('approvers as a')
    .innerJoin('approval_steps as s', (join) =>
      join.onRef('s.tenant_id', '=', 'a.tenant_id').onRef('s.id', '=', 'a.step_id'),
    )
    .select('d.id')
    .where('d.tenant_id', '=', p.tenant)
    .where('d.status', '=', sql.lit('pending'))
    .whereRef('a.tenant_id', '=', 'd.tenant_id')
    .whereRef('a.document_id', '=', 'd.id')
    .whereRef('a.round', '=', 'd.round')
    .where('a.user_id', '=', p.person)
    .where('a.decision', 'is', null)
    .where('a.replaced_at', 'is', null)
    .where('s.status', 'in', [sql.lit('pending'), sql.lit('waiting')]),
);

type Under = { tenant: string; system: string; since: string; request: string };

const findLeft = statement((db: Db, p: Params<Under>) =>
  db
    .selectFrom('audit_logs as l')
    .innerJoin('audit_payloads as p', (join) =>
      join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.entity', '=', 'l.entity').onRef('p.seq', '=', 'l.seq'),
    )
    .select('p.body')
    .where('l.tenant_id', '=', p.tenant)
    .where('l.actor_id', '=', p.system)
    .where('l.at', '>=', p.since)
    .where('l.action', '=', sql.lit('approver-left'))
    .where(sql<boolean>`l.metadata ->> 'request_id' = ${p.request}`)
    .orderBy('l.at')
    .orderBy('l.entity')
    .orderBy('l.seq'),
);

/** See `Upkeep.waitingOn`. */
export async function waitingOn(db: Db, tenant: string, person: string): Promise<readonly string[]> {
  const rows = await findDocumentsWith.all(db, { tenant, person });
  // In this order, for the database would look through what is done as well to keep it.
  return [...new Set(rows.map(({ id }) => id))].sort();
}

/** See `Upkeep.tellOfLeaver`. Inside the caller's transaction. */
export async function tellOfLeaver(writing: NoticeWriting, personId: string): Promise<void> {
  const { trx, tenant, requestId, now } = writing;
  const subject = `leaver/${personId}/${requestId}`;
  if (await isTold(writing, subject)) return;
  const moved = await movedPlaces(writing, personId);
  if (moved.length === 0) return;
  const named = moved.slice(0, namedMax);
  const person = await knownPerson(trx, tenant, personId);
  const body = { kind: 'leaver', person, moved: named, more: moved.length - named.length, at: now } as const;
  await tellPeople(writing, subject, body, [...(await unblockers(trx, tenant))], { notBefore: 'humane' });
}

/** Those who look after people, where nobody may unblock documents. */
async function unblockers(db: Db, tenant: string): Promise<ReadonlySet<string>> {
  const able = await holdersOf(db, tenant, 'approval.unblock');
  return able.size > 0 ? able : holdersOf(db, tenant, 'config.people');
}

async function movedPlaces(
  { trx, tenant, requestId, now }: NoticeWriting,
  personId: string,
): Promise<readonly MovedPlace[]> {
  const since: Instant = instant(epochMs(now) - longestMs);
  const moved: MovedPlace[] = [];
  for (const { body } of await findLeft.all(trx, { tenant, system: systemId, since, request: requestId })) {
    const { event }: { event: DomainEvent } = JSON.parse(body);
    if (event.type !== 'approver-left' || event.personId !== personId) continue;
    const document = await loadDocument(trx, tenant, event.documentId);
    if (document === undefined) continue;
    moved.push({
      document: await namedDocument(trx, tenant, document),
      step: document.steps.find(({ id }) => id === event.stepId)?.name ?? '',
      successor: event.successor && (await knownPerson(trx, tenant, event.successor.personId)).name,
    });
  }
  return moved;
}
