import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { StepRef, WaitingItem } from '../../engine/notice.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

type Awaited = { tenant: string; person: string; step: string; now: string };

/** An approver by themselves comes before anybody they act for; of those, the first by name of whom they act for. */
const findWaiting = statement((db: Kysely<Tables>, p: Params<Awaited>) =>
  db
    .selectFrom('approval_steps as s')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.tenant_id', '=', 's.tenant_id').onRef('d.id', '=', 's.document_id'),
    )
    .innerJoin('document_types as t', (join) =>
      join
        .onRef('t.tenant_id', '=', 'd.tenant_id')
        .onRef('t.key', '=', 'd.type_key')
        .onRef('t.version', '=', 'd.type_version'),
    )
    .innerJoin('users as by', (join) =>
      join.onRef('by.tenant_id', '=', 'd.tenant_id').onRef('by.id', '=', 'd.submitter_id'),
    )
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 's.tenant_id').on('u.id', '=', p.person))
    .leftJoin('approvers as a', (join) =>
      join
        .onRef('a.tenant_id', '=', 's.tenant_id')
        .onRef('a.document_id', '=', 's.document_id')
        .onRef('a.round', '=', 's.round')
        .onRef('a.step_id', '=', 's.id')
        .onRef('a.user_id', '=', 'u.id')
        .on('a.asked_since', 'is not', null),
    )
    .leftJoin('deputies as y', (join) =>
      join
        .onRef('y.tenant_id', '=', 's.tenant_id')
        .onRef('y.document_id', '=', 's.document_id')
        .onRef('y.round', '=', 's.round')
        .onRef('y.step_id', '=', 's.id')
        .onRef('y.user_id', '=', 'u.id')
        .on('y.asked_since', 'is not', null)
        .on(isInTime(p)),
    )
    .leftJoin('users as o', (join) => join.onRef('o.tenant_id', '=', 'y.tenant_id').onRef('o.id', '=', 'y.for_id'))
    .select(['d.id', 'd.number', 'd.title', 't.name as type_name', 's.id as step_id', 's.name as step'])
    .select(['by.name as submitter_name', 's.due_at', 's.paused_at', 'a.asked_since as own_since'])
    .select(['y.asked_since as deputy_since', 'o.name as for_name'])
    .where('s.tenant_id', '=', p.tenant)
    .where('s.id', '=', p.step)
    .where('s.status', '=', sql.lit('pending'))
    .where('u.status', '=', sql.lit('active'))
    .where((eb) => eb.or([eb('a.user_id', 'is not', null), eb('y.user_id', 'is not', null)]))
    .orderBy('o.name')
    .orderBy('y.for_id')
    .limit((eb) => eb.lit(1)),
);

/** A delegation that is over gives nothing, though nobody may have taken its deputy off yet. */
function isInTime({ now }: Pick<Params<Awaited>, 'now'>) {
  return sql<boolean>`(y.kind <> 'delegation' or y.ground ->> 'until' > ${now})`;
}

/** What a step asks of somebody at this moment; undefined where it does not wait for them, or its clock stands still. */
export async function waitingItem(
  db: Kysely<Tables>,
  tenant: string,
  personId: string,
  stepId: string,
  now: Instant,
): Promise<WaitingItem | undefined> {
  const awaited = await awaitedItem(db, tenant, personId, stepId, now);
  return awaited?.isPaused === false ? awaited.item : undefined;
}

/** The same, and whether the clock of the step stands still; undefined where it does not wait for them at all. */
export async function awaitedItem(
  db: Kysely<Tables>,
  tenant: string,
  personId: string,
  stepId: string,
  now: Instant,
): Promise<{ readonly item: WaitingItem; readonly isPaused: boolean } | undefined> {
  const row = await findWaiting.first(db, { tenant, person: personId, step: stepId, now });
  if (row === undefined) return undefined;
  const item: WaitingItem = {
    document: { id: row.id, number: row.number ?? '', title: row.title, typeName: row.type_name },
    stepId: row.step_id,
    step: row.step,
    submitterName: row.submitter_name,
    since: row.own_since ?? row.deputy_since ?? now,
    dueAt: row.due_at,
    forName: row.own_since === null ? row.for_name : null,
  };
  return { item, isPaused: row.paused_at !== null };
}

export function stepRef({ document, stepId }: WaitingItem): StepRef {
  return { documentId: document.id, stepId };
}
