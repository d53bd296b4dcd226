import type { Driver } from 'kysely';
import type { SqliteConnection } from './connection.js';

/**
 * Hands out connections that are already open, one caller each. A transaction begins with `begin immediate`: a deferred
 * one that reads and then writes meets SQLITE_BUSY as soon as a second process does the same. On a read-only
 * connection SQLite takes the same words as "read from one snapshot".
 */
export class SqlitePoolDriver implements Driver {
  readonly #connections: readonly SqliteConnection[];
  readonly #idle: SqliteConnection[];
  readonly #waiting: ((connection: SqliteConnection) => void)[] = [];

  constructor(connections: readonly SqliteConnection[]) {
    this.#connections = connections;
    this.#idle = [...connections];
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteConnection> {
    return this.#idle.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  async releaseConnection(connection: SqliteConnection): Promise<void> {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(connection);
    else next(connection);
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    connection.run('begin immediate');
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    connection.run('commit');
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    connection.run('rollback');
  }

  async destroy(): Promise<void> {
    for (const connection of this.#connections) connection.close();
  }
}
