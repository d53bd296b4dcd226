import { z } from 'zod';
import { LIMITS } from '../block-kit/limits.js';
import type { StoredMessage } from '../message.js';
import type { SandboxParts } from '../parts.js';
import { ApiProblem } from './api-problem.js';
import { jsonArgument, type MethodArguments, readArguments } from './arguments.js';
import { channelToWriteTo } from './conversations.js';
import { checkBlocks, checkContent, checkMetadata } from './message-content.js';
import { messageForApp } from './message-shape.js';

const id = z.string().min(1);
const content = { text: z.string().optional(), blocks: jsonArgument.optional() };
const postArguments = z.object({
  channel: id,
  ...content,
  metadata: jsonArgument.optional(),
  thread_ts: id.optional(),
});
const updateArguments = z.object({ channel: id, ts: id, ...content, metadata: jsonArgument.optional() });
const messageArguments = z.object({ channel: id, ts: id });
const ephemeralArguments = z.object({ channel: id, user: id, ...content, thread_ts: id.optional() });
const permalinkArguments = z.object({ channel: id, message_ts: id });

export function postMessage(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(postArguments, given);
  const { workspace, options } = parts;
  const channel = channelToWriteTo(parts, args.channel);
  const checked = checkContent(args.text, args.blocks);
  const metadata = args.metadata === undefined ? undefined : checkMetadata(args.metadata);
  const message: StoredMessage = {
    channel: channel.id,
    ts: workspace.nextTs(),
    author: options.bot.userId,
    ...checked,
    metadata,
    threadTs: args.thread_ts,
  };
  workspace.put(message);
  return { channel: channel.id, ts: message.ts, message: messageForApp(options, message, true) };
}

/** Blocks that are not given stay only where no text is given either; metadata that is not given stays. */
export function updateMessage(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(updateArguments, given);
  const before = ownMessage(parts, args.channel, args.ts, 'cant_update_message');
  if ((args.text?.length ?? 0) > LIMITS.updateTextCharsMax) throw new ApiProblem('msg_too_long');
  if (args.text === undefined && args.blocks === undefined) throw new ApiProblem('no_text');
  const blocks = args.blocks === undefined ? undefined : checkBlocks(args.blocks);
  const text = args.text ?? before.text;
  if (text === '' && (blocks ?? []).length === 0) throw new ApiProblem('no_text');
  const message: StoredMessage = {
    ...before,
    text,
    blocks: blocks ?? (args.text === undefined ? before.blocks : []),
    metadata: args.metadata === undefined ? before.metadata : keptMetadata(args.metadata),
    // Slack marks a message as edited when its text was changed, not when its blocks were.
    edited: blocks === undefined ? { user: parts.options.bot.userId, ts: parts.workspace.nextTs() } : before.edited,
  };
  parts.workspace.put(message);
  return {
    channel: message.channel,
    ts: message.ts,
    text: message.text,
    message: messageForApp(parts.options, message, true),
  };
}

export function deleteMessage(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(messageArguments, given);
  parts.workspace.remove(ownMessage(parts, args.channel, args.ts, 'cant_delete_message'));
  return { channel: args.channel, ts: args.ts };
}

export function postEphemeral(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(ephemeralArguments, given);
  const { workspace, options } = parts;
  const channel = workspace.channel(args.channel) ?? workspace.channelFor(args.channel);
  const person = workspace.person(channel.userId);
  if (person === undefined) throw new ApiProblem('channel_not_found');
  if (args.user !== person.id) throw new ApiProblem('user_not_in_channel');
  const checked = checkContent(args.text, args.blocks);
  const ts = workspace.nextTs();
  workspace.put({ channel: channel.id, ts, author: options.bot.userId, ...checked, onlyFor: args.user });
  return { message_ts: ts };
}

export function getPermalink(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(permalinkArguments, given);
  const channel = parts.workspace.channel(args.channel);
  if (channel === undefined) throw new ApiProblem('channel_not_found');
  const message = visibleMessage(parts, args.channel, args.message_ts);
  return { channel: channel.id, permalink: `${parts.url}/?as=${channel.userId}#${message.ts}` };
}

/** An empty object takes the metadata away. */
function keptMetadata(given: unknown) {
  const isEmpty = typeof given === 'object' && given !== null && Object.keys(given).length === 0;
  return isEmpty ? undefined : checkMetadata(given);
}

function visibleMessage(parts: SandboxParts, channel: string, ts: string): StoredMessage {
  if (parts.workspace.channel(channel) === undefined) throw new ApiProblem('channel_not_found');
  const message = parts.workspace.message(channel, ts);
  if (message === undefined || message.onlyFor !== undefined) throw new ApiProblem('message_not_found');
  return message;
}

function ownMessage(parts: SandboxParts, channel: string, ts: string, otherwise: string): StoredMessage {
  const message = visibleMessage(parts, channel, ts);
  if (message.author !== parts.options.bot.userId) throw new ApiProblem(otherwise);
  return message;
}
