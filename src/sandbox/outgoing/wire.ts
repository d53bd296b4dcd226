import type { SentCall } from './bot-link.js';

/** What came back over whichever way the app is reached. */
export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}

/** The way to the app. Rejects when it cannot be reached, or with the signal's reason. */
export interface Wire {
  deliver(call: SentCall, signal: AbortSignal): Promise<WireAnswer>;
}
