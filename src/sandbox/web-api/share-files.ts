import { z } from 'zod';
import { fileForApp } from '../file-shape.js';
import type { SandboxParts } from '../parts.js';
import { ApiProblem } from './api-problem.js';
import { jsonArgument, type MethodArguments, numberArgument, readArguments } from './arguments.js';
import { channelToWriteTo } from './conversations.js';

const placeArguments = z.object({ filename: z.string().min(1).max(255), length: numberArgument });
const completeArguments = z.object({
  files: jsonArgument,
  channel_id: z.string().min(1).optional(),
  initial_comment: z.string().optional(),
});
const named = z.array(z.object({ id: z.string().min(1), title: z.string().optional() })).min(1);

const COMMENT_CHARS_MAX = 4000;

/** Where the app may put the bytes of a file. */
export function uploadPlace(parts: SandboxParts, given: MethodArguments) {
  const { filename, length } = readArguments(placeArguments, given);
  if (length < 1) throw new ApiProblem('invalid_arguments', ['length must be above 0']);
  const id = parts.awaited.expect(filename, length);
  return { upload_url: `${parts.url}/upload/v1/${id}`, file_id: id };
}

/** Says that the bytes are there, and shares the files in a conversation; private to the app where none is named. */
export function completeUpload(parts: SandboxParts, given: MethodArguments) {
  const args = readArguments(completeArguments, given);
  const wanted = named.safeParse(args.files);
  if (!wanted.success) throw new ApiProblem('invalid_arguments', ['files is not a list of ids']);
  const channel = args.channel_id === undefined ? undefined : channelToWriteTo(parts, args.channel_id);
  const { workspace, options, uploads } = parts;
  const userId = options.bot.userId;
  const stored = wanted.data.map(({ id, title }) => {
    const file = parts.awaited.take(id);
    if (file === undefined) throw new ApiProblem('file_not_found');
    const mimetype = file.name.endsWith('.json') ? 'application/json' : 'text/csv';
    return uploads.add({ id, userId, name: title ?? file.name, mimetype, bytes: file.bytes, now: workspace.now() });
  });
  if (channel !== undefined) {
    const files = stored.map(({ id, name, bytes }) => ({ id, name, bytes }));
    const text = (args.initial_comment ?? '').slice(0, COMMENT_CHARS_MAX);
    workspace.put({ channel: channel.id, ts: workspace.nextTs(), author: userId, text, blocks: [], files });
  }
  return { files: stored.map((file) => fileForApp(parts, file)) };
}
