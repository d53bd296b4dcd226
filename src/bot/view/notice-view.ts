import type { NoticeBody } from '../../engine/notice.js';
import type { Confirmation } from './action.js';
import type { Rich } from './text.js';

/** A message that is no card. */
export interface NoticeView {
  /** What a notification shows as well. */
  readonly lines: readonly Rich[];
  readonly parts: readonly NoticePart[];
  readonly actions: readonly NoticeAction[];
}

export type NoticePart = NoticeText | NoticeItem;

export type NoticeText =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'line' | 'bullet'; readonly text: Rich }
  /** What somebody wrote, with lines of its own. */
  | { readonly kind: 'quote'; readonly text: string };

/** One of several things, with what can be done about it. */
export interface NoticeItem {
  readonly kind: 'item';
  readonly texts: readonly Rich[];
  readonly actions: readonly NoticeAction[];
}

export type NoticeAction =
  | {
      readonly kind: 'claim-confirm' | 'claim-decline';
      readonly label: string;
      readonly style: 'primary' | 'danger';
      readonly claimId: string;
      readonly confirm: Confirmation;
    }
  /** Shows a document, or the form of one that was returned. */
  | { readonly kind: 'open' | 'edit'; readonly label: string; readonly documentId: string }
  | {
      readonly kind: 'answer';
      readonly label: string;
      readonly documentId: string;
      readonly stepId: string;
      readonly questionId: string;
    }
  | { readonly kind: 'show-stuck'; readonly label: string }
  /** A menu. */
  | { readonly kind: 'snooze'; readonly label: string; readonly stepId: string; readonly choices: readonly Choice[] };

interface Choice {
  readonly value: string;
  readonly label: string;
}

export type BodyOf<K extends NoticeBody['kind']> = Extract<NoticeBody, { readonly kind: K }>;

/** A few lines and nothing else. */
export function told(lines: readonly Rich[]): NoticeView {
  return { lines, parts: [], actions: [] };
}
