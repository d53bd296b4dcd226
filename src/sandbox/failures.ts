import { z } from 'zod';

/** The file host plays its own faults; every other rule is about calls of the Web API. */
const FILE_FAULTS = ['redirect', 'login', 'slow', 'cut'] as const;

/**
 * A fault to play to the bot. `429` and `500` refuse without doing anything; `timeout` never answers and does nothing,
 * or with `afterMs` does the work and answers late; `lost` does the work and hangs up before answering; `reset` hangs
 * up at once. Of method `file`, which is fetching a file's bytes: `redirect` sends to `location`, `login` answers with
 * the page that strangers get, `slow` pauses for `afterMs` in the middle, and `cut` hangs up there.
 */
export const failureRule = z
  .strictObject({
    kind: z.enum(['429', '500', 'timeout', 'lost', 'reset', ...FILE_FAULTS]),
    /** A Web API method, `response_url`, or `file`. Every call but those for files when absent. */
    method: z.string().min(1).optional(),
    /** How often; once when neither this nor `every` is given. */
    times: z.int().min(1).optional(),
    /** Only each n-th call that the rule is about. */
    every: z.int().min(1).optional(),
    retryAfterSeconds: z.int().min(0).optional(),
    afterMs: z.int().min(0).optional(),
    /** Where a `redirect` sends to. */
    location: z.url().optional(),
  })
  .refine(({ kind, method }) => !isFileFault(kind) || method === 'file', {
    path: ['method'],
    message: 'must be file for this kind',
  })
  .refine(({ kind, location }) => (kind === 'redirect') === (location !== undefined), {
    path: ['location'],
    message: 'belongs to a redirect, and every redirect needs one',
  });
export type FailureRule = z.infer<typeof failureRule>;

interface ArmedRule {
  readonly rule: FailureRule;
  calls: number;
  left: number;
}

export class Failures {
  #armed: ArmedRule[] = [];

  add(rule: FailureRule): void {
    const once = rule.every === undefined ? 1 : Number.POSITIVE_INFINITY;
    this.#armed.push({ rule, calls: 0, left: rule.times ?? once });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault this call meets, if any. */
  next(method: string): FailureRule | undefined {
    for (const armed of this.#armed) {
      if (armed.left <= 0 || !isAbout(armed.rule, method)) continue;
      armed.calls += 1;
      if (armed.calls % (armed.rule.every ?? 1) !== 0) continue;
      armed.left -= 1;
      return armed.rule;
    }
    return undefined;
  }
}

function isFileFault(kind: string): boolean {
  return (FILE_FAULTS as readonly string[]).includes(kind);
}

function isAbout(rule: FailureRule, method: string): boolean {
  return rule.method === undefined ? method !== 'file' : rule.method === method;
}
