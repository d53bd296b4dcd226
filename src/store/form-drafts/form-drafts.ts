import type { Kysely } from 'kysely';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { DraftToKeep, FormDraft, FormDrafts } from '../../engine/ports/form-drafts.js';
import type { Database } from '../database.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import type { FormDraftRow } from './form-draft-tables.js';

/** Nobody looks for a form begun longer ago, and a submission does not arrive a second time after days. */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

type ByPerson = { tenant: string; person: string };

const findDraft = statement((db: Kysely<Tables>, p: Params<ByPerson & { id: string }>) =>
  db
    .selectFrom('form_drafts')
    .selectAll()
    .where('tenant_id', '=', p.tenant)
    .where('id', '=', p.id)
    .where('person_id', '=', p.person),
);

const findBegun = statement((db: Kysely<Tables>, p: Params<ByPerson & { limit: number }>) =>
  db
    .selectFrom('form_drafts')
    .selectAll()
    .where('tenant_id', '=', p.tenant)
    .where('person_id', '=', p.person)
    .where('seen_round', 'is', null)
    .where('finished_at', 'is', null)
    .orderBy('saved_at', 'desc')
    .limit(p.limit),
);

const findEdit = statement((db: Kysely<Tables>, p: Params<ByPerson & { document: string }>) =>
  db
    .selectFrom('form_drafts')
    .selectAll()
    .where('tenant_id', '=', p.tenant)
    .where('person_id', '=', p.person)
    .where('document_id', '=', p.document)
    .where('seen_round', 'is not', null)
    .where('finished_at', 'is', null)
    .orderBy('saved_at', 'desc')
    .limit((eb) => eb.lit(1)),
);

const forgetOld = statement((db: Kysely<Tables>, p: Params<ByPerson & { before: string }>) =>
  db
    .deleteFrom('form_drafts')
    .where('tenant_id', '=', p.tenant)
    .where('person_id', '=', p.person)
    .where('saved_at', '<', p.before),
);

/** Of one tenant. */
export class StoredFormDrafts implements FormDrafts {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  async find(personId: string, id: string): Promise<FormDraft | undefined> {
    const row = await findDraft.first(this.#database.read, { tenant: this.#tenant, person: personId, id });
    return row && draftOf(row);
  }

  keep(draft: DraftToKeep, now: Instant): Promise<boolean> {
    const row = rowOf(this.#tenant, draft, now);
    return this.#database.write(async (trx) => {
      const before = instant(epochMs(now) - KEPT_DAYS * DAY_MS);
      await forgetOld.run(trx, { tenant: this.#tenant, person: draft.personId, before });
      const kept = await trx
        .insertInto('form_drafts')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'id'])
            .doUpdateSet({ revision: row.revision, page: row.page, input: row.input, saved_at: row.saved_at })
            .where('form_drafts.person_id', '=', row.person_id)
            .where('form_drafts.revision', '<=', row.revision)
            .where('form_drafts.finished_at', 'is', null),
        )
        .executeTakeFirst();
      return (kept.numInsertedOrUpdatedRows ?? 0n) > 0n;
    });
  }

  async begun(personId: string, limit: number): Promise<readonly FormDraft[]> {
    const rows = await findBegun.all(this.#database.read, { tenant: this.#tenant, person: personId, limit });
    return rows.map(draftOf);
  }

  async editOf(personId: string, documentId: string): Promise<FormDraft | undefined> {
    const about = { tenant: this.#tenant, person: personId, document: documentId };
    const row = await findEdit.first(this.#database.read, about);
    return row && draftOf(row);
  }

  async finish(personId: string, id: string, now: Instant): Promise<void> {
    await this.#database.write((trx) =>
      trx
        .updateTable('form_drafts')
        .set({ finished_at: now })
        .where('tenant_id', '=', this.#tenant)
        .where('id', '=', id)
        .where('person_id', '=', personId)
        .where('finished_at', 'is', null)
        .execute(),
    );
  }

  async discard(personId: string, id: string): Promise<void> {
    await this.#database.write((trx) =>
      trx
        .deleteFrom('form_drafts')
        .where('tenant_id', '=', this.#tenant)
        .where('id', '=', id)
        .where('person_id', '=', personId)
        .execute(),
    );
  }
}

function rowOf(tenant: string, draft: DraftToKeep, now: Instant): FormDraftRow {
  return {
    tenant_id: tenant,
    id: draft.id,
    person_id: draft.personId,
    type_key: draft.typeKey,
    document_id: draft.documentId,
    seen_round: draft.seen?.round ?? null,
    seen_data_revision: draft.seen?.dataRevision ?? null,
    revision: draft.revision,
    page: draft.page,
    input: JSON.stringify(draft.input),
    begun_at: now,
    saved_at: now,
    finished_at: null,
  };
}

function draftOf(row: FormDraftRow): FormDraft {
  const { seen_round: round, seen_data_revision: dataRevision } = row;
  return {
    id: row.id,
    personId: row.person_id,
    typeKey: row.type_key,
    documentId: row.document_id,
    seen: round === null || dataRevision === null ? null : { round, dataRevision },
    revision: row.revision,
    page: row.page,
    input: JSON.parse(row.input),
    begunAt: row.begun_at,
    savedAt: row.saved_at,
    finishedAt: row.finished_at,
  };
}
