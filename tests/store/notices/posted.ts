import type { NoticeBody } from '../../../src/engine/notice.js';
import type { Notice } from '../../../src/engine/ports/notices.js';
import { systemId } from '../../../src/engine/system.js';
import type { House } from '../../support/house.js';
import { stepOf } from '../documents/acting.js';
import { remind, send } from '../reminders/reminding.js';

type Kind = NoticeBody['kind'];
type Body<K extends Kind> = Extract<NoticeBody, { readonly kind: K }>;

/** The only notice of that kind. */
export async function written(house: House, kind: Kind): Promise<Notice> {
  const rows = await house.database.read.selectFrom('notices').select('id').where('kind', '=', kind).execute();
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0) throw new Error(`there is not one ${kind}`);
  const notice = await house.store.notices(house.tenantId).notice(row.id);
  if (notice === undefined) throw new Error(`${row.id} cannot be read`);
  return notice;
}

/** Notes that the only notice of that kind was posted, and serves its task as an engine would. */
export async function post(house: House, kind: Kind): Promise<string> {
  const notices = house.store.notices(house.tenantId);
  const { id } = await written(house, kind);
  const task = { tenantId: house.tenantId, kind: 'notice', subject: id } as const;
  const taken = await house.store.outbox.take(task, 'test', house.now(), 30_000);
  if (taken === undefined) throw new Error(`nothing is due of ${id}`);
  const posting = await notices.posting(await written(house, kind), 'mark', house.now());
  if (posting === undefined) throw new Error('nobody was quicker');
  await notices.drawn(posting, { conversation: 'D1', message: '1.0' }, 'digest', house.now());
  await house.store.outbox.finish(taken, 'test');
  return id;
}

/** What the message has to say now. */
export async function standing<K extends Kind>(house: House, kind: K): Promise<Body<K>> {
  const notice = await house.store.notices(house.tenantId).asItStands(await written(house, kind), house.now());
  return notice.body as Body<K>;
}

/** Has somebody's reminders sent and posted. Several documents make one digest. */
export async function remindedOf(house: House, personId: string, ids: readonly string[], key = 'manager') {
  for (const id of ids) await remind(house, personId, id, undefined, key);
  // What comes within moments is gathered.
  house.goTo(new Date(Date.parse(house.now()) + 60_000).toISOString());
  await send(house, personId);
  return post(house, ids.length === 1 ? 'reminder' : 'digest');
}

/** Lets the next rung of a step's ladder fire. */
export async function fireNext(house: House, documentId: string): Promise<void> {
  const { id: stepId, opening, ladderAt, rungsFired: rung } = await stepOf(house, documentId);
  house.goTo(ladderAt[rung] ?? '');
  await house.do({ kind: 'fire-rung', actorId: systemId, documentId, stepId, opening, rung });
}
