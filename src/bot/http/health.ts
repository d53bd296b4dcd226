import type { ServerResponse } from 'node:http';
import type { Log } from '../../engine/ports/log.js';

/** Something that must work before traffic makes sense. `check` rejects while it does not. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<unknown>;
  /** False where traffic makes sense all the same: then it is only told. */
  readonly isVital?: boolean;
}

/** A check that hangs is a check that fails; probes ask again in a few seconds anyway. */
const CHECK_TIMEOUT_MS = 2000;

export function answerLive(response: ServerResponse): void {
  answerJson(response, 200, { status: 'ok' });
}

/** Names what is not ready, and nothing more: the reasons may tell an outsider too much and go to the log. */
export async function answerReady(
  response: ServerResponse,
  checks: readonly ReadinessCheck[],
  log: Log,
): Promise<void> {
  const failing = await failingOf(checks, log);
  const isReady = checks.every(({ name, isVital }) => isVital === false || !failing.includes(name));
  const told = failing.length === 0 ? {} : { failing };
  answerJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not-ready', ...told });
}

/** The newest answer of each list of checks: anyone may ask, so asking often must cost nothing. */
const answers = new WeakMap<
  readonly ReadinessCheck[],
  { readonly until: number; readonly failing: Promise<string[]> }
>();
const ANSWER_KEPT_MS = 1000;

function failingOf(checks: readonly ReadinessCheck[], log: Log): Promise<string[]> {
  const known = answers.get(checks);
  if (known !== undefined && performance.now() < known.until) return known.failing;
  const failing = runAll(checks, log);
  answers.set(checks, { until: performance.now() + ANSWER_KEPT_MS, failing });
  return failing;
}

async function runAll(checks: readonly ReadinessCheck[], log: Log): Promise<string[]> {
  const results = await Promise.all(checks.map((check) => hasPassed(check, log)));
  return checks.filter((_check, index) => results[index] !== true).map((check) => check.name);
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(`${JSON.stringify(body)}\n`);
}

async function hasPassed({ name, check }: ReadinessCheck, log: Log): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), tooSlow]);
    return true;
  } catch (error) {
    log.warn({ check: name, err: error }, 'not ready');
    return false;
  } finally {
    clearTimeout(timer);
  }
}
