import { type ClickOptions, type ClickTarget, clickElement } from './acts/click.js';
import { closeModal } from './acts/close-view.js';
import { runCommand } from './acts/command.js';
import { openApp, say } from './acts/conversation.js';
import { deleteFile, type PickedFile, uploadFile } from './acts/files.js';
import { moveClock } from './acts/move-clock.js';
import type { ActOptions, ActOutcome } from './acts/person.js';
import { type SubmitOutcome, submitModal } from './acts/submit-view.js';
import { type SuggestOutcome, type SuggestTarget, suggestOptions } from './acts/suggest.js';
import { AwaitedUploads } from './awaited-uploads.js';
import type { ViewInputs } from './element-value.js';
import { type FailureRule, Failures } from './failures.js';
import { FileHost } from './http/file-host.js';
import { listen, serve } from './http/server.js';
import { WebApiDoor } from './http/web-api-door.js';
import type { StoredMessage } from './message.js';
import { Offers } from './offers.js';
import { checkOptions, type SandboxOptions } from './options.js';
import { type BotAnswer, BotLink, type SentCall } from './outgoing/bot-link.js';
import { EventSender } from './outgoing/events.js';
import { HttpWire } from './outgoing/http-wire.js';
import { SocketHub } from './outgoing/socket-hub.js';
import type { SandboxParts } from './parts.js';
import { PostBuckets } from './post-rate.js';
import { RequestLog, type RequestRecord } from './request-log.js';
import { ResponseUrls } from './response-urls.js';
import { StateFile } from './state-file.js';
import { TriggerIds } from './trigger-ids.js';
import { type StoredUpload, Uploads } from './uploads.js';
import type { SlackView } from './view.js';
import { ViewStacks } from './view-stacks.js';
import { Workspace } from './workspace.js';

/** A running local Slack. The acting functions do what the page does, and resolve with what the person would see. */
export interface Sandbox {
  /** Where the page is, without a slash at the end. */
  readonly url: string;
  /** What belongs into `SLACK_API_URL`. */
  readonly apiUrl: string;
  /** Web API calls, response_url uses and fetched files, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** Signed calls to the bot, oldest first. */
  readonly sent: readonly SentCall[];
  /** The app's Socket Mode connections, to look at and to break; undefined where it is reached over HTTP. */
  readonly sockets: Pick<SocketHub, 'connections' | 'drop' | 'renew'> | undefined;
  connectBot(url: string): void;
  close(): Promise<void>;

  fail(rule: FailureRule): void;
  clearFailures(): void;

  /** Oldest first, with what is "only visible to you". */
  messagesOf(userId: string): readonly StoredMessage[];
  /** The modal on top, if one is open; of several pages where one was opened last. */
  viewOf(userId: string): SlackView | undefined;
  /** All modals that lie on one another there, the first one first. */
  viewsOf(userId: string): readonly SlackView[];
  homeOf(userId: string): SlackView | undefined;
  unreadOf(userId: string): number;
  channelOf(userId: string): string;
  /** What a person gave Slack and did not delete, the newest first. */
  filesOf(userId: string): readonly StoredUpload[];

  command(userId: string, command: string, text: string, options?: ActOptions): Promise<ActOutcome>;
  say(userId: string, text: string): Promise<StoredMessage>;
  click(userId: string, target: ClickTarget, options?: ClickOptions): Promise<ActOutcome>;
  submitView(userId: string, viewId: string, values: ViewInputs, options?: ActOptions): Promise<SubmitOutcome>;
  closeView(userId: string, viewId: string): Promise<void>;
  /** Types into a menu whose options the bot supplies; only what it offers can be chosen afterwards. */
  suggest(userId: string, target: SuggestTarget, typed: string, options?: ActOptions): Promise<SuggestOutcome>;
  /** Gives Slack a file; its id is the value of a `file_input`. */
  upload(userId: string, file: PickedFile): StoredUpload;
  deleteFile(userId: string, fileId: string): void;
  /** Looks at the bot's Home or Messages tab, which Slack tells the app. */
  openApp(userId: string, tab: 'home' | 'messages'): Promise<void>;
  markRead(userId: string): void;
  /** Moves the workspace's clock forward, and resolves when what became due meanwhile is done. */
  moveClock(hours: number): Promise<void>;
  /** Sends a recorded call again, the same bytes under the same signature. */
  replay(call: SentCall, copies?: number): Promise<readonly BotAnswer[]>;
}

/** Starts a local Slack on a loopback port. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  checkOptions(options);
  const host = options.host ?? '127.0.0.1';
  const state = new StateFile(options.stateFile);
  const { server, port } = await listen(host, options.port).catch((error: unknown) => {
    state.close();
    throw error;
  });
  const parts = furnish(options, state, `http://${host === '::1' ? '[::1]' : host}:${port}`);
  const failures = new Failures();
  const events = new EventSender(parts);
  const requests = new RequestLog();
  const buckets = new PostBuckets(options.postRate, () => parts.workspace.now());
  const door = new WebApiDoor(parts, failures, buckets, requests);
  const files = new FileHost(parts, failures, requests);

  async function close(): Promise<void> {
    events.close();
    parts.sockets?.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    state.close();
  }

  const sandbox = { ...actions(parts, events), ...inspection(parts, requests), ...faults(failures), close };
  serve(server, port, { parts, door, files, sandbox });
  return sandbox;
}

function furnish(options: SandboxOptions, state: StateFile, url: string): SandboxParts {
  const workspace = new Workspace(options, state);
  const now = () => workspace.now();
  const sockets = options.bot.appToken === undefined ? undefined : new SocketHub(options.bot, now);
  return {
    options,
    workspace,
    url,
    views: new ViewStacks(options, workspace, state),
    triggers: new TriggerIds(now),
    responseUrls: new ResponseUrls(workspace, state, options.bot.userId),
    uploads: new Uploads(state, options.stateFile),
    awaited: new AwaitedUploads(),
    offers: new Offers(),
    sockets,
    // A signature is judged by the machine's clock, whatever time it is in the workspace.
    bot: new BotLink(options, sockets ?? new HttpWire(), Date.now, () => workspace.changed(options.bot.userId)),
  };
}

function actions(parts: SandboxParts, events: EventSender) {
  return {
    connectBot: (url: string) => parts.bot.connect(url),
    command: (userId: string, command: string, text: string, options?: ActOptions) =>
      runCommand(parts, userId, command, text, options),
    say: (userId: string, text: string) => say(parts, events, userId, text),
    click: (userId: string, target: ClickTarget, options?: ClickOptions) =>
      clickElement(parts, userId, target, options),
    submitView: (userId: string, viewId: string, values: ViewInputs, options?: ActOptions) =>
      submitModal(parts, userId, viewId, values, options),
    closeView: (userId: string, viewId: string) => closeModal(parts, userId, viewId),
    suggest: (userId: string, target: SuggestTarget, typed: string, options?: ActOptions) =>
      suggestOptions(parts, userId, target, typed, options),
    upload: (userId: string, file: PickedFile) => uploadFile(parts, userId, file),
    deleteFile: (userId: string, fileId: string) => deleteFile(parts, userId, fileId),
    openApp: (userId: string, tab: 'home' | 'messages') => openApp(parts, events, userId, tab),
    markRead: (userId: string) => parts.workspace.markRead(userId),
    moveClock: (hours: number) => moveClock(parts, hours),
    replay: (call: SentCall, copies = 1) => Promise.all(Array.from({ length: copies }, () => parts.bot.send(call))),
  };
}

function inspection(parts: SandboxParts, requests: RequestLog) {
  return {
    url: parts.url,
    apiUrl: `${parts.url}/api/`,
    requests: requests.records,
    sent: parts.bot.sent,
    sockets: parts.sockets,
    messagesOf: (userId: string) => parts.workspace.messagesIn(parts.workspace.channelFor(userId).id),
    viewOf: (userId: string) => parts.views.newestStackOf(userId).at(-1),
    viewsOf: (userId: string) => parts.views.newestStackOf(userId),
    homeOf: (userId: string) => parts.views.homeOf(userId),
    unreadOf: (userId: string) => parts.workspace.unreadFor(userId),
    channelOf: (userId: string) => parts.workspace.channelFor(userId).id,
    filesOf: (userId: string) => parts.uploads.of(userId),
  };
}

function faults(failures: Failures) {
  return {
    fail: (rule: FailureRule) => failures.add(rule),
    clearFailures: () => failures.clear(),
  };
}
