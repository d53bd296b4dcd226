import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import {
  approvalBoundsSeconds,
  type DurationFigures,
  type Figures,
  type HouseFigures,
} from '../../engine/ports/figures.js';
import type { Database } from '../database.js';
import { StoredOutbox } from '../delivery/outbox.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

// What has happened is counted by triggers as it happens; what is, from indexes that hold nothing else.

type Db = Kysely<Tables>;

const readCounters = statement((db: Db, _: Params<Record<never, never>>) =>
  db
    .selectFrom('counters')
    .select(['name', (eb) => eb.fn.sum<number>('value').as('value')])
    .groupBy('name'),
);

const countPending = statement((db: Db, _: Params<Record<never, never>>) =>
  db
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', sql.lit('pending')),
);

const countAwaited = statement((db: Db, _: Params<Record<never, never>>) =>
  db
    .selectFrom('approvers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('asked_since', 'is not', null),
);

/** A step whose clock stands still is as late as it was when it was stopped. */
const countOverdue = statement((db: Db, p: Params<{ now: string }>) =>
  db
    .selectFrom('approval_steps')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('status', '=', sql.lit('pending'))
    .where('due_at', '<', p.now)
    .where(sql<boolean>`due_at < coalesce(paused_at, ${p.now})`),
);

/** Of every company the time that its newest checkpoint says; companies without one have no trail that is signed. */
const findOldestCheckpoint = statement((db: Db, _: Params<Record<never, never>>) =>
  db
    .selectFrom('audit_checkpoints as c')
    .select(sql<string | null>`min(c.body ->> 'at')`.as('at'))
    .where(sql<boolean>`c.seq = (select max(n.seq) from audit_checkpoints as n where n.tenant_id = c.tenant_id)`),
);

export class StoredFigures implements Figures {
  readonly #database: Database;
  readonly #outbox: StoredOutbox;

  constructor(database: Database) {
    this.#database = database;
    this.#outbox = new StoredOutbox(database);
  }

  async figures(now: Instant): Promise<HouseFigures> {
    const db = this.#database.read;
    const counters = new Map((await readCounters.all(db, {})).map(({ name, value }) => [name, value]));
    const counted = (name: string) => counters.get(name) ?? 0;
    const overdue = (await countOverdue.first(db, { now }))?.count ?? 0;
    return {
      documents: {
        submitted: counted('document-submitted'),
        approved: counted('document-approved'),
        rejected: counted('document-rejected'),
        pending: (await countPending.first(db, {}))?.count ?? 0,
      },
      approvalsPending: (await countAwaited.first(db, {}))?.count ?? 0,
      approvalDuration: durationOf(counted),
      slaBreaches: counted('sla-breach') + overdue,
      queue: await this.#outbox.load(now),
      oldestCheckpointAt: (await findOldestCheckpoint.first(db, {}))?.at ?? undefined,
    };
  }
}

/** Each step is counted in the shortest bound that holds it, and here in every longer one too. */
function durationOf(counted: (name: string) => number): DurationFigures {
  let count = 0;
  const withinBound = approvalBoundsSeconds.map((seconds) => {
    count += counted(`approval/${seconds}`);
    return count;
  });
  return { withinBound, count: count + counted('approval/longer'), sumSeconds: counted('approval/ms') / 1000 };
}
