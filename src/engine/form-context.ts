import type { Calendars } from './calendar/calendar.js';
import { localDate } from './calendar/local-date.js';
import type { DocumentType } from './definition.js';
import type { FormContext } from './form/context.js';
import type { FormField } from './form/field.js';
import type { RawValues } from './form/values.js';
import type { Instant } from './instant.js';
import type { Person } from './organisation.js';
import type { EngineSettings } from './settings.js';

/** What a form of this type is checked against, for somebody who fills it at that moment. */
export function formContext(
  { attachments }: DocumentType,
  requesterId: string,
  people: readonly Person[],
  calendars: Calendars,
  settings: EngineSettings,
  now: Instant,
): FormContext {
  return {
    today: localDate(now, calendars.timeZone),
    calendar: calendars.byKey.get(calendars.defaultKey ?? ''),
    requesterId,
    standingOf: (personId) => {
      const person = people.find(({ id }) => id === personId);
      if (person === undefined) return 'unknown';
      return person.active ? 'active' : 'inactive';
    },
    attachments: {
      required: attachments?.required ?? false,
      max: attachments?.max ?? settings.attachmentsMax,
      bytesMax: attachments?.bytesMax ?? settings.fileBytesMax,
    },
  };
}

/** Ids that one form can name at most, so that no input makes us look up more. */
const namedMax = 500;

/** Whoever is named in what was sent, known or not. */
export function peopleNamedIn(form: readonly FormField[], raw: RawValues): readonly string[] {
  const picks = form.filter(({ type }) => type === 'user' || type === 'users').map(({ name }) => raw[name]);
  const ids = picks.flat().filter((id) => typeof id === 'string');
  return [...new Set(ids)].slice(0, namedMax);
}
