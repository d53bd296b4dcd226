import { setTimeout as delay } from 'node:timers/promises';
import { StoreFault } from '../faults.js';
import { faultOf } from './sqlite-fault.js';

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 40;

/**
 * Does `action` again while another connection holds the lock it needs. SQLite's own waiting would freeze the event
 * loop, so the pauses are made here, with jitter so that two processes do not knock in step.
 *
 * @throws StoreFault `database-busy` once `limitMs` have passed, and any other fault at once
 */
export async function retryWhileBusy<T>(action: () => T, limitMs: number): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return action();
    } catch (error) {
      const fault = faultOf(error);
      if (!isBusy(fault) || performance.now() >= deadline) throw fault;
    }
    await delay(pauseMs * (0.5 + Math.random()));
  }
}

function isBusy(fault: unknown): boolean {
  return fault instanceof StoreFault && fault.code === 'database-busy';
}
