import type { Actor } from './organisation.js';

/** Who does what happens without a click. No person's id begins with a tilde; see `engine/company`. */
export const systemId = '~system';

/** As the audit trail names it. It holds no permission: what it may do, its commands say. */
export const systemActor: Actor = {
  id: systemId,
  name: 'Countersign',
  email: '',
  active: true,
  unitId: null,
  managerId: null,
  permissions: new Set(),
  roles: [],
};
