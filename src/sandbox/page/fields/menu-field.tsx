import { textOf } from '../../element-value.js';
import type { FieldProps } from './field.js';

export interface MenuOption {
  readonly value: string;
  readonly text: { readonly text: string };
  readonly description?: { readonly text: string } | undefined;
}

export interface MenuSource {
  readonly options?: readonly MenuOption[] | undefined;
  readonly option_groups?:
    | readonly { readonly label: { readonly text: string }; readonly options: readonly MenuOption[] }[]
    | undefined;
}

interface MenuFieldProps extends Omit<FieldProps<unknown>, 'element'> {
  readonly source: MenuSource;
  readonly placeholder: string | undefined;
}

export function MenuField({ source, placeholder, value, ids, name, invalid, onChange }: MenuFieldProps) {
  const chosen = textOf(value) ?? '';
  return (
    <select
      id={ids.field}
      className={chosen === '' ? 'control control-menu control-empty' : 'control control-menu'}
      aria-label={name}
      aria-describedby={ids.describedBy}
      aria-invalid={invalid}
      value={chosen}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{placeholder ?? 'Select an option'}</option>
      {source.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text.text}
        </option>
      ))}
      {source.option_groups?.map((group) => (
        <optgroup key={group.label.text} label={group.label.text}>
          {group.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text.text}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
