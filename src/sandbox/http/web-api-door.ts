import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FailureRule, Failures } from '../failures.js';
import type { SandboxParts } from '../parts.js';
import type { PostBuckets } from '../post-rate.js';
import type { RequestLog } from '../request-log.js';
import { ApiProblem } from '../web-api/api-problem.js';
import { type MethodArguments, parseBody } from '../web-api/arguments.js';
import { METHODS, type WebApiMethod } from '../web-api/methods.js';
import { demandScope } from '../web-api/scopes.js';
import { readBody } from './read-body.js';

const BODY_BYTES_MAX = 2 * 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly outcome: string;
}

/** What the bot talks to: `/api/<method>` and the response_urls. */
export class WebApiDoor {
  readonly #requests: RequestLog;
  readonly #parts: SandboxParts;
  readonly #failures: Failures;
  readonly #buckets: PostBuckets;

  constructor(parts: SandboxParts, failures: Failures, buckets: PostBuckets, requests: RequestLog) {
    this.#parts = parts;
    this.#requests = requests;
    this.#failures = failures;
    this.#buckets = buckets;
  }

  async method(name: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = (await readBody(incoming, BODY_BYTES_MAX)).toString('utf8');
    const contentType = incoming.headers['content-type'] ?? '';
    const given = incoming.method === 'GET' ? queryOf(incoming) : attempt(() => parseBody(contentType, body));
    const args = given instanceof ApiProblem ? {} : given;
    const token = bearer(incoming) ?? args.token;
    await this.#answer(name, withoutToken(args), outgoing, () => {
      if (given instanceof ApiProblem) throw given;
      return this.#call(name, args, token);
    });
  }

  async responseUrl(id: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = (await readBody(incoming, BODY_BYTES_MAX)).toString('utf8');
    const given = attempt(() => parseBody('application/json', body));
    const args = given instanceof ApiProblem ? {} : given;
    await this.#answer('response_url', args, outgoing, () => {
      if (given instanceof ApiProblem) throw given;
      this.#parts.responseUrls.use(id, given);
      return {};
    });
  }

  #call(name: string, args: MethodArguments, token: unknown): object {
    const method = METHODS.get(name);
    if (method === undefined) throw new ApiProblem('unknown_method');
    this.#checkToken(method, token);
    if (method.scope !== undefined) demandScope(this.#parts, method.scope);
    if (name === 'chat.postMessage') this.#buckets.take(this.#conversation(String(args.channel)));
    return method.call(this.#parts, args);
  }

  #checkToken(method: WebApiMethod, token: unknown): void {
    const { token: botToken, appToken } = this.#parts.options.bot;
    if (token === undefined || token === '') throw new ApiProblem('not_authed');
    if (token !== botToken && token !== appToken) throw new ApiProblem('invalid_auth');
    if ((token === appToken) !== (method.isForApps === true)) throw new ApiProblem('not_allowed_token_type');
  }

  /** A person's id stands for their conversation. */
  #conversation(channelOrUser: string): string {
    const { workspace } = this.#parts;
    return (workspace.channel(channelOrUser) ?? workspace.channelFor(channelOrUser)).id;
  }

  async #answer(method: string, args: MethodArguments, outgoing: ServerResponse, work: () => object): Promise<void> {
    const at = this.#parts.workspace.now();
    const fault = this.#failures.next(method);
    const answer = fault === undefined || doesWork(fault) ? answerOf(method, work) : undefined;
    this.#requests.add({ method, at, args, outcome: fault?.kind ?? answer?.outcome ?? 'ok' });
    if (fault === undefined) send(outgoing, answer);
    else await playFault(fault, answer, outgoing);
  }
}

function doesWork(fault: FailureRule): boolean {
  return fault.kind === 'lost' || (fault.kind === 'timeout' && fault.afterMs !== undefined);
}

async function playFault(fault: FailureRule, answer: Answer | undefined, outgoing: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case '429':
      return send(outgoing, rateLimited(fault.retryAfterSeconds ?? 1));
    case '500':
      return send(outgoing, {
        status: 500,
        headers: { 'content-type': 'text/html' },
        body: 'Server Error',
        outcome: '500',
      });
    case 'lost':
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      return;
    case 'timeout':
      if (fault.afterMs === undefined) return;
      await wait(fault.afterMs, undefined, { ref: false });
      return send(outgoing, answer);
    // The file host's own; a rule for it is never given to a call.
    case 'redirect':
    case 'login':
    case 'slow':
    case 'cut':
      return;
  }
}

function answerOf(method: string, work: () => object): Answer {
  try {
    return json(200, { ok: true, ...work() }, 'ok');
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (problem.code === 'ratelimited') return rateLimited(problem.retryAfterSeconds ?? 1);
    return refused(method, problem);
  }
}

/** The Web API refuses with 200 and `ok: false`; a response_url with a status. */
function refused(method: string, problem: ApiProblem): Answer {
  const messages = problem.details.map((detail) => `[ERROR] ${detail}`);
  const body = {
    ok: false,
    error: problem.code,
    ...problem.more,
    ...(messages.length === 0 ? {} : { errors: problem.details, response_metadata: { messages } }),
  };
  if (method !== 'response_url') return json(200, body, problem.code);
  return json(/_url$/.test(problem.code) ? 404 : 400, body, problem.code);
}

function rateLimited(seconds: number): Answer {
  const answer = json(429, { ok: false, error: 'ratelimited' }, 'ratelimited');
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
}

function json(status: number, body: object, outcome: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    outcome,
  };
}

function send(outgoing: ServerResponse, answer: Answer | undefined): void {
  if (answer === undefined || outgoing.destroyed) return;
  outgoing.writeHead(answer.status, answer.headers).end(answer.body);
}

function attempt<T>(work: () => T): T | ApiProblem {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof ApiProblem) return problem;
    throw problem;
  }
}

function bearer(incoming: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(incoming.headers.authorization ?? '')?.[1];
}

function queryOf(incoming: IncomingMessage): MethodArguments {
  return Object.fromEntries(new URL(incoming.url ?? '/', 'http://sandbox').searchParams);
}

function withoutToken(args: MethodArguments): MethodArguments {
  const { token: _token, ...others } = args;
  return others;
}
