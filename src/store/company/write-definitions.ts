import type { Kysely } from 'kysely';
import type { Difference } from '../../engine/company/plan-apply.js';
import type { Instant } from '../../engine/instant.js';
import type { DocumentTypeRow, PolicyRow, TemplateRow, TemplateStepRow } from '../documents/definition-tables.js';
import { policyRow } from '../documents/policies.js';
import { bulkStatement, type Params } from '../statement.js';
import type { Tables } from '../tables.js';
import { saved } from './change-lists.js';
import { stepRows, templateRow, typeRow } from './definition-rows.js';

type Writer = Kysely<Tables>;

/** Versions are only ever added. */
export async function writeDefinitions(
  trx: Writer,
  tenant: string,
  difference: Difference,
  at: Instant,
): Promise<void> {
  const templates = saved(difference.templates);
  await addTypes.run(
    trx,
    saved(difference.types).map((type) => typeRow(tenant, type, at)),
  );
  await addTemplates.run(
    trx,
    templates.map((template) => templateRow(tenant, template, at)),
  );
  await addSteps.run(
    trx,
    templates.flatMap((template) => stepRows(tenant, template)),
  );
  await addPolicies.run(
    trx,
    saved(difference.policies).map((policy) => policyRow(tenant, policy, at)),
  );
}

const addTypes = bulkStatement((db: Writer, rows: readonly Params<DocumentTypeRow>[]) =>
  db.insertInto('document_types').values(rows),
);

const addTemplates = bulkStatement((db: Writer, rows: readonly Params<TemplateRow>[]) =>
  db.insertInto('approval_templates').values(rows),
);

const addSteps = bulkStatement((db: Writer, rows: readonly Params<TemplateStepRow>[]) =>
  db.insertInto('approval_template_steps').values(rows),
);

const addPolicies = bulkStatement((db: Writer, rows: readonly Params<PolicyRow>[]) =>
  db.insertInto('policies').values(rows),
);
