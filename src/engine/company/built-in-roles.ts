import type { Permission } from '../permission.js';
import type { CompanyRole } from './company.js';

const PARTICIPATE: readonly Permission[] = ['document.create', 'approval.act'];

const LOOK_AFTER: readonly Permission[] = [
  'document.create',
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
];

/**
 * The roles that exist without being written down; a file that defines one of these keys replaces it as a whole.
 * `staff` is everybody's. `manager` and `finance` allow nothing more: they are names that steps can ask for. `admin`
 * keeps the company running and `auditor` reads everything; neither decides on anything by it.
 */
export const builtInRoles: readonly CompanyRole[] = [
  { key: 'staff', name: 'Staff', permissions: PARTICIPATE, everyone: true, confirmIdentity: false },
  { key: 'manager', name: 'Manager', permissions: PARTICIPATE, everyone: false, confirmIdentity: false },
  { key: 'finance', name: 'Finance', permissions: PARTICIPATE, everyone: false, confirmIdentity: false },
  { key: 'admin', name: 'Administrator', permissions: LOOK_AFTER, everyone: false, confirmIdentity: true },
  {
    key: 'auditor',
    name: 'Auditor',
    permissions: ['document.read_all', 'audit.read', 'audit.export'],
    everyone: false,
    confirmIdentity: true,
  },
];
