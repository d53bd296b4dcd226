import type { Rich } from './text.js';

/** What is said about opening our copies of files. */
export interface FileWords {
  /** On a button that makes a link. */
  open(name: string): string;
  /** With the link, to the one person it is for. */
  ready(name: string): Rich;
  /** Nobody told the bot where browsers reach it. */
  readonly noAddress: Rich;
  /** The file is not part of the request any more, or not for this person. */
  readonly gone: Rich;
  readonly linkTitle: string;
  readonly page: FilePageWords;
}

/** Of the page in the browser that a link leads to. */
export interface FilePageWords {
  /** The language these words are in. */
  readonly language: string;
  readonly open: string;
  readonly explain: string;
  readonly deadTitle: string;
  readonly dead: string;
  readonly damagedTitle: string;
  readonly damaged: string;
}
