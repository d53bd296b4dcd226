import { weekdays } from '../../engine/calendar/calendar.js';
import type { PersonPreferences } from '../../engine/ports/reminders.js';
import { noticeTopics } from '../../engine/preferences.js';
import { type PreferenceProblem, wantedTopics } from '../../engine/read-preferences.js';
import type { Rich } from './text.js';
import { weekdayName } from './weekday.js';
import type { Words } from './words.js';

/** What somebody wants to hear and when, as a form. */
export interface SettingsView {
  readonly lead: readonly Rich[];
  readonly from: string;
  readonly to: string;
  readonly days: Choices;
  readonly gathered: Choices;
  readonly digestAt: string;
  readonly topics: Choices;
}

/** Ticks, and which of them are set. */
export interface Choices {
  readonly all: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
}

/** The one value of the tick that gathers reminders. */
export const gathered = 'gathered';

/** Stands beside the tick until somebody wants another time. */
const digestSuggestion = '09:00';

export function settingsView(preferences: PersonPreferences, { settings }: Words, locale: string): SettingsView {
  const { quiet, digestAt, timeZone } = preferences;
  return {
    lead: [settings.lead, settings.timeZone(timeZone)],
    from: quiet.from,
    to: quiet.to,
    days: { all: weekdays.map((value) => ({ value, label: weekdayName(value, locale) })), chosen: quiet.days },
    gathered: {
      all: [{ value: gathered, label: settings.gather }],
      chosen: digestAt === null ? [] : [gathered],
    },
    digestAt: digestAt ?? digestSuggestion,
    topics: {
      all: noticeTopics.map((value) => ({ value, label: settings.topics[value] })),
      chosen: wantedTopics(preferences),
    },
  };
}

export function settingsProblem({ code }: PreferenceProblem, { settings }: Words): string {
  return settings.problems[code];
}
