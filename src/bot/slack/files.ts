import { type RemoteFile, RemoteFileFault } from '../../engine/ports/files.js';
import type { SlackClient } from './client.js';
import type { SlackSettings } from './dependencies.js';

/** For the whole of a file to arrive. */
const FETCH_TIMEOUT_MS = 30_000;
const NAME_CHARS_MAX = 1000;

/** A file as Slack announced it in a form. */
export interface AnnouncedFile {
  readonly id: string;
  readonly name?: string | null | undefined;
}

/**
 * Fetches files that people gave in Slack. The token goes to Slack's own hosts only (to the local Slack's, where that is
 * the Slack we talk to) and never along with a redirect.
 */
export class SlackFiles {
  readonly #client: Pick<SlackClient, 'file'>;
  readonly #settings: Pick<SlackSettings, 'botToken' | 'apiUrl'>;
  readonly #timeoutMs: number;

  constructor(
    client: Pick<SlackClient, 'file'>,
    settings: Pick<SlackSettings, 'botToken' | 'apiUrl'>,
    timeoutMs = FETCH_TIMEOUT_MS,
  ) {
    this.#client = client;
    this.#settings = settings;
    this.#timeoutMs = timeoutMs;
  }

  remote({ id, name }: AnnouncedFile): RemoteFile {
    return { name: (name ?? '').slice(0, NAME_CHARS_MAX), open: () => this.#open(id) };
  }

  async #open(id: string): Promise<AsyncIterable<Uint8Array>> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    const file = await orUnreachable('Slack could not be asked for a file', () => this.#client.file(id));
    if (file === undefined) throw new RemoteFileFault('gone', 'the file was deleted in Slack');
    const { url, mediaType } = file;
    if (url === undefined || !isSlackHost(url, this.#settings.apiUrl)) {
      throw new RemoteFileFault('unreachable', 'the file does not lie on a host of Slack');
    }
    const response = await orUnreachable('the file could not be fetched', () =>
      fetch(url, { headers: { authorization: `Bearer ${this.#settings.botToken}` }, redirect: 'manual', signal }),
    );
    const problem = problemOf(response, mediaType);
    if (problem === undefined && response.body !== null) return chunksOf(response.body);
    await response.body?.cancel();
    throw problem ?? new RemoteFileFault('unreachable', 'Slack answered without a file');
  }
}

/** With a local Slack the files lie where its Web API is; else on a host of Slack's, over https. */
export function isSlackHost(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin, username } = new URL(url);
  const api = apiUrl === undefined ? undefined : new URL(apiUrl);
  if (username !== '') return false;
  if (api !== undefined && api.hostname !== 'slack.com') return origin === api.origin;
  return protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'));
}

function problemOf(response: Response, mediaType: string | undefined): RemoteFileFault | undefined {
  const { status, headers } = response;
  if (status === 404 || status === 410) return new RemoteFileFault('gone', `Slack answered ${status} to a file`);
  if (status !== 200) return new RemoteFileFault('unreachable', `Slack answered ${status} to a file`);
  const isPage = headers.get('content-type')?.startsWith('text/html') === true && mediaType !== 'text/html';
  // Slack answers whom it does not know, or who lacks files:read, with a page to sign in on, as if all were well.
  return isPage ? new RemoteFileFault('unreachable', 'Slack answered with a page instead of the file') : undefined;
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new RemoteFileFault('unreachable', 'a file broke off on its way', { cause });
  }
}

async function orUnreachable<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new RemoteFileFault('unreachable', what, { cause });
  }
}
