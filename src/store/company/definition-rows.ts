import type { DocumentType, Template } from '../../engine/definition.js';
import type { Instant } from '../../engine/instant.js';
import { authorshipColumns } from '../documents/authorship.js';
import type { DocumentTypeRow, TemplateRow, TemplateStepRow } from '../documents/definition-tables.js';

export function typeRow(tenant: string, type: DocumentType, at: Instant): DocumentTypeRow {
  return {
    tenant_id: tenant,
    key: type.key,
    version: type.version,
    name: type.name,
    prefix: type.prefix,
    description: type.description ?? null,
    form_schema: JSON.stringify(type.form),
    title_field: type.titleField,
    visible_to_managers: type.visibleToManagers ? 1 : 0,
    created_at: at,
    attachments: type.attachments === undefined ? null : JSON.stringify(type.attachments),
    completion: type.completion === undefined ? null : JSON.stringify(type.completion),
    ...authorshipColumns(type),
  };
}

export function templateRow(tenant: string, template: Template, at: Instant): TemplateRow {
  const { key, version, name, type, priority, condition } = template;
  return {
    tenant_id: tenant,
    key,
    version,
    name,
    type_key: type,
    priority,
    created_at: at,
    condition: condition === undefined ? null : JSON.stringify(condition),
    ...authorshipColumns(template),
  };
}

export function stepRows(tenant: string, template: Template): readonly TemplateStepRow[] {
  const steps = template.stages.flatMap((stage, at) => stage.steps.map((step) => ({ step, stage: at })));
  return steps.map(({ step, stage }, position) => ({
    tenant_id: tenant,
    template_key: template.key,
    template_version: template.version,
    position,
    stage,
    key: step.key,
    name: step.name,
    who: JSON.stringify(step.who),
    vote_rule: JSON.stringify(step.rule),
    when_rule: step.when === undefined ? null : JSON.stringify(step.when),
    because: step.because ?? null,
    sla: step.sla === undefined ? null : JSON.stringify(step.sla),
  }));
}
