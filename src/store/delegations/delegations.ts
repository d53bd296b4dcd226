import { checkDelegation } from '../../engine/delegation/check-delegation.js';
import type { Delegation, DelegationRefusal } from '../../engine/delegation/delegation.js';
import type { Instant } from '../../engine/instant.js';
import type { Delegations, NewDelegation } from '../../engine/ports/delegations.js';
import type { Origin } from '../../engine/ports/document-store.js';
import type { EngineSettings } from '../../engine/settings.js';
import { appendAudit, type NewSalt } from '../audit/append.js';
import type { Database } from '../database.js';
import { owe } from '../delivery/outbox-rows.js';
import { loadActor } from '../documents/actor.js';
import { newestTypes } from '../documents/definitions.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import {
  delegationRow,
  insertDelegation,
  loadDelegation,
  loadGiven,
  loadGot,
  loadNotOver,
  recordEnd,
} from './delegation-rows.js';
import { settle } from './settle.js';
import { tellBoth } from './tell-delegation.js';

export interface DelegationSources {
  readonly newId: () => string;
  readonly newSalt: NewSalt;
}

const noSuch: DelegationRefusal = { code: 'no-such-delegation' };

/** Of one tenant. */
export class StoredDelegations implements Delegations {
  readonly #database: Database;
  readonly #tenant: string;
  readonly #sources: DelegationSources;

  constructor(database: Database, tenant: string, sources: DelegationSources) {
    this.#database = database;
    this.#tenant = tenant;
    this.#sources = sources;
  }

  give(
    wanted: NewDelegation,
    origin: Origin,
    now: Instant,
    settings: EngineSettings,
  ): Promise<Delegation | DelegationRefusal> {
    return this.#write(origin.requestId, now, async (writing) => {
      const earlier = await loadDelegation(writing.trx, writing.tenant, wanted.id);
      if (earlier !== undefined) return earlier.delegation.fromId === wanted.fromId ? earlier.delegation : noSuch;
      const refusal = checkDelegation(wanted, await givingFacts(writing, wanted, settings), now);
      return refusal ?? this.#save(writing, { ...wanted, createdAt: now, endedAt: null }, origin);
    });
  }

  end(id: string, actorId: string, origin: Origin, now: Instant): Promise<Delegation | DelegationRefusal> {
    return this.#write(origin.requestId, now, async (writing) => {
      const { delegation } = (await loadDelegation(writing.trx, writing.tenant, id)) ?? {};
      if (delegation?.fromId !== actorId) return noSuch;
      const isOver = delegation.endedAt !== null || delegation.endsAt <= now;
      return isOver ? delegation : this.#end(writing, { ...delegation, endedAt: now }, origin);
    });
  }

  async of(personId: string, now: Instant) {
    const { read } = this.#database;
    return {
      given: await loadGiven(read, this.#tenant, personId, now),
      got: await loadGot(read, this.#tenant, personId, now),
    };
  }

  settle(id: string, requestId: string, now: Instant): Promise<void> {
    return this.#write(requestId, now, (writing) => settle(writing, id));
  }

  async #save(writing: NoticeWriting, delegation: Delegation, origin: Origin): Promise<Delegation> {
    const { trx, tenant, requestId, now } = writing;
    const { id, startsAt } = delegation;
    await insertDelegation.run(trx, { ...delegationRow(tenant, delegation), state: 'ahead', settle_at: startsAt });
    await this.#record(writing, 'delegation-given', delegation, origin);
    await tellBoth(writing, delegation, 'given');
    await owe(trx, tenant, 'delegation', id, requestId, now, startsAt > now ? startsAt : now);
    return delegation;
  }

  async #end(writing: NoticeWriting, delegation: Delegation, origin: Origin): Promise<Delegation> {
    const { trx, tenant, requestId, now } = writing;
    const { tenant_id, id, ended_at, until } = delegationRow(tenant, delegation);
    await recordEnd.run(trx, { tenant_id, id, ended_at, until, settle_at: now });
    await this.#record(writing, 'delegation-ended', delegation, origin);
    await tellBoth(writing, delegation, 'revoked');
    await owe(trx, tenant, 'delegation', id, requestId, now);
    return delegation;
  }

  /** Nobody gives or ends one for another, so it is always their own deed. */
  #record(
    { trx, tenant, requestId, now }: NoticeWriting,
    action: 'delegation-given' | 'delegation-ended',
    delegation: Delegation,
    { platform }: Origin,
  ): Promise<void> {
    const { fromId } = delegation;
    const metadata = { requestId, platform };
    const entry = { entity: `person/${fromId}`, action, actorId: fromId, at: now, metadata, payload: { delegation } };
    return appendAudit(trx, tenant, [entry], this.#sources.newSalt);
  }

  #write<T>(requestId: string, now: Instant, work: (writing: NoticeWriting) => Promise<T>): Promise<T> {
    return this.#database.write((trx, afterCommit) => {
      afterCommit(() => this.#database.announceWork());
      return work({ trx, tenant: this.#tenant, newId: this.#sources.newId, requestId, now });
    });
  }
}

/** Read in the transaction that saves, so that of two that would make a circle together the second finds the first. */
async function givingFacts({ trx, tenant, now }: NoticeWriting, wanted: NewDelegation, settings: EngineSettings) {
  return {
    from: await loadActor(trx, tenant, wanted.fromId),
    to: await loadActor(trx, tenant, wanted.toId),
    allowsDelegation: settings.allowsDelegation,
    typeKeys: new Set((await newestTypes(trx, tenant)).map(({ key }) => key)),
    others: await loadNotOver(trx, tenant, now),
  };
}
