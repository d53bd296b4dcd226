import type { Finding } from './finding.js';
import { type Place, select, selectTexts, textOf } from './select.js';

type Named = Pick<Place, 'path'> & { readonly value: string };

/** What may stand only once, and what to say of each place where it stands again. */
const UNIQUE: readonly (readonly [pattern: string, say: (value: string) => string])[] = [
  ['units.*.id', (id) => `several units have the id "${id}"`],
  ['people.*.id', (id) => `several people have the id "${id}"`],
  ['roles.*.key', (key) => `several roles have the key "${key}"`],
  ['types.*.key', (key) => `several types have the key "${key}"`],
  ['templates.*.key', (key) => `several templates have the key "${key}"`],
  ['groups.*.key', (key) => `several groups have the key "${key}"`],
  ['calendars.*.key', (key) => `several calendars have the key "${key}"`],
  ['policies.*.key', (key) => `several policies have the key "${key}"`],
  ['tests.*.name', (name) => `several tests have the name "${name}"`],
  ['types.*.prefix', (prefix) => `several types have the prefix "${prefix}"; their numbers could not be told apart`],
];

/** Every place is named, not only the second: which comes first depends on the files' names, and either may be wrong. */
export function checkUnique(data: unknown): readonly Finding[] {
  const plain = UNIQUE.flatMap(([pattern, say]) => twins(selectTexts(data, pattern), say));
  const grants = select(data, 'people.*').flatMap((person) =>
    twins(grantsOf(person), () => 'the role is listed twice'),
  );
  const steps = select(data, 'templates.*').flatMap((template) =>
    twins(within(template, 'stages.*.steps.*.key'), (key) => `several steps of the template have the key "${key}"`),
  );
  const holidays = select(data, 'calendars.*').flatMap((calendar) =>
    twins(within(calendar, 'holidays.*.date'), (date) => `several holidays of the calendar are on ${date}`),
  );
  return [
    ...plain,
    ...twins(emails(data), (email) => `several people have the address "${email}"`),
    ...twins(slackUsers(data), (user) => `several people have the Slack id "${user.split('/').at(-1)}"`),
    ...grants,
    ...steps,
    ...holidays,
  ];
}

function twins(places: readonly Named[], say: (value: string) => string): readonly Finding[] {
  const count = new Map<string, number>();
  for (const { value } of places) count.set(value, (count.get(value) ?? 0) + 1);
  return places
    .filter(({ value }) => (count.get(value) ?? 0) > 1)
    .map(({ path, value }) => ({ path, message: say(value) }));
}

function within(place: Place, pattern: string): readonly Named[] {
  return selectTexts(place.value, pattern).map(({ path, value }) => ({ path: [...place.path, ...path], value }));
}

/** Somebody new may have the address of somebody who left. */
function emails(data: unknown): readonly Named[] {
  return select(data, 'people.*').flatMap(({ path, value }) => {
    const email = textOf(value, 'email');
    if (email === undefined || textOf(value, 'status') === 'inactive') return [];
    return [{ path: [...path, 'email'], value: email.trim().toLowerCase() }];
  });
}

/** The same id means somebody else in another workspace. */
function slackUsers(data: unknown): readonly Named[] {
  const usual = selectTexts(data, 'company.slack.team')[0]?.value ?? '';
  return select(data, 'people.*.slack').flatMap(({ path, value }) => {
    const user = textOf(value, 'user');
    if (user === undefined || user === 'none') return [];
    return [{ path: [...path, 'user'], value: `${textOf(value, 'team') ?? usual}/${user}` }];
  });
}

function grantsOf(person: Place): readonly Named[] {
  return select(person.value, 'roles.*').flatMap(({ path, value }) => {
    const role = typeof value === 'string' ? value : textOf(value, 'role');
    if (role === undefined) return [];
    return [{ path: [...person.path, ...path], value: JSON.stringify([role, textOf(value, 'unit') ?? null]) }];
  });
}
