import type { Calendar } from '../../engine/calendar/calendar.js';
import type { CompanyPerson, CompanyProfile, CompanyRole } from '../../engine/company/company.js';
import type { Instant } from '../../engine/instant.js';
import type { Group, Unit } from '../../engine/organisation.js';
import type { CalendarRow, HolidayRow } from '../documents/definition-tables.js';
import type {
  ChatIdentityRow,
  GroupMemberRow,
  GroupRow,
  RoleAssignmentRow,
  RoleRow,
  TenantRow,
  UnitRow,
  UserRow,
} from '../tables.js';

/** In `role_assignments`, where a null could stand twice in the key. */
export const wholeCompany = '';

export function tenantRow(profile: CompanyProfile, at: Instant): TenantRow {
  const { id, name, timeZone, locale, calendar, fallbackGroup } = profile;
  return { id, name, time_zone: timeZone, locale, calendar, fallback_group: fallbackGroup, created_at: at };
}

export function unitRow(tenant: string, { id, name, parentId, headId }: Unit): UnitRow {
  return { tenant_id: tenant, id, name, parent_id: parentId, head_id: headId };
}

export function unitOf(row: UnitRow): Unit {
  return { id: row.id, name: row.name, parentId: row.parent_id, headId: row.head_id };
}

export function roleRow(tenant: string, role: CompanyRole): RoleRow {
  return {
    tenant_id: tenant,
    key: role.key,
    name: role.name,
    permissions: JSON.stringify(role.permissions),
    everyone: role.everyone ? 1 : 0,
    confirm_identity: role.confirmIdentity ? 1 : 0,
  };
}

export function roleOf(row: RoleRow): CompanyRole {
  return {
    key: row.key,
    name: row.name,
    permissions: JSON.parse(row.permissions),
    everyone: row.everyone === 1,
    confirmIdentity: row.confirm_identity === 1,
  };
}

export function calendarRow(tenant: string, { key, name, timeZone, hours }: Calendar): CalendarRow {
  return { tenant_id: tenant, key, name, time_zone: timeZone, hours: JSON.stringify(hours) };
}

export function holidayRows(tenant: string, { key, holidays }: Calendar): readonly HolidayRow[] {
  return holidays.map(({ date, name }) => ({ tenant_id: tenant, calendar_key: key, date, name }));
}

export function groupRow(tenant: string, { key, name }: Group): GroupRow {
  return { tenant_id: tenant, key, name };
}

export function memberRows(tenant: string, { key, memberIds }: Group): readonly GroupMemberRow[] {
  return memberIds.map((id) => ({ tenant_id: tenant, group_key: key, user_id: id }));
}

export function userRow(tenant: string, person: CompanyPerson): UserRow {
  return {
    tenant_id: tenant,
    id: person.id,
    name: person.name,
    email: person.email,
    title: person.title,
    status: person.active ? 'active' : 'inactive',
    unit_id: person.unitId,
    manager_id: person.managerId,
    locale: person.locale,
    time_zone: person.timeZone,
  };
}

export function assignmentRow(
  tenant: string,
  person: string,
  grant: CompanyPerson['grants'][number],
): RoleAssignmentRow {
  return { tenant_id: tenant, role_key: grant.role, user_id: person, unit_id: grant.unit ?? wholeCompany };
}

export function identityRow(
  tenant: string,
  person: string,
  { platform, installation, chatUser }: CompanyPerson['identities'][number],
): ChatIdentityRow {
  return { tenant_id: tenant, platform, installation, chat_user: chatUser, user_id: person };
}
