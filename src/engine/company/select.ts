import type { Path } from './finding.js';

/** What stands at one place of the files' data, whatever it is. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * Every place that a pattern such as `people.*.roles.*.unit` leads to; a star stands for all entries of a list. It looks
 * at the data as written, so that one mistake in an entry does not hide the next.
 */
export function select(data: unknown, pattern: string): readonly Place[] {
  return pattern
    .split('.')
    .reduce<readonly Place[]>(
      (places, step) => places.flatMap((place) => (step === '*' ? entries(place) : property(place, step))),
      [{ path: [], value: data }],
    );
}

/** The same, for text only. */
export function selectTexts(data: unknown, pattern: string): readonly (Place & { readonly value: string })[] {
  return select(data, pattern).flatMap(({ path, value }) => (typeof value === 'string' ? [{ path, value }] : []));
}

/** The text of one property, or undefined. */
export function textOf(entry: unknown, name: string): string | undefined {
  return selectTexts(entry, name)[0]?.value;
}

function entries({ path, value }: Place): readonly Place[] {
  return Array.isArray(value) ? value.map((entry: unknown, at) => ({ path: [...path, at], value: entry })) : [];
}

function property({ path, value }: Place, name: string): readonly Place[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return [{ path: [...path, name], value: Reflect.get(value, name) }];
}
