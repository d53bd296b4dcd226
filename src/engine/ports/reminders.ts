import type { Instant } from '../instant.js';
import type { Preferences } from '../preferences.js';

/** What one person is to be reminded of, for one tenant. Written with the events that cause it. */
export interface Reminders {
  /**
   * Everything that is due for the person and still waits for them becomes one notice: a reminder of one thing, a digest
   * of several. What waits for them no more is dropped. In one transaction, so that each is told of once.
   */
  send(personId: string, requestId: string, now: Instant): Promise<void>;
  /** Reminds this person once more then, if they are still awaited. Tells whether they are. */
  snooze(personId: string, stepId: string, until: Instant, requestId: string, now: Instant): Promise<boolean>;
}

/** When somebody wants to hear of us, by tenant. */
export interface PreferenceStore {
  preferences(personId: string): Promise<PersonPreferences>;
  save(personId: string, preferences: Preferences, requestId: string, now: Instant): Promise<void>;
}

export interface PersonPreferences extends Preferences {
  /** IANA name: their own, else the company's. */
  readonly timeZone: string;
}
