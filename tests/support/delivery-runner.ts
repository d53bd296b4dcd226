import { deliveryHandlers } from '../../src/jobs/delivery-handlers.js';
import type { DeliveryTools } from '../../src/jobs/delivery-tools.js';
import { Pace } from '../../src/jobs/pace.js';
import { leaseMsFor } from '../../src/jobs/platform-calls.js';
import { EmbeddedRunner, type RunnerOptions } from '../../src/jobs/runner.js';
import { handlersOf } from '../contracts/queue-contract.js';

export type DeliveryOptions = Omit<RunnerOptions, 'handlers' | 'leaseMs'> & Omit<DeliveryTools, 'pace'>;

/** A runner that brings cards and notices onto these platforms, and can do nothing else. */
export function deliveryRunner(options: DeliveryOptions): EmbeddedRunner {
  const { clock, platforms, noticePlatforms } = options;
  const others = handlersOf(({ kind }) => Promise.reject(new Error(`${kind} is not for this runner`)));
  const handlers = { ...others, ...deliveryHandlers({ ...options, pace: new Pace(clock.now) }) };
  return new EmbeddedRunner({ ...options, handlers, leaseMs: leaseMsFor([...platforms, ...noticePlatforms]) });
}
