import type { Database, Statement } from 'better-sqlite3';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { refuseUnsafeIntegers, wholeNumberColumns } from './integers.js';
import { faultOf } from './sqlite-fault.js';

/** Prepared statements kept per connection; the one used longest ago makes room. */
const STATEMENTS_MAX = 256;
const STREAM_CHUNK_ROWS = 100;

/** Told how long each took, in milliseconds. Called for every statement, so it must cost next to nothing. */
export interface StatementTimes {
  statement(ms: number): void;
  commit(ms: number): void;
}

interface Prepared {
  readonly statement: Statement<[readonly unknown[]]>;
  /** The columns whose numbers have to be looked at; absent when the statement returns no rows. */
  readonly wholeNumbers: readonly string[] | undefined;
}

/**
 * One SQLite connection as Kysely sees it. Statements are prepared once: preparing them anew costs as much as running
 * them. Every call happens at once, inside the call; the promises only fit Kysely's interface.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: Database;
  readonly #times: StatementTimes | undefined;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: Database, times?: StatementTimes) {
    this.#database = database;
    this.#times = times;
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  /** Runs a query here and now. Errors are the driver's own. */
  execute<R>(query: CompiledQuery): QueryResult<R> {
    if (this.#times === undefined) return this.#execute(query);
    const startedMs = performance.now();
    try {
      return this.#execute(query);
    } finally {
      this.#times.statement(performance.now() - startedMs);
    }
  }

  #execute<R>(query: CompiledQuery): QueryResult<R> {
    const { statement, wholeNumbers } = this.#prepare(query.sql);
    if (wholeNumbers === undefined) {
      return { numAffectedRows: BigInt(statement.run(query.parameters).changes), rows: [] };
    }
    const rows = statement.all(query.parameters) as R[];
    refuseUnsafeIntegers(rows, wholeNumbers);
    return { rows };
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return Promise.resolve(this.execute<R>(query));
    } catch (error) {
      return Promise.reject(faultOf(error));
    }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkRows = STREAM_CHUNK_ROWS): AsyncIterableIterator<QueryResult<R>> {
    try {
      yield* this.#chunks<R>(query, chunkRows);
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** Runs a statement without parameters or rows, such as `commit`. Errors are the driver's own. */
  run(sql: string): void {
    const startedMs = performance.now();
    this.#prepare(sql).statement.run([]);
    if (sql === 'commit') this.#times?.commit(performance.now() - startedMs);
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  *#chunks<R>(query: CompiledQuery, chunkRows: number): Generator<QueryResult<R>> {
    const { statement, wholeNumbers = [] } = this.#prepare(query.sql);
    let rows: R[] = [];
    for (const row of statement.iterate(query.parameters)) {
      refuseUnsafeIntegers([row], wholeNumbers);
      if (rows.push(row as R) < chunkRows) continue;
      yield { rows };
      rows = [];
    }
    if (rows.length > 0) yield { rows };
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known !== undefined) {
      this.#prepared.delete(sql);
      this.#prepared.set(sql, known);
      return known;
    }
    const statement = this.#database.prepare<[readonly unknown[]]>(sql);
    const prepared = { statement, wholeNumbers: statement.reader ? wholeNumberColumns(statement) : undefined };
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > STATEMENTS_MAX) this.#forgetOldest();
    return prepared;
  }

  #forgetOldest(): void {
    for (const sql of this.#prepared.keys()) {
      this.#prepared.delete(sql);
      return;
    }
  }
}
