import type { TrailEntry } from '../../../engine/ports/admin-reading.js';
import type { Page } from '../../../engine/ports/reading.js';
import { dayText } from '../fields.js';
import type { Rich } from '../text.js';
import type { Words } from '../words.js';
import { type AdminPage, type AdminWay, bullet, line, waysOfList } from './page.js';
import type { AdminPlace, AuditQuestion } from './place.js';
import { type TrailNames, trailText } from './trail-text.js';

/** Entries of the trail on one page. */
export const trailEntriesPerPage = 25;

/** Everything that happened to one document, oldest first. */
export function timelinePage(
  place: AdminPlace,
  name: string,
  { items, next }: Page<TrailEntry>,
  names: TrailNames,
  words: Words,
  ways: readonly AdminWay[],
): AdminPage {
  const { trail, nothing, buttons } = words.admin;
  return {
    place,
    heading: trail.timelineTitle(name),
    notices: [],
    parts: items.length === 0 ? [line(nothing)] : items.map((entry) => bullet(trailText(entry, names, words))),
    ways: [...waysOfList(place, next, buttons), ...ways],
  };
}

/** What the trail answers to a question, newest first. */
export function auditPage(
  place: AdminPlace & { readonly question: AuditQuestion },
  personName: string | null,
  { items, next }: Page<TrailEntry>,
  namesOf: (entry: TrailEntry) => TrailNames,
  words: Words,
  locale: string,
  mayExport: boolean,
): AdminPage {
  const { admin } = words;
  const { buttons } = admin;
  const exporting: readonly AdminWay[] = mayExport
    ? [
        { name: 'csv', label: buttons.csv, place },
        { name: 'json', label: buttons.json, place },
      ]
    : [];
  return {
    place,
    heading: admin.sections.audit,
    notices: [askedText(place.question, personName, words, locale)],
    parts:
      items.length === 0
        ? [line(admin.nothing)]
        : items.map((entry) => bullet(auditLine(entry, namesOf(entry), words))),
    ways: [
      ...waysOfList(place, next, buttons),
      ...(items.length === 0 ? [] : exporting),
      { name: 'new-query', label: buttons['new-query'], place: { at: 'audit' } },
      { name: 'home', label: buttons.home, place: { at: 'home' } },
    ],
  };
}

function auditLine(entry: TrailEntry, names: TrailNames, words: Words): Rich {
  const about = entry.documentNumber === null ? [] : words.admin.audit.about(entry.documentNumber);
  return [...trailText(entry, names, words), ...about];
}

function askedText(question: AuditQuestion, personName: string | null, { admin }: Words, locale: string): Rich {
  const day = (date: string | undefined) => (date === undefined ? null : dayText(date, locale));
  const { document = null, entity = null, from, to } = question;
  return admin.audit.asked(personName, document, entity, day(from), day(to));
}
