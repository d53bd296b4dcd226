import type { RequestListener } from 'node:http';
import type { Log } from '../../engine/ports/log.js';
import { type DeepParts, deepChecks } from './deep-checks.js';
import type { ReadinessCheck } from './health.js';
import { createMetrics, type MetricsParts } from './metrics.js';
import { operationsDoor } from './operations-door.js';
import { type HttpSettings, startHttpServer } from './server.js';

export interface OperationsParts extends MetricsParts {
  readonly deep: DeepParts;
  /** Those of the bot's own server: an address for operators tells them too. */
  readonly checks: readonly ReadinessCheck[];
  readonly log: Log;
}

/** Where metrics and deep health are seen: behind a token, on an address of their own, or not at all. */
export interface OperationsSettings {
  readonly token: string | undefined;
  readonly bind: HttpSettings | undefined;
}

export interface Operations {
  /** Serves them on the bot's own address; undefined where they are elsewhere or nowhere. */
  readonly door: RequestListener | undefined;
  /** Where they are instead. */
  readonly bound: HttpSettings | undefined;
  close(): Promise<void>;
}

/** Resolves once they can be seen where the settings want them; rejects when that port is taken. */
export async function startOperations(
  parts: OperationsParts,
  { token, bind }: OperationsSettings,
): Promise<Operations> {
  if (token === undefined && bind === undefined) return { door: undefined, bound: undefined, close: async () => {} };
  const { checks, deep, log } = parts;
  const metrics = createMetrics(parts);
  const door = operationsDoor({ metrics, checks: deepChecks(deep), token, log });
  const own = bind && (await startHttpServer({ checks, operations: door, log }, bind));
  return {
    door: own === undefined ? door : undefined,
    bound: own && { host: own.host, port: own.port },
    close: async () => {
      metrics.stop();
      await own?.close();
    },
  };
}
