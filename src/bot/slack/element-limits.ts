import { z } from 'zod';
import { LIMITS } from './limits.js';

export const id = z.string().min(1).max(LIMITS.idCharsMax);
export const text = (charsMax: number) => z.string().min(1).max(charsMax);
export const plainText = (charsMax: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(charsMax), emoji: z.boolean().optional() });
const placeholder = plainText(LIMITS.placeholderCharsMax).optional();
export const option = z.strictObject({ text: plainText(LIMITS.optionCharsMax), value: text(LIMITS.optionCharsMax) });

const options = (optionsMax: number) => z.array(option).min(1).max(optionsMax);
const textLike = { action_id: id, placeholder, initial_value: text(LIMITS.inputCharsMax).optional() };
const menuLike = { action_id: id, placeholder };
const severalLike = { ...menuLike, max_selected_items: z.int().min(1).max(LIMITS.selectOptionsMax).optional() };
const chosen = options(LIMITS.selectOptionsMax).optional();
const userId = z.string().min(1);

/** Everything that can be filled in. */
export const inputElement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...textLike,
    multiline: z.boolean().optional(),
    max_length: z.int().min(1).max(LIMITS.inputCharsMax).optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...textLike }),
  z.strictObject({ type: z.literal('url_text_input'), ...textLike }),
  z.strictObject({
    type: z.literal('static_select'),
    ...menuLike,
    options: options(LIMITS.selectOptionsMax),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    ...severalLike,
    options: options(LIMITS.selectOptionsMax),
    initial_options: chosen,
  }),
  z.strictObject({
    type: z.literal('external_select'),
    ...menuLike,
    min_query_length: z.int().min(0),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...severalLike,
    min_query_length: z.int().min(0),
    initial_options: chosen,
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    action_id: id,
    options: options(LIMITS.radioOptionsMax),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    action_id: id,
    options: options(LIMITS.radioOptionsMax),
    initial_options: options(LIMITS.radioOptionsMax).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...menuLike, initial_user: userId.optional() }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...severalLike,
    initial_users: z.array(userId).min(1).max(LIMITS.selectOptionsMax).optional(),
  }),
  z.strictObject({ type: z.literal('datepicker'), ...menuLike, initial_date: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...menuLike,
    initial_time: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    action_id: id,
    initial_date_time: z.int().min(LIMITS.secondsMin).max(LIMITS.secondsMax).optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: id,
    filetypes: z.array(text(20)).min(1).optional(),
    max_files: z.int().min(1).max(LIMITS.filesMax).optional(),
  }),
]);
