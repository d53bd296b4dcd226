import type { Kysely } from 'kysely';
import type { CompanyProfile, Workspace } from '../../engine/company/company.js';
import type { Difference } from '../../engine/company/plan-apply.js';
import type { Instant } from '../../engine/instant.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { RoleRow, Tables, UnitRow } from '../tables.js';
import { removed, saved } from './change-lists.js';
import { roleRow, tenantRow, unitRow } from './company-rows.js';
import { writeCalendars } from './write-calendars.js';
import { writeDefinitions } from './write-definitions.js';
import { writeGroups } from './write-groups.js';
import { writePeople } from './write-people.js';
import { writeTests } from './write-tests.js';

type Writer = Kysely<Tables>;

/** Writes it in an order in which nothing refers to a row that is not there. Call it in a transaction. */
export async function writeDifference(trx: Writer, tenant: string, difference: Difference, at: Instant): Promise<void> {
  for (const profile of saved(difference.profile)) await writeProfile(trx, profile, at);
  for (const workspace of saved(difference.workspaces)) await addWorkspace(trx, tenant, workspace, at);
  await saveUnits.run(
    trx,
    saved(difference.units).map((unit) => unitRow(tenant, unit)),
  );
  await saveRoles.run(
    trx,
    saved(difference.roles).map((role) => roleRow(tenant, role)),
  );
  await writePeople(trx, tenant, difference);
  await writeGroups(trx, tenant, difference);
  await writeCalendars(trx, tenant, difference);
  await writeDefinitions(trx, tenant, difference, at);
  await writeTests(trx, tenant, difference);
  for (const { key } of removed(difference.roles)) await removeRole.run(trx, { tenant, key });
  for (const { id } of removed(difference.units)) await removeUnit.run(trx, { tenant, id });
  for (const { installation } of removed(difference.workspaces))
    await removeWorkspace.run(trx, { tenant, installation });
}

async function writeProfile(trx: Writer, profile: CompanyProfile, at: Instant): Promise<void> {
  const { id, created_at, ...changing } = tenantRow(profile, at);
  await trx
    .insertInto('tenants')
    .values({ id, created_at, ...changing })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
}

async function addWorkspace(trx: Writer, tenant: string, workspace: Workspace, at: Instant): Promise<void> {
  await trx
    .insertInto('chat_installations')
    .values({ tenant_id: tenant, ...workspace, created_at: at })
    .execute();
}

const saveUnits = bulkStatement((db: Writer, rows: readonly Params<UnitRow>[]) =>
  db
    .insertInto('org_units')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        parent_id: eb.ref('excluded.parent_id'),
        head_id: eb.ref('excluded.head_id'),
      })),
    ),
);

const saveRoles = bulkStatement((db: Writer, rows: readonly Params<RoleRow>[]) =>
  db
    .insertInto('roles')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        permissions: eb.ref('excluded.permissions'),
        everyone: eb.ref('excluded.everyone'),
        confirm_identity: eb.ref('excluded.confirm_identity'),
      })),
    ),
);

const removeRole = statement((db: Writer, p: Params<{ tenant: string; key: string }>) =>
  db.deleteFrom('roles').where('tenant_id', '=', p.tenant).where('key', '=', p.key),
);

const removeUnit = statement((db: Writer, p: Params<{ tenant: string; id: string }>) =>
  db.deleteFrom('org_units').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

const removeWorkspace = statement((db: Writer, p: Params<{ tenant: string; installation: string }>) =>
  db
    .deleteFrom('chat_installations')
    .where('tenant_id', '=', p.tenant)
    .where('platform', '=', 'slack')
    .where('installation', '=', p.installation),
);
