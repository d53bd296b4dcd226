import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import { readAppManifest } from '../../src/sandbox/app-manifest.js';

const own = readFileSync('manifests/slack/manifest.yaml', 'utf8');

test('an app is installed with the commands, scopes, events and tabs of its manifest', () => {
  expect(
    readAppManifest(`
display_information: { name: Little }
features:
  app_home: { messages_tab_read_only_enabled: true }
  slash_commands:
    - { command: /ask, description: Ask for it, usage_hint: "[type]", url: https://example.com }
    - { command: /list, description: See it, url: https://example.com }
oauth_config: { scopes: { bot: [commands, chat:write] } }
settings:
  event_subscriptions: { bot_events: [app_home_opened] }
  interactivity: { is_enabled: true, message_menu_options_url: https://example.com }
`),
  ).toEqual({
    name: 'Little',
    scopes: ['commands', 'chat:write'],
    commands: [
      { name: '/ask', description: 'Ask for it', usageHint: '[type]' },
      { name: '/list', description: 'See it', usageHint: undefined },
    ],
    events: ['app_home_opened'],
    takesMessages: false,
    suggestsOptions: true,
  });
});

test('what a manifest leaves out is not there', () => {
  const without = own.replace(/^ *message_menu_options_url.*\n/m, '').replace(/^ *messages_tab_read_only.*\n/m, '');
  expect(readAppManifest(without)).toMatchObject({ events: [], takesMessages: true, suggestsOptions: false });
});

test('something that is no manifest installs nothing', () => {
  expect(() => readAppManifest('people: []')).toThrow(ZodError);
});
