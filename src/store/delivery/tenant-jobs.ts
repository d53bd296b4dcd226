import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { FailedJob, JobKey, Jobs } from '../../engine/ports/jobs.js';
import type { OutboxKind, OutboxLoad } from '../../engine/ports/outbox.js';
import type { Page } from '../../engine/ports/reading.js';
import type { Database } from '../database.js';
import { pageOf, pageSize } from '../reading/page.js';
import { type Params, statement } from '../statement.js';
import type { OutboxRow, Tables } from '../tables.js';
import { jobMatter } from './job-matter.js';
import { loadOf } from './outbox-load.js';

type Place = { at: string; kind: string; subject: string };

const findFailed = statement((db: Kysely<Tables>, p: Params<Place & { tenant: string; limit: number }>) =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('tenant_id', '=', p.tenant)
    .where('state', '=', 'failed')
    .where(sql<boolean>`(created_at, kind, subject) > (${p.at}, ${p.kind}, ${p.subject})`)
    .orderBy('created_at')
    .orderBy('kind')
    .orderBy('subject')
    .limit(p.limit),
);

const beginning: Place = { at: '', kind: '', subject: '' };

/** The outbox as the administrators of one company see it. */
export class StoredJobs implements Jobs {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  load(now: Instant): Promise<readonly OutboxLoad[]> {
    return loadOf(this.#database.read, now, this.#tenant);
  }

  async failed(limit: number, after?: string): Promise<Page<FailedJob>> {
    const size = pageSize(limit);
    const place = after === undefined ? beginning : placeIn(after);
    const rows = await findFailed.all(this.#database.read, { ...place, tenant: this.#tenant, limit: size + 1 });
    const { items, next } = pageOf(rows, size, placeOf);
    return { items: await Promise.all(items.map((row) => this.#job(row))), next };
  }

  retry(now: Instant, one?: JobKey): Promise<number> {
    return this.#database.write(async (trx, afterCommit) => {
      const all = trx
        .updateTable('outbox')
        .set({ state: 'due', due_at: now, attempts: 0 })
        .where('tenant_id', '=', this.#tenant)
        .where('state', '=', 'failed');
      const chosen = one === undefined ? all : all.where('kind', '=', one.kind).where('subject', '=', one.subject);
      const { numUpdatedRows } = await chosen.executeTakeFirst();
      afterCommit(() => this.#database.announceWork());
      return Number(numUpdatedRows);
    });
  }

  async #job(row: OutboxRow): Promise<FailedJob> {
    const kind = row.kind as OutboxKind;
    return {
      kind,
      subject: row.subject,
      attempts: row.attempts,
      lastError: row.last_error ?? '',
      createdAt: row.created_at,
      ...(await jobMatter(this.#database.read, this.#tenant, { kind, subject: row.subject })),
    };
  }
}

/** Times and kinds have no spaces. */
function placeOf({ created_at, kind, subject }: OutboxRow): string {
  return `${created_at} ${kind} ${subject}`;
}

function placeIn(after: string): Place {
  const [at = '', kind = '', ...subject] = after.split(' ');
  return { at, kind, subject: subject.join(' ') };
}
