import { type Kysely, sql } from 'kysely';
import type { KnownPerson, VouchedAccount } from '../../engine/ports/identities.js';
import { owe, oweOpenDocuments } from '../delivery/outbox-rows.js';
import { addNotices } from '../notices/write-notices.js';
import { type Params, statement } from '../statement.js';
import type { ChatIdentityRow, Tables } from '../tables.js';
import type { IdentityWriting } from './claim-audit.js';

type Db = Kysely<Tables>;

const insertIdentity = statement((db: Db, p: Params<ChatIdentityRow>) => db.insertInto('chat_identities').values(p));

const findOpenOf = statement((db: Db, p: Params<{ tenant: string; person: string }>) =>
  db
    .selectFrom('documents as d')
    .select('d.id')
    .distinct()
    .leftJoin('approvers as a', (join) =>
      join.onRef('a.tenant_id', '=', 'd.tenant_id').onRef('a.document_id', '=', 'd.id').on('a.user_id', '=', p.person),
    )
    .where('d.tenant_id', '=', p.tenant)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('d.status', 'in', [sql.lit('pending'), sql.lit('returned')]),
          eb.or([eb('a.user_id', 'is not', null), eb('d.submitter_id', '=', p.person)]),
        ]),
        toCarryOut(p.person),
      ]),
    ),
);

/** Approved, of a type that some version lets a role of this person complete. */
function toCarryOut(person: Params<{ person: string }>['person']) {
  return sql<boolean>`(d.status = 'approved' and exists (select 1 from document_types as t
    inner join role_assignments as held on held.tenant_id = t.tenant_id and held.role_key = t.completion ->> 'role'
    where t.tenant_id = d.tenant_id and t.key = d.type_key and held.user_id = ${person}))`;
}

/**
 * Makes the account the person's, tells them, and owes the cards that they could not be given until now. Whoever looks
 * after others' documents may be owed one of any document.
 */
export async function link(
  writing: IdentityWriting,
  account: VouchedAccount,
  person: KnownPerson,
  confirmedBy: string | null,
): Promise<void> {
  const { trx, tenant, requestId, now } = writing;
  const { platform, installation, chatUser } = account;
  await insertIdentity.run(trx, {
    tenant_id: tenant,
    platform,
    installation,
    chat_user: chatUser,
    user_id: person.id,
  });
  const told = { platform, installation, chatUser, personId: person.id };
  await addNotices(writing, `person/${person.id}`, { kind: 'account-linked', person, confirmedBy, at: now }, [told]);
  if (confirmedBy !== null) return oweOpenDocuments(trx, tenant, requestId, now);
  for (const { id } of await findOpenOf.all(trx, { tenant, person: person.id })) {
    await owe(trx, tenant, 'document', id, requestId, now);
  }
}
