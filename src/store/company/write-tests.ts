import type { Kysely } from 'kysely';
import type { Difference } from '../../engine/company/plan-apply.js';
import type { PolicyTest } from '../../engine/company/policy-test.js';
import type { PolicyTestRow } from '../documents/definition-tables.js';
import { bulkStatement, type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { removed, saved } from './change-lists.js';

type Writer = Kysely<Tables>;

export async function writeTests(trx: Writer, tenant: string, { tests }: Difference): Promise<void> {
  await saveTests.run(
    trx,
    saved(tests).map((test) => testRow(tenant, test)),
  );
  for (const { name } of removed(tests)) await removeTest.run(trx, { tenant, name });
}

function testRow(tenant: string, test: PolicyTest): PolicyTestRow {
  return { tenant_id: tenant, name: test.name, body: JSON.stringify(test) };
}

const saveTests = bulkStatement((db: Writer, rows: readonly Params<PolicyTestRow>[]) =>
  db
    .insertInto('policy_tests')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'name']).doUpdateSet((eb) => ({ body: eb.ref('excluded.body') })),
    ),
);

const removeTest = statement((db: Writer, p: Params<{ tenant: string; name: string }>) =>
  db.deleteFrom('policy_tests').where('tenant_id', '=', p.tenant).where('name', '=', p.name),
);
