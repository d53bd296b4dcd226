import type { Answer } from '../../engine/answer.js';
import type { Command } from '../../engine/command.js';
import type { Dossier } from '../../engine/dossier.js';
import { handle, viewDocument } from '../../engine/handle.js';
import type { Instant } from '../../engine/instant.js';
import type { AdminReading } from '../../engine/ports/admin-reading.js';
import type { CardStore } from '../../engine/ports/card-store.js';
import type { Configuration } from '../../engine/ports/configuration.js';
import type { Delegations } from '../../engine/ports/delegations.js';
import type { DocumentStore } from '../../engine/ports/document-store.js';
import type { FileIntake, FileLinks } from '../../engine/ports/files.js';
import type { FormDrafts } from '../../engine/ports/form-drafts.js';
import type { Identities } from '../../engine/ports/identities.js';
import type { Jobs } from '../../engine/ports/jobs.js';
import type { Log } from '../../engine/ports/log.js';
import type { PendingUploads } from '../../engine/ports/pending-uploads.js';
import type { Radar } from '../../engine/ports/radar.js';
import type { ChatLookup, ChatPerson, Reading } from '../../engine/ports/reading.js';
import type { PreferenceStore, Reminders } from '../../engine/ports/reminders.js';
import type { Digest } from '../../engine/route.js';
import type { EngineSettings } from '../../engine/settings.js';
import type { Allowed } from '../view/action.js';
import { plain, type Reader } from '../view/plain.js';
import type { AnyRefusal } from '../view/refusal.js';
import { doneText, refusalContext, refusalText } from '../view/sentence.js';
import type { Rich } from '../view/text.js';
import { type Words, wordsFor } from '../view/words.js';
import { PLATFORM } from './card-platform.js';
import type { SlackClient } from './client.js';
import type { SlackDependencies } from './dependencies.js';
import type { SlackFiles } from './files.js';
import type { Sender } from './parse.js';

/** One verified payload by one known person of the tenant: everything its handler may use. */
export interface Visit {
  readonly person: ChatPerson;
  /** How Slack calls them, from the verified payload. */
  readonly chatUser: string;
  readonly reader: Reader;
  readonly words: Words;
  readonly client: SlackClient;
  readonly store: DocumentStore;
  readonly reading: Reading;
  readonly admin: AdminReading;
  readonly configuration: Configuration;
  readonly uploads: PendingUploads;
  readonly cards: Pick<CardStore, 'clicked'>;
  readonly drafts: FormDrafts;
  readonly identities: Identities;
  readonly reminders: Reminders;
  readonly preferences: PreferenceStore;
  readonly jobs: Jobs;
  readonly radar: Radar;
  readonly files: FileIntake;
  readonly links: FileLinks;
  readonly publicUrl: string | undefined;
  readonly remoteFiles: RemoteFiles;
  readonly people: ChatPeople;
  readonly digest: Digest;
  readonly settings: EngineSettings;
  /** What is switched on for everybody. */
  readonly allowed: Allowed;
  readonly delegations: Delegations;
  readonly requestId: string;
  readonly log: Log;
  now(): Instant;
  newId(): string;
}

/** Where files that were given in Slack come from. */
export type RemoteFiles = Pick<SlackFiles, 'remote'>;

/** Who is who in this workspace. */
export interface ChatPeople {
  /** Our id of somebody in Slack; undefined for whom we do not know. */
  personOf(chatUser: string): Promise<string | undefined>;
  /** Slack ids by our own, of those who are linked. */
  chatUsersOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Why somebody is not let in, and how to tell them. */
export type NotAdmitted = AnyRefusal & { readonly reader: Reader };

/** People we do not know are answered in this language, and times told in this zone. */
export const strangersReader: Reader = { locale: 'en', timeZone: 'UTC' };

/** Lets in who is active, linked and of this workspace; the tenant comes from here and nowhere else. */
export async function admit(
  deps: SlackDependencies,
  client: SlackClient,
  remoteFiles: RemoteFiles,
  installedTeamId: string,
  sender: Sender,
  requestId: string,
): Promise<Visit | NotAdmitted> {
  if (sender.teamId !== installedTeamId || sender.userTeamId !== installedTeamId) {
    return { code: 'foreign-workspace', reader: strangersReader };
  }
  const person: ChatLookup = await deps.directory.find(PLATFORM, installedTeamId, sender.userId);
  if (typeof person === 'string') return { code: person, reader: strangersReader };
  const reader: Reader = { locale: person.locale, timeZone: person.timeZone };
  if (!person.active) return { code: 'inactive-person', reader };
  return {
    person,
    chatUser: sender.userId,
    reader,
    words: wordsFor(person.locale),
    client,
    store: deps.store(person.tenantId),
    reading: deps.reading(person.tenantId),
    admin: deps.admin(person.tenantId),
    configuration: deps.configuration(person.tenantId),
    uploads: deps.uploads(person.tenantId),
    cards: deps.cards(person.tenantId),
    drafts: deps.drafts(person.tenantId),
    identities: deps.identities(person.tenantId),
    reminders: deps.reminders(person.tenantId),
    preferences: deps.preferences(person.tenantId),
    jobs: deps.jobs(person.tenantId),
    radar: deps.radar(person.tenantId),
    files: deps.files(person.tenantId),
    links: deps.links(person.tenantId),
    publicUrl: deps.publicUrl(),
    remoteFiles,
    people: chatPeople(deps, person.tenantId, installedTeamId),
    digest: deps.digest,
    settings: deps.settings,
    allowed: { delegation: deps.settings.allowsDelegation },
    delegations: deps.delegations(person.tenantId),
    requestId,
    log: deps.log,
    now: deps.now,
    newId: deps.newId,
  };
}

function chatPeople({ directory }: SlackDependencies, tenantId: string, installation: string): ChatPeople {
  return {
    personOf: async (chatUser) => {
      const found = await directory.find(PLATFORM, installation, chatUser);
      return typeof found === 'string' || found.tenantId !== tenantId ? undefined : found.personId;
    },
    chatUsersOf: (personIds) => directory.chatUsers(tenantId, { platform: PLATFORM, installation }, personIds),
  };
}

/** Carries a command out. Resolves after its commit, with the same answer however often the same click arrives. */
export async function carryOut(visit: Visit, command: Command): Promise<Answer> {
  const origin = { requestId: visit.requestId, platform: PLATFORM };
  const answer = await handle(visit.store, command, origin, visit.now(), visit.digest, visit.settings);
  const outcome = answer.kind === 'done' ? 'done' : answer.refusal.code;
  const { requestId } = visit;
  visit.log.info({ requestId, command: command.kind, documentId: command.documentId, outcome }, 'command answered');
  return answer;
}

/** The document if this person may see it. */
export function dossierFor({ reading, person }: Visit, documentId: string): Promise<Dossier | undefined> {
  return viewDocument(reading, documentId, person.personId);
}

/** What to tell the person about an answer. */
export async function sentenceFor(visit: Visit, answer: Answer, documentId: string, stepId?: string): Promise<Rich> {
  const dossier = await dossierFor(visit, documentId);
  if (answer.kind === 'refused') return refusalSentence(visit, answer.refusal, dossier);
  // Whoever carried a command out may see its document.
  if (dossier === undefined) return refusalSentence(visit, { code: 'no-such-document' }, undefined);
  return doneText(answer, dossier, visit.person.personId, visit.words, stepId);
}

export function refusalSentence({ person, words }: Visit, refusal: AnyRefusal, dossier: Dossier | undefined): Rich {
  return refusalText(refusal, refusalContext(refusal, dossier, person.personId), words);
}

export function plainFor({ reader }: Visit, text: Rich): string {
  return plain(text, reader);
}
