import type { ViewInputs } from './element-value.js';
import type { StoredMessage } from './message.js';
import type { SandboxCommand } from './options.js';
import type { SlackView } from './view.js';

/** What the page shows around a conversation. */
export interface PageState {
  readonly team: { readonly name: string };
  readonly bot: {
    readonly name: string;
    readonly userId: string;
    readonly reachable: boolean;
    readonly takesMessages: boolean;
  };
  readonly commands: readonly SandboxCommand[];
  readonly people: readonly PagePerson[];
  /** Who looks when the address names nobody. */
  readonly startAs: string | null;
  /** What time it is in the workspace, where it can be moved; null where the machine's clock counts. */
  readonly clock: { readonly nowMs: number; readonly timeZone: string } | null;
}

export interface PagePerson {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly tz: string;
  readonly locale: string;
  readonly deleted: boolean;
  readonly outsider: boolean;
  readonly guest: boolean;
  readonly unread: number;
}

/** One person's conversation with the bot, their open modals and their Home tab. */
export interface PageConversation {
  readonly userId: string;
  readonly channel: string;
  readonly messages: readonly StoredMessage[];
  readonly views: readonly OpenView[];
  readonly home: SlackView | null;
  readonly files: readonly PageFile[];
}

export interface OpenView {
  readonly view: SlackView;
  /** What its elements hold as far as the app was told, or because an update left it standing. */
  readonly held: ViewInputs;
}

/** A file that the person gave Slack. */
export interface PageFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}
