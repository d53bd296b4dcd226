import { z } from 'zod';
import type { Rung, Sla } from '../definition.js';
import { decisions } from '../document.js';
import { explainUnknownKey } from './explain-issue.js';
import { quote } from './finding.js';
import { key, refuse, strict } from './shape.js';
import { targetsShape } from './who-shape.js';

/** More than two years of working days; whoever waits that long has forgotten. */
const HOURS_MAX = 5_000;
const RUNGS_MAX = 10;

const DEEDS = ['remind', 'escalate', ...decisions] as const;
type Deed = Rung['do'];

const EACH = DEEDS.map((deed) => `{ ${deed}: 24 }`).join(', ');

/** `{remind: 12}`, `{escalate: 36, to: {role: finance}}`, `{reject: 72}`: what happens, and after how many business hours. */
const rung = z.unknown().transform((written, ctx): Rung => {
  const entries = typeof written === 'object' && written !== null ? Object.entries(written) : [];
  const deeds = entries.filter(([name]) => isDeed(name));
  const [deed] = deeds;
  const strange = entries.filter(([name]) => !isDeed(name) && name !== 'to');
  for (const [name] of strange) refuse(ctx, explainUnknownKey(name, [...DEEDS, 'to']), [name]);
  if (strange.length > 0) return z.NEVER;
  if (deed === undefined || deeds.length > 1) {
    const what = deed === undefined ? `cannot be ${quote(written)}` : 'does one thing at one time; make it two rungs';
    refuse(ctx, `a rung ${what}; each is one of: ${EACH}`);
    return z.NEVER;
  }
  return rungOf(deed, entries.find(([name]) => name === 'to')?.[1], ctx);
});

function rungOf([name, hours]: [string, unknown], to: unknown, ctx: z.RefinementCtx): Rung {
  if (!isDeed(name) || !isHours(hours)) {
    refuse(ctx, `"${name}" must be a whole number of business hours, from 1 to ${HOURS_MAX}`, [name]);
    return z.NEVER;
  }
  if (name !== 'escalate') {
    if (to === undefined) return { do: name, afterHours: hours };
    refuse(ctx, `"to" says whom "escalate" leads to; "${name}" has no such thing, so remove it`, ['to']);
    return z.NEVER;
  }
  const targets = targetsShape.safeParse(to === undefined ? 'manager' : to);
  if (targets.success) return { do: name, afterHours: hours, to: targets.data };
  for (const { message, path } of targets.error.issues) refuse(ctx, message, ['to', ...path]);
  return z.NEVER;
}

function isDeed(name: string): name is Deed {
  return DEEDS.some((one) => one === name);
}

function isHours(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= HOURS_MAX;
}

const ladder = z
  .array(rung)
  .max(RUNGS_MAX, `"ladder" has more than ${RUNGS_MAX} rungs; remove some`)
  .superRefine((rungs, ctx) => {
    for (const [at, { do: deed, afterHours }] of rungs.entries()) {
      const before = rungs[at - 1];
      if (before === undefined) continue;
      if (isOutcome(before)) {
        refuse(ctx, `"${before.do}" decides the step, so nothing can come after it; make it the last rung`, [at]);
      } else if (afterHours <= before.afterHours) {
        const order = `comes behind the one after ${before.afterHours}; give each rung more hours than the one before`;
        refuse(ctx, `"${deed}" after ${afterHours} hours ${order}`, [at, deed]);
      }
    }
  });

function isOutcome({ do: deed }: Rung): boolean {
  return decisions.some((one) => one === deed);
}

/** How long a step may take, and what happens while nobody decides. */
export const slaShape = strict({
  hours: z.int().min(1).max(HOURS_MAX),
  calendar: key.optional(),
  ladder: ladder.optional(),
})
  .superRefine(({ hours, ladder }, ctx) => {
    const last = ladder?.at(-1);
    if (last === undefined || !isOutcome(last) || last.afterHours >= hours) return;
    const message = `"${last.do}" after ${last.afterHours} hours would decide the step before it is due, after ${hours}`;
    refuse(ctx, `${message}; give it at least as many`, ['ladder', (ladder?.length ?? 1) - 1, last.do]);
  })
  .transform(
    ({ hours, calendar, ladder }): Sla => ({
      hours,
      ...(calendar === undefined ? {} : { calendar }),
      ...(ladder === undefined ? {} : { ladder }),
    }),
  );
