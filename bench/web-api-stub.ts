import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { slackTeam } from './company.js';

/**
 * The least of Slack that the bot can work with: it answers everything at once, notes when a click was answered, and tells
 * which method of the Web API it has just answered.
 */
export interface WebApiStub {
  readonly apiUrl: string;
  /** Where the bot sends the answer to the click of that name. */
  responseUrl(name: string): string;
  /** Resolves with `performance.now()` when the answer to the click of that name has arrived. */
  answered(name: string): Promise<number>;
  close(): void;
}

export async function startWebApiStub(onAnswered: (method: string) => void = () => {}): Promise<WebApiStub> {
  const waiting = new Map<string, (arrivedAt: number) => void>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/answers/')) {
      waiting.get(path.slice('/answers/'.length))?.(performance.now());
    }
    response.once('finish', () => onAnswered(path.slice('/api/'.length)));
    void reply(request, response, replyTo(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    apiUrl: `${url}/api/`,
    responseUrl: (name) => `${url}/answers/${name}`,
    answered: (name) =>
      new Promise((resolve) => {
        waiting.set(name, (arrivedAt) => {
          waiting.delete(name);
          resolve(arrivedAt);
        });
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function reply(request: IncomingMessage, response: ServerResponse, answer: object): Promise<void> {
  await request.resume().toArray();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, ...answer }));
}

function replyTo(path: string): object {
  switch (path) {
    case '/api/auth.test':
      return { team_id: slackTeam, team: 'Bench', bot_id: 'BBENCH', user_id: 'UBENCH' };
    case '/api/conversations.open':
      return { channel: { id: 'DBENCH' } };
    default:
      return { channel: 'DBENCH', ts: '1772438400.000200' };
  }
}
