import { type Kysely, sql } from 'kysely';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

// Every statement begins at an index that holds no more than the week, or what is open. They answer by submitter, so that
// each reader's part of the company is picked out of few rows.

type Db = Kysely<Tables>;
type Week = { tenant: string; from: string; until: string };

const perSubmitter = sql<number>`count(*)`.as('count');

export const countSubmitted = statement((db: Db, p: Params<Week>) =>
  db
    .selectFrom('documents')
    .select(['submitter_id', perSubmitter])
    .where('tenant_id', '=', p.tenant)
    .where('submitted_at', '>=', p.from)
    .where('submitted_at', '<', p.until)
    .groupBy('submitter_id'),
);

/** What people, policies and ladders said the last word about. */
export const countDecided = statement((db: Db, p: Params<Week>) =>
  db
    .selectFrom('documents')
    .select(['submitter_id', perSubmitter])
    .where('tenant_id', '=', p.tenant)
    .where('closed_at', '>=', p.from)
    .where('closed_at', '<', p.until)
    .where('status', 'in', [sql.lit('approved'), sql.lit('rejected'), sql.lit('completed')])
    .groupBy('submitter_id'),
);

export const countWaiting = statement((db: Db, p: Params<{ tenant: string }>) =>
  db
    .selectFrom('documents')
    .select(['submitter_id', perSubmitter])
    .where('tenant_id', '=', p.tenant)
    .where('status', '=', sql.lit('pending'))
    .groupBy('submitter_id'),
);

/** A step whose clock stands still is as late as it was when it was stopped. */
export const countOverdue = statement((db: Db, p: Params<{ tenant: string; until: string }>) =>
  db
    .selectFrom('approval_steps as s')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.tenant_id', '=', 's.tenant_id').onRef('d.id', '=', 's.document_id'),
    )
    .select(['d.submitter_id', perSubmitter])
    .where('s.tenant_id', '=', p.tenant)
    .where('s.status', '=', sql.lit('pending'))
    .where('s.due_at', '<', p.until)
    .where(sql<boolean>`s.due_at < coalesce(s.paused_at, ${p.until})`)
    .groupBy('d.submitter_id'),
);

export const findClosedSteps = statement((db: Db, p: Params<Week>) =>
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
    .select(['d.submitter_id', 't.name as type_name', 's.name as step', 's.opened_at', 's.closed_at'])
    .where('s.tenant_id', '=', p.tenant)
    .where('s.closed_at', '>=', p.from)
    .where('s.closed_at', '<', p.until)
    .where('s.opened_at', 'is not', null)
    .where('s.status', 'in', [sql.lit('approved'), sql.lit('rejected'), sql.lit('returned')]),
);

/** Approvers whose vote is missing: how many steps wait for each, and how many of those are late. */
export const countAwaited = statement((db: Db, p: Params<{ tenant: string; until: string }>) =>
  db
    .selectFrom('approvers as a')
    .innerJoin('approval_steps as s', (join) =>
      join.onRef('s.tenant_id', '=', 'a.tenant_id').onRef('s.id', '=', 'a.step_id'),
    )
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'a.tenant_id').onRef('u.id', '=', 'a.user_id'))
    .select(['a.user_id', 'u.name', perSubmitter])
    .select(sql<number>`count(case when s.due_at < coalesce(s.paused_at, ${p.until}) then 1 end)`.as('overdue'))
    .where('a.tenant_id', '=', p.tenant)
    .where('a.asked_since', 'is not', null)
    .groupBy(['a.user_id', 'u.name']),
);

/** Whom somebody manages, and whom those manage, all the way down; circles come to an end. */
export const findReports = statement((db: Db, p: Params<{ tenant: string; person: string }>) =>
  db
    .withRecursive('tree(id)', (cte) =>
      cte
        .selectFrom('users')
        .select('id')
        .where('tenant_id', '=', p.tenant)
        .where('manager_id', '=', p.person)
        .union(
          cte
            .selectFrom('users as u')
            .innerJoin('tree', 'tree.id', 'u.manager_id')
            .select('u.id as id')
            .where('u.tenant_id', '=', p.tenant),
        ),
    )
    .selectFrom('tree')
    .select('id')
    .where('id', '<>', p.person),
);
