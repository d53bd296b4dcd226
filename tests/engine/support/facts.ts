import type { Calendars } from '../../../src/engine/calendar/calendar.js';
import type { Facts } from '../../../src/engine/facts.js';
import { formContext } from '../../../src/engine/form-context.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { t1, tripType } from './documents.js';
import { actor } from './people.js';

/** A company that works all day, every day. */
export const noCalendars: Calendars = { byKey: new Map(), defaultKey: null, timeZone: 'UTC' };

/** What a decision by Ana is made from that nothing special is known about. */
export const plainFacts: Facts = {
  actor: actor('ana'),
  relation: { wasApprover: false, managesSubmitter: false },
  changedSince: [],
  type: undefined,
  form: formContext(tripType, 'ana', [], noCalendars, defaultSettings, t1),
  submission: undefined,
  calendars: undefined,
  newcomer: undefined,
  delegations: [],
  deputies: new Map(),
  ladder: undefined,
  editedAt: undefined,
  settings: defaultSettings,
  isSubmitterGone: false,
  isCompleter: false,
};
