import type { Kysely } from 'kysely';
import type { FailedJob, JobKey } from '../../engine/ports/jobs.js';
import { rungPlace } from '../../engine/rung-subject.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

type Key = { tenant: string; id: string };

const findDocument = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db.selectFrom('documents').select(['id', 'number', 'title']).where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

const findPerson = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db.selectFrom('users').select(['id', 'name']).where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

const findCard = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db.selectFrom('cards').select(['document_id', 'user_id']).where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

const findNotice = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db.selectFrom('notices').select('user_id').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

const findClaim = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db.selectFrom('identity_claims').select('user_id').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

const findDelegation = statement((db: Kysely<Tables>, p: Params<Key>) =>
  db.selectFrom('delegations').select('from_id').where('tenant_id', '=', p.tenant).where('id', '=', p.id),
);

type Matter = Pick<FailedJob, 'document' | 'person'>;

/** Ids of what a job is about. */
interface Concerned {
  readonly documentId?: string | undefined;
  readonly personId?: string | null | undefined;
}

/** The document that a job is about, and whom it is for; null for what it has not, or what is not there any more. */
export async function jobMatter(db: Kysely<Tables>, tenant: string, key: JobKey): Promise<Matter> {
  const { documentId, personId } = await concernedBy(db, tenant, key);
  const document = documentId === undefined ? undefined : await findDocument.first(db, { tenant, id: documentId });
  const person = personId ? await findPerson.first(db, { tenant, id: personId }) : undefined;
  return { document: document ?? null, person: person ?? null };
}

async function concernedBy(db: Kysely<Tables>, tenant: string, { kind, subject }: JobKey): Promise<Concerned> {
  switch (kind) {
    case 'document':
    case 'deputies':
    case 'stale':
      return { documentId: subject };
    case 'rung':
      return { documentId: rungPlace(subject).documentId };
    case 'card':
    case 'copy': {
      const card = await findCard.first(db, { tenant, id: originalOf(subject) });
      return { documentId: card?.document_id, personId: card?.user_id };
    }
    case 'notice':
      return { personId: (await findNotice.first(db, { tenant, id: originalOf(subject) }))?.user_id };
    case 'claim':
      return { personId: (await findClaim.first(db, { tenant, id: subject }))?.user_id };
    case 'delegation':
      return { personId: (await findDelegation.first(db, { tenant, id: subject }))?.from_id };
    case 'leaver':
    case 'reminders':
    case 'report':
      return { personId: subject };
    case 'timetable':
      return {};
  }
}

/** A stray copy is named by what it is a copy of, and by where it is. */
function originalOf(subject: string): string {
  return subject.split(' ', 1)[0] ?? subject;
}
