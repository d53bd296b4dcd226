import { z } from 'zod';
import { decisions } from '../../engine/document.js';
import { adminPlace } from './admin-place.js';
import { parsedJson } from './button-value.js';

const id = z.string().min(1);
const seen = { r: z.int().min(0), v: z.int().min(1) };
const cursors = { w: id.optional(), q: id.optional() };

/** What each modal remembers, by its callback id. Ids and counters only: Slack keeps 3000 characters. */
const shapes = {
  'choose-type': z.strictObject({}),
  /** A new document when it has not been seen in any revision yet. `k` counts pages sent, `p` is the page shown. */
  form: z.strictObject({
    t: id,
    n: id,
    d: id,
    r: seen.r.optional(),
    v: seen.v.optional(),
    k: z.int().min(0).default(0),
    p: z.int().min(0).default(0),
    /** In whose place it is filled, where a request is only simulated. */
    w: id.optional(),
  }),
  preview: z.strictObject({ d: id, n: id, g: id, ...seen }),
  reason: z.strictObject({ k: z.enum(decisions), d: id, s: id, o: z.int().min(0), ...seen }),
  ask: z.strictObject({ d: id, s: id, o: z.int().min(0), n: id, ...seen }),
  answer: z.strictObject({ d: id, s: id, q: id, n: id }),
  'delegate-step': z.strictObject({ d: id, s: id, o: z.int().min(0), n: id }),
  /** `k` counts delegations that were made in it: the form for the next begins empty. */
  delegate: z.strictObject({ n: id, k: z.int().min(0) }),
  overview: z.strictObject(cursors),
  detail: z.strictObject({ d: id, ...cursors }),
  admin: z.strictObject({ p: adminPlace }),
  'admin-number': z.strictObject({ a: z.enum(['document', 'reassign']) }),
  'admin-upload': z.strictObject({}),
  /** An upload that was kept, and the fingerprint of what it would change. */
  'admin-change': z.strictObject({ u: id, f: id }),
  'admin-simulate': z.strictObject({}),
  'admin-reassign': z.strictObject({ d: id, n: id }),
  'admin-audit': z.strictObject({}),
  settings: z.strictObject({}),
  notice: z.strictObject({}),
} as const;

export type ViewName = keyof typeof shapes;
export type ViewMetadata<N extends ViewName> = z.output<(typeof shapes)[N]>;

export function writeMetadata<N extends ViewName>(_name: N, metadata: ViewMetadata<N>): string {
  return JSON.stringify(metadata);
}

/** Undefined for anything that no view of ours carries, e.g. one from before an upgrade. */
export function readMetadata<N extends ViewName>(name: N, text: string): ViewMetadata<N> | undefined {
  const read = shapes[name].safeParse(parsedJson(text));
  // The schema at `name` gives what `ViewMetadata` says; the compiler cannot follow a lookup by a generic key.
  return read.success ? (read.data as ViewMetadata<N>) : undefined;
}
