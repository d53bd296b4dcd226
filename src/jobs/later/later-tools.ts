import type { Delegations } from '../../engine/ports/delegations.js';
import type { DocumentStore } from '../../engine/ports/document-store.js';
import type { Log } from '../../engine/ports/log.js';
import type { Reminders } from '../../engine/ports/reminders.js';
import type { Upkeep } from '../../engine/ports/timetable.js';
import type { Digest } from '../../engine/route.js';
import type { EngineSettings } from '../../engine/settings.js';
import type { Clock } from '../clock.js';

/** What the handlers of what happens without a click work with. */
export interface LaterTools {
  documentsFor(tenantId: string): DocumentStore;
  delegationsFor(tenantId: string): Pick<Delegations, 'settle'>;
  remindersFor(tenantId: string): Pick<Reminders, 'send'>;
  upkeepFor(tenantId: string): Upkeep;
  readonly house: HouseWork;
  readonly settings: EngineSettings;
  readonly digest: Digest;
  newId(): string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Work on what all companies share. It may be asked for once for each of them; once is enough, and again does no harm. */
export interface HouseWork {
  /** Signs what was added to the audit trails. */
  checkpoint(): Promise<void>;
  /** Takes away files that no row speaks of. */
  sweepFiles(): Promise<void>;
}
