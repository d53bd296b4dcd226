import type { AwaitedUploads } from './awaited-uploads.js';
import type { Offers } from './offers.js';
import type { SandboxOptions } from './options.js';
import type { BotLink } from './outgoing/bot-link.js';
import type { SocketHub } from './outgoing/socket-hub.js';
import type { ResponseUrls } from './response-urls.js';
import type { TriggerIds } from './trigger-ids.js';
import type { Uploads } from './uploads.js';
import type { ViewStacks } from './view-stacks.js';
import type { Workspace } from './workspace.js';

/** What the Web API, the page and the test functions all work on. */
export interface SandboxParts {
  readonly options: SandboxOptions;
  readonly workspace: Workspace;
  readonly views: ViewStacks;
  readonly uploads: Uploads;
  readonly awaited: AwaitedUploads;
  readonly offers: Offers;
  readonly triggers: TriggerIds;
  readonly responseUrls: ResponseUrls;
  readonly bot: BotLink;
  /** Undefined where the app is reached over HTTP. */
  readonly sockets: SocketHub | undefined;
  /** Where the sandbox itself listens, without a slash at the end. */
  readonly url: string;
}
