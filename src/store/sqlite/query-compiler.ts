import { type LimitNode, SqliteQueryCompiler, ValueNode } from 'kysely';

/**
 * Kysely's compiler, except for `limit ?`: SQLite looks at its value when it plans, and so prepares the statement anew
 * for every binding, at several times the price of the query. A number goes into the SQL as it is; what is bound later
 * hides in a sum, which the planner does not look into.
 */
export class LimitAwareCompiler extends SqliteQueryCompiler {
  protected override visitLimit({ limit }: LimitNode): void {
    this.append('limit ');
    if (ValueNode.is(limit) && typeof limit.value === 'number') {
      this.appendImmediateValue(limit.value);
      return;
    }
    this.visitNode(limit);
    this.append(' + 0');
  }
}
