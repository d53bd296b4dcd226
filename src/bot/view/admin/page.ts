import type { Confirmation } from '../action.js';
import type { Rich } from '../text.js';
import type { AdminPlace } from './place.js';

/** One page of what an administrator looks at, whatever platform draws it. */
export interface AdminPage {
  readonly place: AdminPlace;
  readonly heading: string;
  readonly notices: readonly Rich[];
  readonly parts: readonly AdminPart[];
  /** Ways on from here, in this order. */
  readonly ways: readonly AdminWay[];
  /** Present where the list can be searched. */
  readonly search?: string;
}

export type AdminPart =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'line' | 'bullet'; readonly text: Rich }
  /** One of a list, with what opens it or can be done about it. */
  | {
      readonly kind: 'entry';
      readonly text: Rich;
      readonly about: readonly Rich[];
      readonly ways: readonly AdminWay[];
    };

export interface AdminWay {
  /** Tells the buttons of one row apart. */
  readonly name: string;
  readonly label: string;
  readonly place: AdminPlace;
  /** Where it asks back first. */
  readonly confirm?: Confirmation;
}

/** Lines that stand on one page of what is shown by itself. */
export const linesPerPage = 60;
/** Entries on one page of a list. */
export const entriesPerPage = 15;

export function line(text: Rich): AdminPart {
  return { kind: 'line', text };
}

export function bullet(text: Rich): AdminPart {
  return { kind: 'bullet', text };
}

/** A title with what stands under it; nothing where nothing does. */
export function section(text: string, parts: readonly AdminPart[]): readonly AdminPart[] {
  return parts.length === 0 ? [] : [{ kind: 'title', text }, ...parts];
}

export interface PagingWords {
  readonly next: string;
  readonly first: string;
}

/** What is long is shown in pages. */
export function pageOfLines(
  place: AdminPlace,
  all: readonly AdminPart[],
  words: PagingWords,
): Pick<AdminPage, 'parts' | 'ways'> {
  const skip = place.skip ?? 0;
  const next = skip + linesPerPage;
  const { skip: _skip, ...start } = place;
  return {
    parts: all.slice(skip, next),
    ways: [
      ...(next < all.length ? [{ name: 'next', label: words.next, place: { ...place, skip: next } }] : []),
      ...(skip > 0 ? [{ name: 'first', label: words.first, place: start }] : []),
    ],
  };
}

/** The same for lists that are read page by page. */
export function waysOfList(place: AdminPlace, next: string | undefined, words: PagingWords): readonly AdminWay[] {
  const { after, ...start } = place;
  return [
    ...(next === undefined ? [] : [{ name: 'next', label: words.next, place: { ...place, after: next } }]),
    ...(after === undefined ? [] : [{ name: 'first', label: words.first, place: start }]),
  ];
}
