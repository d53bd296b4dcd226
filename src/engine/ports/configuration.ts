import type { Finding } from '../company/finding.js';
import type { StoredCompany } from '../company/stored-company.js';
import type { Instant } from '../instant.js';
import type { EngineSettings } from '../settings.js';
import type { Origin } from './document-store.js';

/** How a company is described and changed in chat, bound to one tenant. */
export interface Configuration {
  /** Everything that files can say. */
  company(): Promise<StoredCompany>;
  /** What an uploaded file would change, and whether this person may. Writes nothing. */
  plan(upload: Upload, now: Instant, settings: EngineSettings): Promise<UploadOutcome>;
  /**
   * Plans it again and writes it in one transaction with its trail, if it is still what the person confirmed and nothing
   * that it depends on has changed since;
   * `shown` is the fingerprint of that.
   */
  apply(
    upload: Upload,
    shown: string,
    now: Instant,
    origin: Origin,
    settings: EngineSettings,
  ): Promise<UploadOutcome | { readonly kind: 'applied'; readonly lines: readonly string[] }>;
}

/** Several times what an admin writes by hand; whole companies are for the machine. */
export const uploadBytesMax = 1_000_000;

/** Values and properties in an upload, with what its aliases stand for: they are checked while others wait. */
export const uploadValuesMax = 50_000;

/** One YAML file that somebody uploaded. */
export interface Upload {
  /** As they called it. */
  readonly name: string;
  readonly text: string;
  /** From the verified payload only. */
  readonly actorId: string;
}

export type UploadOutcome =
  /** The file cannot be read, or what would result is wrong. */
  | { readonly kind: 'mistakes'; readonly mistakes: readonly UploadFinding[] }
  /** This person may not do that. */
  | { readonly kind: 'refused'; readonly refusals: readonly UploadFinding[] }
  | { readonly kind: 'no-difference' }
  | {
      readonly kind: 'planned';
      /** For people: `+` new, `~` changed; indented lines belong to the one before. */
      readonly lines: readonly string[];
      readonly warnings: readonly UploadFinding[];
      readonly fingerprint: string;
    };

/** Lines from 1; null for what does not stand in the file. */
export interface UploadFinding {
  readonly line: number | null;
  readonly message: Finding['message'];
}
