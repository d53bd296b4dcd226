import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from '../../engine/ports/log.js';
import { type DeepCheck, type DeepHealth, deepHealth } from './deep-health.js';
import { answerJson } from './health.js';
import { METRICS_MEDIA_TYPE, type Metrics } from './metrics.js';

export const METRICS_PATH = '/metrics';
export const DEEP_HEALTH_PATH = '/health/deep';

export interface OperationsParts {
  readonly metrics: Pick<Metrics, 'scrape'>;
  readonly checks: readonly DeepCheck[];
  /** Who shows it may look; undefined where the door is on an address that only operators reach. */
  readonly token: string | undefined;
  readonly log: Log;
}

/** What is answered again within this is not asked for again: probes may come in crowds, and asking Slack is asking Slack. */
const ANSWER_KEPT_MS = 1000;

/**
 * Metrics and deep health, for operators only. To whoever does not show the token the paths do not exist: it is not told
 * apart from a wrong path, nor by the time the answer takes.
 */
export function operationsDoor({ metrics, checks, token, log }: OperationsParts): RequestListener {
  const scraped = kept(() => metrics.scrape());
  const examined = kept(() => deepHealth(checks, log));
  return (request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isKnown = isRead && (path === METRICS_PATH || path === DEEP_HEALTH_PATH);
    if (!isKnown || !mayLook(request, token)) answerJson(response, 404, { status: 'not-found' });
    else if (path === METRICS_PATH) void answerMetrics(scraped(), response, log);
    else void answerDeep(examined(), response);
  };
}

/** Digests, so that the comparison takes as long whatever was sent, its length included. */
function mayLook({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return true;
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

async function answerMetrics(scraping: Promise<string>, response: ServerResponse, log: Log): Promise<void> {
  try {
    const text = await scraping;
    response.writeHead(200, { 'content-type': METRICS_MEDIA_TYPE, 'cache-control': 'no-store' }).end(text);
  } catch (error) {
    log.error({ err: error }, 'the metrics could not be told');
    answerJson(response, 500, { status: 'failing' });
  }
}

async function answerDeep(examining: Promise<DeepHealth>, response: ServerResponse): Promise<void> {
  const health = await examining;
  answerJson(response, health.status === 'ok' ? 200 : 503, health);
}

function kept<T>(work: () => Promise<T>): () => Promise<T> {
  let known: { readonly untilMs: number; readonly answer: Promise<T> } | undefined;
  return () => {
    if (known === undefined || performance.now() >= known.untilMs) {
      known = { untilMs: performance.now() + ANSWER_KEPT_MS, answer: work() };
    }
    return known.answer;
  };
}
