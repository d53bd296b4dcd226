import { parse } from 'yaml';
import { z } from 'zod';
import type { SandboxCommand, SandboxOptions } from './options.js';

/** What a workspace learns of an app from its manifest: what people may type, and what the app may do and hear. */
export type InstalledApp = Required<
  Pick<SandboxOptions, 'commands' | 'events' | 'takesMessages' | 'suggestsOptions'>
> & {
  readonly name: string;
  readonly scopes: readonly string[];
};

/** The part of a manifest that matters here; Slack's own schema says more. */
const manifestShape = z.object({
  display_information: z.object({ name: z.string().min(1) }),
  features: z.object({
    app_home: z.object({ messages_tab_read_only_enabled: z.boolean().default(false) }),
    slash_commands: z
      .array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().optional() }))
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional(),
    interactivity: z.object({ message_menu_options_url: z.string().optional() }),
  }),
});

/** Installs an app from its manifest in YAML, so that a trial has what a real workspace would have, and no more. */
export function readAppManifest(yaml: string): InstalledApp {
  const { display_information, features, oauth_config, settings } = manifestShape.parse(parse(yaml));
  return {
    name: display_information.name,
    scopes: oauth_config.scopes.bot,
    commands: features.slash_commands.map(commandOf),
    events: settings.event_subscriptions?.bot_events ?? [],
    takesMessages: !features.app_home.messages_tab_read_only_enabled,
    suggestsOptions: settings.interactivity.message_menu_options_url !== undefined,
  };
}

type DeclaredCommand = z.infer<typeof manifestShape>['features']['slash_commands'][number];

function commandOf({ command, description, usage_hint }: DeclaredCommand): SandboxCommand {
  return { name: command, description, usageHint: usage_hint };
}
