import { z } from 'zod';
import { identity } from './identity.js';
import { LIMITS } from './limits.js';
import { choiceOption } from './option.js';
import { isAmong } from './options-of.js';
import { confirmDialog, placeholder } from './text.js';

const focusable = { action_id: identity, focus_on_load: z.boolean().optional() };
const pickable = { ...focusable, confirm: confirmDialog.optional() };
const typable = {
  ...focusable,
  placeholder,
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .max(2),
    })
    .optional(),
};
const choices = z.array(choiceOption).min(1).max(LIMITS.choicesMax);
const initialText = z.string().min(1).max(LIMITS.inputCharsMax).optional();
const numberText = z.string().regex(/^-?\d+(\.\d+)?$/);

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...pickable,
  placeholder,
  initial_date: z.iso.date().optional(),
});

export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...pickable,
  placeholder,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().min(1).optional(),
});

export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...pickable,
  /** UNIX seconds, ten digits. */
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...pickable,
    options: choices,
    initial_option: choiceOption.optional(),
  })
  .superRefine((element, context) => {
    if (element.initial_option === undefined || isAmong(element.options, element.initial_option)) return;
    context.addIssue({ code: 'custom', path: ['initial_option'], message: 'must match one of the options' });
  });

export const checkboxes = z
  .strictObject({ type: z.literal('checkboxes'), ...pickable, options: choices, initial_options: choices.optional() })
  .superRefine((element, context) => {
    if ((element.initial_options ?? []).every((option) => isAmong(element.options, option))) return;
    context.addIssue({ code: 'custom', path: ['initial_options'], message: 'must match one of the options' });
  });

export const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typable,
    initial_value: initialText,
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(LIMITS.inputCharsMax).optional(),
    max_length: z.int().min(1).max(LIMITS.inputCharsMax).optional(),
  })
  .superRefine((input, context) => {
    if (input.min_length !== undefined && input.max_length !== undefined && input.min_length > input.max_length) {
      context.addIssue({ code: 'custom', path: ['min_length'], message: 'must not be greater than `max_length`' });
    }
    if ((input.initial_value?.length ?? 0) > (input.max_length ?? LIMITS.inputCharsMax)) {
      context.addIssue({ code: 'custom', path: ['initial_value'], message: 'must not be longer than `max_length`' });
    }
  });

export const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...typable,
    is_decimal_allowed: z.boolean(),
    initial_value: numberText.optional(),
    min_value: numberText.optional(),
    max_value: numberText.optional(),
  })
  .superRefine((input, context) => {
    if (!isWithin(input.min_value, input.max_value, input.max_value)) {
      context.addIssue({ code: 'custom', path: ['min_value'], message: 'must not be greater than `max_value`' });
    }
    if (!isWithin(input.min_value, input.initial_value, input.max_value)) {
      context.addIssue({ code: 'custom', path: ['initial_value'], message: 'must be between min and max' });
    }
    if (!input.is_decimal_allowed && input.initial_value?.includes('.')) {
      context.addIssue({ code: 'custom', path: ['initial_value'], message: 'must not have decimals' });
    }
  });

export const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typable,
  initial_value: initialText,
});

export const urlInput = z.strictObject({ type: z.literal('url_text_input'), ...typable, initial_value: initialText });

export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: identity,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(LIMITS.filesMax).optional(),
});

function isWithin(min: string | undefined, value: string | undefined, max: string | undefined): boolean {
  if (value === undefined) return true;
  if (min !== undefined && Number(value) < Number(min)) return false;
  return max === undefined || Number(value) <= Number(max);
}
