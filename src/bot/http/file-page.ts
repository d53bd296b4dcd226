import type { StoredFile } from '../../engine/stored-file.js';
import { fileText } from '../view/fields.js';
import type { FilePageWords } from '../view/file-words.js';
import { harmlessLine } from '../view/isolate.js';

/** The page that a good link leads to: what it is, and a button. Looking at it opens nothing. */
export function filePage(file: StoredFile, locale: string, words: FilePageWords): string {
  const name = harmlessLine(file.name);
  return page(
    name,
    words.language,
    `<h1><bdi>${escapeHtml(fileText({ ...file, name }, locale))}</bdi></h1>
<p>${escapeHtml(words.explain)}</p>
<form method="post"><button>${escapeHtml(words.open)}</button></form>`,
  );
}

/** The one page of every link that opens nothing, whatever the reason, so that there is nothing to learn from it. */
export function deadPage({ language, deadTitle, dead }: FilePageWords): string {
  return page(deadTitle, language, `<p>${escapeHtml(dead)}</p>`);
}

export function damagedPage({ language, damagedTitle, damaged }: FilePageWords): string {
  return page(damagedTitle, language, `<p>${escapeHtml(damaged)}</p>`);
}

function page(title: string, language: string, body: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

/** The only style that the pages' policy allows; see `pageHeaders`. */
export const PAGE_STYLE =
  'body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1d1c1d;background:#f6f6f6}' +
  'main{max-width:32rem;margin:12vh auto;padding:2rem;background:#fff;border:1px solid #ddd;border-radius:8px}' +
  'h1{margin:0 0 .5rem;font-size:1.25rem;overflow-wrap:anywhere}p{margin:0 0 1.25rem}p:last-child{margin:0}' +
  'button{font:inherit;font-weight:600;padding:.5rem 1.5rem;color:#fff;background:#1f3a5f;border:0;border-radius:4px;cursor:pointer}' +
  'button:focus-visible{outline:3px solid #7aa7e0;outline-offset:2px}';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
