import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { describeDifference } from '../../engine/company/describe-difference.js';
import type { Finding } from '../../engine/company/finding.js';
import { identityEdits } from '../../engine/company/identity-edits.js';
import { type Difference, isEmpty } from '../../engine/company/plan-apply.js';
import { planUpload } from '../../engine/company/plan-upload.js';
import type { StoredCompany } from '../../engine/company/stored-company.js';
import type { Instant } from '../../engine/instant.js';
import type { Permission } from '../../engine/permission.js';
import {
  type Configuration,
  type Upload,
  type UploadFinding,
  type UploadOutcome,
  uploadBytesMax,
  uploadValuesMax,
} from '../../engine/ports/configuration.js';
import type { Origin } from '../../engine/ports/document-store.js';
import type { EngineSettings } from '../../engine/settings.js';
import { appendAudit, type NewSalt } from '../audit/append.js';
import type { Database } from '../database.js';
import { loadActor } from '../documents/actor.js';
import { confirmersBeside } from '../identities/confirmers.js';
import type { Tables } from '../tables.js';
import { loadCompany, takenWorkspaces } from './load-company.js';
import { inReadingOrder, type Mistake } from './mistake.js';
import { type ParsedFile, parseYaml } from './parse-yaml.js';
import { tellIdentities } from './tell-identities.js';
import { writePlanned } from './write-planned.js';

export interface ConfigurationSources {
  readonly newId: () => string;
  readonly newSalt: NewSalt;
}

export class StoredConfiguration implements Configuration {
  readonly #database: Database;
  readonly #tenant: string;
  readonly #sources: ConfigurationSources;

  constructor(database: Database, tenant: string, sources: ConfigurationSources) {
    this.#database = database;
    this.#tenant = tenant;
    this.#sources = sources;
  }

  company(): Promise<StoredCompany> {
    return loadCompany(this.#database.read, this.#tenant);
  }

  async plan(upload: Upload, now: Instant, settings: EngineSettings): Promise<UploadOutcome> {
    return outcomeOf(planned(upload, await this.#known(this.#database.read, upload), now, settings));
  }

  /** Nobody else writes while a transaction is open, so all is worked out before it; in it, only what it was made of is compared. */
  async apply(upload: Upload, shown: string, now: Instant, origin: Origin, settings: EngineSettings) {
    const known = await this.#known(this.#database.read, upload);
    const plan = planned(upload, known, now, settings);
    const outcome = outcomeOf(plan);
    if (outcome.kind !== 'planned' || !('difference' in plan) || outcome.fingerprint !== shown) return outcome;
    const isWritten = await this.#database.write(async (trx, afterCommit) => {
      if (fingerprintOf(await this.#known(trx, upload)) !== fingerprintOf(known)) return false;
      const by = { actorId: upload.actorId, at: now, metadata: { ...origin } };
      // Read before: the same file may take the right to confirm, or the account, from whoever should hear of it.
      const confirmers = await confirmersBeside(trx, this.#tenant, upload.actorId);
      await writePlanned(trx, this.#tenant, plan.difference, by, (db, tenant, entries) =>
        appendAudit(db, tenant, entries, this.#sources.newSalt),
      );
      const writing = { trx, tenant: this.#tenant, newId: this.#sources.newId, requestId: origin.requestId, now };
      await tellIdentities(writing, identityEdits(plan.difference.people), upload.actorId, confirmers);
      afterCommit(() => this.#database.announceWork());
      return true;
    });
    return isWritten ? ({ kind: 'applied', lines: outcome.lines } as const) : this.plan(upload, now, settings);
  }

  /** Everything that a plan is made of, the uploader's permissions too. */
  async #known(db: Kysely<Tables>, { actorId }: Upload): Promise<Known> {
    const actor = await loadActor(db, this.#tenant, actorId);
    return {
      uploader: actor && { id: actor.id, active: actor.active, permissions: [...actor.permissions].sort() },
      stored: await loadCompany(db, this.#tenant),
      takenWorkspaces: [...(await takenWorkspaces(db, this.#tenant))].sort(),
    };
  }
}

interface Known {
  readonly uploader:
    | { readonly id: string; readonly active: boolean; readonly permissions: readonly Permission[] }
    | undefined;
  readonly stored: StoredCompany;
  readonly takenWorkspaces: readonly string[];
}

function planned(
  upload: Upload,
  { uploader, stored, takenWorkspaces: taken }: Known,
  now: Instant,
  settings: EngineSettings,
): Planned {
  const file = parsed(upload);
  if (!('locate' in file)) return { mistakes: file };
  if (uploader?.active !== true) return { refusals: [{ line: null, message: 'you are not active in this company' }] };
  const context = { takenWorkspaces: new Set(taken), now, settings };
  const by = { id: uploader.id, permissions: new Set(uploader.permissions) };
  const plan = planUpload(stored, file.data, by, context);
  const placed = (findings: readonly Finding[]) => located(file, findings);
  if (!plan.ok) return { mistakes: placed(plan.mistakes) };
  if (plan.refusals.length > 0) return { refusals: placed(plan.refusals) };
  return { difference: plan.difference, warnings: placed(plan.warnings) };
}

type Planned =
  | { readonly mistakes: readonly UploadFinding[] }
  | { readonly refusals: readonly UploadFinding[] }
  | { readonly difference: Difference; readonly warnings: readonly UploadFinding[] };

function outcomeOf(planned: Planned): UploadOutcome {
  if ('mistakes' in planned) return { kind: 'mistakes', mistakes: planned.mistakes };
  if ('refusals' in planned) return { kind: 'refused', refusals: planned.refusals };
  const { difference, warnings } = planned;
  if (isEmpty(difference)) return { kind: 'no-difference' };
  return { kind: 'planned', lines: describeDifference(difference), warnings, fingerprint: fingerprintOf(difference) };
}

/**
 * Of all that would be written, before and after, so that whoever confirms it confirms that and nothing else; or of all
 * that was read.
 */
function fingerprintOf(data: Difference | Known): string {
  return createHash('sha256').update(JSON.stringify(data), 'utf8').digest('hex');
}

function parsed({ name, text }: Upload): ParsedFile | readonly UploadFinding[] {
  if (Buffer.byteLength(text, 'utf8') > uploadBytesMax) {
    const message = `the file has more than ${uploadBytesMax / 1000} kB; make several of it, or use "countersign apply"`;
    return [{ line: null, message }];
  }
  const file = parseYaml({ name, text }, uploadValuesMax);
  return 'locate' in file ? file : inReadingOrder(file).map(({ line, message }) => ({ line, message }));
}

function located(file: ParsedFile, findings: readonly Finding[]): readonly UploadFinding[] {
  const placed = findings.map(({ path, message }) => ({ ...file.locate(path), path, message }));
  return inReadingOrder(placed).map(lineOf);
}

/** What stands elsewhere has no path, and says itself what it is about. */
function lineOf({ line, path, message }: Mistake): UploadFinding {
  return { line: path.length === 0 ? null : line, message };
}
