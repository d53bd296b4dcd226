import type { Reason } from './document.js';
import type { FormField } from './form/field.js';
import type { FormValues } from './form/values.js';
import type { Organisation, Person } from './organisation.js';

/** All that decides who is asked, besides the template. */
export interface Asking {
  readonly submitter: Person;
  readonly organisation: Organisation;
  readonly form: readonly FormField[];
  readonly values: FormValues;
  /** People who wrote a definition that shapes this route. */
  readonly authorIds: readonly string[];
  /** Who else is left out; absent where nobody is. */
  readonly isBarred?: (personId: string) => boolean;
}

/** Somebody a rule named, before asking whether they can act. `person` is undefined when nobody is there. */
export interface Nominee {
  readonly person: Person | undefined;
  readonly reason: Reason;
  /** The reason by keys that stay the same when something is renamed. */
  readonly ground: string;
}

/** The submitter is never asked about their own document, whatever names them, nor who shaped the route by hand. */
export function canAct(person: Person | undefined, { submitter, authorIds, isBarred }: Asking): person is Person {
  if (person?.active !== true || person.id === submitter.id || authorIds.includes(person.id)) return false;
  return isBarred?.(person.id) !== true;
}
