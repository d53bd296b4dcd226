import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
} from 'kysely';
import type { SqliteConnection } from './connection.js';
import { SqlitePoolDriver } from './driver.js';
import { LimitAwareCompiler } from './query-compiler.js';

/** Kysely's SQLite over connections of our own, which keep their prepared statements. */
export class CachedSqliteDialect implements Dialect {
  readonly #connections: readonly SqliteConnection[];

  constructor(connections: readonly SqliteConnection[]) {
    this.#connections = connections;
  }

  createDriver(): Driver {
    return new SqlitePoolDriver(this.#connections);
  }

  createQueryCompiler(): QueryCompiler {
    return new LimitAwareCompiler();
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }

  createIntrospector<DB>(db: Kysely<DB>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}
