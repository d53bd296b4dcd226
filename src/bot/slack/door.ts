import type { RequestListener } from 'node:http';
import type { Receiver } from '@slack/bolt';

/** How Slack's payloads come in: over HTTP that Slack calls, or over sockets that the bot opens. */
export interface Door {
  /** What Bolt takes them from. */
  readonly receiver: Receiver;
  /** Serves `POST /slack/events`; undefined where nothing comes in over HTTP. */
  readonly requestListener: RequestListener | undefined;
  /** Resolves when payloads can come. */
  open(): Promise<void>;
  isOpen(): boolean;
  /** Resolves when nothing comes any more and everything that came was answered. */
  close(): Promise<void>;
}
