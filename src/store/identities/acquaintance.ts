import type { Kysely } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { Acquaintance, Obstacle, VouchedAccount } from '../../engine/ports/identities.js';
import type { Tables } from '../tables.js';
import { findStanding, findWaitingFor } from './claim-rows.js';
import { confirmersBeside } from './confirmers.js';
import { accountOf, knownPerson, needsConfirmation, peopleWithEmail } from './find-people.js';

type Db = Kysely<Tables>;

/** See `Identities.whoIs`. Fails closed: whatever is not exactly one free person is nobody. */
export async function acquaintance(
  db: Db,
  tenant: string,
  account: VouchedAccount,
  now: Instant,
): Promise<Acquaintance> {
  const standing = await standingClaim(db, tenant, account, now);
  if (standing !== undefined) return standing;
  const [person, another] = await peopleWithEmail(db, tenant, account.email);
  if (person === undefined) return { kind: 'nobody' };
  if (another !== undefined) return { kind: 'several' };
  if (await isTaken(db, tenant, account, person, now)) return { kind: 'taken' };
  const isAlone = (await confirmersBeside(db, tenant, person)).length === 0;
  if (isAlone && (await needsConfirmation(db, tenant, person))) return { kind: 'nobody-confirms' };
  return { kind: 'found', person: await knownPerson(db, tenant, person) };
}

async function standingClaim(
  db: Db,
  tenant: string,
  { platform, installation, chatUser: user }: VouchedAccount,
  now: Instant,
): Promise<Obstacle | undefined> {
  const claim = await findStanding.first(db, { tenant, platform, installation, user, now });
  if (claim === undefined) return undefined;
  const { state, claimed_at: since, decided_at: decidedAt, expires_at: until } = claim;
  return state === 'waiting' ? { kind: 'waiting', since, until } : { kind: 'declined', at: decidedAt ?? since, until };
}

async function isTaken(db: Db, tenant: string, account: VouchedAccount, person: string, now: Instant) {
  const { platform, installation } = account;
  if ((await accountOf(db, tenant, account, person)) !== undefined) return true;
  const waiting = await findWaitingFor.all(db, { tenant, platform, installation, person });
  return waiting.some(({ expires_at }) => expires_at > now);
}
