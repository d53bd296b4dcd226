import { type Kysely, type RawBuilder, sql } from 'kysely';
import { dayMs } from '../../engine/calendar/local-date.js';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import { warningDaysOf } from '../../engine/lapse.js';
import type { OutboxKind } from '../../engine/ports/outbox.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

/** Whose tasks, at the request of what, and when. */
export interface Planning {
  readonly tenant: string;
  readonly request: string;
  readonly now: Instant;
}

// Each is one statement from an index to the outbox, however much is due. What is owed already stays as it is: a task on
// the failed list is not begun afresh by every look at the clock.

/** Subjects as `rungSubject` makes them. */
const oweRungs = statement((db: Kysely<Tables>, p: Params<Planning>) =>
  owing(db).expression(
    db
      .selectFrom('approval_steps as s')
      .select(wish('rung', sql<string>`s.document_id || ' ' || s.id`, p))
      .where('s.tenant_id', '=', p.tenant)
      .where('s.next_rung_at', '<=', p.now),
  ),
);

const oweDelegations = statement((db: Kysely<Tables>, p: Params<Planning>) =>
  owing(db).expression(
    db
      .selectFrom('delegations as d')
      .select(wish('delegation', sql<string>`d.id`, p))
      .where('d.tenant_id', '=', p.tenant)
      .where('d.settle_at', '<=', p.now),
  ),
);

/** Returned so long ago that somebody should be warned. */
const oweIdle = statement((db: Kysely<Tables>, p: Params<Planning & { idle: string }>) =>
  owing(db).expression(
    db
      .selectFrom('documents as d')
      .select(wish('stale', sql<string>`d.id`, p))
      .where('d.tenant_id', '=', p.tenant)
      .where('d.status', '=', sql.lit('returned'))
      .where('d.closed_at', '<=', p.idle)
      .where('d.cancel_at', 'is', null),
  ),
);

/** Warned of, and the time has come. */
const oweLapsed = statement((db: Kysely<Tables>, p: Params<Planning>) =>
  owing(db).expression(
    db
      .selectFrom('documents as d')
      .select(wish('stale', sql<string>`d.id`, p))
      .where('d.tenant_id', '=', p.tenant)
      .where('d.cancel_at', '<=', p.now)
      .where('d.status', '=', sql.lit('returned')),
  ),
);

/** To everybody whom somebody active names as their manager. */
const oweManagersReports = statement((db: Kysely<Tables>, p: Params<Planning>) =>
  owing(db).expression(
    db
      .selectFrom('users as m')
      .select(wish('report', sql<string>`m.id`, p))
      .where('m.tenant_id', '=', p.tenant)
      .where('m.status', '=', sql.lit('active'))
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('users as u')
            .select('u.id')
            .whereRef('u.tenant_id', '=', 'm.tenant_id')
            .whereRef('u.manager_id', '=', 'm.id')
            .where('u.status', '=', sql.lit('active')),
        ),
      ),
  ),
);

const oweReport = statement((db: Kysely<Tables>, p: Params<Planning & { person: string }>) =>
  owing(db).expression(
    db
      .selectFrom('users as m')
      .select(wish('report', sql<string>`m.id`, p))
      .where('m.tenant_id', '=', p.tenant)
      .where('m.id', '=', p.person),
  ),
);

export function planRungs(trx: Kysely<Tables>, planning: Planning): Promise<number> {
  return oweRungs.run(trx, planning);
}

export function planDelegations(trx: Kysely<Tables>, planning: Planning): Promise<number> {
  return oweDelegations.run(trx, planning);
}

/** Whether one really has been idle for so long, also by what was changed in it, is looked at when its task is done. */
export async function planStale(trx: Kysely<Tables>, planning: Planning, autoCancelDays: number): Promise<number> {
  const idleMs = (autoCancelDays - warningDaysOf(autoCancelDays)) * dayMs;
  const idle = instant(epochMs(planning.now) - idleMs);
  return (await oweIdle.run(trx, { ...planning, idle })) + (await oweLapsed.run(trx, planning));
}

export async function planReports(
  trx: Kysely<Tables>,
  planning: Planning,
  administrators: Iterable<string>,
): Promise<number> {
  let owed = await oweManagersReports.run(trx, planning);
  for (const person of administrators) owed += await oweReport.run(trx, { ...planning, person });
  return owed;
}

function owing(db: Kysely<Tables>) {
  return db
    .insertInto('outbox')
    .columns(['tenant_id', 'kind', 'subject', 'generation', 'state', 'attempts', 'due_at', 'request_id', 'created_at'])
    .onConflict((oc) => oc.columns(['tenant_id', 'kind', 'subject']).doNothing());
}

/** One row of the outbox, in the order of its columns above. */
function wish(kind: OutboxKind, subject: RawBuilder<string>, { tenant, request, now }: Params<Planning>) {
  return [
    sql<string>`${tenant}`.as('tenant_id'),
    sql.lit(kind).as('kind'),
    subject.as('subject'),
    sql.lit(1).as('generation'),
    sql.lit('due').as('state'),
    sql.lit(0).as('attempts'),
    sql<string>`${now}`.as('due_at'),
    sql<string>`${request}`.as('request_id'),
    sql<string>`${now}`.as('created_at'),
  ];
}
