import { type DurationFigures, type QueryKind, type QueryTimes, queryBoundsSeconds } from '../engine/ports/figures.js';
import type { StatementTimes } from './sqlite/connection.js';

/** Counts how long the database took. One addition a statement: what it costs must not show in a decision. */
export class QueryClock implements QueryTimes {
  readonly #tallies: Readonly<Record<QueryKind, Tally>> = {
    read: new Tally(),
    write: new Tally(),
    commit: new Tally(),
  };

  add(kind: QueryKind, ms: number): void {
    this.#tallies[kind].add(ms / 1000);
  }

  times(kind: QueryKind): DurationFigures {
    return this.#tallies[kind].figures();
  }
}

/** What each kind of connection tells. */
export function statementTimes(clock: QueryClock): {
  readonly reading: StatementTimes;
  readonly writing: StatementTimes;
} {
  const commit = (ms: number) => clock.add('commit', ms);
  return {
    reading: { statement: (ms) => clock.add('read', ms), commit: () => {} },
    writing: { statement: (ms) => clock.add('write', ms), commit },
  };
}

class Tally {
  /** How many took no longer than each bound and longer than the one before; behind them, longer than all. */
  readonly #counts: number[] = Array.from({ length: queryBoundsSeconds.length + 1 }, () => 0);
  #sumSeconds = 0;

  add(seconds: number): void {
    let at = 0;
    while (at < queryBoundsSeconds.length && seconds > (queryBoundsSeconds[at] ?? 0)) at += 1;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#sumSeconds += seconds;
  }

  figures(): DurationFigures {
    let count = 0;
    const within = this.#counts.map((own) => {
      count += own;
      return count;
    });
    return { withinBound: within.slice(0, -1), count, sumSeconds: this.#sumSeconds };
  }
}
