import type { Block, InteractiveElement } from './block-kit/blocks.js';

/** What a person put into one element: text, an option's value, a date, ids; null for "emptied". */
export type ActValue = string | number | readonly string[] | null;

/** By block_id and action_id. What is missing still has its initial value. */
export type ViewInputs = Readonly<Record<string, Readonly<Record<string, ActValue>>>>;

export function valueIn(block: Block, element: InteractiveElement, inputs: ViewInputs): ActValue {
  const given = inputs[block.block_id]?.[element.action_id];
  return given === undefined ? initialValue(element) : given;
}

export function initialValue(element: InteractiveElement): ActValue {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return element.initial_value ?? null;
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return element.initial_option?.value ?? null;
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return (element.initial_options ?? []).map((option) => option.value);
    case 'users_select':
      return element.initial_user ?? null;
    case 'multi_users_select':
      return element.initial_users ?? [];
    case 'conversations_select':
      return element.initial_conversation ?? null;
    case 'multi_conversations_select':
      return element.initial_conversations ?? [];
    case 'datepicker':
      return element.initial_date ?? null;
    case 'timepicker':
      return element.initial_time ?? null;
    case 'datetimepicker':
      return element.initial_date_time ?? null;
    case 'file_input':
      return [];
    case 'button':
    case 'overflow':
      return null;
  }
}

export function listOf(value: ActValue): readonly string[] {
  if (value === null || value === '') return [];
  return typeof value === 'object' ? value : [String(value)];
}

/** An emptied field is null, never an empty string. */
export function textOf(value: ActValue): string | null {
  const [first] = listOf(value);
  return first === undefined || first === '' ? null : first;
}
