import { deliveryHandlers } from './delivery-handlers.js';
import type { DeliveryTools } from './delivery-tools.js';
import { Pace } from './pace.js';
import { leaseMsFor } from './platform-calls.js';
import type { TaskRunOptions } from './run-task.js';
import { EmbeddedRunner, type RunnerOptions } from './runner.js';

export type DeliveryOptions = Omit<TaskRunOptions, 'handlers'> &
  Omit<DeliveryTools, 'pace'> &
  Pick<RunnerOptions, 'isCrowded'>;

/** A runner that brings cards and notices onto these platforms. */
export function deliveryRunner(options: DeliveryOptions): EmbeddedRunner {
  const { outbox, clock, log, owner, random, platforms, noticePlatforms } = options;
  const handlers = deliveryHandlers({ ...options, pace: new Pace(clock.now) });
  const leaseMs = leaseMsFor([...platforms, ...noticePlatforms]);
  const crowd = options.isCrowded && { isCrowded: options.isCrowded };
  return new EmbeddedRunner({ outbox, handlers, clock, log, owner, random, leaseMs, ...crowd });
}
