import type { RequestListener } from 'node:http';
import type { Instant } from '../../engine/instant.js';
import type { AdminReading } from '../../engine/ports/admin-reading.js';
import type { CardPlatform } from '../../engine/ports/card-platform.js';
import type { CardStore } from '../../engine/ports/card-store.js';
import type { Configuration } from '../../engine/ports/configuration.js';
import type { Delegations } from '../../engine/ports/delegations.js';
import type { DocumentStore } from '../../engine/ports/document-store.js';
import type { FileIntake, FileLinks } from '../../engine/ports/files.js';
import type { FormDrafts } from '../../engine/ports/form-drafts.js';
import type { Identities } from '../../engine/ports/identities.js';
import type { Jobs } from '../../engine/ports/jobs.js';
import type { Log } from '../../engine/ports/log.js';
import type { NoticePlatform } from '../../engine/ports/notices.js';
import type { PendingUploads } from '../../engine/ports/pending-uploads.js';
import type { Radar } from '../../engine/ports/radar.js';
import type { ChatDirectory, Reading } from '../../engine/ports/reading.js';
import type { PreferenceStore, Reminders } from '../../engine/ports/reminders.js';
import type { Digest } from '../../engine/route.js';
import type { EngineSettings } from '../../engine/settings.js';

/** What the Slack half needs of the other rooms. The tenant comes from the verified payload, through `directory`. */
export interface SlackDependencies {
  store(tenantId: string): DocumentStore;
  reading(tenantId: string): Reading;
  admin(tenantId: string): AdminReading;
  configuration(tenantId: string): Configuration;
  uploads(tenantId: string): PendingUploads;
  cards(tenantId: string): Pick<CardStore, 'clicked'>;
  drafts(tenantId: string): FormDrafts;
  identities(tenantId: string): Identities;
  reminders(tenantId: string): Reminders;
  preferences(tenantId: string): PreferenceStore;
  jobs(tenantId: string): Jobs;
  radar(tenantId: string): Radar;
  delegations(tenantId: string): Delegations;
  files(tenantId: string): FileIntake;
  links(tenantId: string): FileLinks;
  /** Where browsers reach us, without a slash at the end; undefined where nobody said. */
  publicUrl(): string | undefined;
  readonly directory: ChatDirectory;
  readonly digest: Digest;
  readonly settings: EngineSettings;
  now(): Instant;
  newId(): string;
  readonly log: Log;
}

export interface SlackSettings {
  /** Undefined in Socket Mode only, where nothing comes in over HTTP that a signature could be on. */
  readonly signingSecret: string | undefined;
  readonly botToken: string;
  /** An app-level token, for Socket Mode. */
  readonly appToken?: string | undefined;
  /** Slack's own when absent. */
  readonly apiUrl?: string | undefined;
  /** Milliseconds since 1970 by which signatures are judged; the machine's clock when absent. */
  readonly clock?: (() => number) | undefined;
}

/** The workspace that the bot token belongs to. */
export interface InstalledTeam {
  readonly teamId: string;
  readonly teamName: string;
  readonly botId: string | undefined;
  readonly botUserId: string | undefined;
}

export interface Slack {
  /** Verifies and serves `POST /slack/events`; answers 503 until `start` has succeeded. Undefined in Socket Mode. */
  readonly requestListener: RequestListener | undefined;
  readonly platform: CardPlatform;
  readonly notices: NoticePlatform;
  /** Whether many payloads are being carried out at this moment. */
  isCrowded(): boolean;
  /**
   * Asks Slack whose token it is, and in Socket Mode connects. Rejects when Slack cannot be reached or refuses a token.
   */
  start(): Promise<InstalledTeam>;
  /** Rejects until `start` has succeeded, and while Socket Mode has lost its connection; a readiness check. */
  ready(): Promise<void>;
  /** Asks Slack again whose token it is; rejects unless it is still the one of the same workspace. */
  check(): Promise<void>;
  /** Resolves when everything that was clicked before has been carried out; in Socket Mode nothing comes after it. */
  close(): Promise<void>;
}
