import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { StoredFile } from '../../engine/stored-file.js';
import { PAGE_STYLE } from './file-page.js';

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

const nowhere = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex',
} as const;

/** A page of ours: no scripts, nothing from elsewhere, in no frame. */
export const pageHeaders: OutgoingHttpHeaders = {
  ...nowhere,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
};

/** Somebody's file: saved, never shown, whatever it is, and if it is shown all the same it can do nothing. */
export function fileHeaders({ name, mediaType, bytes }: StoredFile): OutgoingHttpHeaders {
  return {
    ...nowhere,
    'content-type': mediaType,
    'content-length': bytes,
    'content-disposition': attachment(name),
    'content-security-policy': "default-src 'none'; sandbox",
  };
}

/** RFC 6266: the true name as RFC 8187 writes it, and what is left of it in ASCII for who cannot read that. */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
