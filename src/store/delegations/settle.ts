import { type Delegation, endOf } from '../../engine/delegation/delegation.js';
import { owe } from '../delivery/outbox-rows.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import { loadDelegation, recordState } from './delegation-rows.js';
import { oweDeputiesOf } from './owe-deputies.js';
import { tellBoth } from './tell-delegation.js';

/**
 * Carries out what this moment asks of a delegation, inside the caller's transaction: its beginning once, and its end once,
 * however often and late somebody looks.
 */
export async function settle(writing: NoticeWriting, id: string): Promise<void> {
  const { delegation, state } = (await loadDelegation(writing.trx, writing.tenant, id)) ?? {};
  if (delegation === undefined || state === 'over') return;
  const { now } = writing;
  if (now >= endOf(delegation)) return finish(writing, delegation);
  if (now < delegation.startsAt) return oweAt(writing, id, delegation.startsAt);
  if (state === 'ahead') await begin(writing, delegation);
  return oweAt(writing, id, endOf(delegation));
}

async function begin(writing: NoticeWriting, delegation: Delegation): Promise<void> {
  const { trx, tenant } = writing;
  const { id, startsAt, createdAt, fromId } = delegation;
  await recordState.run(trx, { tenant_id: tenant, id, state: 'running', settle_at: endOf(delegation) });
  await oweDeputiesOf(writing, fromId);
  // Both were told a moment ago of one that began when it was given.
  if (startsAt > createdAt) await tellBoth(writing, delegation, 'began');
}

/** Deputies may have been recorded by a vote though nobody has carried the beginning out. */
async function finish(writing: NoticeWriting, delegation: Delegation): Promise<void> {
  const { trx, tenant } = writing;
  if (delegation.startsAt < endOf(delegation)) await oweDeputiesOf(writing, delegation.fromId);
  await recordState.run(trx, { tenant_id: tenant, id: delegation.id, state: 'over', settle_at: null });
  // Both were told when it was ended before its time.
  if (delegation.endedAt === null) await tellBoth(writing, delegation, 'ended');
}

function oweAt({ trx, tenant, requestId, now }: NoticeWriting, id: string, dueAt: string): Promise<void> {
  return owe(trx, tenant, 'delegation', id, requestId, now, dueAt);
}
