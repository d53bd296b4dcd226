import { randomFillSync } from 'node:crypto';

const SALT_BYTES = 16;
/** Filled at one go: asking for randomness costs nearly the same for many bytes as for few. */
const pool = Buffer.alloc(SALT_BYTES * 256);
let used = pool.length;

/** 128 bits that nobody can guess, as text. */
export function newSalt(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const start = used;
  used += SALT_BYTES;
  return pool.toString('hex', start, used);
}
