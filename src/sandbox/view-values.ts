import type { Block, InteractiveElement } from './block-kit/blocks.js';
import { elementsOf } from './block-kit/elements-of.js';
import type { MenuOption } from './block-kit/option.js';
import { optionsOf } from './block-kit/options-of.js';
import { type ActValue, listOf, textOf, type ViewInputs, valueIn } from './element-value.js';
import type { FileForApp } from './file-shape.js';

/** `state.values` as Slack sends it. */
export type ViewState = Record<string, Record<string, Record<string, unknown>>>;

/** What values stand for that are not in the blocks themselves. */
export interface Lookups {
  file(id: string): FileForApp | undefined;
  /** An option that the app offered this person for that menu. */
  offered(block: Block, element: InteractiveElement, value: string): MenuOption | undefined;
}

/** What all elements of a surface hold now, in Slack's shape for each kind of element. */
export function stateOf(blocks: readonly Block[], inputs: ViewInputs, lookups: Lookups): ViewState {
  const state: ViewState = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const value = valueIn(block, element, inputs);
      const held = heldBy(block, element, value, lookups);
      if (held !== undefined) state[block.block_id] = { ...state[block.block_id], [element.action_id]: held };
    }
  }
  return state;
}

/** The value of one element in Slack's shape; undefined for what holds none, such as a button. */
export function heldBy(block: Block, element: InteractiveElement, value: ActValue, lookups: Lookups) {
  const held = heldValue(block, element, value, lookups);
  return held === undefined ? undefined : { type: element.type, ...held };
}

function heldValue(block: Block, element: InteractiveElement, value: ActValue, lookups: Lookups): object | undefined {
  const text = textOf(value);
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { value: text };
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: optionsFor(element, [value])[0] ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: optionsFor(element, listOf(value)) };
    case 'external_select':
      return { selected_option: listOf(value).flatMap((one) => lookups.offered(block, element, one) ?? [])[0] ?? null };
    case 'multi_external_select':
      return { selected_options: listOf(value).flatMap((one) => lookups.offered(block, element, one) ?? []) };
    case 'users_select':
      return { selected_user: text };
    case 'multi_users_select':
      return { selected_users: listOf(value) };
    case 'conversations_select':
      return { selected_conversation: text };
    case 'multi_conversations_select':
      return { selected_conversations: listOf(value) };
    case 'datepicker':
      return { selected_date: text };
    case 'timepicker':
      return { selected_time: text, ...(element.timezone === undefined ? {} : { timezone: element.timezone }) };
    case 'datetimepicker':
      return { selected_date_time: text === null ? null : Number(text) };
    case 'file_input':
      return { files: listOf(value).flatMap((id) => lookups.file(id) ?? []) };
    case 'button':
    case 'overflow':
      return undefined;
  }
}

function optionsFor(element: Parameters<typeof optionsOf>[0], wanted: readonly ActValue[]) {
  const options = optionsOf(element) as readonly { value: string }[];
  return wanted.flatMap((value) => options.find((option) => option.value === value) ?? []);
}
