import type { Suggestions } from '../block-kit/suggestions.js';
import type { ActValue, ViewInputs } from '../element-value.js';
import type { StoredMessage } from '../message.js';
import type { PageConversation, PageFile, PageState } from '../page-state.js';
import { thisTab } from './this-tab.js';

/** What came of something the person did, in the words Slack would show. */
export interface ActAnswer {
  readonly error?: string | undefined;
  readonly fieldErrors?: Readonly<Record<string, string>> | undefined;
}

/** An element, and what is filled in around it. */
export interface ElementRequest {
  readonly messageTs?: string | undefined;
  readonly viewId?: string | undefined;
  readonly blockId: string;
  readonly actionId: string;
  readonly values?: ViewInputs | undefined;
}

export interface ClickRequest extends ElementRequest {
  /** What the message says on this screen, which may have changed since. */
  readonly seen?: Pick<StoredMessage, 'text' | 'blocks'> | undefined;
  readonly value?: ActValue | undefined;
}

export interface SuggestAnswer extends ActAnswer {
  readonly offered?: Suggestions | undefined;
}

export function loadState(): Promise<PageState> {
  return get<PageState>('state');
}

export function loadConversation(userId: string): Promise<PageConversation> {
  return get<PageConversation>(`conversation?${new URLSearchParams({ as: userId, tab: thisTab })}`);
}

export function runCommand(as: string, command: string, text: string): Promise<ActAnswer> {
  return post('command', { as, command, text, tab: thisTab });
}

export function say(as: string, text: string): Promise<ActAnswer> {
  return post('say', { as, text });
}

export function click(as: string, request: ClickRequest): Promise<ActAnswer> {
  return post('click', { as, ...request, tab: thisTab });
}

/** Asks the app for the options that fit what was typed. */
export function suggest(as: string, request: ElementRequest, typed: string): Promise<SuggestAnswer> {
  return post('suggest', { as, ...request, typed });
}

export function submitView(as: string, viewId: string, values: ViewInputs): Promise<ActAnswer> {
  return post('submit-view', { as, viewId, values });
}

export function closeView(as: string, viewId: string): Promise<ActAnswer> {
  return post('close-view', { as, viewId });
}

export function openApp(as: string, tab: 'home' | 'messages'): Promise<ActAnswer> {
  return post('open', { as, tab });
}

/** Resolves when everything that became due in those hours is done. */
export function moveClock(hours: number): Promise<ActAnswer> {
  return post('clock', { hours });
}

export function markRead(as: string): Promise<ActAnswer> {
  return post('read', { as });
}

export async function uploadFile(as: string, file: File): Promise<PageFile> {
  const query = new URLSearchParams({ as, name: file.name });
  const type = file.type === '' ? 'application/octet-stream' : file.type;
  return send<PageFile>(`files?${query}`, type, file);
}

export function deleteFile(as: string, fileId: string): Promise<ActAnswer> {
  return post('delete-file', { as, fileId });
}

async function get<T>(path: string): Promise<T> {
  return readAnswer<T>(await fetch(`/sandbox/api/${path}`));
}

function post(path: string, body: object): Promise<ActAnswer> {
  return send<ActAnswer>(path, 'application/json', JSON.stringify(body));
}

/** A browser tells a call that never left from one whose answer got lost by nothing, so the server is asked first. */
async function send<T>(path: string, type: string, body: string | File): Promise<T> {
  await fetch('/sandbox/api/alive').catch(() => {
    throw new Error('Not sent. Nothing was done; try again when the demo runs.');
  });
  const answer = await fetch(`/sandbox/api/${path}`, { method: 'POST', headers: { 'content-type': type }, body }).catch(
    () => {
      throw new Error('No answer came, so it may have been done or not. Look again when the demo runs.');
    },
  );
  return readAnswer<T>(answer);
}

/** The page and its server are built together, so an answer has the shape that its server gave it. */
async function readAnswer<T>(answer: Response): Promise<T> {
  const body: T & { error?: string } = await answer.json();
  if (!answer.ok) throw new Error(body.error ?? `The sandbox answered ${answer.status}`);
  return body;
}
