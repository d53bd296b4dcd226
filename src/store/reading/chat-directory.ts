import type { Kysely } from 'kysely';
import type { ChatDirectory, ChatLookup, ChatPlace, ChatTenant } from '../../engine/ports/reading.js';
import type { Database } from '../database.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

const findTenant = statement((db: Kysely<Tables>, p: Params<ChatPlace>) =>
  db
    .selectFrom('chat_installations as i')
    .innerJoin('tenants as t', 't.id', 'i.tenant_id')
    .select(['t.id', 't.locale', 't.time_zone'])
    .where('i.platform', '=', p.platform)
    .where('i.installation', '=', p.installation),
);

const findPerson = statement((db: Kysely<Tables>, p: Params<ChatPlace & { tenant: string; chatUser: string }>) =>
  db
    .selectFrom('chat_identities as c')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'c.tenant_id').onRef('u.id', '=', 'c.user_id'))
    .select(['u.id', 'u.name', 'u.status', 'u.locale', 'u.time_zone'])
    .where('c.tenant_id', '=', p.tenant)
    .where('c.platform', '=', p.platform)
    .where('c.installation', '=', p.installation)
    .where('c.chat_user', '=', p.chatUser),
);

/** Finds the tenant and the person behind a verified payload. Runs before any tenant is known, hence over all of them. */
export class StoredChatDirectory implements ChatDirectory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(platform: string, installation: string, chatUser: string): Promise<ChatLookup> {
    const tenant = await this.tenantOf({ platform, installation });
    if (tenant === undefined) return 'unknown-installation';
    const where = { tenant: tenant.tenantId, platform, installation, chatUser };
    const person = await findPerson.first(this.#database.read, where);
    if (person === undefined) return 'unknown-person';
    return {
      tenantId: tenant.tenantId,
      personId: person.id,
      name: person.name,
      active: person.status === 'active',
      locale: person.locale ?? tenant.locale,
      timeZone: person.time_zone ?? tenant.timeZone,
    };
  }

  async tenantOf({ platform, installation }: ChatPlace): Promise<ChatTenant | undefined> {
    const tenant = await findTenant.first(this.#database.read, { platform, installation });
    return tenant && { tenantId: tenant.id, locale: tenant.locale, timeZone: tenant.time_zone };
  }

  async chatUsers(
    tenantId: string,
    { platform, installation }: ChatPlace,
    personIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.#database.read
      .selectFrom('chat_identities')
      .select(['user_id', 'chat_user'])
      .where('tenant_id', '=', tenantId)
      .where('platform', '=', platform)
      .where('installation', '=', installation)
      .where('user_id', 'in', personIds)
      .execute();
    return new Map(rows.map((row) => [row.user_id, row.chat_user]));
  }
}
