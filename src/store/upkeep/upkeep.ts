import type { Transaction } from 'kysely';
import type { Instant } from '../../engine/instant.js';
import type { QuotaDifference, Upkeep } from '../../engine/ports/timetable.js';
import type { NewSalt } from '../audit/append.js';
import type { Database } from '../database.js';
import { holdersOf } from '../identities/confirmers.js';
import type { NoticeWriting } from '../notices/write-notices.js';
import type { Tables } from '../tables.js';
import { tellOfLeaver, waitingOn } from './leaving.js';
import { planDelegations, planReports, planRungs, planStale } from './plan-due.js';
import { recountQuotas } from './recount-quotas.js';
import { tidy } from './tidy.js';
import { tellReport, weeklyReport } from './weekly-report.js';

export interface UpkeepSources {
  readonly newId: () => string;
  readonly newSalt: NewSalt;
}

/** Of one tenant. */
export class StoredUpkeep implements Upkeep {
  readonly #database: Database;
  readonly #tenant: string;
  readonly #sources: UpkeepSources;

  constructor(database: Database, tenant: string, sources: UpkeepSources) {
    this.#database = database;
    this.#tenant = tenant;
    this.#sources = sources;
  }

  planRungs(requestId: string, now: Instant): Promise<number> {
    return this.#owing((trx) => planRungs(trx, this.#planning(requestId, now)));
  }

  planDelegations(requestId: string, now: Instant): Promise<number> {
    return this.#owing((trx) => planDelegations(trx, this.#planning(requestId, now)));
  }

  planStale(requestId: string, now: Instant, autoCancelDays: number): Promise<number> {
    return this.#owing((trx) => planStale(trx, this.#planning(requestId, now), autoCancelDays));
  }

  planReports(requestId: string, now: Instant): Promise<number> {
    return this.#owing(async (trx) => {
      const administrators = await holdersOf(trx, this.#tenant, 'approval.unblock');
      return planReports(trx, this.#planning(requestId, now), administrators);
    });
  }

  recountQuotas(requestId: string, now: Instant): Promise<readonly QuotaDifference[]> {
    const { newSalt } = this.#sources;
    return recountQuotas({ database: this.#database, tenant: this.#tenant, newSalt, requestId, now });
  }

  /** Worked out before the transaction, in which nobody else could write. */
  async report(personId: string, requestId: string, now: Instant): Promise<void> {
    const report = await weeklyReport(this.#database.read, this.#tenant, personId, now);
    if (report === undefined) return;
    await this.#owing((trx) => tellReport(this.#writing(trx, requestId, now), report, personId));
  }

  waitingOn(personId: string): Promise<readonly string[]> {
    return waitingOn(this.#database.read, this.#tenant, personId);
  }

  tellOfLeaver(personId: string, requestId: string, now: Instant): Promise<void> {
    return this.#owing((trx) => tellOfLeaver(this.#writing(trx, requestId, now), personId));
  }

  tidy(now: Instant): Promise<Readonly<Record<string, number>>> {
    return tidy(this.#database, this.#tenant, now);
  }

  #planning(request: string, now: Instant) {
    return { tenant: this.#tenant, request, now };
  }

  #writing(trx: Transaction<Tables>, requestId: string, now: Instant): NoticeWriting {
    return { trx, tenant: this.#tenant, newId: this.#sources.newId, requestId, now };
  }

  #owing<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return this.#database.write(async (trx, afterCommit) => {
      afterCommit(() => this.#database.announceWork());
      return work(trx);
    });
  }
}
