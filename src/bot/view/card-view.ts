import type { CardKey } from '../../engine/card.js';
import type { ApprovalDocument } from '../../engine/document.js';
import type { Dossier } from '../../engine/dossier.js';
import type { Allowed, CardAction } from './action.js';
import type { FieldView } from './fields.js';
import type { Names } from './people.js';
import type { Reader } from './plain.js';
import type { StageView } from './progress.js';
import type { Rich } from './text.js';
import type { QuestionView } from './thread.js';
import type { Words } from './words.js';

/** What a card says, whatever platform draws it. */
export interface CardView {
  readonly documentId: string;
  /** Type and number. */
  readonly heading: string;
  readonly lead: Rich;
  /** How things stand, most important first. */
  readonly state: readonly Rich[];
  /** What the policies said, with their figures. */
  readonly findings: readonly Rich[];
  readonly fields: readonly FieldView[];
  readonly why: Rich;
  readonly stages: readonly StageView[];
  readonly actions: readonly CardAction[];
  /** What may be done besides, in a row of its own below. */
  readonly more: readonly CardAction[];
  readonly thread: readonly QuestionView[];
  readonly threadTitle: string;
  earlierQuestions(count: number): Rich;
  /** Said only where a platform's limits made it leave something out. */
  readonly shortened: Rich;
  readonly progressTitle: string;
  andMore(count: number): Rich;
  /** One sentence for notifications. */
  readonly fallback: Rich;
}

/** What the makers of the different cards share. */
export interface CardSource {
  readonly key: CardKey;
  readonly dossier: Dossier;
  readonly names: Names;
  readonly words: Words;
  readonly reader: Reader;
  readonly allowed: Allowed;
  /** The number, which every submitted document has. */
  readonly number: string;
}

/** How people call a document: its number, or its title while it has none. */
export function nameOfDocument(document: Pick<ApprovalDocument, 'number' | 'title'>): string {
  return document.number ?? document.title;
}

export function headingOf({ document, type }: Dossier): string {
  return document.number === null ? type.name : `${type.name} · ${document.number}`;
}

/** What every card of a document starts from: heading, words for what is left out, and nothing to click. */
export function blankCard({ dossier, words, number }: CardSource): Omit<CardView, 'lead' | 'fallback'> {
  return {
    documentId: dossier.document.id,
    heading: headingOf(dossier),
    state: [],
    findings: [],
    fields: [],
    why: [],
    stages: [],
    actions: [],
    more: [],
    thread: [],
    threadTitle: words.card.questions,
    earlierQuestions: words.card.earlierQuestions,
    shortened: words.card.shortened(number),
    progressTitle: words.card.progress,
    andMore: words.card.andMore,
  };
}
