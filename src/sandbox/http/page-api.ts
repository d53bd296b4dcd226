import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { ActRefused } from '../acts/act-refused.js';
import type { SandboxPerson } from '../options.js';
import type { PageConversation, PageFile, PagePerson, PageState } from '../page-state.js';
import type { SandboxParts } from '../parts.js';
import type { Sandbox } from '../start.js';
import { type StoredUpload, UPLOAD_BYTES_MAX } from '../uploads.js';
import type { Screen } from '../view-stacks.js';
import { DEFAULT_TZ } from '../web-api/users.js';
import { streamChanges } from './live-updates.js';
import { PAGE_ACTS, type PageAct } from './page-acts.js';
import { BodyTooLarge, readBody } from './read-body.js';

const BODY_BYTES_MAX = 1024 * 1024;
/** Older messages stay kept, but the page would grow slow. */
const SHOWN_MAX = 300;

/** What the page calls, under `/sandbox/api/`. */
export async function answerPage(
  sandbox: Sandbox,
  parts: SandboxParts,
  path: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const query = new URL(incoming.url ?? '/', parts.url).searchParams;
  if (incoming.method === 'GET' && path === 'live') return streamChanges(parts.workspace, outgoing);
  if (incoming.method === 'GET' && path === 'alive') return sendJson(outgoing, 200, {});
  if (incoming.method === 'GET' && path === 'state') return sendJson(outgoing, 200, stateOf(parts));
  if (incoming.method === 'GET' && path === 'conversation')
    return sendConversation(parts, { userId: query.get('as') ?? '', tab: query.get('tab') ?? undefined }, outgoing);
  if (incoming.method === 'GET' && path === 'file') return sendShared(parts, query, outgoing);
  if (incoming.method === 'POST' && path === 'files') return upload(sandbox, query, incoming, outgoing);
  if (incoming.method === 'DELETE' && path === 'failures') {
    sandbox.clearFailures();
    return sendJson(outgoing, 200, {});
  }
  const known = PAGE_ACTS.get(path);
  if (incoming.method !== 'POST' || known === undefined) return sendJson(outgoing, 404, { error: 'Not found' });
  await answerAct(sandbox, known, incoming, outgoing);
}

async function answerAct(sandbox: Sandbox, known: PageAct, incoming: IncomingMessage, outgoing: ServerResponse) {
  // A page of another site can send a form without asking first, but not JSON.
  if (incoming.headers['content-type']?.startsWith('application/json') !== true) {
    return sendJson(outgoing, 415, { error: 'Send JSON' });
  }
  try {
    const body: unknown = JSON.parse((await readBody(incoming, BODY_BYTES_MAX)).toString('utf8'));
    sendJson(outgoing, 200, await known(sandbox, body));
  } catch (error) {
    if (error instanceof ActRefused) return sendJson(outgoing, 409, { error: error.message });
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return sendJson(outgoing, 400, { error: error.message });
    if (error instanceof BodyTooLarge) return sendJson(outgoing, 413, { error: error.message });
    throw error;
  }
}

function stateOf(parts: SandboxParts): PageState {
  const { options, workspace, bot } = parts;
  return {
    team: { name: options.team.name },
    bot: {
      name: options.bot.name,
      userId: options.bot.userId,
      reachable: bot.reachable,
      takesMessages: options.takesMessages ?? true,
    },
    commands: options.commands,
    people: [...workspace.people.values()].map((person) => personOf(parts, person)),
    startAs: options.startAs ?? null,
    clock: options.clock === undefined ? null : { nowMs: workspace.now(), timeZone: options.clockZone ?? DEFAULT_TZ },
  };
}

function personOf(parts: SandboxParts, person: SandboxPerson): PagePerson {
  return {
    id: person.id,
    name: person.name,
    realName: person.realName,
    title: person.title ?? '',
    tz: person.tz ?? DEFAULT_TZ,
    locale: person.locale ?? 'en-US',
    deleted: person.deleted ?? false,
    outsider: parts.workspace.isOutsider(person),
    guest: person.guest !== undefined,
    unread: parts.workspace.unreadFor(person.id),
  };
}

function sendConversation(parts: SandboxParts, screen: Screen, outgoing: ServerResponse): void {
  if (parts.workspace.person(screen.userId) === undefined) sendJson(outgoing, 404, { error: 'Nobody has that id' });
  else sendJson(outgoing, 200, conversationOf(parts, screen));
}

function conversationOf(parts: SandboxParts, screen: Screen): PageConversation {
  const { userId } = screen;
  const channel = parts.workspace.channelFor(userId).id;
  return {
    userId,
    channel,
    messages: parts.workspace.messagesIn(channel).slice(-SHOWN_MAX),
    views: parts.views.stackOf(screen).map((view) => ({ view, held: parts.views.heldIn(view.id) })),
    home: parts.views.homeOf(userId) ?? null,
    files: parts.uploads.of(userId).map(pageFile),
  };
}

/** A file that the app shared in this person's conversation. */
function sendShared(parts: SandboxParts, query: URLSearchParams, outgoing: ServerResponse): void {
  const [userId, id] = [query.get('as') ?? '', query.get('id') ?? ''];
  const isKnown = parts.workspace.person(userId) !== undefined;
  const messages = isKnown ? parts.workspace.messagesIn(parts.workspace.channelFor(userId).id) : [];
  const file = messages.flatMap(({ files = [] }) => files).find((one) => one.id === id);
  const bytes = file && parts.uploads.bytes(id);
  if (file === undefined || bytes === undefined) {
    sendJson(outgoing, 404, { error: 'There is no such file' });
    return;
  }
  outgoing.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  });
  outgoing.end(bytes);
}

async function upload(sandbox: Sandbox, query: URLSearchParams, incoming: IncomingMessage, outgoing: ServerResponse) {
  try {
    const bytes = await readBody(incoming, UPLOAD_BYTES_MAX);
    const mimetype = incoming.headers['content-type'] ?? 'application/octet-stream';
    const file = sandbox.upload(query.get('as') ?? '', { name: query.get('name') ?? '', mimetype, bytes });
    sendJson(outgoing, 200, pageFile(file));
  } catch (error) {
    if (error instanceof ActRefused) sendJson(outgoing, 400, { error: error.message });
    else if (error instanceof BodyTooLarge) sendJson(outgoing, 413, { error: 'That file is larger than 10 MB.' });
    else throw error;
  }
}

function pageFile({ id: fileId, name, bytes }: StoredUpload): PageFile {
  return { id: fileId, name, bytes };
}

export function sendJson(outgoing: ServerResponse, status: number, body: object): void {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  outgoing.writeHead(status, headers).end(JSON.stringify(body));
}
