import { z } from 'zod';

/** One payload that Slack sends down a socket, and that it wants to have back its id of within three seconds. */
export interface Envelope {
  readonly id: string;
  /** What would be the body of a signed request. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** For events that Slack sends again. */
  readonly retryNum: number | undefined;
  readonly retryReason: string | undefined;
}

export type SocketMessage =
  | { readonly kind: 'hello' }
  /** Slack will close this connection soon; `link_disabled` where Socket Mode was switched off. */
  | { readonly kind: 'disconnect'; readonly reason: string }
  | { readonly kind: 'envelope'; readonly envelope: Envelope };

const helloShape = z.object({ type: z.literal('hello') });
const disconnectShape = z.object({ type: z.literal('disconnect'), reason: z.string().default('unknown') });
const envelopeShape = z.object({
  envelope_id: z.string().min(1).max(200),
  payload: z.record(z.string(), z.unknown()),
  retry_attempt: z.int().optional(),
  retry_reason: z.string().optional(),
});

/** Undefined for what is of no kind that is known here. */
export function parseSocketMessage(text: string): SocketMessage | undefined {
  const json = jsonIn(text);
  if (helloShape.safeParse(json).success) return { kind: 'hello' };
  const disconnect = disconnectShape.safeParse(json);
  if (disconnect.success) return { kind: 'disconnect', reason: disconnect.data.reason };
  const { success, data } = envelopeShape.safeParse(json);
  if (!success) return undefined;
  const { envelope_id: id, payload, retry_attempt: retryNum, retry_reason: retryReason } = data;
  return { kind: 'envelope', envelope: { id, payload, retryNum, retryReason } };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
