import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../engine/ports/log.js';

/** One thing that must be well. `check` tells figures about it and rejects while it is not. */
export interface DeepCheck {
  readonly name: string;
  check(): Promise<CheckFigures>;
}

export type CheckFigures = Readonly<Record<string, number | string | boolean>>;

/** It is not well, and the figures show how much. */
export class Unwell extends Error {
  override readonly name = 'Unwell';
  readonly figures: CheckFigures;

  constructor(problem: string, figures: CheckFigures = {}) {
    super(problem);
    this.figures = figures;
  }
}

export interface DeepHealth {
  readonly status: 'ok' | 'failing';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

export interface CheckResult extends CheckFigures {
  readonly state: 'ok' | 'failing';
  /** How long the check took. */
  readonly ms: number;
}

/** A check that hangs is a check that fails. */
const CHECK_TIMEOUT_MS = 5000;

/** All at once, each for itself: one that fails hides no other. */
export async function deepHealth(checks: readonly DeepCheck[], log: Log): Promise<DeepHealth> {
  const results = await Promise.all(checks.map(async (check) => [check.name, await resultOf(check, log)] as const));
  const isWell = results.every(([, { state }]) => state === 'ok');
  return { status: isWell ? 'ok' : 'failing', checks: Object.fromEntries(results) };
}

async function resultOf({ name, check }: DeepCheck, log: Log): Promise<CheckResult> {
  const startedMs = performance.now();
  const took = () => Math.round((performance.now() - startedMs) * 10) / 10;
  try {
    const figures = await withinTime(check());
    return { state: 'ok', ms: took(), ...figures };
  } catch (error) {
    log.warn({ check: name, err: error }, 'not well');
    const problem = error instanceof Error ? error.message : String(error);
    return { state: 'failing', ms: took(), problem, ...(error instanceof Unwell ? error.figures : {}) };
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const tooSlow = delay(CHECK_TIMEOUT_MS, undefined, { signal: over.signal, ref: false }).then((): never => {
    throw new Unwell(`took longer than ${CHECK_TIMEOUT_MS} ms`);
  });
  try {
    return await Promise.race([work, tooSlow]);
  } finally {
    over.abort();
    tooSlow.catch(() => {});
  }
}
