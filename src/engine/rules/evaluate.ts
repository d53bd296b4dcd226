import type { Calendar } from '../calendar/calendar.js';
import type { FormValues } from '../form/values.js';
import type { Compiled } from './compile.js';
import { CALENDAR_NAME, readName } from './environment.js';
import { explainFault } from './explain-error.js';
import { LIST_ENTRIES_MAX } from './limits.js';
import { type RuleDay, readDay } from './moment.js';
import { RuleFault } from './rule-fault.js';
import { type RequesterFacts, RuleCalendar, RuleForm, RuleRequester } from './rule-values.js';
import type { ScopeField } from './scope.js';
import { toCel } from './to-cel.js';

/** Everything that a rule can depend on. */
export interface RuleInput {
  readonly values: FormValues;
  readonly requester: RequesterFacts;
  /** `YYYY-MM-DD` in the company's time zone. */
  readonly today: string;
  /** What `business_days` counts by; Monday to Friday when absent. */
  readonly calendar?: Calendar | undefined;
}

export type Evaluation<V> =
  | { readonly ok: true; readonly value: V }
  | {
      readonly ok: false;
      /** A sentence for an admin. */
      readonly error: string;
      /** The field whose value is needed and is not there, where that is why: a form may be half filled. */
      readonly missing?: string;
    };

/** The rule's answer for one document. Never throws: a rule without an answer is an error and never a no. */
export function evaluate<V>(compiled: Compiled<V>, input: RuleInput): Evaluation<V> {
  try {
    return { ok: true, value: compiled.run(variablesOf(compiled.fields, input)) };
  } catch (error) {
    const missing = error instanceof RuleFault ? error.missing : undefined;
    return { ok: false, error: explainFault(error), ...(missing !== undefined && { missing }) };
  }
}

/** `form` tells what has a value, and the reading name of a field gives it, or says which one is missing. */
function variablesOf(fields: readonly ScopeField[], input: RuleInput): Readonly<Record<string, unknown>> {
  const form = new RuleForm();
  const variables: Record<string, unknown> = {
    form,
    get requester() {
      return requesterOf(input);
    },
    get today() {
      return todayOf(input);
    },
    [CALENDAR_NAME]: new RuleCalendar(input.calendar),
  };
  for (const field of fields) addField(field, input.values, form, variables);
  return variables;
}

function addField(
  { name, type }: ScopeField,
  values: FormValues,
  form: RuleForm,
  variables: Record<string, unknown>,
): void {
  const stored = Object.hasOwn(values, name) ? values[name] : undefined;
  if (stored === undefined && !type.startsWith('list<')) {
    for (const place of [form, variables]) Object.defineProperty(place, readName(name), { get: () => missing(name) });
    return;
  }
  const value = stored === undefined ? [] : toCel(name, type, stored);
  if (stored !== undefined) form[name] = value;
  form[readName(name)] = value;
  variables[readName(name)] = value;
}

/** Only when it is read: a guard may keep the rule from doing so. */
function missing(name: string): never {
  throw new RuleFault(`"${name}" has no value, and the rule needs it; fill it, or ask has(form.${name}) first`, name);
}

function requesterOf({ requester }: RuleInput): RuleRequester {
  const longest = Math.max(requester.units.length, requester.roles.length);
  if (longest <= LIST_ENTRIES_MAX) return new RuleRequester(requester);
  throw new RuleFault(`the requester has more than ${LIST_ENTRIES_MAX} roles or units; give fewer`);
}

function todayOf({ today }: RuleInput): RuleDay {
  const day = readDay(today);
  if (day === undefined) throw new RuleFault(`"${today}" is no day, so nothing can be compared with today`);
  return day;
}
