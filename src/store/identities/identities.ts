import { CLAIM_DAYS } from '../../engine/first-contact.js';
import { epochMs, type Instant, instant } from '../../engine/instant.js';
import type { Origin } from '../../engine/ports/document-store.js';
import type {
  Acquaintance,
  Claim,
  ClaimAnswer,
  ClaimDecision,
  ClaimVerdict,
  Identities,
  KnownPerson,
  VouchedAccount,
} from '../../engine/ports/identities.js';
import type { NewSalt } from '../audit/append.js';
import type { Database } from '../database.js';
import { owe } from '../delivery/outbox-rows.js';
import { addNotices } from '../notices/write-notices.js';
import { acquaintance } from './acquaintance.js';
import { type IdentityWriting, tellClaimed, tellLinked } from './claim-audit.js';
import { findWaitingFor, findWaitingOf, insertClaim, loadClaim } from './claim-rows.js';
import { confirmersBeside, confirmersOf } from './confirmers.js';
import { claimNotice, endClaim, howItEnds, shown } from './end-claim.js';
import { knownPerson, needsConfirmation, ownerOf } from './find-people.js';
import { link } from './link.js';

const DAY_MS = 86_400_000;

export interface IdentitySources {
  readonly newId: () => string;
  readonly newSalt: NewSalt;
}

/** Of one tenant. */
export class StoredIdentities implements Identities {
  readonly #database: Database;
  readonly #tenant: string;
  readonly #sources: IdentitySources;

  constructor(database: Database, tenant: string, sources: IdentitySources) {
    this.#database = database;
    this.#tenant = tenant;
    this.#sources = sources;
  }

  whoIs(account: VouchedAccount, now: Instant): Promise<Acquaintance> {
    return acquaintance(this.#database.read, this.#tenant, account, now);
  }

  claim(account: VouchedAccount, personId: string, origin: Origin, now: Instant): Promise<ClaimAnswer> {
    return this.#write(origin, now, async (writing) => {
      const { trx, tenant } = writing;
      await expireOld(writing, account, personId);
      const owner = await ownerOf(trx, tenant, account);
      if (owner === personId) return alreadyLinked(await knownPerson(trx, tenant, personId));
      if (owner !== undefined) return { kind: 'taken' };
      const found = await acquaintance(trx, tenant, account, now);
      if (found.kind !== 'found') return found;
      if (found.person.id !== personId) return { kind: 'another', person: found.person };
      return (await needsConfirmation(trx, tenant, personId))
        ? askToConfirm(writing, account, found.person)
        : linkAtOnce(writing, account, found.person);
    });
  }

  claimed(claimId: string): Promise<Claim | undefined> {
    return loadClaim(this.#database.read, this.#tenant, claimId);
  }

  decide(decision: ClaimDecision, origin: Origin, now: Instant): Promise<ClaimVerdict> {
    return this.#write(origin, now, async (writing) => {
      const { trx, tenant } = writing;
      const claim = await loadClaim(trx, tenant, decision.claimId);
      if (claim === undefined) return { kind: 'no-such-claim' };
      if (claim.person.id === decision.by) return { kind: 'own-claim' };
      if (!(await confirmersOf(trx, tenant)).has(decision.by)) return { kind: 'not-allowed' };
      if (claim.end !== undefined) return { kind: 'ended', claim, end: claim.end, isNews: false };
      if (claim.until <= now)
        return { kind: 'ended', claim, end: await endClaim(writing, claim, 'expired'), isNews: false };
      const how = await howItEnds(writing, claim, decision);
      return { kind: 'ended', claim, end: await endClaim(writing, claim, how, decision.by), isNews: true };
    });
  }

  async expire(claimId: string, requestId: string, now: Instant): Promise<void> {
    const known = await this.claimed(claimId);
    if (known === undefined || known.end !== undefined) return;
    await this.#write({ requestId, platform: known.account.platform }, now, async (writing) => {
      const claim = await loadClaim(writing.trx, writing.tenant, claimId);
      if (claim !== undefined && claim.end === undefined) await endClaim(writing, claim, 'expired');
    });
  }

  #write<T>({ requestId, platform }: Origin, now: Instant, work: (writing: IdentityWriting) => Promise<T>): Promise<T> {
    return this.#database.write((trx, afterCommit) => {
      afterCommit(() => this.#database.announceWork());
      return work({ trx, tenant: this.#tenant, ...this.#sources, requestId, platform, now });
    });
  }
}

async function linkAtOnce(
  writing: IdentityWriting,
  account: VouchedAccount,
  person: KnownPerson,
): Promise<ClaimAnswer> {
  const { trx, tenant, now } = writing;
  await link(writing, account, person, null);
  await tellClaimed(writing, account, person.id);
  await tellLinked(writing, account, person.id);
  const body = { kind: 'person-linked', person, account: shown(account), at: now } as const;
  await addNotices(writing, `person/${person.id}`, body, await confirmersBeside(trx, tenant, person.id));
  return { kind: 'linked', person, isNews: true };
}

function alreadyLinked(person: KnownPerson): ClaimAnswer {
  return { kind: 'linked', person, isNews: false };
}

async function askToConfirm(
  writing: IdentityWriting,
  account: VouchedAccount,
  person: KnownPerson,
): Promise<ClaimAnswer> {
  const { trx, tenant, newId, requestId, now } = writing;
  const { platform, installation, chatUser, name, email } = account;
  const id = newId();
  const until = instant(epochMs(now) + CLAIM_DAYS * DAY_MS);
  await insertClaim.run(trx, {
    tenant_id: tenant,
    id,
    platform,
    installation,
    chat_user: chatUser,
    account_name: name,
    email,
    user_id: person.id,
    state: 'waiting',
    claimed_at: now,
    expires_at: until,
    decided_at: null,
    decided_by: null,
  });
  await tellClaimed(writing, account, person.id, id);
  const body = claimNotice({ id, person, account, at: now, until }, null);
  await addNotices(writing, id, body, await confirmersBeside(trx, tenant, person.id));
  await owe(trx, tenant, 'claim', id, requestId, now, until);
  return { kind: 'waiting', since: now, until };
}

/** A job ends claims in time; where it is late, nobody has to wait for it. */
async function expireOld(writing: IdentityWriting, account: VouchedAccount, person: string): Promise<void> {
  const { trx, tenant, now } = writing;
  const { platform, installation, chatUser: user } = account;
  const place = { tenant, platform, installation };
  const waiting = [
    ...(await findWaitingOf.all(trx, { ...place, user })),
    ...(await findWaitingFor.all(trx, { ...place, person })),
  ];
  for (const id of new Set(waiting.map((one) => one.id))) {
    const claim = await loadClaim(trx, tenant, id);
    if (claim !== undefined && claim.until <= now) await endClaim(writing, claim, 'expired');
  }
}
