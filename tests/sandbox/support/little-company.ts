import type { SandboxOptions } from '../../../src/sandbox/options.js';
import { type Sandbox, startSandbox } from '../../../src/sandbox/start.js';

export const TOKEN = 'xoxb-sandbox-test';
export const SECRET = 'a-signing-secret-for-tests';

export const LITTLE_COMPANY: SandboxOptions = {
  port: 0,
  team: { id: 'T0LITTLE', name: 'Little Company', domain: 'little' },
  bot: { userId: 'UBOT', botId: 'BBOT', appId: 'ABOT', name: 'Countersign', token: TOKEN, signingSecret: SECRET },
  people: [
    { id: 'UANA', name: 'ana', realName: 'Ana Ruiz', title: 'Designer', email: 'ana@example.com', tz: 'Europe/Madrid' },
    { id: 'UBO', name: 'bo', realName: 'Bo Lind', title: 'Head of Design', email: 'bo@example.com', tz: 'Asia/Tokyo' },
    { id: 'UGONE', name: 'gone', realName: 'Gus Gone', email: 'gus@example.com', deleted: true },
    { id: 'UOUT', name: 'out', realName: 'Olga Outside', email: 'olga@example.com', teamId: 'T0OTHER' },
  ],
  commands: [
    { name: '/submit', description: 'Ask for something', usageHint: '[type]' },
    { name: '/approvals', description: 'What waits for you' },
  ],
};

export function startLittleSlack(changes: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return startSandbox({ ...LITTLE_COMPANY, ...changes });
}

export interface ApiAnswer {
  readonly ok: boolean;
  readonly error?: string;
  readonly [key: string]: unknown;
}

/** Calls a Web API method as Slack's own client does: a form whose structured fields are JSON. */
export async function callApi(
  sandbox: Pick<Sandbox, 'apiUrl'>,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
  token: string | undefined = TOKEN,
): Promise<ApiAnswer> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const fields = given.map(([key, value]): [string, string] => [
    key,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const answer = await fetch(`${sandbox.apiUrl}${method}`, {
    method: 'POST',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(fields),
  });
  return (await answer.json()) as ApiAnswer;
}
