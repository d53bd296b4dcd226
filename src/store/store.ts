import type { AdminReading } from '../engine/ports/admin-reading.js';
import type { CardStore } from '../engine/ports/card-store.js';
import type { Configuration } from '../engine/ports/configuration.js';
import type { Delegations } from '../engine/ports/delegations.js';
import type { DocumentStore } from '../engine/ports/document-store.js';
import type { FormDrafts } from '../engine/ports/form-drafts.js';
import type { Identities } from '../engine/ports/identities.js';
import type { Jobs } from '../engine/ports/jobs.js';
import type { NoticeStore } from '../engine/ports/notices.js';
import type { Outbox } from '../engine/ports/outbox.js';
import type { PendingUploads } from '../engine/ports/pending-uploads.js';
import type { ChatDirectory, Reading } from '../engine/ports/reading.js';
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
import { StoredAdminReading } from './reading/admin-reading.js';
import { StoredChatDirectory } from './reading/chat-directory.js';
import { StoredReading } from './reading/reading.js';

/** What the other rooms get of the store. What belongs to a tenant is reached through that tenant only. */
export interface Store {
  readonly outbox: Outbox;
  readonly directory: ChatDirectory;
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
    uploads: (tenantId) => new StoredPendingUploads(database, tenantId),
  };
}
