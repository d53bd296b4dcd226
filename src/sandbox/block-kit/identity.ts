import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { LIMITS } from './limits.js';

/** Slack invents a short id where the app gave none. */
function inventId(): string {
  return randomBytes(4).toString('base64').slice(0, 5);
}

/** A `block_id` or `action_id`: given by the app, or invented as Slack does. */
export const identity = z.string().min(1).max(LIMITS.idCharsMax).default(inventId);
