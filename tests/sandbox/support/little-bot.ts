import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECRET } from './little-company.js';

/** One call that reached the bot, with the verdict of its own signature check. */
export interface Heard {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly signed: boolean;
  /** A slash command's fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** An interaction's payload, or an event's envelope. */
  readonly payload: Payload;
}

export interface Payload {
  readonly type?: string;
  readonly trigger_id?: string;
  readonly response_url?: string;
  readonly user?: { readonly id: string; readonly team_id: string };
  readonly view?: PayloadView;
  readonly actions?: readonly Readonly<Record<string, unknown>>[];
  readonly [key: string]: unknown;
}

export interface PayloadView {
  readonly id: string;
  readonly hash: string;
  readonly private_metadata: string;
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  readonly [key: string]: unknown;
}

/** What the bot answers: nothing, text, or JSON; or it takes the answer into its own hands. */
export type Answerer = (heard: Heard) => Promise<string | object | undefined> | string | object | undefined;

export interface LittleBot {
  readonly url: string;
  readonly heard: readonly Heard[];
  answer: Answerer;
  /** The status of its answers. */
  status: number;
  close(): Promise<void>;
}

/** A bot that knows nothing of the sandbox: it hears, verifies by itself and answers. */
export async function startLittleBot(): Promise<LittleBot> {
  const heard: Heard[] = [];
  const server = createServer((incoming, outgoing) => void hear(bot, heard, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const bot: LittleBot = {
    url: `http://127.0.0.1:${port}/slack/events`,
    heard,
    answer: () => undefined,
    status: 200,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return bot;
}

async function hear(bot: LittleBot, log: Heard[], incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString('utf8');
  const fields =
    incoming.headers['content-type'] === 'application/json' ? {} : Object.fromEntries(new URLSearchParams(body));
  const payload = JSON.parse(fields.payload ?? (Object.keys(fields).length === 0 ? body : '{}')) as Payload;
  const heard = { headers: incoming.headers, body, signed: isSigned(incoming.headers, body), fields, payload };
  log.push(heard);
  const said = await bot.answer(heard);
  const isJson = typeof said === 'object';
  outgoing.writeHead(bot.status, { 'content-type': isJson ? 'application/json' : 'text/plain' });
  outgoing.end(isJson ? JSON.stringify(said) : (said ?? ''));
}

export function isSigned(headers: IncomingMessage['headers'], body: string): boolean {
  const timestamp = String(headers['x-slack-request-timestamp']);
  const digest = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return headers['x-slack-signature'] === `v0=${digest}`;
}
