import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { ChatProfile } from '../../engine/first-contact.js';
import type { CardAddress } from '../../engine/ports/card-store.js';
import type { Log } from '../../engine/ports/log.js';
import { boltLogger } from './bolt-logger.js';
import type { InstalledTeam, SlackSettings } from './dependencies.js';
import { isSlackHost } from './files.js';
import {
  assertMessageWithinLimits,
  assertViewWithinLimits,
  type DrawnMessage,
  type DrawnView,
} from './within-limits.js';

/** Longest one call of the Web API may take. */
export const CALL_TIMEOUT_MS = 5000;
/** For the whole of a file to leave. */
const UPLOAD_TIMEOUT_MS = 30_000;

/** Longer than any address there is. */
const EMAIL_CHARS_MAX = 320;

/** Every method that the bot calls, with the scope it needs. The manifest asks for exactly these. */
export const scopeOfMethod = {
  'auth.test': undefined,
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.history': 'im:history',
  'files.info': 'files:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  // The second is for the address in the answer.
  'users.info': ['users:read', 'users:read.email'],
  'views.open': undefined,
  'views.push': undefined,
  'views.update': undefined,
} as const;
type Method = keyof typeof scopeOfMethod;

const teamShape = z.object({
  team_id: z.string(),
  team: z.string(),
  bot_id: z.string().optional(),
  user_id: z.string().optional(),
});
const openedShape = z.object({ channel: z.object({ id: z.string() }) });
const postedShape = z.object({ channel: z.string(), ts: z.string() });
const userShape = z.object({
  user: z.object({
    team_id: z.string().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_workflow_bot: z.boolean().optional(),
    is_connector_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    is_email_confirmed: z.boolean().optional(),
    locale: z.string().optional(),
    profile: z.object({ email: z.string().max(EMAIL_CHARS_MAX).nullish() }).optional(),
  }),
});
const uploadShape = z.object({ upload_url: z.url(), file_id: z.string() });
const fileShape = z.object({
  file: z.object({
    mode: z.string().optional(),
    mimetype: z.string().optional(),
    url_private_download: z.url().optional(),
  }),
});
const historyShape = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The little of Slack's Web API that the bot needs. Nothing leaves it that Slack would refuse for its size. */
export class SlackClient {
  readonly #web: webApi.WebClient;
  readonly #apiUrl: string | undefined;

  /** Calls are made once: what to do when one fails is decided by whoever made it. */
  constructor(settings: SlackSettings, log: Log) {
    this.#apiUrl = settings.apiUrl;
    this.#web = new webApi.WebClient(settings.botToken, {
      ...(settings.apiUrl !== undefined && { slackApiUrl: settings.apiUrl }),
      logger: boltLogger(log),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: CALL_TIMEOUT_MS,
    });
  }

  async team(): Promise<InstalledTeam> {
    const team = teamShape.parse(await this.#call('auth.test', {}));
    return { teamId: team.team_id, teamName: team.team, botId: team.bot_id, botUserId: team.user_id };
  }

  /** The conversation with one person, which Slack makes where there is none. */
  async openConversation(user: string): Promise<string> {
    return openedShape.parse(await this.#call('conversations.open', { users: user })).channel.id;
  }

  async postMessage(conversation: string, message: DrawnMessage): Promise<CardAddress> {
    assertMessageWithinLimits(message);
    const args = { channel: conversation, ...message, unfurl_links: false, unfurl_media: false };
    const posted = postedShape.parse(await this.#call('chat.postMessage', args));
    return { conversation: posted.channel, message: posted.ts };
  }

  async updateMessage({ conversation, message: ts }: CardAddress, message: DrawnMessage): Promise<void> {
    assertMessageWithinLimits(message);
    await this.#call('chat.update', { channel: conversation, ts, ...message });
  }

  /** One page of a conversation, newest first. */
  async history(conversation: string, limit: number, cursor?: string) {
    const args = { channel: conversation, limit, include_all_metadata: true, ...(cursor && { cursor }) };
    const page = historyShape.parse(await this.#call('conversations.history', args));
    return { messages: page.messages, next: page.response_metadata?.next_cursor || undefined };
  }

  /** What Slack says of somebody; undefined where it may not, or does not know them. */
  async profile(chatUser: string, teamId: string): Promise<ChatProfile | undefined> {
    try {
      const args = { user: chatUser, include_locale: true };
      return profileOf(userShape.parse(await this.#call('users.info', args)), teamId);
    } catch (error) {
      if (error instanceof webApi.WebAPIPlatformError && UNKNOWN_USER.has(error.data.error)) return undefined;
      throw error;
    }
  }

  /** Where a file's bytes are and what Slack takes them for; undefined where it was deleted. */
  async file(id: string): Promise<{ url: string | undefined; mediaType: string | undefined } | undefined> {
    try {
      const { file } = fileShape.parse(await this.#call('files.info', { file: id }));
      return FILE_GONE.has(file.mode ?? '') ? undefined : { url: file.url_private_download, mediaType: file.mimetype };
    } catch (error) {
      if (error instanceof webApi.WebAPIPlatformError && FILE_GONE.has(error.data.error)) return undefined;
      throw error;
    }
  }

  /** Puts a file into a conversation. The bytes go to Slack's own hosts only, and never along with a redirect. */
  async shareFile(conversation: string, name: string, bytes: Uint8Array<ArrayBuffer>, comment: string): Promise<void> {
    const place = { filename: name, length: bytes.length };
    const { upload_url: url, file_id: id } = uploadShape.parse(await this.#call('files.getUploadURLExternal', place));
    if (!isSlackHost(url, this.#apiUrl)) throw new Error('a file was to be uploaded to a host that is not Slack');
    const signal = AbortSignal.timeout(UPLOAD_TIMEOUT_MS);
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await fetch(url, { method: 'POST', headers, body: bytes, redirect: 'error', signal });
    if (!response.ok) throw new Error(`Slack answered ${response.status} to a file`);
    const shared = { files: [{ id, title: name }], channel_id: conversation, initial_comment: comment };
    await this.#call('files.completeUploadExternal', shared);
  }

  async openView(triggerId: string, view: DrawnView): Promise<void> {
    assertViewWithinLimits(view);
    await this.#call('views.open', { trigger_id: triggerId, view });
  }

  async pushView(triggerId: string, view: DrawnView): Promise<void> {
    assertViewWithinLimits(view);
    await this.#call('views.push', { trigger_id: triggerId, view });
  }

  /** With a `hash`, only where the view is still the one that had it; see `isOutdated`. */
  async updateView(viewId: string, view: DrawnView, hash?: string): Promise<void> {
    assertViewWithinLimits(view);
    await this.#call('views.update', { view_id: viewId, view, ...(hash !== undefined && { hash }) });
  }

  /** Says something to the one person who clicked or typed, wherever they did; `replaces` the message they clicked on. */
  async respond(responseUrl: string, message: DrawnMessage, { replaces = false } = {}): Promise<void> {
    assertMessageWithinLimits(message);
    const { text, blocks } = message;
    const body = { text, blocks, response_type: 'ephemeral', replace_original: replaces };
    const response = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`Slack answered ${response.status} to a private answer`);
  }

  #call(method: Method, args: Record<string, unknown>): Promise<webApi.WebAPICallResult> {
    return this.#web.apiCall(method, args);
  }
}

function profileOf({ user }: z.output<typeof userShape>, teamId: string): ChatProfile {
  return {
    name: user.real_name ?? user.name ?? '',
    email: user.profile?.email?.trim() || undefined,
    isEmailConfirmed: user.is_email_confirmed !== false,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    // Not `is_app_user`, which says that somebody has authorised an app.
    isBot: user.is_bot === true || user.is_workflow_bot === true || user.is_connector_bot === true,
    isDeactivated: user.deleted === true,
    isForeign: user.team_id !== teamId || user.is_stranger === true,
    locale: user.locale,
  };
}

/** Whether Slack refused an update because the view was changed, or closed, after what it was drawn from. */
export function isOutdated(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && OUTDATED.has(error.data.error);
}

const OUTDATED: ReadonlySet<string> = new Set(['hash_conflict', 'not_found']);

/** An app that was installed before it asked for `users:read` knows nobody. */
const UNKNOWN_USER: ReadonlySet<string> = new Set(['user_not_found', 'user_not_visible', 'missing_scope']);

/** How Slack says that there is no such file any more: as an error, or by what is left of it. */
const FILE_GONE: ReadonlySet<string> = new Set(['file_not_found', 'file_deleted', 'tombstone']);
