import type { Kysely } from 'kysely';
import type { Group, Organisation, Person, Role, Unit } from '../../engine/organisation.js';
import type { OrganisationNeeds } from '../../engine/ports/document-store.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { loadPerson } from './actor.js';

/**
 * Rounds of following managers and units upwards. Files are refused beyond fifty of either, and the head of a unit comes
 * a round after it; whatever else stands in a database must not hang a submit.
 */
const depthMax = 110;

const findUnit = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
  db
    .selectFrom('org_units')
    .select(['id', 'name', 'parent_id', 'head_id'])
    .where('tenant_id', '=', p.tenant)
    .where('id', '=', p.id),
);

const findRole = statement((db: Kysely<Tables>, p: Params<{ tenant: string; key: string }>) =>
  db
    .selectFrom('roles as r')
    .leftJoin('role_assignments as held', (join) =>
      join.onRef('held.tenant_id', '=', 'r.tenant_id').onRef('held.role_key', '=', 'r.key'),
    )
    .select(['r.key', 'r.name', 'held.user_id', 'held.unit_id'])
    .where('r.tenant_id', '=', p.tenant)
    .where('r.key', '=', p.key)
    .orderBy('held.user_id')
    .orderBy('held.unit_id'),
);

const findFallback = statement((db: Kysely<Tables>, p: Params<{ tenant: string }>) =>
  db.selectFrom('tenants').select('fallback_group').where('id', '=', p.tenant),
);

const findGroup = statement((db: Kysely<Tables>, p: Params<{ tenant: string; key: string }>) =>
  db
    .selectFrom('groups as g')
    .leftJoin('group_members as m', (join) =>
      join.onRef('m.tenant_id', '=', 'g.tenant_id').onRef('m.group_key', '=', 'g.key'),
    )
    .select(['g.name', 'm.user_id'])
    .where('g.tenant_id', '=', p.tenant)
    .where('g.key', '=', p.key)
    .orderBy('m.user_id'),
);

/** Everyone a route for this submitter could depend on; see `Organisation`. */
export async function loadOrganisation(
  db: Kysely<Tables>,
  tenant: string,
  submitter: Person,
  needs: OrganisationNeeds,
): Promise<Organisation> {
  const roles = await loadRoles(db, tenant, needs.roles);
  const fallbackGroup = (await findFallback.first(db, { tenant }))?.fallback_group ?? null;
  const named = fallbackGroup === null ? needs.groups : [...new Set([...needs.groups, fallbackGroup])];
  const groups = await loadGroups(db, tenant, named);
  const holders = [...roles.values()].flatMap((role) => role.holdings.map((holding) => holding.personId));
  const members = [...groups.values()].flatMap((group) => group.memberIds);
  const gathered: Gathered = { people: new Map([[submitter.id, submitter]]), units: new Map() };
  let wanted = [...new Set([...needs.people, ...holders, ...members, ...upFrom(submitter).people])];
  let units = upFrom(submitter).units;
  for (let depth = 0; depth < depthMax && wanted.length + units.length > 0; depth += 1) {
    const above = await gather(db, tenant, wanted, units, gathered);
    wanted = above.people;
    units = above.units;
  }
  return { ...gathered, roles, groups, fallbackGroup };
}

interface Gathered {
  readonly people: Map<string, Person>;
  readonly units: Map<string, Unit>;
}

/** Loads what is named and not yet known, and tells who and what stands above it. */
async function gather(db: Kysely<Tables>, tenant: string, people: string[], units: string[], into: Gathered) {
  const above = { people: [] as string[], units: [] as string[] };
  for (const id of people) {
    if (into.people.has(id)) continue;
    const person = await loadPerson(db, tenant, id);
    if (person === undefined) continue;
    into.people.set(id, person);
    above.people.push(...upFrom(person).people);
    above.units.push(...upFrom(person).units);
  }
  for (const id of units) {
    if (into.units.has(id)) continue;
    const row = await findUnit.first(db, { tenant, id });
    if (row === undefined) continue;
    into.units.set(id, { id, name: row.name, parentId: row.parent_id, headId: row.head_id });
    if (row.parent_id !== null) above.units.push(row.parent_id);
    if (row.head_id !== null) above.people.push(row.head_id);
  }
  return above;
}

function upFrom(person: Person): { people: string[]; units: string[] } {
  return {
    people: person.managerId === null ? [] : [person.managerId],
    units: person.unitId === null ? [] : [person.unitId],
  };
}

async function loadRoles(db: Kysely<Tables>, tenant: string, keys: readonly string[]): Promise<Map<string, Role>> {
  const roles = new Map<string, Role>();
  for (const key of keys) {
    const rows = await findRole.all(db, { tenant, key });
    const [role] = rows;
    if (role === undefined) continue;
    const holdings = rows.flatMap(({ user_id, unit_id }) =>
      user_id === null ? [] : [{ personId: user_id, unitId: unit_id === '' ? null : unit_id }],
    );
    roles.set(key, { key, name: role.name, holdings });
  }
  return roles;
}

async function loadGroups(db: Kysely<Tables>, tenant: string, keys: readonly string[]): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>();
  for (const key of keys) {
    const rows = await findGroup.all(db, { tenant, key });
    const [group] = rows;
    if (group === undefined) continue;
    const memberIds = rows.flatMap(({ user_id }) => (user_id === null ? [] : [user_id]));
    groups.set(key, { key, name: group.name, memberIds });
  }
  return groups;
}
