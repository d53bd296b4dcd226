import type { Kysely } from 'kysely';
import type { Difference } from '../../engine/company/plan-apply.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { GroupMemberRow, GroupRow, Tables } from '../tables.js';
import { removed, saved } from './change-lists.js';
import { groupRow, memberRows } from './company-rows.js';

type Writer = Kysely<Tables>;

/** The members of a group that changed are written anew. */
export async function writeGroups(trx: Writer, tenant: string, { groups }: Difference): Promise<void> {
  await saveGroups.run(
    trx,
    saved(groups).map((group) => groupRow(tenant, group)),
  );
  for (const { key } of [...saved(groups), ...removed(groups)]) await removeMembers.run(trx, { tenant, key });
  await addMembers.run(
    trx,
    saved(groups).flatMap((group) => memberRows(tenant, group)),
  );
  for (const { key } of removed(groups)) await removeGroup.run(trx, { tenant, key });
}

const saveGroups = bulkStatement((db: Writer, rows: readonly Params<GroupRow>[]) =>
  db
    .insertInto('groups')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })),
    ),
);

const addMembers = bulkStatement((db: Writer, rows: readonly Params<GroupMemberRow>[]) =>
  db.insertInto('group_members').values(rows),
);

const removeMembers = statement((db: Writer, p: Params<{ tenant: string; key: string }>) =>
  db.deleteFrom('group_members').where('tenant_id', '=', p.tenant).where('group_key', '=', p.key),
);

const removeGroup = statement((db: Writer, p: Params<{ tenant: string; key: string }>) =>
  db.deleteFrom('groups').where('tenant_id', '=', p.tenant).where('key', '=', p.key),
);
