import type { Step } from './document.js';

/** Bits 0 to 62: a signed 64-bit column holds them all and stays positive. */
export const progressBitsMax = 63;

export interface Progress {
  /** Bits required. */
  readonly target: bigint;
  /** Bits done. */
  readonly approved: bigint;
}

export function progressOf(steps: readonly Step[]): Progress {
  return { target: maskOf(steps), approved: maskOf(steps.filter((step) => step.status === 'approved')) };
}

/** A route without any bit is never approved by its mask. */
export function isComplete({ target, approved }: Progress): boolean {
  return target !== 0n && (approved & target) === target;
}

function maskOf(steps: readonly Step[]): bigint {
  return steps.reduce((mask, step) => mask | (1n << BigInt(step.bit)), 0n);
}
