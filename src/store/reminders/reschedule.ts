import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { ReminderCause } from '../../engine/notice.js';
import type { PersonPreferences } from '../../engine/ports/reminders.js';
import { humaneAt, nextDigestAt } from '../../engine/quiet-hours.js';
import { owe } from '../delivery/outbox-rows.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import { loadPreferences } from '../preferences/load-preferences.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';

const findAll = statement((db: Kysely<Tables>, p: Params<{ tenant: string; person: string }>) =>
  db
    .selectFrom('reminders')
    .select(['step_id', 'cause', 'wanted_at'])
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.person),
);

type Moved = { tenant: string; person: string; step: string; due: string };

const move = statement((db: Kysely<Tables>, p: Params<Moved>) =>
  db
    .updateTable('reminders')
    .set({ due_at: p.due })
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.person)
    .where('step_id', '=', p.step),
);

/** Somebody wants to hear of us at other times from now on: what waits to be said comes when they want it now. */
export async function rescheduleReminders(
  { trx, tenant, requestId, now }: Omit<NoticeWriting, 'newId'>,
  personId: string,
): Promise<void> {
  const preferences = await loadPreferences(trx, tenant, personId);
  for (const { step_id: step, cause, wanted_at } of await findAll.all(trx, { tenant, person: personId })) {
    const due = dueAt(JSON.parse(cause), preferences, wanted_at > now ? wanted_at : now);
    await move.run(trx, { tenant, person: personId, step, due });
    await owe(trx, tenant, 'reminders', personId, requestId, now, due);
  }
}

/** What somebody put off until a moment comes then, and not with their digest. */
function dueAt({ kind }: ReminderCause, preferences: PersonPreferences, wantedAt: Instant): Instant {
  const moment = kind === 'snoozed' ? humaneAt : nextDigestAt;
  return moment(preferences, preferences.timeZone, wantedAt);
}
