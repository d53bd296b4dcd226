import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Calendar } from '../../engine/calendar/calendar.js';
import type { ChatIdentity, CompanyPerson, CompanyRole, RoleGrant } from '../../engine/company/company.js';
import type { DocumentType, Template } from '../../engine/definition.js';
import type { Delegation } from '../../engine/delegation/delegation.js';
import type { Instant } from '../../engine/instant.js';
import type { Group, Unit } from '../../engine/organisation.js';
import type { Policy } from '../../engine/policy/policy.js';
import {
  assignmentRow,
  calendarRow,
  groupRow,
  holidayRows,
  identityRow,
  memberRows,
  roleRow,
  unitRow,
  userRow,
} from '../company/company-rows.js';
import { stepRows, templateRow, typeRow } from '../company/definition-rows.js';
import { delegationRow } from '../delegations/delegation-rows.js';
import { policyRow } from '../documents/policies.js';
import type { Tables } from '../tables.js';
import { canonicalJson } from './audit-hash.js';
import { compareRows, type PlainRow, type RowProblem } from './compare-rows.js';
import { parsedJson } from './parsed-json.js';
import type { ChainEntry } from './verify-chain.js';

/**
 * Compares the rows of a person, role, unit, group, calendar or definition with what its chain says they are. Nothing
 * to say for chains of other things. Assumes that the chain itself is whole and that nothing of it was erased.
 */
export async function verifyConfigured(
  snapshot: Kysely<Tables>,
  tenant: string,
  chain: readonly ChainEntry[],
): Promise<readonly RowProblem[]> {
  const tables = expectedTables(tenant, chain);
  if ('row' in tables) return [tables];
  const problems: RowProblem[] = [];
  for (const { name, key, place, expected } of tables) {
    problems.push(...compareRows(name, key, expected, await rowsAt(snapshot, tenant, name, place)));
  }
  return problems;
}

function expectedTables(tenant: string, chain: readonly ChainEntry[]): readonly ExpectedTable[] | RowProblem {
  const entity = chain[0]?.entity ?? '';
  const [kind = '', id = ''] = splitOnce(entity);
  const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  try {
    return read?.(tenant, id, chain) ?? [];
  } catch {
    return { row: `audit_logs (entity ${entity})`, what: 'its values cannot be read' };
  }
}

/** What the chain says that one table holds about its entity. */
interface ExpectedTable {
  readonly name: keyof Tables;
  /** Columns that name a row. */
  readonly key: readonly string[];
  /** Where the entity's rows are. */
  readonly place: readonly [column: string, value: string];
  readonly expected: readonly object[];
}

type TableReader = (tenant: string, id: string, chain: readonly ChainEntry[]) => readonly ExpectedTable[];

const readers: Readonly<Record<string, TableReader>> = {
  person: personTables,
  role: (tenant, id, chain) => [
    table(
      'roles',
      ['key'],
      ['key', id],
      latest<CompanyRole>(chain).map((role) => roleRow(tenant, role)),
    ),
  ],
  unit: (tenant, id, chain) => [
    table(
      'org_units',
      ['id'],
      ['id', id],
      latest<Unit>(chain).map((unit) => unitRow(tenant, unit)),
    ),
  ],
  group: (tenant, id, chain) => [
    table(
      'groups',
      ['key'],
      ['key', id],
      latest<Group>(chain).map((group) => groupRow(tenant, group)),
    ),
    table(
      'group_members',
      ['group_key', 'user_id'],
      ['group_key', id],
      latest<Group>(chain).flatMap((group) => memberRows(tenant, group)),
    ),
  ],
  calendar: (tenant, id, chain) => [
    table(
      'calendars',
      ['key'],
      ['key', id],
      latest<Calendar>(chain).map((calendar) => calendarRow(tenant, calendar)),
    ),
    table(
      'holidays',
      ['calendar_key', 'date'],
      ['calendar_key', id],
      latest<Calendar>(chain).flatMap((calendar) => holidayRows(tenant, calendar)),
    ),
  ],
  type: (tenant, id, chain) => [
    table(
      'document_types',
      ['key', 'version'],
      ['key', id],
      versions<DocumentType>(chain).map(({ value, at }) => typeRow(tenant, value, at)),
    ),
  ],
  template: (tenant, id, chain) => [
    table(
      'approval_templates',
      ['key', 'version'],
      ['key', id],
      versions<Template>(chain).map(({ value, at }) => templateRow(tenant, value, at)),
    ),
    table(
      'approval_template_steps',
      ['template_key', 'template_version', 'position'],
      ['template_key', id],
      versions<Template>(chain).flatMap(({ value }) => stepRows(tenant, value)),
    ),
  ],
  policy: (tenant, id, chain) => [
    table(
      'policies',
      ['key', 'version'],
      ['key', id],
      versions<Policy>(chain).map(({ value, at }) => policyRow(tenant, value, at)),
    ),
  ],
};

function personTables(tenant: string, id: string, chain: readonly ChainEntry[]): readonly ExpectedTable[] {
  const grants = remaining<RoleGrant>(chain, 'role-granted', 'role-revoked');
  const identities = remaining<ChatIdentity>(chain, 'chat-linked', 'chat-unlinked');
  const saved = chain.filter(({ action }) => action === 'person-saved');
  return [
    table(
      'users',
      ['id'],
      ['id', id],
      latest<CompanyPerson>(saved).map((person) => userRow(tenant, person)),
    ),
    table(
      'role_assignments',
      ['user_id', 'role_key', 'unit_id'],
      ['user_id', id],
      grants.map((grant) => assignmentRow(tenant, id, grant)),
    ),
    table(
      'chat_identities',
      ['platform', 'installation', 'chat_user'],
      ['user_id', id],
      identities.map((identity) => identityRow(tenant, id, identity)),
    ),
    table(
      'delegations',
      ['id'],
      ['from_id', id],
      givenBy(chain).map((delegation) => delegationRow(tenant, delegation)),
    ),
  ];
}

const delegationShape = z.object({ delegation: z.looseObject({ id: z.string() }) });

/** Each as it was when it was given, or ended before its time. */
function givenBy(chain: readonly ChainEntry[]): readonly Delegation[] {
  const given = new Map<string, Delegation>();
  for (const { action, body } of chain) {
    if (action !== 'delegation-given' && action !== 'delegation-ended') continue;
    const { delegation } = delegationShape.parse(parsedJson(body ?? ''));
    given.set(delegation.id, delegation as unknown as Delegation);
  }
  return [...given.values()];
}

function table(
  name: keyof Tables,
  key: readonly string[],
  place: ExpectedTable['place'],
  expected: readonly object[],
): ExpectedTable {
  return { name, key, place, expected };
}

const savedShape = z.object({ after: z.unknown() });

/** What the newest entry says it is; nothing where it says that it was removed. */
function latest<T>(chain: readonly ChainEntry[]): readonly T[] {
  const value = afterOf(chain.at(-1));
  return value === undefined ? [] : [value as T];
}

/** Every version that was saved, and when. */
function versions<T>(chain: readonly ChainEntry[]): readonly { readonly value: T; readonly at: Instant }[] {
  return chain.flatMap((entry) => {
    const value = afterOf(entry);
    return value === undefined ? [] : [{ value: value as T, at: entry.at }];
  });
}

function afterOf(entry: ChainEntry | undefined): unknown {
  return savedShape.safeParse(parsedJson(entry?.body ?? '')).data?.after ?? undefined;
}

/** What was given and not taken back. */
function remaining<T>(chain: readonly ChainEntry[], given: string, taken: string): readonly T[] {
  const left = new Map<string, T>();
  for (const { action, body } of chain) {
    const value = parsedJson(body ?? '');
    if (action === given) left.set(canonicalJson(value ?? null), value as T);
    if (action === taken) left.delete(canonicalJson(value ?? null));
  }
  return [...left.values()];
}

function rowsAt(
  snapshot: Kysely<Tables>,
  tenant: string,
  name: keyof Tables,
  [column, value]: ExpectedTable['place'],
): Promise<readonly PlainRow[]> {
  // Every table named above has a tenant and that column; the types of all of them at once are beyond the compiler.
  return snapshot
    .selectFrom(name as 'users')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where(column as 'id', '=', value)
    .execute() as unknown as Promise<readonly PlainRow[]>;
}

function splitOnce(entity: string): readonly string[] {
  const at = entity.indexOf('/');
  return [entity.slice(0, at), entity.slice(at + 1)];
}
