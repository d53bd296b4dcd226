import { DeliveryFault } from '../engine/ports/card-platform.js';
import { errorText } from './error-text.js';
import { Postponed } from './task-handler.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits before the second try and each later one; after the last comes the failed list, where people see it. */
export const retryDelaysMs = [SECOND, 3 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE] as const;
/** Wait on the failed list for what may pass by itself: an outage longer than the ladder leaves nothing lying for good. */
export const failedRetryMs = HOUR;
/** Waits are stretched by up to this share, so that what failed together does not come back together. */
export const jitterShare = 0.1;
/** How often the platform may send a task away before that counts as a failed attempt. */
export const throttlesMax = 30;
/** Longest wait a platform may ask for. */
export const throttleMsMax = 15 * MINUTE;
/** Wait when it asks for none. */
const throttleMsDefault = SECOND;

/** What becomes of a task that is not done; times are milliseconds since 1970. */
export type Verdict =
  | { readonly kind: 'retry'; readonly dueMs: number; readonly error: string }
  | { readonly kind: 'postpone'; readonly untilMs: number; readonly throttles: number }
  /** Without `againMs` only people can help. */
  | { readonly kind: 'fail'; readonly error: string; readonly againMs?: number };

export interface Failure {
  readonly error: unknown;
  /** Failed attempts before this one. */
  readonly attempts: number;
  /** How often the platform sent this task away since it last failed. */
  readonly throttles: number;
}

/** Whatever is not a fault of delivery may be gone at the next try: it counts as transient. */
export function verdictOn(failure: Failure, nowMs: number, random: () => number): Verdict {
  const { error, throttles } = failure;
  if (error instanceof Postponed) return { kind: 'postpone', untilMs: error.untilMs, throttles };
  if (error instanceof DeliveryFault) {
    if (error.code === 'permanent') return { kind: 'fail', error: errorText(error) };
    if (error.code === 'throttled') return verdictOnThrottle(error, failure, nowMs, random);
  }
  return nextTry(failure, nowMs, 0, random);
}

/** The moment a platform lets us come back, in milliseconds since 1970. */
export function throttledUntil(fault: DeliveryFault, nowMs: number): number {
  return nowMs + Math.min(Math.max(fault.retryAfterMs ?? throttleMsDefault, 0), throttleMsMax);
}

function verdictOnThrottle(fault: DeliveryFault, failure: Failure, nowMs: number, random: () => number): Verdict {
  const untilMs = throttledUntil(fault, nowMs);
  if (failure.throttles >= throttlesMax) return nextTry(failure, nowMs, untilMs, random);
  return { kind: 'postpone', untilMs, throttles: failure.throttles + 1 };
}

function nextTry(failure: Failure, nowMs: number, notBeforeMs: number, random: () => number): Verdict {
  const error = errorText(failure.error);
  const delayMs = retryDelaysMs[failure.attempts];
  const waitMs = Math.round((delayMs ?? failedRetryMs) * (1 + jitterShare * random()));
  const dueMs = Math.max(nowMs + waitMs, notBeforeMs);
  return delayMs === undefined ? { kind: 'fail', error, againMs: dueMs } : { kind: 'retry', dueMs, error };
}
