import type { Page, Summary } from '../../engine/ports/reading.js';
import type { Rich } from './text.js';
import { type Words, wordsFor } from './words.js';

export const listNames = ['waiting', 'requested'] as const;
export type ListName = (typeof listNames)[number];

/** What waits for a person, and what they asked for. */
export interface OverviewView {
  readonly sections: readonly ListView[];
  readonly words: Words;
}

export interface ListView {
  readonly name: ListName;
  readonly heading: string;
  readonly nothing: Rich;
  readonly lines: readonly ListLine[];
  /** Where the next page begins. */
  readonly next: string | undefined;
  readonly isFirstPage: boolean;
}

export interface ListLine {
  readonly documentId: string;
  readonly text: Rich;
  readonly about: Rich;
  readonly isDraft: boolean;
}

export interface ListPage {
  readonly page: Page<Summary>;
  readonly isFirstPage: boolean;
}

export function overviewView(waiting: ListPage, requested: ListPage, locale: string): OverviewView {
  const words = wordsFor(locale);
  const { overview } = words;
  return {
    words,
    sections: [
      {
        ...section('waiting', waiting, words, ({ status, submitterName, at, forName }) =>
          status === 'approved' ? overview.toComplete(submitterName, at) : overview.askedBy(submitterName, at, forName),
        ),
        heading: headingOf(overview.waiting, waiting, words),
        nothing: overview.nothingWaits,
      },
      {
        ...section('requested', requested, words, ({ status, isStuck, stepsDone, stepsTotal, at }) =>
          overview.state(isStuck ? overview.stuck : words.statuses[status], stepsDone, stepsTotal, at),
        ),
        heading: headingOf(overview.requested, requested, words),
        nothing: overview.nothingRequested,
      },
    ],
  };
}

/** How many there are is known where the list begins. */
function headingOf(title: string, { page, isFirstPage }: ListPage, { overview }: Words): string {
  return isFirstPage ? overview.heading(title, page.items.length, page.next !== undefined) : title;
}

function section(name: ListName, { page, isFirstPage }: ListPage, words: Words, about: (summary: Summary) => Rich) {
  const lines = page.items.map((summary) => ({
    documentId: summary.documentId,
    text: words.overview.line(summary.title, summary.number, summary.typeName),
    about: about(summary),
    isDraft: summary.status === 'draft',
  }));
  return { name, lines, next: page.next, isFirstPage };
}
