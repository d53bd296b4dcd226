import { beforeEach, describe, expect, test } from 'vitest';
import { settingsBlocks as blocks, renderSettings } from '../../../src/bot/slack/render/settings.js';
import { assertViewWithinLimits } from '../../../src/bot/slack/within-limits.js';
import { settingsView } from '../../../src/bot/view/settings.js';
import { locales } from '../../../src/bot/view/words.js';
import { defaultPreferences } from '../../../src/engine/preferences.js';
import { openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
});

const preferences = () => world.house.store.preferences('acme').preferences('bo');
const view = () => world.view('UBO');

describe('/approvals settings', () => {
  test.each(['settings', 'Preferences', 'pengaturan', 'preferensi'])('is opened by “%s”', async (typed) => {
    await world.command('UBO', '/approvals', typed);
    expect(view().callback_id).toBe('settings');
  });

  test('shows what holds, and in which time zone', async () => {
    await world.command('UBO', '/approvals', 'settings');
    expect(textIn(view().blocks)).toContain('in your time zone, Europe/Berlin');
    const elements = new Map(
      view().blocks.flatMap((block) => (block.type === 'input' ? [[block.block_id, block.element]] : [])),
    );
    const values = (options: readonly { value: string }[] = []) => options.map(({ value }) => value);
    expect(elements.get(blocks.from)).toMatchObject({ initial_time: '20:00' });
    expect(elements.get(blocks.to)).toMatchObject({ initial_time: '08:00' });
    const ticked = (block: string) => {
      const element = elements.get(block);
      return element?.type === 'checkboxes' ? values(element.initial_options) : undefined;
    };
    expect(ticked(blocks.days)).toEqual(['sat', 'sun']);
    expect(ticked(blocks.isGathered)).toEqual([]);
    expect(ticked(blocks.topics)).toEqual(['reminders', 'nudges', 'delegations', 'reports']);
  });

  test('is kept, and shown again the next time', async () => {
    await world.command('UBO', '/approvals', 'settings');
    await world.send('UBO', {
      ...{ [blocks.from]: '18:00', [blocks.to]: '07:30', [blocks.days]: ['sun'] },
      ...{ [blocks.isGathered]: ['gathered'], [blocks.digestAt]: '10:15', [blocks.topics]: ['reminders'] },
    });
    expect(textIn(view().blocks)).toContain('Saved.');
    expect(await preferences()).toEqual({
      quiet: { from: '18:00', to: '07:30', days: ['sun'] },
      digestAt: '10:15',
      muted: ['nudges', 'delegations', 'reports'],
      timeZone: 'Europe/Berlin',
    });
    await world.close('UBO');
    await world.command('UBO', '/approvals', 'settings');
    expect(JSON.stringify(view().blocks)).toContain('"initial_time":"10:15"');
  });

  test('says what is wrong on its input, and keeps nothing then', async () => {
    const before = await preferences();
    await world.command('UBO', '/approvals', 'settings');
    const { fieldErrors } = await world.send('UBO', {
      ...{ [blocks.days]: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
      ...{ [blocks.isGathered]: ['gathered'], [blocks.digestAt]: '23:00' },
    });
    expect(fieldErrors).toEqual({
      [blocks.days]: 'Please leave at least one day on which I may write to you.',
      [blocks.digestAt]: 'This is within your quiet hours. Please choose another time.',
    });
    expect(view().callback_id).toBe('settings');
    expect(await preferences()).toEqual(before);
  });

  test('that are saved unchanged change nothing', async () => {
    const before = await preferences();
    await world.command('UBO', '/approvals', 'settings');
    await world.send('UBO');
    expect(await preferences()).toEqual(before);
  });
});

test.each(Object.entries(locales))('the form fits in “%s”', (locale, words) => {
  const known = { ...defaultPreferences, digestAt: '09:00', timeZone: 'America/Argentina/ComodRivadavia' };
  expect(() => assertViewWithinLimits(renderSettings(settingsView(known, words, locale), words))).not.toThrow();
});
