import { z } from 'zod';
import { approveRules, rejectRules, type Sla, type StepDefinition, type Who } from '../definition.js';
import { ruleShape } from '../rules/rule-shape.js';
import { explainUnknownKey } from './explain-issue.js';
import { quote } from './finding.js';
import { definitionName, isKey, key, line, refuse, strict } from './shape.js';

const WHO_MAX = 50;
/** Managers up. */
const LEVEL_MAX = 10;
const BECAUSE_CHARS_MAX = 150;
/** More than two years of working days; whoever waits that long has forgotten. */
const SLA_HOURS_MAX = 5_000;

const MEANT: Readonly<Record<string, string>> = {
  user: 'the id of a person',
  role: 'the key of a role',
  group: 'the key of a group',
  field: 'the name of a field of the form',
  manager: `how many levels up, from 1 to ${LEVEL_MAX}`,
};

const who = z.unknown().transform((written, ctx): Who => {
  if (written === 'manager' || written === 'unit_head') return { kind: written };
  const [first, ...others] = typeof written === 'object' && written !== null ? Object.entries(written) : [];
  if (first === undefined || others.length > 0) return refuseWho(ctx, written);
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
});

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

function refuseWho(ctx: z.RefinementCtx, written: unknown): never {
  const known =
    'manager, { manager: 2 }, unit_head, { user: an-id }, { role: a-key }, { group: a-key }, { field: a-name }';
  refuse(ctx, `"who" cannot be ${quote(written)}; each entry is one of: ${known}`);
  return z.NEVER;
}

const whom = z.preprocess(
  // One person is the usual case; a list of one reads like a formality.
  (written) => (Array.isArray(written) || written === undefined || written === null ? written : [written]),
  z.array(who).min(1, '"who" names nobody; a step that nobody is asked in would be stuck').max(WHO_MAX),
);

const sla = strict({ hours: z.int().min(1).max(SLA_HOURS_MAX), calendar: key.optional() }).transform(
  ({ hours, calendar }): Sla => (calendar === undefined ? { hours } : { hours, calendar }),
);

/** A step of a template, or one that a policy adds. */
export const stepShape = strict({
  key,
  name: definitionName,
  who: whom.superRefine(refuseTwins),
  approve_when: z.enum(approveRules).default('any'),
  reject_when: z.enum(rejectRules).default('any'),
  when: ruleShape.optional(),
  because: line(BECAUSE_CHARS_MAX).optional(),
  sla: sla.optional(),
}).transform(
  ({ approve_when, reject_when, when, because, sla, ...step }): StepDefinition => ({
    ...step,
    rule: { approveWhen: approve_when, rejectWhen: reject_when },
    ...(when === undefined ? {} : { when }),
    ...(because === undefined ? {} : { because }),
    ...(sla === undefined ? {} : { sla }),
  }),
);

function refuseTwins(asked: readonly Who[], ctx: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, one] of asked.entries()) {
    const text = JSON.stringify(one);
    if (seen.has(text)) refuse(ctx, 'asks the same twice; remove one', [index]);
    seen.add(text);
  }
}
