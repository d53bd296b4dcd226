import { useEffect, useRef } from 'react';
import type { MenuOption } from '../../block-kit/option.js';
import { Spinner } from '../icons.js';
import type { SuggestionSearch } from './use-suggestions.js';

interface SuggestionListProps {
  readonly id: string;
  readonly search: SuggestionSearch;
  /** What can be chosen now. */
  readonly options: readonly MenuOption[];
  /** The one that Enter would take. */
  readonly current: MenuOption | undefined;
  onChoose(option: MenuOption): void;
}

/** Below the box: the options that the app offers, or why there are none. The keyboard stays in the box. */
export function SuggestionList({ id, search, options, current, onChoose }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  const groups = search.offered?.option_groups;

  // biome-ignore lint/correctness/useExhaustiveDependencies: new options, or another one that Enter would take, must be seen
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' });
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [options.length, current?.value]);

  const entries = (among: readonly MenuOption[]) =>
    options
      .filter((option) => among.some((one) => one.value === option.value))
      .map((option) => (
        <div
          key={option.value}
          id={optionId(id, options, option)}
          role="option"
          tabIndex={-1}
          aria-selected={option === current}
          className="suggestion"
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
        >
          <bdi>{option.text.text}</bdi>
          {option.description !== undefined && <span className="choice-description">{option.description.text}</span>}
        </div>
      ));
  return (
    <>
      <div
        ref={list}
        className="suggestions"
        id={id}
        role="listbox"
        aria-label="Suggestions"
        hidden={options.length === 0}
      >
        {groups === undefined
          ? entries(options)
          : groups.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role, not by a fieldset
              <div key={group.label.text} role="group" aria-label={group.label.text}>
                <p className="suggestions-group">{group.label.text}</p>
                {entries(group.options)}
              </div>
            ))}
      </div>
      <p className="control-count suggestions-note" role="status">
        {search.isLoading && <Spinner />}
        {noteOf(search, options.length)}
      </p>
    </>
  );
}

/** Values may hold blanks, ids may not. */
export function optionId(listId: string, options: readonly MenuOption[], option: MenuOption): string {
  return `${listId}-${options.indexOf(option)}`;
}

function noteOf(search: SuggestionSearch, found: number): string {
  if (search.missing > 0) return `Type ${search.missing} more ${search.missing === 1 ? 'character' : 'characters'}`;
  if (search.problem !== undefined) return search.problem;
  if (search.isLoading) return 'Loading…';
  return search.offered !== undefined && found === 0 ? 'No results' : '';
}
