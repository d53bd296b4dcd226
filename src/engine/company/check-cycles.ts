import type { Finding, Path } from './finding.js';
import { select, textOf } from './select.js';

interface Link {
  readonly path: Path;
  readonly to: string;
}

/** Units, or people, one above the other. A submit follows them upwards no further; see `loadOrganisation`. */
const CHAIN_MAX = 50;

/** Units and managers lead upwards to someone at the top, and not by a long way; a circle would have none. */
export function checkCycles(data: unknown): readonly Finding[] {
  const units = linksIn(data, 'units', 'parent');
  const managers = linksIn(data, 'people', 'manager');
  return [
    ...circles(units).map(({ path, round, length }) => ({
      path,
      message:
        length === 1 ? 'a unit cannot be above itself' : `the units go round in a circle: ${arrows(round, length)}`,
    })),
    ...circles(managers).map(({ path, round, length }) => ({
      path,
      message:
        length === 1
          ? 'nobody can be their own manager'
          : `the managers go round in a circle: ${arrows(round, length)}`,
    })),
    ...tooDeep(units).map(({ path, from }) => ({
      path,
      message: `from "${from}" upwards there are more than ${CHAIN_MAX} units, one above the other; name a parent that stands higher up`,
    })),
    ...tooDeep(managers).map(({ path, from }) => ({
      path,
      message: `from "${from}" upwards there are more than ${CHAIN_MAX} people, each the manager of the one before; name a manager who stands higher up`,
    })),
  ];
}

function linksIn(data: unknown, section: string, property: string): ReadonlyMap<string, Link> {
  const links = new Map<string, Link>();
  for (const { path, value } of select(data, `${section}.*`)) {
    const [from, to] = [textOf(value, 'id'), textOf(value, property)];
    if (from !== undefined && to !== undefined) links.set(from, { path: [...path, property], to });
  }
  return links;
}

interface Circle {
  readonly path: Path;
  /** Who is in it, as far as it is shown, beginning with the one that stands at `path`. */
  readonly round: readonly string[];
  readonly length: number;
}

const SHOWN_MAX = 8;

/** One per member, so that every place where the circle could be cut is named. */
function circles(links: ReadonlyMap<string, Link>): readonly Circle[] {
  const found: Circle[] = [];
  const done = new Set<string>();
  for (const start of links.keys()) {
    const walk = walkUp(links, start, done);
    for (const id of walk) done.add(id);
    const last = links.get(walk.at(-1) ?? '')?.to;
    const round = walk.slice(last === undefined || !walk.includes(last) ? walk.length : walk.indexOf(last));
    const twice = [...round, ...round];
    for (const [at, id] of round.entries()) {
      const shown = twice.slice(at, at + Math.min(round.length, SHOWN_MAX));
      found.push({ path: links.get(id)?.path ?? [], round: shown, length: round.length });
    }
  }
  return found;
}

/** Upwards from there, as far as nobody who is in `done` or comes a second time. */
function walkUp(
  links: ReadonlyMap<string, Link>,
  start: string,
  done: { has(id: string): boolean },
): readonly string[] {
  const walk = new Set<string>();
  for (let id = start; links.has(id) && !done.has(id) && !walk.has(id); id = links.get(id)?.to ?? '') walk.add(id);
  return [...walk];
}

function arrows(round: readonly string[], length: number): string {
  return [...round, ...(length > round.length ? ['…'] : []), round[0]].join(' → ');
}

interface Deep {
  readonly path: Path;
  readonly from: string;
}

/** Those who are one too deep: whoever is below them is mended with them. A circle has no depth. */
function tooDeep(links: ReadonlyMap<string, Link>): readonly Deep[] {
  const depths = new Map<string, number>();
  for (const start of links.keys()) {
    const walk = walkUp(links, start, depths);
    const above = links.get(walk.at(-1) ?? '')?.to;
    const isRound = above !== undefined && walk.includes(above);
    let depth = isRound ? Number.NaN : (depths.get(above ?? '') ?? 1);
    for (const id of walk.toReversed()) depths.set(id, ++depth);
  }
  return [...links].flatMap(([from, { path }]) => (depths.get(from) === CHAIN_MAX + 1 ? [{ path, from }] : []));
}
