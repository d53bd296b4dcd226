import type { Kysely } from 'kysely';
import type { DocumentType, Stage, StepDefinition, Template } from '../../engine/definition.js';
import type { DefinitionRef } from '../../engine/document.js';
import type { FormField } from '../../engine/form/field.js';
import { type Params, statement } from '../statement.js';
import type { Tables } from '../tables.js';
import { authorshipOf } from './authorship.js';
import type { DocumentTypeRow, TemplateRow, TemplateStepRow } from './definition-tables.js';
import { ParsedTexts } from './parsed-texts.js';

const findNewestType = statement((db: Kysely<Tables>, p: Params<{ tenant: string; key: string }>) =>
  db
    .selectFrom('document_types')
    .selectAll()
    .where('tenant_id', '=', p.tenant)
    .where('key', '=', p.key)
    .orderBy('version', 'desc')
    .limit((eb) => eb.lit(1)),
);

const findType = statement((db: Kysely<Tables>, p: Params<{ tenant: string; key: string; version: number }>) =>
  db
    .selectFrom('document_types')
    .selectAll()
    .where('tenant_id', '=', p.tenant)
    .where('key', '=', p.key)
    .where('version', '=', p.version),
);

const findNewestTypes = statement((db: Kysely<Tables>, p: Params<{ tenant: string }>) =>
  db
    .selectFrom('document_types as t')
    .selectAll()
    .where('t.tenant_id', '=', p.tenant)
    .where((eb) =>
      eb(
        't.version',
        '=',
        eb
          .selectFrom('document_types as newer')
          .select(({ fn }) => fn.max('newer.version').as('version'))
          .whereRef('newer.tenant_id', '=', 't.tenant_id')
          .whereRef('newer.key', '=', 't.key'),
      ),
    )
    .orderBy('t.name'),
);

const findTemplates = statement((db: Kysely<Tables>, p: Params<{ tenant: string; type: string }>) =>
  db
    .selectFrom('approval_templates as t')
    .selectAll()
    .where('t.tenant_id', '=', p.tenant)
    .where('t.type_key', '=', p.type)
    .where((eb) =>
      eb(
        't.version',
        '=',
        eb
          .selectFrom('approval_templates as newer')
          .select(({ fn }) => fn.max('newer.version').as('version'))
          .whereRef('newer.tenant_id', '=', 't.tenant_id')
          .whereRef('newer.key', '=', 't.key'),
      ),
    )
    .orderBy('t.key'),
);

const findTemplateSteps = statement((db: Kysely<Tables>, p: Params<{ tenant: string; key: string; version: number }>) =>
  db
    .selectFrom('approval_template_steps')
    .selectAll()
    .where('tenant_id', '=', p.tenant)
    .where('template_key', '=', p.key)
    .where('template_version', '=', p.version)
    .orderBy('position'),
);

/** The newest version of a type. */
export async function newestType(db: Kysely<Tables>, tenant: string, key: string): Promise<DocumentType | undefined> {
  const row = await findNewestType.first(db, { tenant, key });
  return row && documentTypeOf(row);
}

export async function typeVersion(db: Kysely<Tables>, tenant: string, ref: DefinitionRef): Promise<DocumentType> {
  const row = await findType.first(db, { tenant, key: ref.key, version: ref.version });
  if (row === undefined) throw new Error(`document type ${ref.key} has no version ${ref.version}`);
  return documentTypeOf(row);
}

/** The newest version of every type, by name. */
export async function newestTypes(db: Kysely<Tables>, tenant: string): Promise<readonly DocumentType[]> {
  const rows = await findNewestTypes.all(db, { tenant });
  return rows.map(documentTypeOf);
}

/** The newest version of every template for a type. */
export async function newestTemplates(db: Kysely<Tables>, tenant: string, type: string): Promise<readonly Template[]> {
  const rows = await findTemplates.all(db, { tenant, type });
  return withSteps(db, rows);
}

/** The templates of those rows, each with its own steps. */
export async function withSteps(db: Kysely<Tables>, rows: readonly TemplateRow[]): Promise<readonly Template[]> {
  const templates: Template[] = [];
  for (const row of rows) {
    const version = { tenant: row.tenant_id, key: row.key, version: row.version };
    templates.push(templateOf(row, await findTemplateSteps.all(db, version)));
  }
  return templates;
}

export function documentTypeOf(row: DocumentTypeRow): DocumentType {
  return {
    key: row.key,
    version: row.version,
    name: row.name,
    prefix: row.prefix,
    ...(row.description === null ? {} : { description: row.description }),
    form: forms.valueOf(row.form_schema),
    titleField: row.title_field,
    visibleToManagers: row.visible_to_managers === 1,
    ...(row.attachments === null ? {} : { attachments: JSON.parse(row.attachments) }),
    ...(row.completion === null ? {} : { completion: JSON.parse(row.completion) }),
    ...authorshipOf(row),
  };
}

/** One list per schema text: checking a form compiles it, and the compiled form is kept by the identity of the list. */
const forms = new ParsedTexts<readonly FormField[]>(JSON.parse);

/** Steps must come in the order of their position. */
export function templateOf(row: TemplateRow, steps: readonly TemplateStepRow[]): Template {
  const stages: { steps: Stage['steps'][number][] }[] = [];
  for (const step of steps) {
    const stage = stages[step.stage];
    if (stage === undefined) stages[step.stage] = { steps: [stepDefinitionOf(step)] };
    else stage.steps.push(stepDefinitionOf(step));
  }
  return {
    key: row.key,
    version: row.version,
    name: row.name,
    type: row.type_key,
    priority: row.priority,
    ...(row.condition === null ? {} : { condition: JSON.parse(row.condition) }),
    stages,
    ...authorshipOf(row),
  };
}

function stepDefinitionOf(row: TemplateStepRow): StepDefinition {
  return {
    key: row.key,
    name: row.name,
    who: JSON.parse(row.who),
    rule: JSON.parse(row.vote_rule),
    ...(row.when_rule === null ? {} : { when: JSON.parse(row.when_rule) }),
    ...(row.because === null ? {} : { because: row.because }),
    ...(row.sla === null ? {} : { sla: JSON.parse(row.sla) }),
  };
}
