import { nearest } from '../../../engine/company/nearest.js';
import type { ListSection, Subcommand } from './subcommand.js';

/** What somebody meant by the words behind `/approval-admin`. */
export type Typed = Meant | { readonly kind: 'unknown'; readonly word: string; readonly meant: string | undefined };

export type Meant =
  | { readonly kind: 'home' }
  | { readonly kind: 'list'; readonly section: ListSection; readonly search: string }
  | { readonly kind: 'show'; readonly section: ListSection; readonly key: string }
  | { readonly kind: 'act'; readonly subcommand: Exclude<Subcommand, ListSection>; readonly rest: string };

/** The word for one of a section, or for all of it. */
const lists: Readonly<Record<string, ListSection>> = {
  people: 'people',
  roles: 'roles',
  groups: 'groups',
  types: 'types',
  templates: 'templates',
  policies: 'policies',
  calendars: 'calendars',
};
const shows: Readonly<Record<string, ListSection>> = {
  person: 'people',
  role: 'roles',
  group: 'groups',
  type: 'types',
  template: 'templates',
  policy: 'policies',
  calendar: 'calendars',
};
const acts: Readonly<Record<string, Exclude<Subcommand, ListSection>>> = {
  upload: 'upload',
  simulate: 'simulate',
  document: 'document',
  reassign: 'reassign',
  stuck: 'stuck',
  jobs: 'jobs',
  audit: 'audit',
};

const HELP = new Set(['', 'help', '?']);
const REST_CHARS_MAX = 200;

/** Reads what was typed. `usable` is what this person may use: nothing else is suggested for a slip of the keys. */
export function readTyped(text: string, usable: readonly Subcommand[]): Typed {
  const [, first = '', tail = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const word = first.toLowerCase();
  const rest = tail.trim().slice(0, REST_CHARS_MAX);
  if (HELP.has(word)) return { kind: 'home' };
  const [listed, shown, act] = [ownOf(lists, word), ownOf(shows, word), ownOf(acts, word)];
  if (listed !== undefined) return { kind: 'list', section: listed, search: rest };
  if (shown !== undefined && rest !== '') return { kind: 'show', section: shown, key: rest };
  if (shown !== undefined) return { kind: 'list', section: shown, search: '' };
  if (act !== undefined) return { kind: 'act', subcommand: act, rest };
  return { kind: 'unknown', word: first.slice(0, REST_CHARS_MAX), meant: nearest(word, wordsOf(usable)) };
}

function wordsOf(usable: readonly Subcommand[]): readonly string[] {
  const may = (section: Subcommand) => usable.includes(section);
  const all = Object.entries<Subcommand>({ ...lists, ...shows, ...acts });
  return [...all.filter(([, section]) => may(section)).map(([word]) => word), 'help'];
}

function ownOf<T>(words: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
