import { type Kysely, sql } from 'kysely';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { ReminderCause } from '../../engine/notice.js';
import type { NoticeTopic } from '../../engine/preferences.js';
import { nextDigestAt } from '../../engine/quiet-hours.js';
import { owe } from '../delivery/outbox-rows.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import { loadPreferences } from '../preferences/load-preferences.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import type { ReminderRow } from './reminder-tables.js';

export interface NewReminder {
  readonly personId: string;
  readonly documentId: string;
  readonly stepId: string;
  readonly cause: ReminderCause;
}

/**
 * A later wish for the same thing replaces the one that waits, except that what somebody put off themselves stays put
 * off until then, whatever the ladder says.
 */
const upsert = statement((db: Kysely<Tables>, p: Params<ReminderRow>) =>
  db
    .insertInto('reminders')
    .values(p)
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'user_id', 'step_id'])
        .doUpdateSet((eb) => ({
          cause: eb.ref('excluded.cause'),
          wanted_at: eb.ref('excluded.wanted_at'),
          due_at: eb.ref('excluded.due_at'),
        }))
        .where(
          sql<boolean>`not (reminders.cause ->> 'kind' = 'snoozed' and excluded.cause ->> 'kind' = 'rung'
            and reminders.due_at > excluded.due_at)`,
        ),
    ),
);

/** What comes within moments becomes one message: one look at the ladders makes many reminders. */
const gatherMs = 10_000;

/**
 * Has people reminded of what waits for them, inside the caller's transaction: each when they want to hear of it, or with
 * their next digest. Who wants to hear nothing of the kind is left out.
 */
export async function addReminders(
  { trx, tenant, requestId, now }: Omit<NoticeWriting, 'newId'>,
  reminders: readonly NewReminder[],
): Promise<void> {
  for (const { personId, documentId, stepId, cause } of reminders) {
    const preferences = await loadPreferences(trx, tenant, personId);
    if (preferences.muted.includes(topicOf(cause))) continue;
    const dueAt = nextDigestAt(preferences, preferences.timeZone, gathered(now));
    const row = { tenant_id: tenant, user_id: personId, step_id: stepId, document_id: documentId };
    await upsert.run(trx, { ...row, cause: JSON.stringify(cause), wanted_at: now, due_at: dueAt });
    await owe(trx, tenant, 'reminders', personId, requestId, now, dueAt);
  }
}

function gathered(at: Instant): Instant {
  return instant(epochMs(at) + gatherMs);
}

export function topicOf(cause: ReminderCause): NoticeTopic {
  return cause.kind === 'nudge' ? 'nudges' : 'reminders';
}

/** Reminds somebody again at that moment, because they asked for it: no quiet hours and no digest put it off. */
export async function snoozeUntil(
  { trx, tenant, requestId, now }: Omit<NoticeWriting, 'newId'>,
  { personId, documentId, stepId }: Omit<NewReminder, 'cause'>,
  until: Instant,
): Promise<void> {
  const row = { tenant_id: tenant, user_id: personId, step_id: stepId, document_id: documentId };
  await upsert.run(trx, { ...row, cause: JSON.stringify({ kind: 'snoozed' }), wanted_at: until, due_at: until });
  await owe(trx, tenant, 'reminders', personId, requestId, now, until);
}
