import type { SentCall } from './bot-link.js';
import type { Wire, WireAnswer } from './wire.js';

/** Signed requests to the app's own address. */
export class HttpWire implements Wire {
  async deliver(call: SentCall, signal: AbortSignal): Promise<WireAnswer> {
    const answer = await fetch(call.url, {
      method: 'POST',
      // A kept connection would lose the first call after the bot was restarted.
      headers: { ...call.headers, connection: 'close' },
      body: call.body,
      redirect: 'manual',
      signal,
    });
    return { status: answer.status, body: await answer.text() };
  }
}
