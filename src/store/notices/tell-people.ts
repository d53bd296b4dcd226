import { type Kysely, sql } from 'kysely';
import type { NoticeBody } from '../../engine/notice.js';
import type { NoticeTopic } from '../../engine/preferences.js';
import { loadPreferences } from '../preferences/load-preferences.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { addNotices, type NoticeTiming, type NoticeTo, type NoticeWriting } from './write-notices.js';

const findAccounts = statement((db: Kysely<Tables>, p: Params<{ tenant: string; person: string }>) =>
  db
    .selectFrom('chat_identities as i')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'i.tenant_id').onRef('u.id', '=', 'i.user_id'))
    .select(['i.platform', 'i.installation', 'i.chat_user'])
    .where('i.tenant_id', '=', p.tenant)
    .where('i.user_id', '=', p.person)
    .where('u.status', '=', sql.lit('active')),
);

const findAbout = statement((db: Kysely<Tables>, p: Params<{ tenant: string; subject: string }>) =>
  db
    .selectFrom('notices')
    .select('id')
    .where('tenant_id', '=', p.tenant)
    .where('subject', '=', p.subject)
    .limit((eb) => eb.lit(1)),
);

/** Whether anybody was told of that before. */
export async function isTold({ trx, tenant }: NoticeWriting, subject: string): Promise<boolean> {
  return (await findAbout.first(trx, { tenant, subject })) !== undefined;
}

/**
 * Owes one message to every chat account of each of these people, inside the caller's transaction. Who is not active any
 * more, or wants to hear nothing of the kind, gets none.
 */
export async function tellPeople(
  writing: NoticeWriting,
  subject: string,
  body: NoticeBody,
  personIds: readonly string[],
  timing: NoticeTiming = {},
): Promise<void> {
  const { trx, tenant } = writing;
  for (const personId of new Set(personIds)) {
    if (await isMuted(writing, personId, body)) continue;
    const accounts = await findAccounts.all(trx, { tenant, person: personId });
    const told: readonly NoticeTo[] = accounts.map(({ chat_user, ...place }) => {
      return { ...place, chatUser: chat_user, personId };
    });
    await addNotices(writing, subject, body, told, timing);
  }
}

async function isMuted({ trx, tenant }: NoticeWriting, personId: string, body: NoticeBody): Promise<boolean> {
  const topic = topicOf(body);
  if (topic === undefined) return false;
  return (await loadPreferences(trx, tenant, personId)).muted.includes(topic);
}

/** Of what one may do without. Reminders are left out before they become messages; see `add-reminders`. */
function topicOf({ kind }: NoticeBody): NoticeTopic | undefined {
  switch (kind) {
    case 'delegation':
      return 'delegations';
    case 'weekly-report':
      return 'reports';
    default:
      return undefined;
  }
}
