import { z } from 'zod';
import { reservedFieldNames } from '../rules/reserved.js';
import type { Rule } from '../rules/rule.js';

export const FIELDS_MAX = 100;
/** A tick box draws its label as an option, and Slack's options hold 75 characters. */
export const LABEL_CHARS_MAX = 75;
export const HELP_CHARS_MAX = 300;
/** Slack's limit. */
export const PLACEHOLDER_CHARS_MAX = 150;

const CONTROL_CHARACTER = /\p{Cc}/u;

/** One line that people read on a form. */
export function shortText(charsMax: number) {
  return (
    z
      .string()
      .trim()
      .min(1)
      // Counted by hand because zod counts code points, and Slack's limits are on what JavaScript calls length.
      .refine((text) => text.length <= charsMax, `is longer than ${charsMax} characters; shorten it`)
      .refine((text) => !CONTROL_CHARACTER.test(text), 'must be one line without control characters')
      .refine((text) => text.isWellFormed(), 'holds half of a character (a lone surrogate); type it again')
  );
}

export const RULE_CHARS_MAX = 2000;

/** As its author wrote it; whether it is a rule at all is found out when it is compiled. */
const rule = z.custom<Rule>(
  (written) => typeof written === 'string' || (typeof written === 'object' && written !== null),
  'must be a rule, such as "amount > money("500.00", "USD")", or a set of conditions under "all:" or "any:"',
);

const NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** The properties that every type of field has. */
export const commonProperties = {
  name: z
    .string()
    .regex(NAME, 'must begin with a-z and go on with a-z, 0-9 or _, at most 40 in all')
    // Every plain object already has a property of this name, so a value under it could be missed or made up.
    .refine((name) => name !== 'constructor', 'cannot be "constructor"; choose another name')
    .refine(
      (name) => !reservedFieldNames.has(name) || !NAME.test(name),
      'means something else in rules; choose another name',
    ),
  label: shortText(LABEL_CHARS_MAX),
  help: shortText(HELP_CHARS_MAX).optional(),
  /** Where the field is shown, and shown alone: a field that stays hidden is not asked for. */
  required: z.boolean().default(false),
  /** About other fields only; `check-rules.ts` reads it. Absent: always shown. */
  visible_when: rule.optional(),
  /** Begins a page of its own where the form is shown in pages. */
  starts_page: z.boolean().optional(),
};

/** For the types whose value a rule can compute: the text of the rule. Nobody types such a value. */
export const computed = { computed: z.string().trim().min(1).max(RULE_CHARS_MAX).optional() };

export const placeholder = shortText(PLACEHOLDER_CHARS_MAX).optional();

/** Refuses a lower bound above the upper one. `T` compares with `>`: numbers, or dates as text. */
export function refuseCrossedBounds<T extends string | number>(
  field: { readonly min?: T | undefined; readonly max?: T | undefined },
  ctx: z.RefinementCtx,
): void {
  if (field.min === undefined || field.max === undefined || field.min <= field.max) return;
  ctx.addIssue({ code: 'custom', path: ['min'], message: `is above "max" (${field.min} and ${field.max}); swap them` });
}
