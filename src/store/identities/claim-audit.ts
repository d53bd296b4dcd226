import type { ChatIdentity } from '../../engine/company/company.js';
import type { Claim, ClaimEnd, VouchedAccount } from '../../engine/ports/identities.js';
import { type AuditEntry, appendAudit, type NewSalt } from '../audit/append.js';
import type { NoticeWriting } from '../notices/write-notices.js';

/** One transaction that changes who is who. */
export interface IdentityWriting extends NoticeWriting {
  readonly newSalt: NewSalt;
  /** Where it was asked for. */
  readonly platform: string;
}

/** Somebody said to be that person; `claimId` where an administrator has to confirm it, and nobody is proven yet. */
export function tellClaimed(
  writing: IdentityWriting,
  account: VouchedAccount,
  person: string,
  claimId?: string,
): Promise<void> {
  return tell(writing, person, 'chat-claimed', claimId === undefined ? person : null, factsOf(account), claimId);
}

/**
 * By the person, or by whoever confirmed the claim. The payload is that of an identity given by files, so that the trail
 * of a person tells in one way which accounts are theirs.
 */
export function tellLinked(
  writing: IdentityWriting,
  { platform, installation, chatUser }: VouchedAccount,
  person: string,
  confirmed?: { readonly claimId: string; readonly by: string },
): Promise<void> {
  const identity = { platform, installation, chatUser } satisfies Record<keyof ChatIdentity, string>;
  return tell(writing, person, 'chat-linked', confirmed?.by ?? person, identity, confirmed?.claimId);
}

export function tellEnded(writing: IdentityWriting, { id, account, person }: Claim, { how, by }: ClaimEnd) {
  return tell(writing, person.id, `chat-claim-${how}`, by?.id ?? null, factsOf(account), id);
}

function factsOf({ platform, installation, chatUser, name, email }: VouchedAccount) {
  return { platform, installation, chatUser, name, email };
}

function tell(
  { trx, tenant, newSalt, requestId, platform, now }: IdentityWriting,
  person: string,
  action: string,
  actorId: string | null,
  payload: AuditEntry['payload'],
  claimId: string | undefined,
): Promise<void> {
  const metadata = { requestId, platform, ...(claimId !== undefined && { claim: claimId }) };
  const entry: AuditEntry = { entity: `person/${person}`, action, actorId, at: now, metadata, payload };
  return appendAudit(trx, tenant, [entry], newSalt);
}
