import type { Calendar } from '../calendar/calendar.js';

/** What a fresh form begins with, besides its own defaults. */
export interface FormStart {
  /** The day it is where the company is, `YYYY-MM-DD`. */
  readonly today: string;
  /** Who fills the form. */
  readonly requesterId: string;
}

/** What a form is checked against, besides itself. */
export interface FormContext extends FormStart {
  /** Whether that id is somebody of this company; see `peopleIn` for whom a form can ask about. */
  standingOf(personId: string): PersonStanding;
  readonly attachments: AttachmentLimits;
  /** The company's own, by which computed fields count days of work; undefined where it has none. */
  readonly calendar: Calendar | undefined;
}

export type PersonStanding = 'active' | 'inactive' | 'unknown';

/** Of one document, all its fields for files together: what its type says, else the settings. */
export interface AttachmentLimits {
  /** At least one file, in whichever field. */
  readonly required: boolean;
  readonly max: number;
  /** Bytes of one file. */
  readonly bytesMax: number;
}
