import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type QueryResult,
  Transaction,
} from 'kysely';
import { StoreFault } from '../faults.js';
import type { SqliteConnection } from './connection.js';
import { faultOf } from './sqlite-fault.js';

/** Makes the Kysely that one write works with, and takes it away again when the write is over. */
export type OpenScope<DB> = () => WriteScope<DB>;

export interface WriteScope<DB> {
  readonly trx: Transaction<DB>;
  /** From here on every query through `trx` throws `write-over`: it would land in somebody else's transaction. */
  end(): void;
  /** What took the whole transaction away while this write ran, where something did. */
  readonly takenAwayBy: unknown;
}

/** What scopes of one connection share is made here, once; a scope itself is three small objects. */
export function writeScopes<DB>(connection: SqliteConnection, dialect: Dialect): OpenScope<DB> {
  const compiler = dialect.createQueryCompiler();
  const adapter = dialect.createAdapter();
  const driver = dialect.createDriver();
  return () => {
    const scoped = new ScopedConnection(connection);
    const executor = new DefaultQueryExecutor(compiler, adapter, scoped);
    const trx = new Transaction<DB>({ config: { dialect }, dialect, driver, executor });
    return {
      trx,
      end: () => scoped.end(),
      get takenAwayBy() {
        return scoped.takenAwayBy;
      },
    };
  };
}

class ScopedConnection implements ConnectionProvider, DatabaseConnection {
  readonly #connection: SqliteConnection;
  #over = false;
  takenAwayBy: unknown;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    return consumer(this);
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#over) return Promise.reject(new StoreFault('write-over', 'A query came after its write had ended'));
    try {
      return Promise.resolve(this.#connection.execute<R>(query));
    } catch (error) {
      if (!this.#connection.inTransaction) this.#losesTo(error);
      return Promise.reject(faultOf(error));
    }
  }

  // biome-ignore lint/correctness/useYield: the interface wants a generator, and this one has nothing to give
  async *streamQuery(): AsyncGenerator<never> {
    throw new StoreFault('write-over', 'Rows are streamed on a reading connection only');
  }

  end(): void {
    this.#over = true;
  }

  /** A full disk or RAISE(ROLLBACK) ends the transaction; whatever followed would commit by itself. */
  #losesTo(error: unknown): void {
    this.takenAwayBy ??= error;
    this.end();
  }
}
