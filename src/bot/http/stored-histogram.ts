import { Histogram, type Registry } from 'prom-client';
import type { DurationFigures } from '../../engine/ports/figures.js';

export interface StoredHistogramOptions {
  readonly name: string;
  readonly help: string;
  readonly boundsSeconds: readonly number[];
  readonly registry: Registry;
  /** Asked at every scrape. */
  readonly figures: () => DurationFigures;
}

type Scraped = Awaited<ReturnType<Histogram<string>['get']>>;

/**
 * A histogram that is counted elsewhere, in the database or where the time is taken, and only told here. It has no
 * labels: not every reader of the format puts the buckets of several together as they belong.
 */
export class StoredHistogram extends Histogram<string> {
  readonly #options: StoredHistogramOptions;

  constructor(options: StoredHistogramOptions) {
    const { name, help, boundsSeconds, registry } = options;
    super({ name, help, buckets: [...boundsSeconds], registers: [registry] });
    this.#options = options;
  }

  override async get(): Promise<Scraped> {
    const { name, help } = this.#options;
    return {
      name,
      help,
      type: 'histogram',
      aggregator: 'sum',
      collect: () => {},
      values: this.#values(),
    } as unknown as Scraped;
  }

  /** What the registry asks for instead of `get` where there is such a thing. */
  getForPromString(): Promise<Scraped> {
    return this.get();
  }

  #values(): Scraped['values'] {
    const { name, boundsSeconds, figures } = this.#options;
    const { withinBound, count, sumSeconds } = figures();
    const bucket = (le: number | string, value: number) => ({ metricName: `${name}_bucket`, labels: { le }, value });
    return [
      ...boundsSeconds.map((bound, at) => bucket(bound, withinBound[at] ?? 0)),
      bucket('+Inf', count),
      { metricName: `${name}_sum`, labels: {}, value: sumSeconds },
      { metricName: `${name}_count`, labels: {}, value: count },
    ];
  }
}
