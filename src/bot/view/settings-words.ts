import type { NoticeTopic } from '../../engine/preferences.js';
import type { PreferenceProblem } from '../../engine/read-preferences.js';
import type { Rich } from './text.js';

/** What is said where somebody chooses what they hear and when. */
export interface SettingsWords {
  readonly title: string;
  readonly lead: Rich;
  timeZone(name: string): Rich;
  readonly fromLabel: string;
  readonly toLabel: string;
  readonly toHint: string;
  readonly daysLabel: string;
  readonly gatherLabel: string;
  readonly gather: string;
  readonly digestLabel: string;
  readonly topicsLabel: string;
  readonly topicsHint: string;
  readonly topics: Readonly<Record<NoticeTopic, string>>;
  readonly problems: Readonly<Record<PreferenceProblem['code'], string>>;
  readonly save: string;
  readonly saved: Rich;
}
