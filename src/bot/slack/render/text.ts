import { epochMs, type Instant } from '../../../engine/instant.js';
import { cut } from '../../view/cut.js';
import { harmless, harmlessLine, ISOLATE_CHARS, isolate } from '../../view/isolate.js';
import { plain, type Reader } from '../../view/plain.js';
import type { Rich, Spoken } from '../../view/text.js';
import { LIMITS } from '../limits.js';
import type { DrawnMessage, RichTextInline, RichTextPart } from '../within-limits.js';

/** Longest piece of people's text inside a sentence where nothing else is said. */
export const DATA_CHARS_MAX = 1200;

/**
 * Wording as rich text elements. Slack parses no markup in them, so what somebody wrote can neither mention, link nor
 * format anything; and being one line, it cannot look like a line of the card.
 */
export function inlines(text: Rich, dataCharsMax = DATA_CHARS_MAX): RichTextInline[] {
  const elements: RichTextInline[] = [];
  for (const inline of text) {
    if (inline.kind === 'instant') elements.push(dateOf(inline.at, inline.spoken));
    else append(elements, inline.kind === 'data' ? dataLine(inline.text, dataCharsMax) : inline.text, inline.strong);
  }
  return elements;
}

/** Pieces that look the same become one: a card holds hundreds of them. */
function append(elements: RichTextInline[], text: string, isStrong: boolean): void {
  if (text === '') return;
  const last = elements.at(-1);
  const joins = last?.type === 'text' && (last.style?.bold === true) === isStrong;
  if (joins && last.text.length + text.length <= LIMITS.richTextCharsMax) last.text += text;
  else elements.push({ type: 'text', text, ...(isStrong && { style: { bold: true } }) });
}

/** One line of a rich text block; nothing when there is nothing to say. */
export function line(text: Rich, dataCharsMax?: number): RichTextPart[] {
  const elements = inlines(text, dataCharsMax);
  return elements.length === 0 ? [] : [{ type: 'rich_text_section', elements }];
}

/** A line for each, under a bullet; nothing where there are none, for Slack refuses an empty list. */
export function bullets(texts: readonly Rich[], dataCharsMax?: number): RichTextPart[] {
  if (texts.length === 0) return [];
  const elements = texts.map((text) => ({
    type: 'rich_text_section' as const,
    elements: inlines(text, dataCharsMax),
  }));
  return [{ type: 'rich_text_list', style: 'bullet', elements }];
}

/** People's text with its own lines, inside a quote's bar, where it cannot be taken for the card's. */
export function quote(text: string, charsMax: number): RichTextPart[] {
  const shown = isolate(cut(harmless(text).trim(), charsMax - ISOLATE_CHARS));
  return shown === '' ? [] : [{ type: 'rich_text_quote', elements: [{ type: 'text', text: shown }] }];
}

export function dataLine(text: string, charsMax: number): string {
  return isolate(cut(harmlessLine(near(text, charsMax)), charsMax - ISOLATE_CHARS));
}

/** Cleaning 10,000 characters to show 60 of them would be most of the work of drawing a card. */
function near(text: string, charsMax: number): string {
  return text.length > 2 * charsMax + NEAR_CHARS ? text.slice(0, 2 * charsMax + NEAR_CHARS) : text;
}

const NEAR_CHARS = 200;

/** A text object without markup, at most `charsMax` long. An empty text, which Slack refuses, becomes a dash. */
export function plainText(text: string, charsMax: number) {
  const shown = dataLine(text, charsMax);
  return { type: 'plain_text', text: shown === '' ? '–' : shown } as const;
}

/** The `text` of a message, which Slack does parse: shown in notifications and by screen readers. */
export function fallbackText(text: Rich, reader: Reader): DrawnMessage['text'] {
  const escaped = escapeMarkup(cut(plain(text, reader), FALLBACK_CHARS_MAX));
  return escaped === '' ? '–' : escaped;
}

/** Escaping makes a character into five at most. */
const FALLBACK_CHARS_MAX = Math.floor(LIMITS.messageTextCharsMax / 5);

export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Languages that Slack's own words for days (today, Mar 2) can be in. */
const SLACK_LANGUAGES: ReadonlySet<string> = new Set(['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'pt', 'zh']);

/** Slack draws it in each reader's own zone; the fallback is for clients that cannot. */
function dateOf(at: Instant, { language, between }: Spoken): RichTextInline {
  const fallback = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
  const day = SLACK_LANGUAGES.has(language) ? '{date_short_pretty}' : '{date_num}';
  return { type: 'date', timestamp: Math.floor(epochMs(at) / 1000), format: `${day}${between}{time}`, fallback };
}
