import type { Permission } from '../../../engine/permission.js';
import type { StuckCause, StuckDocument, UnablePerson } from '../../../engine/ports/radar.js';
import type { Page } from '../../../engine/ports/reading.js';
import type { Rich } from '../text.js';
import type { Words } from '../words.js';
import { type AdminPage, type AdminPart, type AdminWay, line, waysOfList } from './page.js';
import type { AdminPlace } from './place.js';
import { mayUse } from './subcommand.js';

/** Names in one sentence. */
const PEOPLE_MAX = 3;

/** Every document that cannot go on by itself, with what holds it, and what this administrator can do about it. */
export function stuckPage(
  place: AdminPlace,
  { items, next }: Page<StuckDocument>,
  held: ReadonlySet<Permission>,
  { admin }: Words,
): AdminPage {
  return {
    place,
    heading: admin.sections.stuck,
    notices: items.length === 0 ? [] : [admin.stuck.lead],
    parts:
      items.length === 0 ? [line(admin.stuck.nothing)] : items.map((document) => documentPart(document, held, admin)),
    ways: [
      ...waysOfList(place, next, admin.buttons),
      { name: 'refresh', label: admin.buttons.refresh, place: { at: 'stuck' } },
      { name: 'home', label: admin.buttons.home, place: { at: 'home' } },
    ],
  };
}

function documentPart(document: StuckDocument, held: ReadonlySet<Permission>, admin: Words['admin']): AdminPart {
  const { title, number, typeName, submitterName, since, cause } = document;
  const { stuck } = admin;
  return {
    kind: 'entry',
    text: stuck.document(title, number, typeName),
    about: [stuck.about(submitterName, since), causeText(cause, stuck), fixText(cause, stuck)],
    ways: waysOut(document, held, admin),
  };
}

function causeText(cause: StuckCause, stuck: Words['admin']['stuck']): Rich {
  switch (cause.kind) {
    case 'open-place':
      return stuck.openPlace(cause.step);
    case 'rule-failed':
      return stuck.ruleFailed(cause.step, cause.error);
    case 'unable': {
      const { step, people } = cause;
      return stuck.unable(step, people.slice(0, PEOPLE_MAX), Math.max(0, people.length - PEOPLE_MAX));
    }
    case 'no-completer':
      return stuck.noCompleter(cause.role);
    case 'submitter-unable':
      return stuck.submitterUnable(cause.person);
    case 'no-answer':
      return stuck.noAnswer(cause.step, cause.person);
    case 'undelivered':
      return stuck.undelivered(cause.person.name, cause.error);
  }
}

function fixText(cause: StuckCause, { fix }: Words['admin']['stuck']): Rich {
  switch (cause.kind) {
    case 'open-place':
      return fix.openPlace;
    case 'rule-failed':
      return fix.ruleFailed;
    case 'unable':
      return fix.unable[whyOf(cause.people)];
    case 'no-completer':
      return fix.noCompleter(cause.role);
    case 'submitter-unable':
      return fix.submitterUnable[cause.person.why];
    case 'no-answer':
      return fix.noAnswer[cause.person.why];
    case 'undelivered':
      return fix.undelivered;
  }
}

/** What one sentence can say of all of them. */
function whyOf([first, ...others]: readonly UnablePerson[]): UnablePerson['why'] | 'several' {
  return first !== undefined && others.length === 0 ? first.why : 'several';
}

/** Where the fix is made, if there is such a page and this administrator may use it; and what happened so far. */
function waysOut(
  { documentId, cause }: StuckDocument,
  held: ReadonlySet<Permission>,
  { buttons, sections }: Words['admin'],
): readonly AdminWay[] {
  const timeline: AdminWay = { name: 'timeline', label: buttons.timeline, place: { at: 'document', key: documentId } };
  const fixes: readonly AdminWay[] = [
    ...('stepId' in cause
      ? [{ name: 'reassign', label: buttons.reassign, place: { at: 'reassign', key: documentId } as const }]
      : []),
    ...(cause.kind === 'no-completer'
      ? [{ name: 'roles', label: sections.roles, place: { at: 'roles' } as const }]
      : []),
    ...(cause.kind === 'undelivered' ? [{ name: 'jobs', label: sections.jobs, place: { at: 'jobs' } as const }] : []),
    ...('person' in cause
      ? [{ name: 'person', label: cause.person.name, place: { at: 'people', key: cause.person.id } as const }]
      : []),
  ];
  return [...fixes, timeline].filter(({ place }) => place.at === 'home' || mayUse(place.at, held));
}
