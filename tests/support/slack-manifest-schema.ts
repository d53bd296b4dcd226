/**
 * What Slack's published schema of app manifests (version 1) demands of those parts that ours has: which properties
 * there are, of which kind, and their limits. Written from https://github.com/slackapi/manifest-schema (MIT, Slack
 * Technologies), `schemas/manifest.schema.1.0.0.json` at commit 19557f5. Parts that ours does not have are left out here,
 * and refused.
 */
export const slackManifestSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...part(['display_information'], {
    display_information: part(['name'], {
      name: text(1, 35),
      description: text(1, 140),
      long_description: text(175, 4000),
      background_color: { type: 'string', pattern: '^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$' },
    }),
    features: part([], {
      app_home: part([], {
        home_tab_enabled: flag(),
        messages_tab_enabled: flag(),
        messages_tab_read_only_enabled: flag(),
      }),
      bot_user: part(['display_name'], { display_name: text(1, 80), always_online: flag() }),
      slash_commands: list(1, 50, {
        ...part(['command', 'description'], {
          command: { ...text(2, 32), pattern: '^/' },
          url: address(3000),
          description: text(1, 2000),
          usage_hint: text(1, 1000),
          should_escape: flag(),
        }),
      }),
    }),
    oauth_config: part([], { scopes: part([], { bot: list(0, 255, text(0, 50)) }) }),
    settings: part([], {
      event_subscriptions: part([], {
        request_url: address(3500),
        bot_events: { ...list(0, 100, text(0, 50)), uniqueItems: true },
      }),
      interactivity: part(['is_enabled'], {
        is_enabled: flag(),
        request_url: address(3500),
        message_menu_options_url: address(3500),
      }),
      org_deploy_enabled: flag(),
      socket_mode_enabled: flag(),
      token_rotation_enabled: flag(),
    }),
  }),
};

function part(required: readonly string[], properties: Readonly<Record<string, object>>) {
  return { type: 'object', additionalProperties: false, required, properties };
}

function text(minLength: number, maxLength: number) {
  return { type: 'string', minLength, maxLength };
}

function address(maxLength: number) {
  return { type: 'string', pattern: '^https?://', maxLength };
}

function list(minItems: number, maxItems: number, items: object) {
  return { type: 'array', minItems, maxItems, items };
}

function flag() {
  return { type: 'boolean' };
}
