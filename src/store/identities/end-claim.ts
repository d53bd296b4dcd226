import assert from 'node:assert/strict';
import { comparableEmail } from '../../engine/first-contact.js';
import type { NoticeBody, ShownAccount } from '../../engine/notice.js';
import type { Claim, ClaimDecision, ClaimEnd, ClaimEnding, VouchedAccount } from '../../engine/ports/identities.js';
import { loadPerson } from '../documents/actor.js';
import { addNotices, rewriteNotices } from '../notices/write-notices.js';
import { type IdentityWriting, tellEnded, tellLinked } from './claim-audit.js';
import { endClaim as noteEnd } from './claim-rows.js';
import { accountOf, ownerOf, peopleWithEmail } from './find-people.js';
import { link } from './link.js';

/** What was true when it was claimed must still be true when it is confirmed. */
export async function howItEnds(writing: IdentityWriting, claim: Claim, decision: ClaimDecision): Promise<ClaimEnding> {
  if (!decision.confirm) return 'declined';
  const { trx, tenant } = writing;
  const { account, person } = claim;
  const isSameAddress = comparableEmail(decision.account?.email ?? '') === comparableEmail(account.email);
  const [first, another] = await peopleWithEmail(trx, tenant, account.email);
  const isOnlyOne = first === person.id && another === undefined;
  const isFree =
    (await ownerOf(trx, tenant, account)) === undefined &&
    (await accountOf(trx, tenant, account, person.id)) === undefined;
  return isSameAddress && isOnlyOne && isFree ? 'confirmed' : 'outdated';
}

/** Ends a claim that waits; everybody who was told of it is told that as well. */
export async function endClaim(
  writing: IdentityWriting,
  claim: Claim,
  how: ClaimEnding,
  by?: string,
): Promise<ClaimEnd> {
  const { trx, tenant, now } = writing;
  const decider = by === undefined ? undefined : await loadPerson(trx, tenant, by);
  const ended: ClaimEnd = { how, by: decider === undefined ? null : { id: decider.id, name: decider.name }, at: now };
  await noteEnd.run(trx, { tenant, id: claim.id, state: how, at: now, by: by ?? null });
  await rewriteNotices(writing, claim.id, claimNotice(claim, ended));
  if (how === 'confirmed') await linkConfirmed(writing, claim, ended);
  else await tellNotLinked(writing, claim, ended, how);
  return ended;
}

async function linkConfirmed(writing: IdentityWriting, { id: claimId, account, person }: Claim, { by }: ClaimEnd) {
  assert(by !== null, 'only people confirm');
  await link(writing, account, person, by.name);
  await tellLinked(writing, account, person.id, { claimId, by: by.id });
}

async function tellNotLinked(
  writing: IdentityWriting,
  claim: Claim,
  ended: ClaimEnd,
  how: Exclude<ClaimEnding, 'confirmed'>,
): Promise<void> {
  await tellEnded(writing, claim, ended);
  const body = { kind: 'claim-ended', how, at: ended.at } as const;
  await addNotices(writing, claim.id, body, [{ ...claim.account, personId: null }]);
}

/** What administrators read about a claim. */
export function claimNotice({ id: claimId, person, account, at, until }: Omit<Claim, 'end'>, end: ClaimEnd | null) {
  return { kind: 'claim', claimId, person, account: shown(account), at, until, end } as const satisfies NoticeBody;
}

export function shown({ chatUser, name, email }: VouchedAccount): ShownAccount {
  return { chatUser, name, email };
}
