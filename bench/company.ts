import { builtInRoles } from '../src/engine/company/built-in-roles.js';
import type { Company, CompanyPerson } from '../src/engine/company/company.js';
import { berlin, leavePolicies, leaveTemplate, leaveType } from './leave.js';

export const tenantId = 'bench';
export const slackTeam = 'TBENCH';
export const submitterId = 'ana';
/** One per step, in the order in which they decide. */
export const approverIds = ['bo', 'cy', 'ed'] as const;

/** Those who ask for leave, besides. */
export const leaveTakerIds = Array.from({ length: 20 }, (_, at) => `taker-${String(at).padStart(2, '0')}`);

const anyone = { approveWhen: 'any', rejectWhen: 'any' } as const;

/** Manager and procurement side by side, then finance: three decisions of two, three and three events. */
export const company: Company = {
  profile: {
    id: tenantId,
    name: 'Bench',
    timeZone: 'Europe/Berlin',
    locale: 'en',
    calendar: null,
    fallbackGroup: null,
  },
  workspaces: [{ platform: 'slack', installation: slackTeam }],
  unlinked: [],
  units: [],
  people: [
    personOf('ana', 'Ana Silva', 'bo'),
    personOf('bo', 'Bo Larsson'),
    personOf('cy', 'Cy Tanaka', 'bo', 'procurement'),
    personOf('di', 'Di Okafor', 'bo', 'procurement'),
    personOf('ed', 'Ed Novak', 'bo', 'finance'),
    personOf('flo', 'Flo Meyer', 'bo', 'finance'),
    ...leaveTakerIds.map((id) => personOf(id, `Taker ${id}`, 'bo')),
  ],
  roles: [
    ...builtInRoles,
    { key: 'procurement', name: 'Procurement', permissions: [], everyone: false, confirmIdentity: false },
  ],
  types: [
    {
      key: 'purchase',
      name: 'Purchase request',
      prefix: 'PR',
      form: [
        { type: 'text', name: 'item', label: 'What', required: true },
        { type: 'money', name: 'amount', label: 'Amount', required: true, currencies: ['USD'] },
        { type: 'long_text', name: 'why', label: 'What for', required: true },
        { type: 'boolean', name: 'urgent', label: 'Urgent', required: false },
      ],
      titleField: 'item',
      visibleToManagers: false,
    },
    leaveType,
  ],
  templates: [
    {
      key: 'purchase-default',
      name: 'Purchase',
      type: 'purchase',
      priority: 0,
      stages: [
        {
          steps: [
            { key: 'manager', name: 'Manager', who: [{ kind: 'manager' }], rule: anyone },
            { key: 'procurement', name: 'Procurement', who: [{ kind: 'role', role: 'procurement' }], rule: anyone },
          ],
        },
        { steps: [{ key: 'finance', name: 'Finance', who: [{ kind: 'role', role: 'finance' }], rule: anyone }] },
      ],
    },
    leaveTemplate,
  ],
  groups: [],
  policies: leavePolicies,
  calendars: [berlin],
  tests: [],
};

/** What Slack calls somebody of the company. */
export function chatUserOf(personId: string): string {
  return `U${personId.toUpperCase()}`;
}

/** Somebody on the staff. */
export function personOf(id: string, name: string, managerId: string | null = null, role?: string): CompanyPerson {
  const grants = ['staff', ...(role === undefined ? [] : [role])].map((key) => ({ role: key, unit: null }));
  return {
    id,
    name,
    email: `${id}@example.com`,
    active: true,
    unitId: null,
    managerId,
    title: null,
    locale: null,
    timeZone: null,
    grants,
    identities: [{ platform: 'slack', installation: slackTeam, chatUser: chatUserOf(id) }],
  };
}
