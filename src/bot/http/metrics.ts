import { Gauge, Registry } from 'prom-client';
import type { Instant } from '../../engine/instant.js';
import type { Figures, QueryTimes } from '../../engine/ports/figures.js';
import type { Log } from '../../engine/ports/log.js';
import type { OutboxKind } from '../../engine/ports/outbox.js';
import { houseMetrics } from './house-metrics.js';
import { processMetrics } from './process-metrics.js';

export interface MetricsParts {
  readonly figures: Figures;
  readonly queries: QueryTimes;
  /** The queue that a kind of task is in. */
  readonly queueFor: (kind: OutboxKind) => string;
  readonly version: string;
  now(): Instant;
  readonly log: Log;
}

export interface Metrics {
  /** In Prometheus' text format. Where the database cannot be asked, what the process knows is told all the same. */
  scrape(): Promise<string>;
  stop(): void;
}

export const METRICS_MEDIA_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

export function createMetrics({ figures, queries, queueFor, version, now, log }: MetricsParts): Metrics {
  const { registry, stop } = processMetrics(version, queries);
  const isUp = new Gauge({
    name: 'countersign_database_up',
    help: '1 where the database could be asked for these figures, else 0.',
    registers: [registry],
  });
  const house = async () => {
    try {
      return houseMetrics(await figures.figures(now()), now(), queueFor);
    } catch (error) {
      log.error({ err: error }, 'the database could not be asked for its figures');
      return undefined;
    }
  };
  return {
    scrape: async () => {
      const told = await house();
      isUp.set(told === undefined ? 0 : 1);
      return [await registry.metrics(), ...(told === undefined ? [] : [await told.metrics()])].join('\n');
    },
    stop,
  };
}
