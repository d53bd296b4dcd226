import type { SandboxOptions } from '../options.js';
import { signatureHeaders } from './signature.js';
import type { Wire } from './wire.js';

/** Slack gives an app this long to answer. */
const ACK_TIMEOUT_MS = 3000;
/** Enough to look back in a test; a demo that runs for days must not fill the memory. */
const REMEMBERED_MAX = 500;

export type SentKind = 'command' | 'block_actions' | 'block_suggestion' | 'view_submission' | 'view_closed' | 'event';

/** One signed call to the bot, exactly as it went out, so that it can be sent again. Over a socket its payload goes. */
export interface SentCall {
  readonly kind: SentKind;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the body says. */
  readonly payload: object;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Slack's names for an app that did not answer well. */
export type DispatchProblem = 'dispatch_failed' | 'operation_timeout' | 'invalid_command_response';

export interface BotAnswer {
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  readonly body: string;
  readonly durationMs: number;
  readonly problem: DispatchProblem | undefined;
}

/** What Slack does on its end of the wire to the bot: signs, waits three seconds, remembers. */
export class BotLink {
  readonly sent: SentCall[] = [];
  readonly #options: SandboxOptions;
  readonly #now: () => number;
  readonly #onReach: () => void;
  readonly #wire: Wire;
  #url: string | undefined;
  #reachable = true;

  /** `onReach` is told when the bot goes out of reach, and when it is back. */
  constructor(options: SandboxOptions, wire: Wire, now: () => number, onReach: () => void) {
    this.#options = options;
    this.#wire = wire;
    this.#now = now;
    this.#onReach = onReach;
    this.#url = options.botUrl;
  }

  /** False once a call could not even be delivered, until one can. */
  get reachable(): boolean {
    return this.#reachable;
  }

  connect(url: string): void {
    this.#url = url;
    this.#setReachable(true);
  }

  form(kind: SentKind, fields: Readonly<Record<string, string>>): SentCall {
    return this.#form(kind, fields, fields);
  }

  interaction(kind: SentKind, payload: object): SentCall {
    return this.#form(kind, { payload: JSON.stringify(payload) }, payload);
  }

  event(envelope: object, extra: Readonly<Record<string, string>>): SentCall {
    return this.#sign('event', envelope, { contentType: 'application/json', body: JSON.stringify(envelope), extra });
  }

  async send(call: SentCall): Promise<BotAnswer> {
    const started = performance.now();
    const timeoutMs = this.#options.ackTimeoutMs ?? ACK_TIMEOUT_MS;
    try {
      const { status, body } = await this.#wire.deliver(call, AbortSignal.timeout(timeoutMs));
      this.#setReachable(true);
      return { status, body, durationMs: performance.now() - started, problem: problemOf(status) };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      this.#setReachable(timedOut);
      const problem = timedOut ? 'operation_timeout' : 'dispatch_failed';
      return { status: undefined, body: '', durationMs: performance.now() - started, problem };
    }
  }

  #setReachable(reachable: boolean): void {
    if (reachable === this.#reachable) return;
    this.#reachable = reachable;
    this.#onReach();
  }

  #form(kind: SentKind, fields: Readonly<Record<string, string>>, payload: object): SentCall {
    const contentType = 'application/x-www-form-urlencoded';
    return this.#sign(kind, payload, { contentType, body: new URLSearchParams(fields).toString(), extra: {} });
  }

  #sign(kind: SentKind, payload: object, { contentType, body, extra }: Letter): SentCall {
    const at = this.#now();
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signatureHeaders(this.#options.bot.signingSecret, body, at),
      ...extra,
    };
    const call = { kind, url: this.#url ?? '', headers, body, payload, at };
    this.sent.push(call);
    if (this.sent.length > REMEMBERED_MAX) this.sent.shift();
    return call;
  }
}

interface Letter {
  readonly contentType: string;
  readonly body: string;
  readonly extra: Readonly<Record<string, string>>;
}

function problemOf(status: number): DispatchProblem | undefined {
  return status >= 200 && status < 300 ? undefined : 'dispatch_failed';
}
