import { fieldNames, fieldsOfType, stepsOfType } from './check-steps.js';
import type { Finding, Path } from './finding.js';
import { suggestion } from './nearest.js';
import { type Place, select, selectTexts, textOf } from './select.js';

/** What policy tests name: steps and fields of their type. A mistyped one would be missing for ever, or never be. */
export function checkTests(data: unknown): readonly Finding[] {
  return select(data, 'tests.*').flatMap((test) => {
    const type = textOf(test.value, 'type');
    const fields = type === undefined ? undefined : fieldsOfType(data, type);
    if (type === undefined || fields === undefined) return [];
    const steps = stepsOfType(data, type).flatMap((step) => textOf(step.value, 'key') ?? []);
    const names = fieldNames(fields);
    return [
      ...unknown(expectedSteps(test), steps, (key) => `no template or policy of type "${type}" has a step "${key}"`),
      ...unknown(namedFields(test), names, (name) => `the form of type "${type}" has no field "${name}"`),
      ...checkSaysSomething(test),
    ];
  });
}

type Named = Place & { readonly value: string };

function unknown(
  places: readonly Named[],
  known: readonly string[],
  say: (word: string) => string,
): readonly Finding[] {
  return places
    .filter(({ value }) => !known.includes(value))
    .map(({ path, value }) => ({ path, message: `${say(value)}${suggestion(value, known) || knownWords(known)}` }));
}

function knownWords(known: readonly string[]): string {
  return known.length > 0 ? `; there are ${[...new Set(known)].join(', ')}` : '';
}

function expectedSteps(test: Place): readonly Named[] {
  const listed = ['expect.steps.*', 'expect.not_steps.*', 'expect.route.*', 'expect.route.*.*'];
  const named = ['expect.route.*', 'expect.route.*.*'].flatMap((pattern) =>
    select(test.value, pattern).flatMap(({ path, value }) =>
      keysOf(value).map((key) => ({ path: [...path, key], value: key })),
    ),
  );
  return within(test.path, [...listed.flatMap((pattern) => selectTexts(test.value, pattern)), ...named]);
}

function namedFields(test: Place): readonly Named[] {
  const values = select(test.value, 'values').flatMap(({ path, value }) =>
    keysOf(value).map((key) => ({ path: [...path, key], value: key })),
  );
  return within(test.path, [...values, ...selectTexts(test.value, 'expect.invalid.*')]);
}

function within(path: Path, places: readonly Named[]): readonly Named[] {
  return places.map((place) => ({ ...place, path: [...path, ...place.path] }));
}

/** Of a set of properties; none for anything else. */
function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function checkSaysSomething(test: Place): readonly Finding[] {
  const [expected] = select(test.value, 'expect');
  if (expected === undefined || keysOf(expected.value).length > 0 || Array.isArray(expected.value)) return [];
  const message =
    '"expect" says nothing; give it "route", "steps", "not_steps", "rejected_by", "findings" or "invalid"';
  return [{ path: [...test.path, 'expect'], message }];
}
