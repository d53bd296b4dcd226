import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/** Nothing on the page may come from, or go to, anywhere else; styles may be inline because the block renderer uses them. */
const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The built page: beside the compiled server, or under `dist` when the server runs from its sources. */
export function defaultPageDir(): string {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const beside = join(root, 'sandbox-page');
  return existsSync(beside) ? beside : join(root, 'dist', 'sandbox-page');
}

export async function sendPageFile(folder: string, path: string, outgoing: ServerResponse): Promise<void> {
  const relative = normalize(path === '/' ? '/index.html' : path);
  const type = CONTENT_TYPES[extname(relative)];
  const bytes = type === undefined || relative.includes('..') ? undefined : await readIfThere(join(folder, relative));
  if (bytes === undefined) {
    const hint = path === '/' ? 'The page is not built: run npm run build' : 'Not found';
    outgoing.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(hint);
    return;
  }
  const headers = { 'content-type': type, 'content-security-policy': PAGE_POLICY, 'x-content-type-options': 'nosniff' };
  outgoing.writeHead(200, { ...headers, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' }).end(bytes);
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
