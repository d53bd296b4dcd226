import { readFileSync } from 'node:fs';
import type { App } from '@slack/bolt';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { scopeOfMethod } from '../../../src/bot/slack/client.js';
import type { Edge } from '../../../src/bot/slack/edge.js';
import { commandNames } from '../../../src/bot/slack/handlers/dispatch.js';
import { listen } from '../../../src/bot/slack/listeners.js';
import { KeptLog } from '../../support/kept-log.js';
import { slackManifestSchema } from '../../support/slack-manifest-schema.js';

const yaml = readFileSync('manifests/slack/manifest.yaml', 'utf8');
const address = z.url();
const manifest = z
  .object({
    features: z.object({
      slash_commands: z.array(z.object({ command: z.string(), url: address, should_escape: z.literal(false) })),
    }),
    oauth_config: z.object({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ request_url: address, bot_events: z.array(z.string()) }).optional(),
      interactivity: z.object({
        is_enabled: z.boolean(),
        request_url: address,
        message_menu_options_url: address.optional(),
      }),
      org_deploy_enabled: z.literal(false),
      token_rotation_enabled: z.literal(false),
    }),
  })
  .parse(parse(yaml));
const { slash_commands } = manifest.features;
const { interactivity, event_subscriptions } = manifest.settings;

/** Slack's own file, where somebody has fetched it and named it; ours are its limits in our words. */
const published = process.env.SLACK_MANIFEST_SCHEMA;
const schemas: [string, object][] = [
  ["Slack's published limits", slackManifestSchema],
  ...(published === undefined
    ? []
    : [["Slack's published file", JSON.parse(readFileSync(published, 'utf8'))] as [string, object]]),
];

/** Each place that is wrong, and how. */
function mistakesIn(given: unknown, schema: object): readonly string[] {
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  validate(given);
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe.each(schemas)('against %s', (_name, schema) => {
  test('the manifest is valid', () => {
    expect(mistakesIn(parse(yaml), schema)).toEqual([]);
  });

  test.each<[string, (text: string) => string, string]>([
    ['a name too long', (text) => text.replace('name: Countersign', `name: ${'x'.repeat(36)}`), 'maxLength'],
    [
      'a description too long',
      (text) => text.replace(/description: Appro.*/, `description: ${'x'.repeat(141)}`),
      'maxLength',
    ],
    ['a command without its slash', (text) => text.replace('command: /submit', 'command: submit'), 'pattern'],
    [
      'a setting that does not exist',
      (text) => text.replace('token_rotation', 'token_turning'),
      'additionalProperties',
    ],
    ['a word where yes or no belongs', (text) => text.replace('is_enabled: true', 'is_enabled: sure'), 'type'],
    ['an address of no kind that Slack calls', (text) => text.replace('url: https:', 'url: ftp:'), 'pattern'],
  ])('%s is noticed', (_what, spoil, keyword) => {
    const spoilt = spoil(yaml);
    expect(spoilt).not.toBe(yaml);
    expect(mistakesIn(parse(spoilt), schema).join('\n')).toContain(keyword);
  });
});

/** What the bot listens for, by Bolt's names. */
function listenedFor(): ReadonlySet<string> {
  const kinds = new Set<string>();
  const app = new Proxy({}, { get: (_app, kind) => () => kinds.add(String(kind)) });
  listen(app as App, {} as Edge, (work) => work, new KeptLog());
  return kinds;
}

describe('what the manifest declares is handled, and nothing else', () => {
  test('slash commands', () => {
    expect(slash_commands.map(({ command }) => command)).toEqual(commandNames);
  });

  test.each<[string, boolean, readonly string[]]>([
    ['slash commands as such', slash_commands.length > 0, ['command']],
    ['clicks and submissions', interactivity.is_enabled, ['action', 'view']],
    ['options for long lists', interactivity.message_menu_options_url !== undefined, ['options']],
    ['events', event_subscriptions !== undefined, ['event']],
    ['shortcuts', false, ['shortcut']],
  ])('%s', (_what, isDeclared, kinds) => {
    expect(kinds.filter((kind) => listenedFor().has(kind))).toEqual(isDeclared ? kinds : []);
  });

  test('the scopes of the methods that are called', () => {
    const needed: readonly (string | readonly string[] | undefined)[] = Object.values(scopeOfMethod);
    const used = new Set(['commands', ...needed.flat().filter((scope) => scope !== undefined)]);
    expect(manifest.oauth_config.scopes.bot).toEqual([...used].sort());
  });

  test('one address, which is served', () => {
    const { request_url, message_menu_options_url = request_url } = interactivity;
    const urls = [...slash_commands.map(({ url }) => url), request_url, message_menu_options_url];
    expect(new Set(urls.map((url) => new URL(url).pathname))).toEqual(new Set(['/slack/events']));
    expect(new Set(urls.map((url) => new URL(url).host)).size).toBe(1);
  });
});
