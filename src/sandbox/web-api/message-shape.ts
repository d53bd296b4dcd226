import type { StoredMessage } from '../message.js';
import type { SandboxOptions } from '../options.js';

/** A message as Slack hands it to an app. */
export function messageForApp(options: SandboxOptions, message: StoredMessage, withMetadata: boolean) {
  return {
    type: 'message',
    ...author(options, message),
    text: message.text,
    ts: message.ts,
    team: options.team.id,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

function author(options: SandboxOptions, message: StoredMessage) {
  const { bot, team } = options;
  if (message.author !== bot.userId) return { user: message.author };
  const profile = { id: bot.botId, app_id: bot.appId, name: bot.name, deleted: false, updated: 0, team_id: team.id };
  return { user: bot.userId, bot_id: bot.botId, app_id: bot.appId, bot_profile: profile };
}
