import { rm } from 'node:fs/promises';
import { type ExpressionBuilder, sql } from 'kysely';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { Database } from '../database.js';
import { documentEntity } from '../documents/document-entity.js';
import type { Tables } from '../tables.js';
import type { FileFolder } from './file-folder.js';

const DAY_MS = 24 * 60 * 60_000;
/** Files that no document names: it never came to be, or they were taken out before it was saved. A form may stay open for long. */
const ABANDONED_MS = 7 * DAY_MS;
/** Bytes whose row is still being written look like bytes without one. */
const ORPHAN_MS = DAY_MS;

export interface Swept {
  readonly links: number;
  readonly attachments: number;
  /** Contents removed from the folder. */
  readonly files: number;
}

/** Takes away what nothing speaks of any more: old links, files that no revision of a document names, and their bytes. */
export async function sweepFiles(database: Database, folder: FileFolder, now: Instant): Promise<Swept> {
  const links = await removeLinks(database, instant(epochMs(now) - DAY_MS));
  const attachments = await removeAbandoned(database, instant(epochMs(now) - ABANDONED_MS));
  let files = 0;
  for await (const old of folder.oldFiles(epochMs(now) - ORPHAN_MS)) {
    if ('leftover' in old) await rm(old.leftover, { force: true });
    else if (await removeOrphan(database, folder, old.sha256)) files += 1;
  }
  return { links, attachments, files };
}

async function removeLinks(database: Database, before: Instant): Promise<number> {
  const { numDeletedRows } = await database.write((trx) =>
    trx.deleteFrom('file_links').where('expires_at', '<', before).executeTakeFirstOrThrow(),
  );
  return Number(numDeletedRows);
}

async function removeAbandoned(database: Database, before: Instant): Promise<number> {
  const { numDeletedRows } = await database.write((trx) =>
    trx
      .deleteFrom('attachments')
      .where('created_at', '<', before)
      .where((eb) => eb.not(isNamed(eb)))
      .where((eb) => eb.not(isBeingEdited(eb)))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('file_links as l')
              .select('l.token_hash')
              .whereRef('l.tenant_id', '=', 'attachments.tenant_id')
              .whereRef('l.attachment_id', '=', 'attachments.id'),
          ),
        ),
      )
      .executeTakeFirstOrThrow(),
  );
  return Number(numDeletedRows);
}

type Attached = ExpressionBuilder<Tables, 'attachments'>;

/** In what a document holds, or held at any revision. A draft that was thrown away holds nothing any more. */
function isNamed(eb: Attached) {
  return eb.exists(
    eb
      .selectFrom('documents as d')
      .select('d.id')
      .whereRef('d.tenant_id', '=', 'attachments.tenant_id')
      .whereRef('d.id', '=', 'attachments.document_id')
      .where('d.deleted_at', 'is', null)
      .where(
        sql<boolean>`(d.data like '%' || attachments.id || '%' or exists (select 1 from audit_payloads as p
          where p.tenant_id = d.tenant_id and p.entity = ${documentEntity('')} || d.id
            and p.body like '%' || attachments.id || '%'))`,
      ),
  );
}

/** In a form that somebody has not sent yet. */
function isBeingEdited(eb: Attached) {
  return eb.exists(
    eb
      .selectFrom('form_drafts as f')
      .select('f.id')
      .whereRef('f.tenant_id', '=', 'attachments.tenant_id')
      .whereRef('f.document_id', '=', 'attachments.document_id')
      .where('f.finished_at', 'is', null)
      .where(sql<boolean>`f.input like '%' || attachments.id || '%'`),
  );
}

async function removeOrphan(database: Database, folder: FileFolder, sha256: string): Promise<boolean> {
  const isWanted = async () => {
    const row = await database.read
      .selectFrom('attachments')
      .select('id')
      .where('sha256', '=', sha256)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  };
  return (await isWanted()) ? restored(folder, sha256) : folder.remove(sha256, isWanted);
}

/** Puts back what an earlier sweep had put aside when it ended half-way. */
async function restored(folder: FileFolder, sha256: string): Promise<false> {
  await folder.putBack(sha256);
  return false;
}
