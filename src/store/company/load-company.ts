import type { Kysely } from 'kysely';
import { grantText, sorted } from '../../engine/company/assemble.js';
import type { ChatIdentity, CompanyPerson, RoleGrant } from '../../engine/company/company.js';
import type { PolicyTest } from '../../engine/company/policy-test.js';
import type { StoredCompany } from '../../engine/company/stored-company.js';
import type { Template } from '../../engine/definition.js';
import type { Group } from '../../engine/organisation.js';
import type { Policy } from '../../engine/policy/policy.js';
import { personOf } from '../documents/actor.js';
import { withHolidays } from '../documents/calendars.js';
import { newestTypes, withSteps } from '../documents/definitions.js';
import { policyOf } from '../documents/policies.js';
import type { Tables } from '../tables.js';
import { roleOf, unitOf, wholeCompany } from './company-rows.js';

type Reader = Kysely<Tables>;

/** Everything that the files could say differently. Call it in the transaction that writes the difference. */
export async function loadCompany(db: Reader, tenant: string): Promise<StoredCompany> {
  return {
    profile: await loadProfile(db, tenant),
    workspaces: await loadWorkspaces(db, tenant),
    units: (await db.selectFrom('org_units').selectAll().where('tenant_id', '=', tenant).execute()).map(unitOf),
    people: await loadPeople(db, tenant),
    roles: (await db.selectFrom('roles').selectAll().where('tenant_id', '=', tenant).execute()).map(roleOf),
    groups: await loadGroups(db, tenant),
    calendars: await withHolidays(
      db,
      await db.selectFrom('calendars').selectAll().where('tenant_id', '=', tenant).execute(),
    ),
    types: await newestTypes(db, tenant),
    templates: await loadTemplates(db, tenant),
    policies: await loadPolicies(db, tenant),
    tests: await loadTests(db, tenant),
    prefixes: await loadPrefixes(db, tenant),
  };
}

/** Slack workspaces that are another tenant's. The one question here that looks beyond its own tenant. */
export async function takenWorkspaces(db: Reader, tenant: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('chat_installations')
    .select('installation')
    .where('platform', '=', 'slack')
    .where('tenant_id', '!=', tenant)
    .execute();
  return new Set(rows.map((row) => row.installation));
}

async function loadProfile(db: Reader, tenant: string): Promise<StoredCompany['profile']> {
  const row = await db.selectFrom('tenants').selectAll().where('id', '=', tenant).executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, name, locale, calendar } = row;
  return { id, name, timeZone: row.time_zone, locale, calendar, fallbackGroup: row.fallback_group };
}

async function loadWorkspaces(db: Reader, tenant: string): Promise<StoredCompany['workspaces']> {
  const rows = await db
    .selectFrom('chat_installations')
    .select('installation')
    .where('tenant_id', '=', tenant)
    .where('platform', '=', 'slack')
    .execute();
  return rows.map(({ installation }) => ({ platform: 'slack', installation }));
}

async function loadPeople(db: Reader, tenant: string): Promise<readonly CompanyPerson[]> {
  const users = await db.selectFrom('users').selectAll().where('tenant_id', '=', tenant).execute();
  const grants = await loadGrants(db, tenant);
  const identities = await loadIdentities(db, tenant);
  return users.map((user) => ({
    ...personOf(user),
    title: user.title,
    locale: user.locale,
    timeZone: user.time_zone,
    grants: sorted(grants.get(user.id) ?? [], grantText),
    identities: sorted(identities.get(user.id) ?? [], (identity) => identity.installation),
  }));
}

async function loadGrants(db: Reader, tenant: string): Promise<ReadonlyMap<string, RoleGrant[]>> {
  const rows = await db.selectFrom('role_assignments').selectAll().where('tenant_id', '=', tenant).execute();
  return byPerson(rows, ({ role_key, unit_id }) => ({
    role: role_key,
    unit: unit_id === wholeCompany ? null : unit_id,
  }));
}

async function loadIdentities(db: Reader, tenant: string): Promise<ReadonlyMap<string, ChatIdentity[]>> {
  const rows = await db
    .selectFrom('chat_identities')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('platform', '=', 'slack')
    .execute();
  return byPerson(rows, ({ installation, chat_user }) => ({ platform: 'slack', installation, chatUser: chat_user }));
}

function byPerson<R extends { readonly user_id: string }, T>(rows: readonly R[], map: (row: R) => T) {
  const groups = groupBy(rows, (row) => row.user_id);
  return new Map([...groups].map(([person, own]) => [person, own.map(map)]));
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

async function loadGroups(db: Reader, tenant: string): Promise<readonly Group[]> {
  const groups = await db.selectFrom('groups').select(['key', 'name']).where('tenant_id', '=', tenant).execute();
  const rows = await db
    .selectFrom('group_members')
    .select(['group_key', 'user_id'])
    .where('tenant_id', '=', tenant)
    .orderBy('user_id')
    .execute();
  const members = groupBy(rows, (row) => row.group_key);
  return groups.map(({ key, name }) => ({ key, name, memberIds: (members.get(key) ?? []).map((row) => row.user_id) }));
}

async function loadTemplates(db: Reader, tenant: string): Promise<readonly Template[]> {
  const rows = await db
    .selectFrom('approval_templates')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .orderBy('version')
    .execute();
  return withSteps(db, newest(rows));
}

async function loadPolicies(db: Reader, tenant: string): Promise<readonly Policy[]> {
  const rows = await db.selectFrom('policies').selectAll().where('tenant_id', '=', tenant).orderBy('version').execute();
  return newest(rows).map(policyOf);
}

/** Of rows in the order of their versions. */
function newest<R extends { readonly key: string }>(rows: readonly R[]): readonly R[] {
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}

async function loadTests(db: Reader, tenant: string): Promise<readonly PolicyTest[]> {
  const rows = await db.selectFrom('policy_tests').select('body').where('tenant_id', '=', tenant).execute();
  return rows.map((row): PolicyTest => JSON.parse(row.body));
}

async function loadPrefixes(db: Reader, tenant: string): Promise<StoredCompany['prefixes']> {
  return db
    .selectFrom('document_types')
    .select(['prefix', 'key as type'])
    .distinct()
    .where('tenant_id', '=', tenant)
    .execute();
}
