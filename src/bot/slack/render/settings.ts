import type { Choices, SettingsView } from '../../view/settings.js';
import type { Words } from '../../view/words.js';
import { INPUT_ACTION_ID } from '../form-input.js';
import type { DrawnInput, DrawnView } from '../within-limits.js';
import { lines } from './block.js';
import { optionOf, timePicker } from './form-element.js';
import { inputBlock } from './input-block.js';
import { modal } from './modal.js';

/** By what the engine calls them. */
export const settingsBlocks = {
  from: 'settings:from',
  to: 'settings:to',
  days: 'settings:days',
  isGathered: 'settings:gathered',
  digestAt: 'settings:digest',
  topics: 'settings:topics',
} as const;

export function renderSettings(view: SettingsView, words: Words): DrawnView {
  const { settings, buttons, form } = words;
  const time = (initial: string) => timePicker(initial, form.chooseTime);
  return modal({
    name: 'settings',
    metadata: {},
    title: settings.title,
    blocks: [
      ...lines(view.lead),
      inputBlock(settingsBlocks.from, settings.fromLabel, true, time(view.from)),
      inputBlock(settingsBlocks.to, settings.toLabel, true, time(view.to), { hint: settings.toHint }),
      inputBlock(settingsBlocks.days, settings.daysLabel, false, ticks(view.days)),
      inputBlock(settingsBlocks.isGathered, settings.gatherLabel, false, ticks(view.gathered)),
      inputBlock(settingsBlocks.digestAt, settings.digestLabel, false, time(view.digestAt)),
      inputBlock(settingsBlocks.topics, settings.topicsLabel, false, ticks(view.topics), {
        hint: settings.topicsHint,
      }),
    ],
    submit: settings.save,
    close: buttons.close,
  });
}

function ticks({ all, chosen }: Choices): DrawnInput {
  const initial = all.filter(({ value }) => chosen.includes(value)).map(optionOf);
  return {
    type: 'checkboxes',
    action_id: INPUT_ACTION_ID,
    options: all.map(optionOf),
    ...(initial.length > 0 && { initial_options: initial }),
  };
}
