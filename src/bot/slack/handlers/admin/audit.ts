import { addDays, dayOfDate } from '../../../../engine/calendar/local-date.js';
import { clockOf } from '../../../../engine/calendar/local-time.js';
import { instant } from '../../../../engine/instant.js';
import type { TrailEntry, TrailQuery } from '../../../../engine/ports/admin-reading.js';
import type { AdminPlace, AuditQuestion } from '../../../view/admin/place.js';
import { auditPage, trailEntriesPerPage } from '../../../view/admin/trail-pages.js';
import type { TrailNames } from '../../../view/admin/trail-text.js';
import type { SubmissionOutcome } from '../../edge.js';
import { inputOf } from '../../form-input.js';
import type { Submission } from '../../parse.js';
import { FROM_BLOCK, TO_BLOCK } from '../../render/admin/audit-form.js';
import { NUMBER_BLOCK } from '../../render/admin/number-form.js';
import { renderAdminPage } from '../../render/admin/page.js';
import { PERSON_BLOCK } from '../../render/admin/person-menu.js';
import { renderNoticeModal } from '../../render/modal.js';
import type { Visit } from '../../visit.js';
import type { DrawnView } from '../../within-limits.js';
import { numbersMeant } from '../find-by-number.js';
import { permissionsOf, refusedUse } from './permitted.js';
import { trailNames } from './timeline.js';

export type AuditPlace = AdminPlace & { readonly question: AuditQuestion };

/** What the trail answers. */
export async function auditModal(visit: Visit, place: AuditPlace): Promise<DrawnView> {
  const { admin, words, reader, reading } = visit;
  const { question, after } = place;
  const query = { ...queryOf(question, reader.timeZone), limit: trailEntriesPerPage, ...(after && { after }) };
  const page = await admin.trail(query);
  const { person } = question;
  const personName = person === undefined ? null : ((await reading.names([person])).get(person) ?? person);
  const names = await namesIn(visit, page.items);
  const mayExport = (await permissionsOf(visit)).has('audit.export');
  return renderAdminPage(auditPage(place, personName, page, names, words, reader.locale, mayExport), words);
}

/** Days are the asking person's, whole ones. */
export function queryOf(
  { person, document, entity, from, to }: AuditQuestion,
  timeZone: string,
): Omit<TrailQuery, 'limit'> {
  return {
    ...(person !== undefined && { personId: person }),
    ...(document !== undefined && { documentNumber: document }),
    ...(entity !== undefined && { entity }),
    ...(from !== undefined && { from: startOf(from, timeZone) }),
    ...(to !== undefined && { to: startOf(addDays(to, 1), timeZone) }),
  };
}

function startOf(day: string, timeZone: string) {
  return instant(clockOf(timeZone, dayOfDate(day))(0));
}

export async function onAuditAsked(visit: Visit, { state }: Submission): Promise<SubmissionOutcome> {
  const { audit, title } = visit.words.admin;
  const refused = await refusedUse(visit, 'audit');
  if (refused !== undefined) return shows(renderNoticeModal([refused], visit.words, { title }));
  const typed = (block: string) => inputOf(state, block) || undefined;
  const [person, number, from, to] = [
    typed(PERSON_BLOCK),
    typed(NUMBER_BLOCK)?.trim(),
    typed(FROM_BLOCK),
    typed(TO_BLOCK),
  ];
  if (from !== undefined && to !== undefined && to < from) return wrong(TO_BLOCK, audit.endBeforeStart);
  const document = number === undefined || number === '' ? undefined : await knownNumber(visit, number);
  if (number && document === undefined) return wrong(NUMBER_BLOCK, audit.noSuchDocument);
  return shows(await auditModal(visit, { at: 'audit', question: { person, document, from, to } }));
}

/** The number as it is written, of the one document that was meant. */
async function knownNumber(visit: Visit, typed: string): Promise<string | undefined> {
  for (const number of [typed, ...(await numbersMeant(visit, typed))]) {
    if ((await visit.reading.documentIdOf(number)) !== undefined) return number.toUpperCase();
  }
  return undefined;
}

/** What each entry names. Entries of a few documents stand on one page, so each of those is read once. */
async function namesIn(visit: Visit, entries: readonly TrailEntry[]): Promise<(entry: TrailEntry) => TrailNames> {
  const byEntity = new Map<string, TrailNames>();
  for (const entity of new Set(entries.map((entry) => entry.entity))) {
    const own = entries.filter((entry) => entry.entity === entity);
    const [kind, id = ''] = entity.split('/', 2);
    byEntity.set(
      entity,
      await trailNames(visit, own, kind === 'document' ? await visit.reading.dossier(id) : undefined),
    );
  }
  const nothing: TrailNames = { people: new Map(), steps: new Map(), form: [] };
  return (entry) => byEntity.get(entry.entity) ?? nothing;
}

function shows(view: DrawnView): SubmissionOutcome {
  return { answer: { response_action: 'update', view } };
}

function wrong(block: string, sentence: string): SubmissionOutcome {
  return { answer: { response_action: 'errors', errors: { [block]: sentence } } };
}
