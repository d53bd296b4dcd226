/** Slack's mrkdwn, read into the pieces of a rich_text block, which the block renderer draws without reading them again. */

export interface TextStyle {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
}

export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly style?: TextStyle }
  | { readonly type: 'link'; readonly url: string; readonly text: string; readonly style?: TextStyle }
  | { readonly type: 'user'; readonly user_id: string }
  | { readonly type: 'channel'; readonly channel_id: string }
  | { readonly type: 'broadcast'; readonly range: 'here' | 'channel' | 'everyone' }
  | { readonly type: 'emoji'; readonly name: string }
  | { readonly type: 'date'; readonly timestamp: number; readonly format: string };

export type Paragraph =
  | { readonly type: 'rich_text_section'; readonly elements: Inline[] }
  | { readonly type: 'rich_text_quote'; readonly elements: Inline[] }
  | { readonly type: 'rich_text_preformatted'; readonly elements: Inline[] };

const FENCE = /```([\s\S]+?)```/;
const QUOTE = /^(?:>|&gt;) ?/;
/** `code`, <angle brackets>, :emoji: and the three marks, each only where it does not stand inside a word. */
const INLINE =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):|(?<![\p{L}\p{N}])([*_~])(?!\s)((?:(?!\4)[^\n])*?[^\s\n])\4(?![\p{L}\p{N}])/u;

export function readMrkdwn(text: string): Paragraph[] {
  // Splitting at a pattern with one group puts what stood inside the fences at every second place.
  return text.split(FENCE).flatMap((part, index) => (index % 2 === 1 ? [codeBlock(part)] : readLines(trimLine(part))));
}

function codeBlock(code: string): Paragraph {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: unescapeOnce(trimLine(code)) }] };
}

/** The line breaks beside a fence belong to the fence. */
function trimLine(text: string): string {
  return text.replace(/^\n|\n$/g, '');
}

/** Plain text has no formatting, but Slack draws emoji in it. */
export function readPlainText(text: string, emoji: boolean): Paragraph[] {
  const parts = emoji ? text.split(/(:[a-z0-9_+-]+:)/u) : [text];
  const elements = parts
    .filter((part) => part !== '')
    .map((part): Inline => {
      const name = emoji ? /^:([a-z0-9_+-]+):$/u.exec(part)?.[1] : undefined;
      return name === undefined ? { type: 'text', text: unescapeOnce(part) } : { type: 'emoji', name };
    });
  return [{ type: 'rich_text_section', elements }];
}

/** Neighbouring lines that begin with `>` are one quote. */
function readLines(text: string): Paragraph[] {
  if (text === '') return [];
  const paragraphs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = QUOTE.test(line);
    const last = paragraphs.at(-1);
    const bare = line.replace(QUOTE, '');
    if (last?.quoted === quoted) last.lines.push(quoted ? bare : line);
    else paragraphs.push({ quoted, lines: [quoted ? bare : line] });
  }
  return paragraphs.map(({ quoted, lines }) => ({
    type: quoted ? 'rich_text_quote' : 'rich_text_section',
    elements: readInline(lines.join('\n'), {}),
  }));
}

function readInline(text: string, style: TextStyle): Inline[] {
  const pieces: Inline[] = [];
  let rest = text;
  for (let found = INLINE.exec(rest); found !== null; found = INLINE.exec(rest)) {
    pieces.push(...plain(rest.slice(0, found.index), style), ...readPiece(found, style));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...pieces, ...plain(rest, style)];
}

function readPiece(found: RegExpExecArray, style: TextStyle): Inline[] {
  const [, code, angle, emoji, mark, marked] = found;
  if (code !== undefined) return plain(code, { ...style, code: true });
  if (angle !== undefined) return readAngle(angle, style);
  if (emoji !== undefined) return [{ type: 'emoji', name: emoji }];
  return readInline(marked ?? '', { ...style, ...styleOf(mark) });
}

/** Mentions, broadcasts, dates and links. What Slack would not know stays as it was typed. */
function readAngle(inside: string, style: TextStyle): Inline[] {
  const [target = '', label] = splitOnce(inside, '|');
  if (/^@[A-Z0-9]+$/.test(target)) return [{ type: 'user', user_id: target.slice(1) }];
  if (/^#[A-Z0-9]+$/.test(target)) return [{ type: 'channel', channel_id: target.slice(1) }];
  const broadcast = /^!(here|channel|everyone)$/.exec(target)?.[1];
  if (broadcast === 'here' || broadcast === 'channel' || broadcast === 'everyone') {
    return [{ type: 'broadcast', range: broadcast }];
  }
  const date = /^!date\^(\d+)\^([^^]+)/.exec(target);
  if (date !== null) return [{ type: 'date', timestamp: Number(date[1]), format: date[2] ?? '' }];
  if (/^(https?:\/\/|mailto:|tel:)/i.test(target)) {
    return [{ type: 'link', url: unescapeOnce(target), text: unescapeOnce(label ?? target), style }];
  }
  return plain(`<${inside}>`, style);
}

function plain(text: string, style: TextStyle): Inline[] {
  return text === '' ? [] : [{ type: 'text', text: unescapeOnce(text), style }];
}

function styleOf(mark: string | undefined): TextStyle {
  if (mark === '*') return { bold: true };
  return mark === '_' ? { italic: true } : { strike: true };
}

/** Once, so that an escaped `&amp;lt;` stays the text `&lt;`. */
function unescapeOnce(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_whole, name: string) => ({ lt: '<', gt: '>', amp: '&' })[name] ?? '');
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
