import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { viewDocument } from '../../engine/handle.js';
import { epochMs, type Instant } from '../../engine/instant.js';
import type { FileDesk, FileLink } from '../../engine/ports/files.js';
import type { Log } from '../../engine/ports/log.js';
import type { Reading } from '../../engine/ports/reading.js';
import type { StoredFile } from '../../engine/stored-file.js';
import { openableFiles } from '../view/openable-files.js';
import { wordsFor } from '../view/words.js';
import { FailedAttempts, RETRY_AFTER_SECONDS } from './attempts.js';
import { browserIn, cookieFor, newBrowser } from './browser-cookie.js';
import { fileHeaders, pageHeaders } from './file-headers.js';
import { damagedPage, deadPage, filePage } from './file-page.js';

export const FILES_PATH = '/files/';
/** A browser that takes nothing for so long is gone. */
const STALLED_MS = 60_000;
const TOKEN = /^\/files\/([\w-]{43})$/;

export interface FileDoorParts {
  readonly desk: FileDesk;
  reading(tenantId: string): Reading;
  /** Where browsers see this server, without a slash at the end; undefined where nobody said. */
  publicUrl(): string | undefined;
  now(): Instant;
  readonly log: Log;
}

/**
 * Where links to files lead. Looking (GET) shows a page and binds nothing, so that whatever previews links burns none;
 * the button (POST) makes the link this browser's own and hands out the file. Both ask anew whether the person whose
 * link it is may still see the document.
 */
export function fileDoor(parts: FileDoorParts): RequestListener {
  const failed = new FailedAttempts(() => epochMs(parts.now()));
  return (request, response) => {
    request.resume();
    serve(parts, failed, request, response).catch((error: unknown) => {
      parts.log.error({ err: error }, 'a file could not be handed out');
      if (response.headersSent) response.destroy();
      else response.writeHead(500, pageHeaders).end(damagedPage(wordsFor('en').files.page));
    });
  };
}

async function serve(
  parts: FileDoorParts,
  failed: FailedAttempts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const visit = await admitted(parts, request);
  if (visit === undefined) return refuse(parts, failed, request, response);
  if (request.method === 'POST') {
    const isTheirs = visit.browser !== undefined && (await parts.desk.bind(visit.token, visit.browser, parts.now()));
    return isTheirs ? handOut(parts, visit, response) : refuse(parts, failed, request, response);
  }
  showPage(parts, visit, response);
}

interface FileVisit {
  readonly token: string;
  readonly link: FileLink;
  /** As the document says, which the audit trail vouches for. */
  readonly file: StoredFile;
  readonly browser: string | undefined;
}

/** Undefined for whoever may not open it, for whatever reason. */
async function admitted(parts: FileDoorParts, request: IncomingMessage): Promise<FileVisit | undefined> {
  const [path = ''] = (request.url ?? '').split('?', 1);
  const token = TOKEN.exec(path)?.[1];
  const link = token === undefined ? undefined : await parts.desk.find(token, parts.now());
  if (token === undefined || link === undefined) return undefined;
  const browser = browserIn(request);
  if ((await parts.desk.bondWith(token, browser)) === 'other') return undefined;
  const file = await openable(parts, link);
  return file && { token, link, file, browser };
}

async function openable({ reading }: FileDoorParts, link: FileLink): Promise<StoredFile | undefined> {
  const { tenantId, documentId, personId, fileId } = link;
  const dossier = await viewDocument(reading(tenantId), documentId, personId);
  return dossier && openableFiles(dossier, personId).find(({ id }) => id === fileId);
}

function showPage(
  { publicUrl, now }: FileDoorParts,
  { token, link, file, browser }: FileVisit,
  response: ServerResponse,
): void {
  const address = new URL(`${publicUrl() ?? 'http://localhost'}${FILES_PATH}${token}`);
  const lifeMs = epochMs(link.expiresAt) - epochMs(now());
  const cookie = browser === undefined ? { 'set-cookie': cookieFor(newBrowser(), address, lifeMs) } : {};
  const words = wordsFor(link.locale).files.page;
  response.writeHead(200, { ...pageHeaders, ...cookie }).end(filePage(file, link.locale, words));
}

async function handOut(
  { desk, log }: FileDoorParts,
  { link, file }: FileVisit,
  response: ServerResponse,
): Promise<void> {
  const { tenantId: tenant, documentId, personId, locale } = link;
  const bytes = await desk.bytes(file);
  if (bytes === undefined) {
    log.error({ tenant, documentId, fileId: file.id }, 'a stored file is missing or is not what was submitted');
    response.writeHead(500, pageHeaders).end(damagedPage(wordsFor(locale).files.page));
    return;
  }
  log.info({ tenant, documentId, fileId: file.id, personId }, 'a file was opened');
  response.setTimeout(STALLED_MS, () => response.destroy());
  // A server that stops between the last byte and the end of the answer would else wait for the browser to hang up.
  response.writeHead(200, { ...fileHeaders(file), connection: 'close' });
  try {
    await pipeline(bytes, response);
  } catch (error) {
    if (!isHungUp(error)) throw error;
    log.debug({ tenant, documentId, fileId: file.id, personId }, 'a browser hung up before the answer had ended');
  }
}

/** Browsers do that as soon as they have as many bytes as were announced, or because somebody cancels. */
function isHungUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Good links go on working however many bad ones are tried beside them: the limit is on what is answered to those. */
function refuse(
  { log }: FileDoorParts,
  failed: FailedAttempts,
  { socket, headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const isTooMany = failed.add(socket.remoteAddress ?? '');
  if (isTooMany) log.warn({}, 'many links to files are tried that open nothing');
  const locale = headers['accept-language']?.split(/[,;]/, 1)[0] ?? '';
  const words = wordsFor(locale).files.page;
  if (isTooMany) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
  response.writeHead(isTooMany ? 429 : 404, pageHeaders).end(deadPage(words));
}
