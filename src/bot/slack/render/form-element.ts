import { day } from '../../../engine/form/day.js';
import type { RawValue } from '../../../engine/form/field-type.js';
import { MENU_OPTIONS_MAX } from '../../../engine/form/options.js';
import { epochMs } from '../../../engine/instant.js';
import type { InputView } from '../../view/form.js';
import type { Words } from '../../view/words.js';
import { chatUserOf, INPUT_ACTION_ID } from '../form-input.js';
import { LIMITS } from '../limits.js';
import type { DrawnInput, DrawnOption } from '../within-limits.js';
import { amountOf, textOf, textsOf } from './raw.js';
import { plainText } from './text.js';

/** The one element of a field, or of the first of its two blocks. */
export function elementOf(
  { field, initial }: InputView,
  words: Words,
  chatUsers: ReadonlyMap<string, string>,
): DrawnInput {
  switch (field.type) {
    case 'text':
      return textInput(textOf(initial), { charsMax: field.max, placeholder: field.placeholder });
    case 'long_text':
      return textInput(textOf(initial), { charsMax: field.max, placeholder: field.placeholder, multiline: true });
    case 'integer':
    case 'number':
      // Not Slack's input for numbers, which refuses the commas between thousands that people type.
      return textInput(textOf(initial), { placeholder: field.placeholder });
    case 'money':
      return textInput(amountOf(initial).amount, { placeholder: field.placeholder });
    case 'email':
      return addressInput('email_text_input', EMAIL, textOf(initial), field.placeholder);
    case 'url':
      return addressInput('url_text_input', WEB_ADDRESS, textOf(initial), field.placeholder);
    case 'date':
      return datePicker(textOf(initial), field.placeholder ?? words.form.chooseDay);
    case 'time':
      return timePicker(textOf(initial), field.placeholder ?? words.form.chooseTime);
    case 'datetime':
      return momentPicker(textOf(initial));
    case 'select':
      return menu(field.options, textOf(initial), field.placeholder ?? words.form.choose);
    case 'multi_select':
      return choices(field.options, textsOf(initial), field.max, field.placeholder ?? words.form.choose);
    case 'boolean':
      return yesOrNo(initial, words);
    case 'user':
      return personMenu(textOf(initial), chatUsers, field.placeholder ?? words.form.choose);
    case 'users':
      return peopleMenu(textsOf(initial), chatUsers, field.max, field.placeholder ?? words.form.choose);
    case 'date_range':
    case 'file':
      throw new Error(`a field of type ${field.type} is drawn in two blocks`);
  }
}

interface TextInputLimits {
  readonly charsMax?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly multiline?: boolean;
}

/** A text longer than the form allows by now is shown whole, for Slack refuses one that begins too long. */
export function textInput(initial: string | null, { charsMax, placeholder, multiline }: TextInputLimits): DrawnInput {
  const max = Math.min(charsMax ?? LIMITS.inputCharsMax, LIMITS.inputCharsMax);
  const shown = initial?.slice(0, LIMITS.inputCharsMax) ?? '';
  return {
    type: 'plain_text_input',
    action_id: INPUT_ACTION_ID,
    ...(multiline === true && { multiline }),
    ...(shown.length <= max && { max_length: max }),
    ...(shown !== '' && { initial_value: shown }),
    ...placeholderOf(placeholder),
  };
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const WEB_ADDRESS = /^https?:\/\/\S+$/;

/** What is no address yet, as a form that was begun may hold, stands in an input that takes any text. */
function addressInput(
  type: 'email_text_input' | 'url_text_input',
  address: RegExp,
  initial: string | null,
  placeholder: string | undefined,
): DrawnInput {
  const shown = initial?.trim() ?? '';
  if (shown !== '' && (!address.test(shown) || shown.length > LIMITS.inputCharsMax)) {
    return textInput(initial, { placeholder });
  }
  return {
    type,
    action_id: INPUT_ACTION_ID,
    ...(shown !== '' && { initial_value: shown }),
    ...placeholderOf(placeholder),
  };
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Lists that are too long for a menu are asked for while somebody types; see `handlers/suggest.ts`. */
export function menu(all: readonly Choice[], chosen: string | null, placeholder?: string): DrawnInput {
  const found = all.find(({ value }) => value === chosen);
  const initial = found && { initial_option: optionOf(found) };
  const common = { action_id: INPUT_ACTION_ID, ...initial, ...placeholderOf(placeholder) };
  return all.length > MENU_OPTIONS_MAX
    ? { type: 'external_select', ...common, min_query_length: 0 }
    : { type: 'static_select', ...common, options: all.map(optionOf) };
}

/** A few stand as ticks before everybody's eyes, more in a menu, and very many are found by typing. */
function choices(
  all: readonly Choice[],
  chosen: readonly string[],
  max: number | undefined,
  placeholder: string,
): DrawnInput {
  const found = all.filter(({ value }) => chosen.includes(value)).slice(0, LIMITS.selectOptionsMax);
  const initial = found.length > 0 && { initial_options: found.map(optionOf) };
  const action_id = INPUT_ACTION_ID;
  if (all.length <= LIMITS.radioOptionsMax)
    return { type: 'checkboxes', action_id, options: all.map(optionOf), ...initial };
  const common = { action_id, ...initial, ...mostOf(max, found.length), ...placeholderOf(placeholder) };
  return all.length > MENU_OPTIONS_MAX
    ? { type: 'multi_external_select', ...common, min_query_length: 0 }
    : { type: 'multi_static_select', ...common, options: all.map(optionOf) };
}

/** Slack refuses a menu that begins with more than may be chosen, as an older form may have let in. */
function mostOf(max: number | undefined, chosen: number) {
  return max === undefined || chosen > max || max > LIMITS.selectOptionsMax ? {} : { max_selected_items: max };
}

export function optionOf({ value, label }: Choice): DrawnOption {
  return { text: plainText(label, LIMITS.optionCharsMax), value };
}

function yesOrNo(initial: RawValue, { values }: Words): DrawnInput {
  const options = [optionOf({ label: values.yes, value: 'true' }), optionOf({ label: values.no, value: 'false' })];
  const chosen = options.find((option) => option.value === String(initial));
  return { type: 'radio_buttons', action_id: INPUT_ACTION_ID, options, ...(chosen && { initial_option: chosen }) };
}

/** Somebody who is not in Slack, or not any more, cannot stand in the menu. */
function personMenu(initial: string | null, chatUsers: ReadonlyMap<string, string>, placeholder: string): DrawnInput {
  const chatUser = initial === null ? undefined : (chatUserOf(initial) ?? chatUsers.get(initial));
  return {
    type: 'users_select',
    action_id: INPUT_ACTION_ID,
    ...(chatUser !== undefined && { initial_user: chatUser }),
    ...placeholderOf(placeholder),
  };
}

function peopleMenu(
  initial: readonly string[],
  chatUsers: ReadonlyMap<string, string>,
  max: number | undefined,
  placeholder: string,
): DrawnInput {
  const found = initial.flatMap((id) => chatUserOf(id) ?? chatUsers.get(id) ?? []).slice(0, LIMITS.selectOptionsMax);
  return {
    type: 'multi_users_select',
    action_id: INPUT_ACTION_ID,
    ...(found.length > 0 && { initial_users: found }),
    ...mostOf(max, found.length),
    ...placeholderOf(placeholder),
  };
}

/** A day that is none, which an older form may have let in, is left for the person to choose. */
export function datePicker(initial: string | null, placeholder: string): DrawnInput {
  const isDay = initial !== null && day.safeParse(initial).success;
  return {
    type: 'datepicker',
    action_id: INPUT_ACTION_ID,
    ...(isDay && { initial_date: initial }),
    ...placeholderOf(placeholder),
  };
}

export function timePicker(initial: string | null, placeholder: string): DrawnInput {
  const isTime = initial !== null && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(initial);
  return {
    type: 'timepicker',
    action_id: INPUT_ACTION_ID,
    ...(isTime && { initial_time: initial }),
    ...placeholderOf(placeholder),
  };
}

function momentPicker(initial: string | null): DrawnInput {
  const seconds = initial === null ? Number.NaN : Math.floor(epochMs(initial) / 1000);
  const isShown = seconds >= LIMITS.secondsMin && seconds <= LIMITS.secondsMax;
  return { type: 'datetimepicker', action_id: INPUT_ACTION_ID, ...(isShown && { initial_date_time: seconds }) };
}

function placeholderOf(text: string | undefined) {
  return text === undefined ? {} : { placeholder: plainText(text, LIMITS.placeholderCharsMax) };
}
