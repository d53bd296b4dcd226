import type { Kysely } from 'kysely';
import type { ApprovalDocument } from '../../engine/document.js';
import type { Relation } from '../../engine/facts.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

/** Longest chain of managers followed; the walk also stops where a chain meets itself. */
const managersMax = 50;

/** As `askedOn` of the engine has it, in any round: whoever was replaced before the step opened never was. */
const findAsked = statement((db: Kysely<Tables>, p: Params<{ tenant: string; document: string; person: string }>) =>
  db
    .selectFrom('approvers as a')
    .innerJoin('approval_steps as s', (join) =>
      join.onRef('s.tenant_id', '=', 'a.tenant_id').onRef('s.id', '=', 'a.step_id'),
    )
    .select('a.step_id')
    .where('a.tenant_id', '=', p.tenant)
    .where('a.document_id', '=', p.document)
    .where('a.user_id', '=', p.person)
    .where('s.opened_at', 'is not', null)
    .where((eb) => eb.or([eb('a.replaced_at', 'is', null), eb('a.was_asked', '=', 1)]))
    .limit((eb) => eb.lit(1)),
);

/** Also who does not act any more. */
const findDeputized = statement((db: Kysely<Tables>, p: Params<{ tenant: string; document: string; person: string }>) =>
  db
    .selectFrom('deputies')
    .select('step_id')
    .where('tenant_id', '=', p.tenant)
    .where('document_id', '=', p.document)
    .where('user_id', '=', p.person)
    .limit((eb) => eb.lit(1)),
);

const findManager = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
  db.selectFrom('users').select('manager_id').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

export async function loadRelation(
  db: Kysely<Tables>,
  tenant: string,
  document: ApprovalDocument,
  personId: string,
): Promise<Relation> {
  const key = { tenant, document: document.id, person: personId };
  const asked = (await findAsked.first(db, key)) ?? (await findDeputized.first(db, key));
  const managesSubmitter = await manages(db, tenant, personId, document.submitterId);
  return { wasApprover: asked !== undefined, managesSubmitter };
}

async function manages(db: Kysely<Tables>, tenant: string, managerId: string, personId: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let id: string | null = personId; id !== null && !seen.has(id) && seen.size < managersMax; ) {
    seen.add(id);
    const row: { manager_id: string | null } | undefined = await findManager.first(db, { tenant, id });
    id = row?.manager_id ?? null;
    if (id === managerId) return true;
  }
  return false;
}
