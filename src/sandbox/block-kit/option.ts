import { z } from 'zod';
import { LIMITS } from './limits.js';
import { anyText, plainText } from './text.js';

const value = z.string().min(1).max(LIMITS.optionValueCharsMax);
const description = LIMITS.optionDescriptionCharsMax;

/** Menus show plain text only. */
export const menuOption = z.strictObject({
  text: plainText(LIMITS.optionTextCharsMax),
  value,
  description: plainText(description).optional(),
});

/** Radio buttons and checkboxes may use mrkdwn. */
export const choiceOption = z.strictObject({
  text: anyText(LIMITS.optionTextCharsMax),
  value,
  description: anyText(description).optional(),
});

export const overflowOption = menuOption.extend({ url: z.string().min(1).max(LIMITS.urlCharsMax).optional() });

export const optionGroup = z.strictObject({
  label: plainText(LIMITS.optionGroupLabelCharsMax),
  options: z.array(menuOption).min(1).max(LIMITS.selectOptionsMax),
});

export type ChoiceOption = z.infer<typeof choiceOption>;
export type MenuOption = z.infer<typeof menuOption>;
export type OverflowOption = z.infer<typeof overflowOption>;
