import type { StoredMessage } from '../message.js';
import type { EventSender } from '../outgoing/events.js';
import type { SandboxParts } from '../parts.js';
import { viewForApp } from '../view-shape.js';
import { ActRefused } from './act-refused.js';
import { actingPerson } from './person.js';

/** Writes something to the bot that is no command. */
export async function say(
  parts: SandboxParts,
  events: EventSender,
  userId: string,
  text: string,
): Promise<StoredMessage> {
  const person = actingPerson(parts, userId);
  if (parts.options.takesMessages === false) {
    throw new ActRefused(`${parts.options.bot.name} reads no messages. Type / for its commands.`);
  }
  const channel = parts.workspace.channelFor(userId).id;
  const message: StoredMessage = { channel, ts: parts.workspace.nextTs(), author: userId, text, blocks: [] };
  parts.workspace.put(message);
  const inner = {
    type: 'message',
    channel,
    channel_type: 'im',
    user: userId,
    text,
    ts: message.ts,
    event_ts: message.ts,
  };
  await events.send(person, inner);
  return message;
}

export async function openApp(
  parts: SandboxParts,
  events: EventSender,
  userId: string,
  tab: 'home' | 'messages',
): Promise<void> {
  const person = actingPerson(parts, userId);
  const home = tab === 'home' ? parts.views.homeOf(userId) : undefined;
  const inner = {
    type: 'app_home_opened',
    user: userId,
    channel: parts.workspace.channelFor(userId).id,
    tab,
    event_ts: parts.workspace.nextTs(),
    ...(home === undefined ? {} : { view: viewForApp(home) }),
  };
  await events.send(person, inner);
}
