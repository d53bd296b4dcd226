import type { PostRate } from './options.js';
import { ApiProblem } from './web-api/api-problem.js';

const GENEROUS: PostRate = { burst: 1000, perSecond: 200 };

/** One bucket for each conversation; an empty one answers `ratelimited` with the seconds to wait. */
export class PostBuckets {
  readonly #rate: PostRate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(rate: PostRate | undefined, now: () => number) {
    this.#rate = rate ?? GENEROUS;
    this.#now = now;
  }

  take(channel: string): void {
    const now = this.#now();
    const bucket = this.#buckets.get(channel) ?? { tokens: this.#rate.burst, at: now };
    const gained = (Math.max(0, now - bucket.at) / 1000) * this.#rate.perSecond;
    const tokens = Math.min(this.#rate.burst, bucket.tokens + gained);
    this.#buckets.set(channel, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    if (tokens < 1) throw new ApiProblem('ratelimited', [], Math.ceil((1 - tokens) / this.#rate.perSecond));
  }
}
