import { z } from 'zod';
import type { EscalationTarget, Who } from '../definition.js';
import { explainUnknownKey } from './explain-issue.js';
import { quote } from './finding.js';
import { isKey, refuse } from './shape.js';

const WHO_MAX = 50;
/** Managers up. */
const LEVEL_MAX = 10;

const MEANT: Readonly<Record<string, string>> = {
  user: 'the id of a person',
  role: 'the key of a role',
  group: 'the key of a group',
  field: 'the name of a field of the form',
  manager: `how many levels up, from 1 to ${LEVEL_MAX}`,
};
const TARGETS = 'manager, { manager: 2 }, unit_head, { user: an-id }, { role: a-key }, { group: a-key }';

/** Whom a step asks. */
export const whomShape = listOf(
  z.unknown().transform((written, ctx): Who => readWho(written, ctx, 'who', `${TARGETS}, { field: a-name }`)),
  '"who" names nobody; a step that nobody is asked in would be stuck',
);

/** Whom a step is escalated to; never whom its form names, for those are the submitter's choice. */
export const targetsShape = listOf(
  z.unknown().transform((written, ctx): EscalationTarget => {
    const who = readWho(written, ctx, 'to', TARGETS);
    if (who.kind !== 'field') return who;
    refuse(ctx, `nobody escalates to whom the form names, as the submitter chose them; take one of: ${TARGETS}`);
    return z.NEVER;
  }),
  '"to" names nobody; leave it out to escalate to the manager',
);

/** One entry is the usual case; a list of one reads like a formality. */
function listOf<T extends Who>(one: z.ZodType<T>, whenEmpty: string) {
  return z.preprocess(
    (written) => (Array.isArray(written) || written === undefined || written === null ? written : [written]),
    z.array(one).min(1, whenEmpty).max(WHO_MAX).superRefine(refuseTwins),
  );
}

function readWho(written: unknown, ctx: z.RefinementCtx, property: string, each: string): Who {
  if (written === 'manager' || written === 'unit_head') return { kind: written };
  const [first, ...others] = typeof written === 'object' && written !== null ? Object.entries(written) : [];
  if (first === undefined || others.length > 0) {
    refuse(ctx, `"${property}" cannot be ${quote(written)}; each entry is one of: ${each}`);
    return z.NEVER;
  }
  const [kind, value] = first;
  const meant = MEANT[kind];
  if (meant === undefined) {
    refuse(ctx, explainUnknownKey(kind, Object.keys(MEANT)), [kind]);
    return z.NEVER;
  }
  const read = whoOf(kind, value);
  if (read !== undefined) return read;
  refuse(ctx, `"${kind}" must be ${meant}`, [kind]);
  return z.NEVER;
}

/** Undefined where the value is not of the right kind. */
function whoOf(kind: string, value: unknown): Who | undefined {
  if (kind === 'manager') return isLevel(value) ? { kind, ...(value === 1 ? {} : { level: value }) } : undefined;
  if (kind === 'field') return typeof value === 'string' && value !== '' ? { kind, field: value } : undefined;
  if (!isKey(value)) return undefined;
  if (kind === 'user') return { kind, user: value };
  return kind === 'role' ? { kind, role: value } : { kind: 'group', group: value };
}

function isLevel(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LEVEL_MAX;
}

function refuseTwins(asked: readonly Who[], ctx: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, one] of asked.entries()) {
    const text = JSON.stringify(one);
    if (seen.has(text)) refuse(ctx, 'asks the same twice; remove one', [index]);
    seen.add(text);
  }
}
