import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { NoticeBody, ReminderCause, WaitingItem } from '../../engine/notice.js';
import type { PersonPreferences, Reminders } from '../../engine/ports/reminders.js';
import { humaneAt } from '../../engine/quiet-hours.js';
import type { Database } from '../database.js';
import { owe } from '../delivery/outbox-rows.js';
import { tellPeople } from '../notices/tell-people.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import { loadPreferences } from '../preferences/load-preferences.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { snoozeUntil, topicOf } from './add-reminders.js';
import { byUrgency } from './urgency.js';
import { awaitedItem, stepRef, waitingItem } from './waiting-items.js';

/** More in one message are read by nobody. */
const itemsMax = 15;

type ByPerson = { tenant: string; person: string };

const findDue = statement((db: Kysely<Tables>, p: Params<ByPerson & { now: string }>) =>
  db
    .selectFrom('reminders')
    .select(['step_id', 'cause'])
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.person)
    .where('due_at', '<=', p.now),
);

const forgetDue = statement((db: Kysely<Tables>, p: Params<ByPerson & { now: string }>) =>
  db
    .deleteFrom('reminders')
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.person)
    .where('due_at', '<=', p.now),
);

const findNext = statement((db: Kysely<Tables>, p: Params<ByPerson>) =>
  db
    .selectFrom('reminders')
    .select((eb) => eb.fn.min<string | null>('due_at').as('due_at'))
    .where('tenant_id', '=', p.tenant)
    .where('user_id', '=', p.person),
);

interface Waiting {
  readonly item: WaitingItem;
  readonly why: ReminderCause;
}

/** Of one tenant. */
export class StoredReminders implements Reminders {
  readonly #database: Database;
  readonly #tenant: string;
  readonly #newId: () => string;

  constructor(database: Database, tenant: string, newId: () => string) {
    this.#database = database;
    this.#tenant = tenant;
    this.#newId = newId;
  }

  send(personId: string, requestId: string, now: Instant): Promise<void> {
    return this.#write(requestId, now, async (writing) => {
      const { trx, tenant } = writing;
      const preferences = await loadPreferences(trx, tenant, personId);
      const humane = humaneAt(preferences, preferences.timeZone, now);
      // Late, or the hours were changed since: what was due in the day must not come at night.
      if (humane <= now) await tellWhatWaits(writing, personId, preferences);
      await oweNext(writing, personId, humane);
    });
  }

  snooze(personId: string, stepId: string, until: Instant, requestId: string, now: Instant): Promise<boolean> {
    return this.#write(requestId, now, async (writing) => {
      const awaited = await awaitedItem(writing.trx, writing.tenant, personId, stepId, now);
      if (awaited === undefined) return false;
      await snoozeUntil(writing, { personId, documentId: awaited.item.document.id, stepId }, until);
      return true;
    });
  }

  #write<T>(requestId: string, now: Instant, work: (writing: NoticeWriting) => Promise<T>): Promise<T> {
    return this.#database.write(async (trx, afterCommit) => {
      const done = await work({ trx, tenant: this.#tenant, newId: this.#newId, requestId, now });
      afterCommit(() => this.#database.announceWork());
      return done;
    });
  }
}

async function tellWhatWaits(writing: NoticeWriting, personId: string, preferences: PersonPreferences): Promise<void> {
  const { trx, tenant, now } = writing;
  const waiting = await stillWaiting(writing, personId, preferences);
  await forgetDue.run(trx, { tenant, person: personId, now });
  const body = bodyOf(waiting, now);
  if (body !== undefined) await tellPeople(writing, `reminders/${personId}`, body, [personId]);
}

/** Without what was decided since, or is muted by now. What they asked for themselves is never muted. */
async function stillWaiting(
  { trx, tenant, now }: NoticeWriting,
  personId: string,
  { muted }: PersonPreferences,
): Promise<readonly Waiting[]> {
  const waiting: Waiting[] = [];
  for (const { step_id, cause } of await findDue.all(trx, { tenant, person: personId, now })) {
    const why: ReminderCause = JSON.parse(cause);
    if (why.kind !== 'snoozed' && muted.includes(topicOf(why))) continue;
    const item = await waitingItem(trx, tenant, personId, step_id, now);
    if (item !== undefined) waiting.push({ item, why });
  }
  return waiting.toSorted((a, b) => byUrgency(a.item, b.item));
}

function bodyOf(waiting: readonly Waiting[], at: Instant): NoticeBody | undefined {
  const [first, ...others] = waiting;
  if (first === undefined) return undefined;
  if (others.length === 0) return { kind: 'reminder', ...first, at };
  const items = waiting.map(({ item }) => item);
  const unlisted = items.slice(itemsMax).map(stepRef);
  return { kind: 'digest', items: items.slice(0, itemsMax), more: unlisted.length, unlisted, at };
}

/** What is due later has a task of its own again: this one may be all that there was. */
async function oweNext(
  { trx, tenant, requestId, now }: NoticeWriting,
  personId: string,
  humane: Instant,
): Promise<void> {
  const next = await findNext.first(trx, { tenant, person: personId });
  if (next === undefined || next.due_at === null) return;
  await owe(trx, tenant, 'reminders', personId, requestId, now, next.due_at > humane ? next.due_at : humane);
}
