import type { Kysely } from 'kysely';
import { personChanges } from '../../engine/company/person-changes.js';
import type { Difference } from '../../engine/company/plan-apply.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { ChatIdentityRow, RoleAssignmentRow, Tables, UserRow } from '../tables.js';
import { saved } from './change-lists.js';
import { assignmentRow, identityRow, userRow } from './company-rows.js';

type Writer = Kysely<Tables>;

/** What somebody loses goes first: their Slack id may be given to the next. */
export async function writePeople(trx: Writer, tenant: string, { people }: Difference): Promise<void> {
  await saveUsers.run(
    trx,
    saved(people).map((person) => userRow(tenant, person)),
  );
  const assignments: RoleAssignmentRow[] = [];
  const identities: ChatIdentityRow[] = [];
  for (const change of people) {
    const { id } = change.after ?? change.before;
    const { granted, revoked, linked, unlinked } = personChanges(change);
    for (const grant of revoked) await removeAssignment.run(trx, assignmentRow(tenant, id, grant));
    for (const identity of unlinked) await removeIdentity.run(trx, identityRow(tenant, id, identity));
    assignments.push(...granted.map((grant) => assignmentRow(tenant, id, grant)));
    identities.push(...linked.map((identity) => identityRow(tenant, id, identity)));
  }
  await addAssignments.run(trx, assignments);
  await addIdentities.run(trx, identities);
}

const saveUsers = bulkStatement((db: Writer, rows: readonly Params<UserRow>[]) =>
  db
    .insertInto('users')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        email: eb.ref('excluded.email'),
        title: eb.ref('excluded.title'),
        status: eb.ref('excluded.status'),
        unit_id: eb.ref('excluded.unit_id'),
        manager_id: eb.ref('excluded.manager_id'),
        locale: eb.ref('excluded.locale'),
        time_zone: eb.ref('excluded.time_zone'),
      })),
    ),
);

const addAssignments = bulkStatement((db: Writer, rows: readonly Params<RoleAssignmentRow>[]) =>
  db.insertInto('role_assignments').values(rows),
);

const addIdentities = bulkStatement((db: Writer, rows: readonly Params<ChatIdentityRow>[]) =>
  db.insertInto('chat_identities').values(rows),
);

const removeAssignment = statement((db: Writer, p: Params<RoleAssignmentRow>) =>
  db
    .deleteFrom('role_assignments')
    .where('tenant_id', '=', p.tenant_id)
    .where('user_id', '=', p.user_id)
    .where('role_key', '=', p.role_key)
    .where('unit_id', '=', p.unit_id),
);

const removeIdentity = statement((db: Writer, p: Params<ChatIdentityRow>) =>
  db
    .deleteFrom('chat_identities')
    .where('tenant_id', '=', p.tenant_id)
    .where('platform', '=', p.platform)
    .where('installation', '=', p.installation)
    .where('chat_user', '=', p.chat_user)
    .where('user_id', '=', p.user_id),
);
