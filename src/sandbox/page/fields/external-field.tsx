import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ExternalMenu } from '../../block-kit/blocks.js';
import type { MenuOption } from '../../block-kit/option.js';
import { optionsOf } from '../../block-kit/options-of.js';
import { listOf } from '../../element-value.js';
import { hasFocus } from '../has-focus.js';
import { CloseIcon } from '../icons.js';
import type { FieldProps } from './field.js';
import { optionId, SuggestionList } from './suggestion-list.js';
import { useSuggestions } from './use-suggestions.js';

/** A menu that is searched by typing, because the app knows its options and this page does not. */
export function ExternalField({ element, value, ids, name, invalid, onChange, onSuggest }: FieldProps<ExternalMenu>) {
  const listId = useId();
  const [marked, setMarked] = useState(0);
  const isSingle = element.type === 'external_select';
  const chosen = listOf(value);
  const search = useSuggestions(element, onSuggest);
  const options = optionsOf(search.offered ?? {}).filter((option) => !chosen.includes(option.value));
  const current = options[Math.min(marked, options.length - 1)];
  const max = isSingle ? 1 : element.max_selected_items;
  const isFull = max !== undefined && chosen.length >= max;
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef(chosen.length);

  // What had the keyboard may be gone: the box when nothing more can be chosen, the button of what was removed.
  useLayoutEffect(() => {
    const hasChanged = before.current !== chosen.length;
    before.current = chosen.length;
    if (hasChanged && !hasFocus()) frame.current?.querySelector<HTMLElement>('input, .picked button')?.focus();
  }, [chosen.length]);

  function choose(option: MenuOption): void {
    search.close();
    setMarked(0);
    onChange(isSingle ? option.value : [...chosen, option.value]);
  }

  function remove(option: string): void {
    onChange(isSingle ? null : chosen.filter((one) => one !== option));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!search.isOpen || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (step !== undefined) setMarked((marked + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Escape') search.close();
    else if (current !== undefined) choose(current);
  }

  return (
    <div className="external" ref={frame}>
      {chosen.length > 0 && (
        <ul className="picked" aria-label="Chosen">
          {chosen.map((one) => (
            <li key={one} className="pill">
              <bdi>{search.textOf(one)}</bdi>
              <button type="button" aria-label={`Remove ${search.textOf(one)}`} onClick={() => remove(one)}>
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isFull && (
        <input
          id={ids.field}
          type="text"
          role="combobox"
          className="control"
          autoComplete="off"
          dir="auto"
          aria-label={name}
          aria-describedby={ids.describedBy}
          aria-invalid={invalid}
          aria-expanded={search.isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : optionId(listId, options, current)}
          placeholder={element.placeholder?.text ?? 'Type to search'}
          value={search.typed}
          onFocus={search.open}
          onBlur={() => closeAfterPress(search.close)}
          onChange={(event) => {
            setMarked(0);
            search.type(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
      )}
      {search.isOpen && !isFull && (
        <SuggestionList id={listId} search={search} options={options} current={current} onChoose={choose} />
      )}
      {max !== undefined && !isSingle && (
        <p className="control-count">
          {chosen.length} of {max} selected
        </p>
      )}
    </div>
  );
}

/** What lies below moves up when the list closes: a button that is being pressed at that moment must not slip away. */
function closeAfterPress(close: () => void): void {
  if (document.querySelector(':active') === null) close();
  else document.addEventListener('pointerup', () => setTimeout(close), { once: true });
}
