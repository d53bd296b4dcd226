import { randomBytes } from 'node:crypto';
import type { SandboxPerson } from '../options.js';
import type { SandboxParts } from '../parts.js';
import type { BotAnswer } from './bot-link.js';
import { LEGACY_TOKEN } from './payload-parts.js';

const RETRY_DELAYS_MS = [0, 60_000, 300_000];

/** Sends events, and sends them again when the bot does not take them, as Slack does. Interactions are never repeated. */
export class EventSender {
  readonly #parts: SandboxParts;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(parts: SandboxParts) {
    this.#parts = parts;
  }

  /** Resolves when the first delivery was answered; the later ones go on by themselves. */
  async send(
    person: SandboxPerson,
    inner: { readonly type: string } & Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const wanted = this.#parts.options.events ?? ['app_home_opened'];
    if (!wanted.includes(inner.type === 'message' ? 'message.im' : inner.type)) return;
    const { options, workspace } = this.#parts;
    const envelope = {
      token: LEGACY_TOKEN,
      team_id: person.teamId ?? options.team.id,
      context_team_id: options.team.id,
      context_enterprise_id: null,
      api_app_id: options.bot.appId,
      event: inner,
      type: 'event_callback',
      event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
      event_time: Math.floor(workspace.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: options.team.id,
          user_id: options.bot.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    };
    await this.#deliver(envelope, 0, {});
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #deliver(envelope: object, retry: number, headers: Readonly<Record<string, string>>): Promise<void> {
    const answer = await this.#parts.bot.send(this.#parts.bot.event(envelope, headers));
    const delay = (this.#parts.options.eventRetryDelaysMs ?? RETRY_DELAYS_MS)[retry];
    if (answer.problem === undefined || delay === undefined) return;
    const again = { 'x-slack-retry-num': String(retry + 1), 'x-slack-retry-reason': reasonOf(answer) };
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#deliver(envelope, retry + 1, again);
    }, delay);
    timer.unref();
    this.#timers.add(timer);
  }
}

function reasonOf(answer: BotAnswer): string {
  if (answer.problem === 'operation_timeout') return 'http_timeout';
  return answer.status === undefined ? 'connection_failed' : 'http_error';
}
