import type { AdminReading } from '../engine/ports/admin-reading.js';
import type { CardStore } from '../engine/ports/card-store.js';
import type { Configuration } from '../engine/ports/configuration.js';
import type { Delegations } from '../engine/ports/delegations.js';
import type { DocumentStore } from '../engine/ports/document-store.js';
import type { Figures } from '../engine/ports/figures.js';
import type { FormDrafts } from '../engine/ports/form-drafts.js';
import type { Identities } from '../engine/ports/identities.js';
import type { Jobs } from '../engine/ports/jobs.js';
import type { NoticeStore } from '../engine/ports/notices.js';
import type { Outbox } from '../engine/ports/outbox.js';
import type { PendingUploads } from '../engine/ports/pending-uploads.js';
import type { Radar } from '../engine/ports/radar.js';
import type { ChatDirectory, Reading } from '../engine/ports/reading.js';
import type { PreferenceStore, Reminders } from '../engine/ports/reminders.js';
import type { Timetable, Upkeep } from '../engine/ports/timetable.js';
import type { NewSalt } from './audit/append.js';
import { StoredConfiguration } from './company/configuration.js';
import type { Database } from './database.js';
import { StoredDelegations } from './delegations/delegations.js';
import { StoredCards } from './delivery/card-store.js';
import { StoredOutbox } from './delivery/outbox.js';
import { StoredJobs } from './delivery/tenant-jobs.js';
import { StoredDocuments } from './documents/document-store.js';
import { StoredFormDrafts } from './form-drafts/form-drafts.js';
import { StoredIdentities } from './identities/identities.js';
import { StoredNotices } from './notices/notice-store.js';
import { StoredPendingUploads } from './pending-uploads/pending-uploads.js';
import { StoredPreferences } from './preferences/preference-store.js';
import { StoredAdminReading } from './reading/admin-reading.js';
import { StoredChatDirectory } from './reading/chat-directory.js';
import { StoredRadar } from './reading/radar.js';
import { StoredReading } from './reading/reading.js';
import { StoredReminders } from './reminders/reminders.js';
import { StoredFigures } from './upkeep/figures.js';
import { StoredTimetable } from './upkeep/timetable.js';
import { StoredUpkeep } from './upkeep/upkeep.js';

/** What the other rooms get of the store. What belongs to a tenant is reached through that tenant only. */
export interface Store {
  readonly outbox: Outbox;
  readonly directory: ChatDirectory;
  readonly timetable: Timetable;
  readonly figures: Figures;
  documents(tenantId: string): DocumentStore;
  reading(tenantId: string): Reading;
  admin(tenantId: string): AdminReading;
  configuration(tenantId: string): Configuration;
  delegations(tenantId: string): Delegations;
  cards(tenantId: string): CardStore;
  drafts(tenantId: string): FormDrafts;
  identities(tenantId: string): Identities;
  jobs(tenantId: string): Jobs;
  notices(tenantId: string): NoticeStore;
  preferences(tenantId: string): PreferenceStore;
  radar(tenantId: string): Radar;
  reminders(tenantId: string): Reminders;
  upkeep(tenantId: string): Upkeep;
  uploads(tenantId: string): PendingUploads;
}

export interface StoreSources {
  readonly newId: () => string;
  readonly newSalt: NewSalt;
}

export function storeOn(database: Database, { newId, newSalt }: StoreSources): Store {
  return {
    outbox: new StoredOutbox(database),
    directory: new StoredChatDirectory(database),
    timetable: new StoredTimetable(database),
    figures: new StoredFigures(database),
    documents: (tenantId) => new StoredDocuments(database, tenantId, { newId, newSalt }),
    reading: (tenantId) => new StoredReading(database, tenantId),
    admin: (tenantId) => new StoredAdminReading(database, tenantId),
    configuration: (tenantId) => new StoredConfiguration(database, tenantId, { newId, newSalt }),
    delegations: (tenantId) => new StoredDelegations(database, tenantId, { newId, newSalt }),
    cards: (tenantId) => new StoredCards(database, tenantId, newId),
    drafts: (tenantId) => new StoredFormDrafts(database, tenantId),
    identities: (tenantId) => new StoredIdentities(database, tenantId, { newId, newSalt }),
    jobs: (tenantId) => new StoredJobs(database, tenantId),
    notices: (tenantId) => new StoredNotices(database, tenantId),
    preferences: (tenantId) => new StoredPreferences(database, tenantId),
    radar: (tenantId) => new StoredRadar(database, tenantId),
    reminders: (tenantId) => new StoredReminders(database, tenantId, newId),
    upkeep: (tenantId) => new StoredUpkeep(database, tenantId, { newId, newSalt }),
    uploads: (tenantId) => new StoredPendingUploads(database, tenantId),
  };
}
