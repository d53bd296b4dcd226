import { z } from 'zod';
import { shortText } from './definition.js';

/** Slack's limit for the options of one menu; of a longer list people find theirs by typing. */
export const MENU_OPTIONS_MAX = 100;
export const OPTIONS_MAX = 2000;
/** Slack's limit for an option's text and value. */
const OPTION_CHARS_MAX = 75;

const option = z.strictObject({ value: shortText(OPTION_CHARS_MAX), label: shortText(OPTION_CHARS_MAX) });

export type FieldOption = z.output<typeof option>;

export const options = z.array(option).min(1).max(OPTIONS_MAX).superRefine(refuseTwins);

export function labelOf(all: readonly FieldOption[], value: string): string {
  return all.find((known) => known.value === value)?.label ?? value;
}

/** Two options that look the same or are stored the same cannot be told apart afterwards. */
function refuseTwins(all: readonly FieldOption[], ctx: z.RefinementCtx): void {
  for (const property of ['value', 'label'] as const) {
    const seen = new Set<string>();
    for (const [index, { [property]: text }] of all.entries()) {
      if (seen.has(text)) {
        ctx.addIssue({ code: 'custom', path: [index, property], message: `repeats "${text}"; change one` });
      }
      seen.add(text);
    }
  }
}
