/** How long a Socket Mode connection waits for what, in milliseconds. */
export interface SocketTimings {
  /** For Slack's first message on a new connection. */
  readonly helloMaxMs: number;
  readonly pingEveryMs: number;
  /** Without a sign of life for so long, a connection counts as lost. */
  readonly silenceMaxMs: number;
  /** A connection that has been replaced stays open so long, for what still comes in there and is still to be answered. */
  readonly retiredMs: number;
  /** For the other side to answer a farewell. */
  readonly farewellMaxMs: number;
  /** A connection that lived shorter than this counts as a failed one. */
  readonly stableMs: number;
  /** Before the second attempt to connect; doubled for every further one. */
  readonly retryFirstMs: number;
  readonly retryMaxMs: number;
}

/** Slack pings by itself, waits three seconds for an answer, and renews every connection after some hours. */
export const socketTimings: SocketTimings = {
  helloMaxMs: 10_000,
  pingEveryMs: 10_000,
  silenceMaxMs: 25_000,
  retiredMs: 5000,
  farewellMaxMs: 2000,
  stableMs: 10_000,
  retryFirstMs: 500,
  retryMaxMs: 30_000,
};

/** Half of the wait is left to chance, so that many bots do not come back to a struggling Slack at the same moment. */
export function retryWaitMs(failures: number, timings: SocketTimings, random: () => number): number {
  if (failures === 0) return 0;
  const full = Math.min(timings.retryMaxMs, timings.retryFirstMs * 2 ** (failures - 1));
  return full * (0.5 + random() / 2);
}
