import type { Transaction } from 'kysely';
import type { Calendar } from '../../src/engine/calendar/calendar.js';
import type { DocumentType, Template } from '../../src/engine/definition.js';
import type { Permission } from '../../src/engine/permission.js';
import type { Policy } from '../../src/engine/policy/policy.js';
import { policyRow } from '../../src/store/documents/policies.js';
import type { OpenedDatabase } from '../../src/store/open-database.js';
import type { Tables } from '../../src/store/tables.js';

/** A small company as rows, for tests that are not about configuration files. */
export interface TestCompany {
  readonly tenantId: string;
  readonly people: readonly TestPerson[];
  readonly roles: readonly { readonly key: string; readonly permissions: readonly Permission[] }[];
  readonly units?: readonly { readonly id: string; readonly parentId?: string; readonly headId?: string }[];
  readonly types: readonly DocumentType[];
  readonly templates: readonly Template[];
  readonly policies?: readonly Policy[];
  readonly groups?: readonly { readonly key: string; readonly memberIds: readonly string[] }[];
  readonly calendars?: readonly Calendar[];
  /** Of the calendar that counts where none is named. */
  readonly defaultCalendar?: string;
}

export interface TestPerson {
  readonly id: string;
  readonly managerId?: string;
  readonly unitId?: string;
  readonly roles?: readonly string[];
  readonly inactive?: boolean;
}

const madeAt = '2026-01-01T00:00:00.000Z';

/** Everyone is known to Slack team `T<tenant>` as `U<person>`, in capitals. */
export async function seedCompany(database: OpenedDatabase, company: TestCompany): Promise<void> {
  const tenant_id = company.tenantId;
  const installation = `T${tenant_id.toUpperCase()}`;
  await database.write(async (trx) => {
    await trx
      .insertInto('tenants')
      .values({
        id: tenant_id,
        name: tenant_id,
        time_zone: 'Europe/Berlin',
        locale: 'en',
        created_at: madeAt,
        calendar: company.defaultCalendar ?? null,
      })
      .execute();
    await trx
      .insertInto('chat_installations')
      .values({ tenant_id, platform: 'slack', installation, created_at: madeAt })
      .execute();
    for (const unit of company.units ?? []) {
      await trx
        .insertInto('org_units')
        .values({
          tenant_id,
          id: unit.id,
          name: unit.id,
          parent_id: unit.parentId ?? null,
          head_id: unit.headId ?? null,
        })
        .execute();
    }
    for (const role of company.roles) {
      await trx
        .insertInto('roles')
        .values({
          tenant_id,
          key: role.key,
          name: role.key,
          permissions: JSON.stringify(role.permissions),
          everyone: 0,
          confirm_identity: 0,
        })
        .execute();
    }
    for (const person of company.people) {
      await trx
        .insertInto('users')
        .values({
          tenant_id,
          id: person.id,
          name: `${person.id[0]?.toUpperCase()}${person.id.slice(1)}`,
          email: `${person.id}@example.com`,
          title: null,
          status: person.inactive === true ? 'inactive' : 'active',
          unit_id: person.unitId ?? null,
          manager_id: person.managerId ?? null,
          locale: null,
          time_zone: null,
        })
        .execute();
      await trx
        .insertInto('chat_identities')
        .values({
          tenant_id,
          platform: 'slack',
          installation,
          chat_user: `U${person.id.toUpperCase()}`,
          user_id: person.id,
        })
        .execute();
      for (const role_key of person.roles ?? []) {
        await trx
          .insertInto('role_assignments')
          .values({ tenant_id, role_key, user_id: person.id, unit_id: '' })
          .execute();
      }
    }
    for (const type of company.types) {
      await trx
        .insertInto('document_types')
        .values({
          tenant_id,
          key: type.key,
          version: type.version,
          name: type.name,
          prefix: type.prefix,
          description: type.description ?? null,
          form_schema: JSON.stringify(type.form),
          title_field: type.titleField,
          visible_to_managers: type.visibleToManagers ? 1 : 0,
          created_at: madeAt,
          attachments: jsonOrNull(type.attachments),
          completion: jsonOrNull(type.completion),
          author_id: type.authorId ?? null,
        })
        .execute();
    }
    await seedGroups(trx, company);
    await seedCalendars(trx, company);
  });
  for (const policy of company.policies ?? []) await seedPolicy(database, tenant_id, policy);
  for (const template of company.templates) await seedTemplate(database, tenant_id, template);
}

async function seedGroups(trx: Transaction<Tables>, { tenantId: tenant_id, groups = [] }: TestCompany): Promise<void> {
  for (const { key, memberIds } of groups) {
    await trx.insertInto('groups').values({ tenant_id, key, name: key }).execute();
    const members = memberIds.map((user_id) => ({ tenant_id, group_key: key, user_id }));
    if (members.length > 0) await trx.insertInto('group_members').values(members).execute();
  }
}

async function seedCalendars(
  trx: Transaction<Tables>,
  { tenantId: tenant_id, calendars = [] }: TestCompany,
): Promise<void> {
  for (const { key, name, timeZone, hours, holidays } of calendars) {
    const row = { tenant_id, key, name, time_zone: timeZone, hours: JSON.stringify(hours) };
    await trx.insertInto('calendars').values(row).execute();
    const days = holidays.map((holiday) => ({ tenant_id, calendar_key: key, ...holiday }));
    if (days.length > 0) await trx.insertInto('holidays').values(days).execute();
  }
}

/** Adds a policy, or its next version. */
export async function seedPolicy(database: OpenedDatabase, tenant: string, policy: Policy): Promise<void> {
  await database.write((trx) =>
    trx
      .insertInto('policies')
      .values(policyRow(tenant, policy, madeAt))
      .execute(),
  );
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Adds a template, or its next version. */
export async function seedTemplate(database: OpenedDatabase, tenant_id: string, template: Template): Promise<void> {
  const steps = template.stages.flatMap((stage, at) => stage.steps.map((step) => ({ step, stage: at })));
  await database.write(async (trx) => {
    await trx
      .insertInto('approval_templates')
      .values({
        tenant_id,
        key: template.key,
        version: template.version,
        name: template.name,
        type_key: template.type,
        priority: template.priority,
        created_at: madeAt,
        condition: jsonOrNull(template.condition),
        author_id: template.authorId ?? null,
      })
      .execute();
    for (const [position, { step, stage }] of steps.entries()) {
      await trx
        .insertInto('approval_template_steps')
        .values({
          tenant_id,
          template_key: template.key,
          template_version: template.version,
          position,
          stage,
          key: step.key,
          name: step.name,
          who: JSON.stringify(step.who),
          vote_rule: JSON.stringify(step.rule),
          when_rule: jsonOrNull(step.when),
          because: step.because ?? null,
          sla: jsonOrNull(step.sla),
        })
        .execute();
    }
  });
}

const anyRule = { approveWhen: 'any', rejectWhen: 'any' } as const;

export const purchaseType: DocumentType = {
  key: 'purchase',
  version: 1,
  name: 'Purchase request',
  prefix: 'PR',
  form: [
    { type: 'text', name: 'item', label: 'Item', required: true },
    { type: 'money', name: 'amount', label: 'Amount', required: true, currencies: ['USD'] },
    { type: 'boolean', name: 'urgent', label: 'Urgent', required: false },
  ],
  titleField: 'item',
  visibleToManagers: false,
};

/** Manager and procurement at once, then finance. */
export const purchaseTemplate: Template = {
  key: 'purchase-default',
  version: 1,
  name: 'Purchase',
  type: 'purchase',
  priority: 0,
  stages: [
    {
      steps: [
        { key: 'manager', name: 'Manager', who: [{ kind: 'manager' }], rule: anyRule },
        { key: 'procurement', name: 'Procurement', who: [{ kind: 'role', role: 'procurement' }], rule: anyRule },
      ],
    },
    { steps: [{ key: 'finance', name: 'Finance', who: [{ kind: 'role', role: 'finance' }], rule: anyRule }] },
  ],
};

/** Ana asks; Bo manages her; Cy and Di procure; Ed and Flo are finance; Gus is an administrator. */
export function smallCompany(tenantId = 'acme'): TestCompany {
  const staff = 'staff';
  return {
    tenantId,
    people: [
      { id: 'bo', roles: [staff] },
      { id: 'ana', managerId: 'bo', roles: [staff] },
      { id: 'cy', roles: [staff, 'procurement'] },
      { id: 'di', roles: [staff, 'procurement'] },
      { id: 'ed', roles: [staff, 'finance'] },
      { id: 'flo', roles: [staff, 'finance'] },
      { id: 'gus', roles: [staff, 'admin'] },
      { id: 'hal', roles: [staff] },
    ],
    roles: [
      { key: 'staff', permissions: ['document.create', 'approval.act'] },
      { key: 'procurement', permissions: [] },
      { key: 'finance', permissions: [] },
      { key: 'admin', permissions: ['document.read_all', 'approval.unblock', 'config.people', 'config.roles'] },
    ],
    types: [purchaseType],
    templates: [purchaseTemplate],
  };
}
