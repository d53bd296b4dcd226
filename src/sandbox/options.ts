import type { MovableClock } from './movable-clock.js';

/** A person of the workspace, or of another workspace that shares a channel with it. */
export interface SandboxPerson {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title?: string | undefined;
  readonly email?: string | undefined;
  /** False for an address that its owner has not confirmed yet. */
  readonly isEmailConfirmed?: boolean | undefined;
  /** IANA name; Slack's own default when absent. */
  readonly tz?: string | undefined;
  readonly locale?: string | undefined;
  readonly deleted?: boolean | undefined;
  /** A guest of the workspace, invited to several channels or to one; a member when absent. */
  readonly guest?: 'multi-channel' | 'single-channel' | undefined;
  /** A workflow or another app that has an account. */
  readonly isBot?: boolean | undefined;
  /** Only for people of another workspace. */
  readonly teamId?: string | undefined;
}

export interface SandboxTeam {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface SandboxBot {
  readonly userId: string;
  readonly botId: string;
  readonly appId: string;
  readonly name: string;
  /** Must begin with `xoxb-sandbox-`, so that a real token is never typed in here. */
  readonly token: string;
  readonly signingSecret: string;
  /** Switches Socket Mode on; nothing is sent over HTTP then. Must begin with `xapp-sandbox-`. */
  readonly appToken?: string | undefined;
  /** What the workspace let the app do; everything when absent. */
  readonly scopes?: readonly string[] | undefined;
}

export interface SandboxCommand {
  readonly name: string;
  readonly description: string;
  readonly usageHint?: string | undefined;
}

/** A bucket per conversation for chat.postMessage: so many at once, then so many a second. */
export interface PostRate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface SandboxOptions {
  /** A loopback address; anything else is refused. */
  readonly host?: string | undefined;
  /** 0 picks a free one. */
  readonly port: number;
  /** Keeps everything that was said; undefined keeps it in memory only. */
  readonly stateFile?: string | undefined;
  readonly team: SandboxTeam;
  readonly bot: SandboxBot;
  readonly people: readonly SandboxPerson[];
  readonly commands: readonly SandboxCommand[];
  /** False for an app whose messages tab is read-only, which then hears commands only. True when absent. */
  readonly takesMessages?: boolean | undefined;
  /** False for an app that names no address for options, whose menus then load nothing. True when absent. */
  readonly suggestsOptions?: boolean | undefined;
  /** Through whose eyes the page opens when its address names nobody. The first person when absent. */
  readonly startAs?: string | undefined;
  /** Where commands, clicks and events go; `connectBot` sets it later. */
  readonly botUrl?: string | undefined;
  /** Events the app subscribes to. `app_home_opened` when absent. */
  readonly events?: readonly string[] | undefined;
  /** The built page; `dist/sandbox-page` when absent. */
  readonly pageDir?: string | undefined;
  /** Milliseconds since 1970; the machine's clock when absent. */
  readonly now?: (() => number) | undefined;
  /** Gives the page a control that moves time forward; its `now` counts then. */
  readonly clock?: MovableClock | undefined;
  /** IANA name of the zone in which the control shows the time; Slack's own default when absent. */
  readonly clockZone?: string | undefined;
  /** Slack gives an app 3 seconds; tests may give less. */
  readonly ackTimeoutMs?: number | undefined;
  /** Waits before an event is sent again. At once, after a minute and after five, as Slack, when absent. */
  readonly eventRetryDelaysMs?: readonly number[] | undefined;
  /** Slack's own is about one a second; the default lets a demo run. */
  readonly postRate?: PostRate | undefined;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Refuses to become something that could be reached from outside or be mistaken for the real Slack. */
export function checkOptions(options: SandboxOptions): void {
  const host = options.host ?? '127.0.0.1';
  if (!LOOPBACK.has(host)) throw new Error(`The sandbox listens on loopback only, not on ${host}`);
  if (!options.bot.token.startsWith('xoxb-sandbox-')) {
    throw new Error('The sandbox takes no real token: its bot token must begin with xoxb-sandbox-');
  }
  if (options.bot.appToken?.startsWith('xapp-sandbox-') === false) {
    throw new Error('The sandbox takes no real token: its app token must begin with xapp-sandbox-');
  }
  const ids = options.people.map((person) => person.id);
  const double = ids.find((id, index) => ids.indexOf(id) !== index);
  const { startAs } = options;
  if (startAs !== undefined && !ids.includes(startAs)) throw new Error(`Nobody of the sandbox has the id ${startAs}`);
  if (double !== undefined) throw new Error(`Two people of the sandbox share the id ${double}`);
}
