/**
 * What a role may allow. `approval.act` lets a person decide on steps they were put on; no permission puts anyone
 * on a step, so an administrator never approves by being one.
 */
export const permissions = [
  'document.create',
  'approval.act',
  'document.read_all',
  'approval.unblock',
  'approval.reassign',
  'audit.read',
  'audit.export',
  'config.people',
  'config.roles',
  'config.types',
  'config.templates',
  'config.policies',
  'config.calendars',
  'config.groups',
  'people.confirm_identity',
  'jobs.manage',
] as const;

export type Permission = (typeof permissions)[number];

const known: ReadonlySet<string> = new Set(permissions);

export function isPermission(text: string): text is Permission {
  return known.has(text);
}

/** What concerns nobody but the holder; a role held for one unit gives these alone. */
const personal: ReadonlySet<Permission> = new Set<Permission>(['document.create', 'approval.act']);

/** Whether it concerns others than its holder. */
export function reachesOthers(permission: Permission): boolean {
  return !personal.has(permission);
}

/**
 * What one held role lets its holder do. Permissions over others reach through the whole company, so a role held for
 * one unit does not give them.
 */
export function grantedBy(rolePermissions: readonly Permission[], unitId: string | null): readonly Permission[] {
  return unitId === null ? rolePermissions : rolePermissions.filter((permission) => personal.has(permission));
}
