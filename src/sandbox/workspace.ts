import { createHash } from 'node:crypto';
import { SLACKBOT, type StoredMessage } from './message.js';
import type { SandboxOptions, SandboxPerson } from './options.js';
import type { StateFile, StoredTable } from './state-file.js';

/** A direct-message conversation between one person and the bot. */
export interface DirectChannel {
  readonly id: string;
  readonly userId: string;
}

/** Everything the local Slack remembers, and who is told when it changes. */
export class Workspace {
  readonly people: ReadonlyMap<string, SandboxPerson>;
  readonly #options: SandboxOptions;
  readonly #messages: StoredTable<StoredMessage>;
  readonly #readUpTo: StoredTable<string>;
  readonly #byChannel = new Map<string, Map<string, StoredMessage>>();
  readonly #channels = new Map<string, DirectChannel>();
  readonly #listeners = new Set<(userId: string) => void>();
  #lastMicros = 0;

  constructor(options: SandboxOptions, state: StateFile) {
    this.#options = options;
    this.people = new Map(options.people.map((person) => [person.id, person]));
    for (const person of options.people) {
      const channel = channelOf(options.team.id, person.id);
      this.#channels.set(channel.id, channel);
    }
    this.#messages = state.table('messages');
    this.#readUpTo = state.table('read');
    for (const message of this.#messages.values()) {
      this.#index(message);
      this.#lastMicros = Math.max(this.#lastMicros, microsOf(message.ts));
    }
  }

  now(): number {
    const { clock, now = Date.now } = this.#options;
    return clock?.now() ?? now();
  }

  person(userId: string): SandboxPerson | undefined {
    return this.people.get(userId);
  }

  isOutsider(person: SandboxPerson): boolean {
    return person.teamId !== undefined && person.teamId !== this.#options.team.id;
  }

  channelFor(userId: string): DirectChannel {
    return channelOf(this.#options.team.id, userId);
  }

  channel(id: string): DirectChannel | undefined {
    return this.#channels.get(id);
  }

  /** The next message id: the clock's time, but never one that was used before. */
  nextTs(): string {
    this.#lastMicros = Math.max(this.#lastMicros + 1, Math.floor(this.now()) * 1000);
    return tsOf(this.#lastMicros);
  }

  message(channel: string, ts: string): StoredMessage | undefined {
    return this.#byChannel.get(channel)?.get(ts);
  }

  /** Oldest first. */
  messagesIn(channel: string): readonly StoredMessage[] {
    return [...(this.#byChannel.get(channel)?.values() ?? [])];
  }

  put(message: StoredMessage): void {
    this.#messages.set(keyOf(message), message);
    this.#index(message);
    this.changed(this.#channels.get(message.channel)?.userId);
  }

  remove(message: StoredMessage): void {
    this.#messages.delete(keyOf(message));
    this.#byChannel.get(message.channel)?.delete(message.ts);
    this.changed(this.#channels.get(message.channel)?.userId);
  }

  /** What Slack itself tells one person. */
  tell(userId: string, text: string): StoredMessage {
    const message = {
      channel: this.channelFor(userId).id,
      ts: this.nextTs(),
      author: SLACKBOT,
      text,
      blocks: [],
      onlyFor: userId,
    };
    this.put(message);
    return message;
  }

  markRead(userId: string): void {
    const newest = this.messagesIn(this.channelFor(userId).id).at(-1)?.ts;
    if (newest === undefined || newest === this.#readUpTo.get(userId)) return;
    this.#readUpTo.set(userId, newest);
    this.changed(userId);
  }

  /** Messages the person did not write and has not seen. */
  unreadFor(userId: string): number {
    const upTo = microsOf(this.#readUpTo.get(userId) ?? '0.0');
    const messages = this.messagesIn(this.channelFor(userId).id);
    return messages.filter((message) => message.author !== userId && microsOf(message.ts) > upTo).length;
  }

  changed(userId: string | undefined): void {
    if (userId === undefined) return;
    for (const listener of this.#listeners) listener(userId);
  }

  onChange(listener: (userId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #index(message: StoredMessage): void {
    const messages = this.#byChannel.get(message.channel) ?? new Map<string, StoredMessage>();
    messages.set(message.ts, message);
    this.#byChannel.set(message.channel, messages);
  }
}

/** Compares two message ids by time. */
export function microsOf(ts: string): number {
  const [seconds, micros] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number((micros ?? '').padEnd(6, '0'));
}

function tsOf(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

function keyOf(message: StoredMessage): string {
  return `${message.channel}/${message.ts}`;
}

/** The same person has the same conversation after every restart. */
function channelOf(teamId: string, userId: string): DirectChannel {
  const digest = createHash('sha256').update(`${teamId}/${userId}`).digest('hex');
  return { id: `D${digest.slice(0, 10).toUpperCase()}`, userId };
}
