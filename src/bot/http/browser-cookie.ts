import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const NAME = 'countersign_file';
const VALUE = /^[\w-]{43}$/;
const VALUE_BYTES = 32;

/** What this browser was given when it first looked at a link. Only its own address sends it back. */
export function browserIn({ headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([name]) => name === NAME)?.[1];
  return value !== undefined && VALUE.test(value) ? value : undefined;
}

export function newBrowser(): string {
  return randomBytes(VALUE_BYTES).toString('base64url');
}

/** For one link alone: `address` is where the browser sees it. */
export function cookieFor(browser: string, address: URL, maxAgeMs: number): string {
  const secure = address.protocol === 'https:' ? '; Secure' : '';
  const maxAge = Math.max(1, Math.ceil(maxAgeMs / 1000));
  return `${NAME}=${browser}; Path=${address.pathname}; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}
