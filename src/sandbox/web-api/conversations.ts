import { z } from 'zod';
import type { StoredMessage } from '../message.js';
import type { SandboxParts } from '../parts.js';
import { type DirectChannel, microsOf } from '../workspace.js';
import { ApiProblem } from './api-problem.js';
import { booleanArgument, type MethodArguments, numberArgument, readArguments } from './arguments.js';
import { messageForApp } from './message-shape.js';

const id = z.string().min(1);
const openArguments = z.object({
  users: z.string().optional(),
  channel: id.optional(),
  return_im: booleanArgument.optional(),
});
const infoArguments = z.object({ channel: id });
const historyArguments = z.object({
  channel: id,
  limit: numberArgument.default(100),
  oldest: z.coerce.string().default('0'),
  latest: z.coerce.string().optional(),
  inclusive: booleanArgument.default(false),
  cursor: z.string().optional(),
  include_all_metadata: booleanArgument.default(false),
});

const HISTORY_LIMIT_MAX = 999;

export function openConversation(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(openArguments, given);
  if (args.channel !== undefined)
    return { no_op: true, already_open: true, channel: shape(parts, known(parts, args.channel)) };
  const users = (args.users ?? '').split(',').filter((user) => user !== '');
  const [user] = users;
  if (user === undefined) throw new ApiProblem('users_list_not_supplied');
  if (users.length > 1) throw new ApiProblem('not_enough_users');
  const channel = openWith(parts, user);
  return {
    no_op: false,
    already_open: true,
    channel: args.return_im === true ? shape(parts, channel) : { id: channel.id },
  };
}

export function conversationInfo(parts: SandboxParts, given: MethodArguments) {
  return { channel: shape(parts, known(parts, readArguments(infoArguments, given).channel)) };
}

/** Newest first. Ephemeral messages and thread replies are not part of it. */
export function conversationHistory(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(historyArguments, given);
  if (args.limit < 1 || args.limit > HISTORY_LIMIT_MAX) throw new ApiProblem('invalid_limit');
  const before = args.cursor === undefined ? Number.POSITIVE_INFINITY : readCursor(args.cursor);
  const found = parts.workspace
    .messagesIn(known(parts, args.channel).id)
    .filter((message) => message.onlyFor === undefined && isTopLevel(message))
    .filter((message) => isBetween(message, args) && microsOf(message.ts) < before)
    .reverse();
  const page = found.slice(0, args.limit);
  const last = page.at(-1);
  const hasMore = found.length > page.length && last !== undefined;
  return {
    messages: page.map((message) => messageForApp(parts.options, message, args.include_all_metadata)),
    has_more: hasMore,
    pin_count: 0,
    response_metadata: { next_cursor: hasMore ? writeCursor(last) : '' },
  };
}

/** Where chat.postMessage may write: a conversation, or a person's by their id. */
export function channelToWriteTo(parts: SandboxParts, channelOrUser: string): DirectChannel {
  const channel = parts.workspace.channel(channelOrUser) ?? parts.workspace.channelFor(channelOrUser);
  const person = parts.workspace.person(channel.userId);
  if (person === undefined || parts.workspace.isOutsider(person)) throw new ApiProblem('channel_not_found');
  if (person.deleted === true) throw new ApiProblem('user_disabled');
  return channel;
}

function openWith(parts: SandboxParts, userId: string): DirectChannel {
  if (userId === parts.options.bot.userId) throw new ApiProblem('cannot_dm_bot');
  const person = parts.workspace.person(userId);
  if (person === undefined) throw new ApiProblem('user_not_found');
  if (parts.workspace.isOutsider(person)) throw new ApiProblem('user_not_visible');
  if (person.deleted === true) throw new ApiProblem('user_disabled');
  return parts.workspace.channelFor(userId);
}

function known(parts: SandboxParts, id: string): DirectChannel {
  const channel = parts.workspace.channel(id);
  if (channel === undefined) throw new ApiProblem('channel_not_found');
  return channel;
}

function shape(parts: SandboxParts, channel: DirectChannel) {
  return {
    id: channel.id,
    created: 0,
    is_archived: false,
    is_im: true,
    is_org_shared: false,
    context_team_id: parts.options.team.id,
    user: channel.userId,
    is_open: true,
    priority: 0,
  };
}

function isTopLevel(message: StoredMessage): boolean {
  return message.threadTs === undefined || message.threadTs === message.ts;
}

function isBetween(message: StoredMessage, range: z.infer<typeof historyArguments>): boolean {
  const at = microsOf(message.ts);
  const oldest = microsOf(range.oldest);
  const latest = range.latest === undefined ? Number.POSITIVE_INFINITY : microsOf(range.latest);
  return (at > oldest && at < latest) || (range.inclusive && (at === oldest || at === latest));
}

function writeCursor(last: StoredMessage): string {
  return Buffer.from(`next_ts:${microsOf(last.ts)}`).toString('base64');
}

function readCursor(cursor: string): number {
  const [, micros] = /^next_ts:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (micros === undefined) throw new ApiProblem('invalid_cursor');
  return Number(micros);
}
