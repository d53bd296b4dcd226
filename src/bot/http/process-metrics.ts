import { monitorEventLoopDelay } from 'node:perf_hooks';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type QueryKind, type QueryTimes, queryBoundsSeconds, queryKinds } from '../../engine/ports/figures.js';
import { StoredHistogram } from './stored-histogram.js';

export interface ProcessMetrics {
  readonly registry: Registry;
  /** Measures no more. */
  stop(): void;
}

const queryHelp: Readonly<Record<QueryKind, string>> = {
  read: 'How long the database took for a query that only reads.',
  write: 'How long the database took for a statement within a write.',
  commit: 'How long it took until a write was on the disk.',
};

/** How often the event loop is asked whether it is late. */
const LAG_RESOLUTION_MS = 10;
const NANOSECONDS = 1e9;

/** What this process alone knows: its version, its event loop, how long its database took, memory, processor time. */
export function processMetrics(version: string, queries: QueryTimes): ProcessMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'countersign_build_info',
    help: 'Always 1; the version of the bot and of Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1);
  for (const kind of queryKinds) {
    new StoredHistogram({
      name: `countersign_query_${kind}_duration_seconds`,
      help: queryHelp[kind],
      boundsSeconds: queryBoundsSeconds,
      registry,
      figures: () => queries.times(kind),
    });
  }
  return { registry, stop: measureLag(registry) };
}

/** Since the scrape before, so that a moment of standing still is seen once and then over. */
function measureLag(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  delay.enable();
  new Gauge({
    name: 'countersign_event_loop_lag_seconds',
    help: 'How late the event loop was since the last scrape.',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      const late = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - LAG_RESOLUTION_MS / 1000);
      // Nothing was measured yet right after the last look: then the figures are not numbers.
      const measured = delay.count > 0;
      this.set({ quantile: '0.5' }, measured ? late(delay.percentile(50)) : 0);
      this.set({ quantile: '0.99' }, measured ? late(delay.percentile(99)) : 0);
      this.set({ quantile: '1' }, measured ? late(delay.max) : 0);
      delay.reset();
    },
  });
  return () => delay.disable();
}
