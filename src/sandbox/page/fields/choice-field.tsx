import type { InteractiveElement } from '../../block-kit/blocks.js';
import { listOf } from '../../element-value.js';
import { SlackText } from '../text/slack-text.js';
import type { FieldProps } from './field.js';

type Choices = Extract<InteractiveElement, { type: 'radio_buttons' | 'checkboxes' }>;

export function ChoiceField({ element, value, ids, name, onChange }: FieldProps<Choices>) {
  const chosen = listOf(value);
  const isSingle = element.type === 'radio_buttons';

  function choose(option: string, isChosen: boolean): void {
    if (isSingle) onChange(option);
    else onChange(isChosen ? [...chosen, option] : chosen.filter((one) => one !== option));
  }

  return (
    <fieldset
      id={ids.field}
      className="choices"
      role={isSingle ? 'radiogroup' : 'group'}
      aria-labelledby={ids.label}
      aria-label={ids.label === undefined ? name : undefined}
      aria-describedby={ids.describedBy}
    >
      {element.options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={isSingle ? 'radio' : 'checkbox'}
            name={ids.field}
            checked={chosen.includes(option.value)}
            onChange={(event) => choose(option.value, event.target.checked)}
          />
          <span>
            <SlackText text={option.text} />
            {option.description !== undefined && (
              <span className="choice-description">
                <SlackText text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
