import type { Compilable, CompiledQuery, Expression, Kysely, QueryResult } from 'kysely';
import { ValueNode } from 'kysely';

/** What a column can be given. Booleans and dates have no portable form: write 0 or 1, and UTC text. */
export type ParamValue = string | number | bigint | Uint8Array | null;
export type ParamsOf<P> = { readonly [K in keyof P]: ParamValue };

/** The places that values take in a query: expressions, so that no code can mistake one for the value itself. */
export type Params<P> = { readonly [K in keyof P]: Expression<P[K]> };

type Build<DB, P, O> = (db: Kysely<DB>, params: Params<P>) => Compilable<O>;
type BuildRows<DB, P, O> = (db: Kysely<DB>, rows: readonly Params<P>[]) => Compilable<O>;

/** Rows that one INSERT takes; more go in several, so that the number of compiled shapes and parameters stays small. */
const ROWS_MAX = 50;

/**
 * A query that is built and compiled once per dialect and run many times: building one costs as much as running it.
 * `values(p)` and `set(p)` take every parameter there is.
 *
 * ```ts
 * const findDocument = statement((db: Kysely<Tables>, p: Params<{ tenant: string; id: string }>) =>
 *   db.selectFrom('documents').selectAll().where('tenant_id', '=', p.tenant).where('id', '=', p.id));
 * const row = await findDocument.first(trx, { tenant, id });
 * ```
 *
 * What is given must be exactly what the query uses, every time; anything else throws, because the first call's names
 * decide what is compiled.
 */
export function statement<DB, P extends ParamsOf<P>, O>(build: Build<DB, P, O>): Statement<DB, P, O> {
  return new Statement((db, [params]) => build(db, params as Params<P>));
}

/** The same for an INSERT of any number of rows, compiled once per number. */
export function bulkStatement<DB, P extends ParamsOf<P>, O>(build: BuildRows<DB, P, O>): BulkStatement<DB, P> {
  return new BulkStatement(build);
}

class Statement<DB, P extends ParamsOf<P>, O> {
  readonly #compiled: CompiledPerDialect<DB, P>;

  constructor(build: BuildRows<DB, P, unknown>) {
    this.#compiled = new CompiledPerDialect(build);
  }

  async all(db: Kysely<DB>, params: P): Promise<O[]> {
    const { rows } = await this.#compiled.execute<O>(db, [params]);
    return rows;
  }

  async first(db: Kysely<DB>, params: P): Promise<O | undefined> {
    const { rows } = await this.#compiled.execute<O>(db, [params]);
    return rows[0];
  }

  /** Answers how many rows were inserted, changed or deleted. */
  async run(db: Kysely<DB>, params: P): Promise<number> {
    return affectedBy(await this.#compiled.execute(db, [params]));
  }
}

class BulkStatement<DB, P extends ParamsOf<P>> {
  readonly #build: BuildRows<DB, P, unknown>;
  readonly #perCount = new Map<number, CompiledPerDialect<DB, P>>();

  constructor(build: BuildRows<DB, P, unknown>) {
    this.#build = build;
  }

  /** Answers how many rows were inserted. More than {@link ROWS_MAX} need a transaction around them to be atomic. */
  async run(db: Kysely<DB>, rows: readonly P[]): Promise<number> {
    let affected = 0;
    for (let start = 0; start < rows.length; start += ROWS_MAX) {
      const chunk = rows.slice(start, start + ROWS_MAX);
      affected += affectedBy(await this.#forCount(chunk.length).execute(db, chunk));
    }
    return affected;
  }

  #forCount(count: number): CompiledPerDialect<DB, P> {
    const known = this.#perCount.get(count) ?? new CompiledPerDialect(this.#build);
    this.#perCount.set(count, known);
    return known;
  }
}

class CompiledPerDialect<DB, P extends ParamsOf<P>> {
  readonly #build: BuildRows<DB, P, unknown>;
  /** By the class of the dialect's adapter, which stands for the SQL that the dialect speaks. */
  readonly #templates = new Map<unknown, Template>();

  constructor(build: BuildRows<DB, P, unknown>) {
    this.#build = build;
  }

  execute<O>(db: Kysely<DB>, rows: readonly P[]): Promise<QueryResult<O>> {
    const executor = db.getExecutor();
    const dialect = executor.adapter.constructor;
    let template = this.#templates.get(dialect);
    if (template === undefined) {
      template = this.#compile(db, rows);
      this.#templates.set(dialect, template);
    }
    const query = bind(template, rows);
    if (executor.plugins.length > 0) return executor.executeQuery<O>(query);
    return executor.provideConnection((connection) => connection.executeQuery<O>(query));
  }

  #compile(db: Kysely<DB>, rows: readonly P[]): Template {
    const holders = rows.map((row, index) => placeholdersFor(row, index));
    const query = this.#build(db, holders as readonly Params<P>[]).compile();
    return templateOf(query, rows);
  }
}

interface Template {
  readonly query: CompiledQuery;
  readonly slots: readonly Slot[];
  /** How many names every row must have. */
  readonly width: number;
}

interface Slot {
  readonly position: number;
  readonly holder: Placeholder;
}

type AnyRow = Readonly<Record<string, unknown>>;

/** Stands in a query where a value will be. Whatever treats it as a value fails at once. */
class Placeholder implements Expression<never> {
  readonly row: number;
  readonly name: string;

  constructor(row: number, name: string) {
    this.row = row;
    this.name = name;
  }

  get expressionType(): undefined {
    return undefined;
  }

  toOperationNode(): ValueNode {
    return ValueNode.create(this);
  }

  toJSON(): never {
    throw new TypeError(`the parameter ${this.name} has no value while its query is built`);
  }

  [Symbol.toPrimitive](): never {
    return this.toJSON();
  }
}

function placeholdersFor(row: object, index: number): Readonly<Record<string, Placeholder>> {
  return Object.fromEntries(Object.keys(row).map((name) => [name, new Placeholder(index, name)]));
}

function templateOf(query: CompiledQuery, rows: readonly object[]): Template {
  const slots = query.parameters.flatMap((holder, position) =>
    holder instanceof Placeholder ? [{ position, holder }] : [],
  );
  const names = Object.keys(rows[0] ?? {});
  const unused = names.filter((name) => !slots.some((slot) => slot.holder.name === name));
  if (unused.length > 0) throw new TypeError(`parameters that the query does not use: ${unused.join(', ')}`);
  return { query, slots, width: names.length };
}

function bind(template: Template, rows: readonly object[]): CompiledQuery {
  const { query, slots, width } = template;
  for (const row of rows) if (Object.keys(row).length !== width) throw mismatch(row, slots);
  const parameters = query.parameters.slice();
  for (const { position, holder } of slots) {
    const value = (rows[holder.row] as AnyRow)[holder.name];
    // The driver would quietly write NULL.
    if (value === undefined) throw mismatch(rows[holder.row], slots);
    parameters[position] = value;
  }
  return { query: query.query, queryId: query.queryId, sql: query.sql, parameters };
}

function mismatch(row: object | undefined, slots: readonly Slot[]): TypeError {
  const wanted = [...new Set(slots.map((slot) => slot.holder.name))];
  return new TypeError(`parameters ${Object.keys(row ?? {}).join(', ')} given where ${wanted.join(', ')} are needed`);
}

function affectedBy(result: QueryResult<unknown>): number {
  return Number(result.numAffectedRows ?? 0n);
}
