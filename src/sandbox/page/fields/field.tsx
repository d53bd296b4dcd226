import type { InteractiveElement } from '../../block-kit/blocks.js';
import { type ActValue, listOf, textOf } from '../../element-value.js';
import { useReader } from '../reader-context.js';
import type { SuggestAnswer } from '../sandbox-api.js';
import { ChoiceField } from './choice-field.js';
import { DateTimeField, NativePicker } from './date-fields.js';
import { ExternalField } from './external-field.js';
import { FileField } from './file-field.js';
import { ManyField } from './many-field.js';
import { MenuField } from './menu-field.js';
import { peopleOptions } from './people-options.js';
import { TextField } from './text-field.js';

export interface FieldIds {
  readonly field: string;
  readonly label?: string | undefined;
  readonly describedBy: string | undefined;
}

export interface FieldProps<E> {
  readonly element: E;
  readonly value: ActValue;
  readonly ids: FieldIds;
  readonly invalid: boolean;
  /** What the field is called where no label stands beside it. */
  readonly name?: string | undefined;
  onChange(value: ActValue): void;
  onEnter?: ((value: ActValue) => void) | undefined;
  /** Asks the app for the options of a menu that has none of its own. */
  onSuggest?: ((typed: string) => Promise<SuggestAnswer>) | undefined;
}

type FieldElement = Exclude<InteractiveElement, { type: 'button' } | { type: 'overflow' }>;

/** Every element that holds a value, drawn with the browser's own accessible controls. */
export function Field(props: FieldProps<FieldElement>) {
  const { people } = useReader();
  const { element } = props;
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextField {...props} element={element} />;
    case 'static_select':
      return <MenuField {...props} source={element} placeholder={element.placeholder?.text} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalField {...props} element={element} />;
    case 'users_select':
    case 'conversations_select':
      return <MenuField {...props} source={peopleOptions(people)} placeholder={element.placeholder?.text} />;
    case 'multi_static_select':
      return <ManyField {...props} source={element} max={element.max_selected_items} />;
    case 'multi_users_select':
    case 'multi_conversations_select':
      return <ManyField {...props} source={peopleOptions(people)} max={element.max_selected_items} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <ChoiceField {...props} element={element} />;
    case 'datepicker':
      return <NativePicker {...props} type="date" value={textOf(props.value)} />;
    case 'timepicker':
      return <NativePicker {...props} type="time" value={textOf(props.value)} />;
    case 'datetimepicker':
      return <DateTimeField {...props} />;
    case 'file_input':
      return <FileField {...props} element={element} chosen={listOf(props.value)} />;
  }
}

/** Groups are named by an element beside them, single controls by a real label. */
export function isGroup(element: FieldElement): boolean {
  const groups = [
    'radio_buttons',
    'checkboxes',
    'multi_static_select',
    'multi_users_select',
    'multi_conversations_select',
  ];
  return groups.includes(element.type);
}
