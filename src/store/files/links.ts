import { createHash, randomBytes } from 'node:crypto';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { BrowserBond, FileDesk, FileLink, FileLinks, NewFileLink } from '../../engine/ports/files.js';
import type { StoredFile } from '../../engine/stored-file.js';
import type { Database } from '../database.js';
import type { FileFolder } from './file-folder.js';

/** How long a link is good for. */
export const LINK_MS = 10 * 60_000;
const TOKEN_BYTES = 32;

/** Makes links for the people of one tenant. */
export class StoredFileLinks implements FileLinks {
  readonly #database: Database;
  readonly #tenant: string;

  constructor(database: Database, tenant: string) {
    this.#database = database;
    this.#tenant = tenant;
  }

  make({ fileId, documentId, personId, locale, now }: NewFileLink): Promise<string | undefined> {
    return this.#database.write(async (trx) => {
      const file = await trx
        .selectFrom('attachments')
        .select('id')
        .where('tenant_id', '=', this.#tenant)
        .where('id', '=', fileId)
        .where('document_id', '=', documentId)
        .executeTakeFirst();
      if (file === undefined) return undefined;
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const link = {
        token_hash: hashOf(token),
        tenant_id: this.#tenant,
        attachment_id: fileId,
        document_id: documentId,
        person_id: personId,
        locale,
        expires_at: instant(epochMs(now) + LINK_MS),
        browser_hash: null,
        used_at: null,
      };
      await trx.insertInto('file_links').values(link).execute();
      return token;
    });
  }
}

/** Where links of all tenants are redeemed: the link says whose it is. */
export class StoredFileDesk implements FileDesk {
  readonly #database: Database;
  readonly #folder: FileFolder;

  constructor(database: Database, folder: FileFolder) {
    this.#database = database;
    this.#folder = folder;
  }

  async find(token: string, now: Instant): Promise<FileLink | undefined> {
    const row = await this.#database.read
      .selectFrom('file_links')
      .selectAll()
      .where('token_hash', '=', hashOf(token))
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return (
      row && {
        tenantId: row.tenant_id,
        personId: row.person_id,
        documentId: row.document_id,
        fileId: row.attachment_id,
        locale: row.locale,
        expiresAt: row.expires_at,
      }
    );
  }

  async bondWith(token: string, browser: string | undefined): Promise<BrowserBond> {
    const row = await this.#database.read
      .selectFrom('file_links')
      .select('browser_hash')
      .where('token_hash', '=', hashOf(token))
      .executeTakeFirst();
    if (row === undefined) return 'other';
    if (row.browser_hash === null) return 'unbound';
    return browser !== undefined && row.browser_hash === hashOf(browser) ? 'ours' : 'other';
  }

  bind(token: string, browser: string, now: Instant): Promise<boolean> {
    const browserHash = hashOf(browser);
    return this.#database.write(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('file_links')
        .set((eb) => ({ browser_hash: browserHash, used_at: eb.fn.coalesce('used_at', eb.val(now)) }))
        .where('token_hash', '=', hashOf(token))
        .where('expires_at', '>', now)
        .where((eb) => eb.or([eb('browser_hash', 'is', null), eb('browser_hash', '=', browserHash)]))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    });
  }

  bytes(file: StoredFile): Promise<AsyncIterable<Uint8Array> | undefined> {
    return this.#folder.open(file);
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
