import { useEffect, useId, useRef } from 'react';
import type { InputBlock } from '../../block-kit/blocks.js';
import { type ActValue, valueIn } from '../../element-value.js';
import { Field, isGroup } from '../fields/field.js';
import { WarningIcon } from '../icons.js';
import { SlackText } from '../text/slack-text.js';
import { keyOf, type Surface, useSurface } from './surface.js';

/** The app hears of letters when somebody stops typing for a moment. */
const TYPING_PAUSE_MS = 250;

/** A labelled input of a form, with its hint and what is wrong with it. */
export function InputRow({ block }: { readonly block: InputBlock }) {
  const surface = useSurface();
  const id = useId();
  const ids = { label: `${id}-label`, field: `${id}-field`, hint: `${id}-hint`, error: `${id}-error` };
  const { element, hint } = block;
  const error = surface.errors[block.block_id];
  const describedBy = [hint === undefined ? '' : ids.hint, error === undefined ? '' : ids.error].join(' ').trim();

  const triggers = triggersOf(block);
  const tellLater = useTellLater(block, surface);

  function change(value: ActValue): void {
    surface.fill(block, element, value);
    if (triggers.includes('choice')) surface.act(block, element, value);
    if (triggers.includes('on_character_entered')) tellLater(value);
  }

  const label = (
    <>
      <SlackText text={block.label} />
      {block.optional && <span className="field-optional"> (optional)</span>}
    </>
  );
  return (
    <div className={error === undefined ? 'block-input' : 'block-input block-input-wrong'} data-block={block.block_id}>
      {isGroup(element) ? (
        <span className="field-label" id={ids.label}>
          {label}
        </span>
      ) : (
        <label className="field-label" id={ids.label} htmlFor={ids.field}>
          {label}
        </label>
      )}
      <Field
        element={element}
        value={valueIn(block, element, surface.inputs)}
        ids={{ field: ids.field, label: ids.label, describedBy: describedBy === '' ? undefined : describedBy }}
        invalid={error !== undefined}
        onChange={change}
        onEnter={triggers.includes('on_enter_pressed') ? (value) => surface.act(block, element, value) : undefined}
        onSuggest={(typed) => surface.suggest(block, element, typed)}
      />
      {error !== undefined && (
        <p className="field-error" id={ids.error} role="alert">
          <WarningIcon /> <bdi>{error}</bdi>
        </p>
      )}
      {hint !== undefined && (
        <div className="field-hint" id={ids.hint}>
          <SlackText text={hint} />
        </div>
      )}
    </div>
  );
}

type Trigger = 'choice' | 'on_enter_pressed' | 'on_character_entered';

/** What makes an input tell the app before the form is sent: of what is typed, Enter, unless the app says otherwise. */
function triggersOf({ dispatch_action, element }: InputBlock): readonly Trigger[] {
  if (!dispatch_action) return [];
  if (!('dispatch_action_config' in element)) return isTyped(element.type) ? ['on_enter_pressed'] : ['choice'];
  return element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
}

function isTyped(type: string): boolean {
  return type.endsWith('_input') && type !== 'file_input';
}

/** Tells the newest value after a pause, and once more when it was changed while the app was still being told. */
function useTellLater(block: InputBlock, surface: Surface): (value: ActValue) => void {
  const newest = useRef(surface);
  newest.current = surface;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function tell(value: ActValue): void {
    const isBusy = newest.current.busy.includes(keyOf(block, block.element));
    if (isBusy) schedule(value);
    else newest.current.act(block, block.element, value);
  }

  function schedule(value: ActValue): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => tell(value), TYPING_PAUSE_MS);
  }
  return schedule;
}
