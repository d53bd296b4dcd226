import type { Weekday } from './calendar/calendar.js';

/** Messages that somebody may do without. Cards that ask for a decision are never among them. */
export const noticeTopics = ['reminders', 'nudges', 'delegations', 'reports'] as const;
export type NoticeTopic = (typeof noticeTopics)[number];

/** When and about what a person wants to hear of us, where nobody clicked. */
export interface Preferences {
  /** Local times `HH:MM` in the person's zone, over midnight where `from` is later; equal ones mean no quiet hours. */
  readonly quiet: { readonly from: string; readonly to: string; readonly days: readonly Weekday[] };
  /** Reminders come together at this local time of the day, `HH:MM`; null: each when it is due. */
  readonly digestAt: string | null;
  readonly muted: readonly NoticeTopic[];
}

export const defaultPreferences: Preferences = {
  quiet: { from: '20:00', to: '08:00', days: ['sat', 'sun'] },
  digestAt: null,
  muted: [],
};
