import { isPermission, type Permission } from '../../engine/permission.js';

/** A role's permissions as stored: JSON, or null where somebody has no role. What this version does not know is dropped. */
export function permissionsIn(json: string | null): readonly Permission[] {
  const listed: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(listed) ? listed.filter((one) => typeof one === 'string' && isPermission(one)) : [];
}
