import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { PendingUpload, PendingUploads } from '../../engine/ports/pending-uploads.js';
import type { Database } from '../database.js';

/** Whoever looks longer at what would change uploads it again, and sees what it is by then. */
const KEPT_MS = 3_600_000;

/** Of one tenant. */
export class StoredPendingUploads implements PendingUploads {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  async keep({ id, personId, name, text }: PendingUpload, now: Instant): Promise<void> {
    const expiresAt = instant(epochMs(now) + KEPT_MS);
    await this.#database.write(async (trx) => {
      await trx
        .deleteFrom('pending_uploads')
        .where('tenant_id', '=', this.#tenant)
        .where((where) => where.or([where('person_id', '=', personId), where('expires_at', '<=', now)]))
        .execute();
      await trx
        .insertInto('pending_uploads')
        .values({ tenant_id: this.#tenant, id, person_id: personId, name, body: text, expires_at: expiresAt })
        .execute();
    });
  }

  async find(personId: string, id: string, now: Instant): Promise<PendingUpload | undefined> {
    const row = await this.#database.read
      .selectFrom('pending_uploads')
      .select(['id', 'person_id', 'name', 'body'])
      .where('tenant_id', '=', this.#tenant)
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row && { id: row.id, personId: row.person_id, name: row.name, text: row.body };
  }

  async discard(personId: string, id: string): Promise<void> {
    await this.#database.write((trx) =>
      trx
        .deleteFrom('pending_uploads')
        .where('tenant_id', '=', this.#tenant)
        .where('id', '=', id)
        .where('person_id', '=', personId)
        .execute(),
    );
  }
}
