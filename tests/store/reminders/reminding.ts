import type { NoticeBody, ReminderCause } from '../../../src/engine/notice.js';
import { defaultPreferences, type Preferences } from '../../../src/engine/preferences.js';
import { addReminders } from '../../../src/store/reminders/add-reminders.js';
import type { House } from '../../support/house.js';
import { stepOf } from '../documents/acting.js';

export const firstRung: ReminderCause = { kind: 'rung', nth: 1 };
export const nudge: ReminderCause = { kind: 'nudge', by: 'Ana' };

/** As saving a document does it. */
export async function remind(
  house: House,
  personId: string,
  documentId: string,
  cause = firstRung,
  key = 'manager',
): Promise<void> {
  const { id: stepId } = await stepOf(house, documentId, key);
  const now = house.now();
  await house.database.write((trx) =>
    addReminders({ trx, tenant: house.tenantId, requestId: 'req-remind', now }, [
      { personId, documentId, stepId, cause },
    ]),
  );
}

export async function prefer(house: House, personId: string, change: Partial<Preferences>): Promise<void> {
  const preferences = { ...defaultPreferences, ...change };
  await house.store.preferences(house.tenantId).save(personId, preferences, 'req-prefer', house.now());
}

/** Goes to when the person's task is due and does it as an engine would. Answers when that was; undefined for none. */
export async function sendNext(house: House, personId: string): Promise<string | undefined> {
  const dueAt = (await house.owed('reminders')).find(([who]) => who === personId)?.[1];
  if (dueAt === undefined) return undefined;
  if (dueAt > house.now()) house.goTo(dueAt);
  await send(house, personId);
  return dueAt;
}

/** The person's task, if it is due. */
export async function send(house: House, personId: string): Promise<void> {
  const { outbox } = house.store;
  const task = { tenantId: house.tenantId, kind: 'reminders', subject: personId } as const;
  const taken = await outbox.take(task, 'test', house.now(), 30_000);
  if (taken === undefined) throw new Error(`nothing is due for ${personId}`);
  await house.store.reminders(house.tenantId).send(personId, taken.requestId, house.now());
  await outbox.finish(taken, 'test');
}

/** Of each message: to whom, and the documents that it is about, with why where it is about one. */
export async function reminded(house: House) {
  return (await house.told()).flatMap(([who, body]) => {
    const [about, why] = aboutOf(body);
    return about === undefined ? [] : [[who, about, why] as const];
  });
}

function aboutOf(body: NoticeBody): readonly [readonly string[] | undefined, string?] {
  if (body.kind === 'reminder') return [[body.item.document.id], body.why.kind];
  if (body.kind === 'digest') return [body.items.map(({ document }) => document.id)];
  return [undefined];
}
