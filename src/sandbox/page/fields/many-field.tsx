import { useState } from 'react';
import { optionsOf } from '../../block-kit/options-of.js';
import { listOf } from '../../element-value.js';
import type { FieldProps } from './field.js';
import type { MenuOption, MenuSource } from './menu-field.js';

/** From this many options on, a box to narrow them down helps. */
const SEARCH_FROM = 8;

interface ManyFieldProps extends Omit<FieldProps<unknown>, 'element'> {
  readonly source: MenuSource;
  readonly max: number | undefined;
}

/** Several of many: a list of checkboxes that can be narrowed down by typing. */
export function ManyField({ source, max, value, ids, name, invalid, onChange }: ManyFieldProps) {
  const [wanted, setWanted] = useState('');
  const chosen = listOf(value);
  const options: readonly MenuOption[] = optionsOf(source);
  const shown = options.filter((option) => option.text.text.toLowerCase().includes(wanted.trim().toLowerCase()));
  const isFull = max !== undefined && chosen.length >= max;

  function toggle(option: MenuOption): void {
    const without = chosen.filter((one) => one !== option.value);
    onChange(without.length === chosen.length ? [...chosen, option.value] : without);
  }

  return (
    <fieldset
      id={ids.field}
      className="control control-many"
      aria-labelledby={ids.label}
      aria-label={name}
      aria-describedby={ids.describedBy}
      data-invalid={invalid}
    >
      {options.length >= SEARCH_FROM && (
        <input
          type="search"
          className="control-search"
          aria-label="Narrow the list down"
          placeholder="Type to narrow down"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <div className="control-many-list">
        {shown.map((option) => {
          const isChosen = chosen.includes(option.value);
          return (
            <label key={option.value} className="choice">
              <input
                type="checkbox"
                checked={isChosen}
                disabled={isFull && !isChosen}
                onChange={() => toggle(option)}
              />
              <span>{option.text.text}</span>
            </label>
          );
        })}
      </div>
      <p className="control-count">
        {max === undefined ? `${chosen.length} selected` : `${chosen.length} of ${max} selected`}
      </p>
    </fieldset>
  );
}
