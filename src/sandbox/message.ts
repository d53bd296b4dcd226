import type { Block } from './block-kit/blocks.js';

export interface MessageMetadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

/** A file in a message. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** A message as the sandbox keeps it. */
export interface StoredMessage {
  readonly channel: string;
  /** Slack's id of a message in its channel: seconds with six decimals, always growing. */
  readonly ts: string;
  /** The bot, a person, or Slackbot. */
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata?: MessageMetadata | undefined;
  readonly threadTs?: string | undefined;
  /** What the app shared with it. */
  readonly files?: readonly SharedFile[] | undefined;
  readonly edited?: { readonly user: string; readonly ts: string } | undefined;
  /** "Only visible to you": to this person. */
  readonly onlyFor?: string | undefined;
}

export const SLACKBOT = 'USLACKBOT';
