import type { Permission } from '../../../engine/permission.js';

/** What of the company can be listed and looked at. */
export const listSections = ['people', 'roles', 'groups', 'types', 'templates', 'policies', 'calendars'] as const;
export type ListSection = (typeof listSections)[number];

/** Everything behind `/approval-admin`, in the order in which it is offered. */
export const subcommands = [
  ...listSections,
  'upload',
  'simulate',
  'document',
  'reassign',
  'stuck',
  'jobs',
  'audit',
] as const;
export type Subcommand = (typeof subcommands)[number];

/** Any one of these lets somebody use it. What an upload changes takes more, entry by entry. */
export const permissionsFor = {
  people: ['config.people'],
  roles: ['config.roles'],
  groups: ['config.groups'],
  types: ['config.types'],
  templates: ['config.templates'],
  policies: ['config.policies'],
  calendars: ['config.calendars'],
  upload: [
    'config.people',
    'config.roles',
    'config.groups',
    'config.types',
    'config.templates',
    'config.policies',
    'config.calendars',
  ],
  simulate: ['config.templates', 'config.policies'],
  document: ['document.read_all', 'audit.read'],
  reassign: ['approval.reassign'],
  stuck: ['approval.unblock'],
  jobs: ['jobs.manage'],
  audit: ['audit.read'],
} as const satisfies Readonly<Record<Subcommand, readonly Permission[]>>;

export function mayUse(subcommand: Subcommand, held: ReadonlySet<Permission>): boolean {
  return permissionsFor[subcommand].some((permission) => held.has(permission));
}

export function usableBy(held: ReadonlySet<Permission>): readonly Subcommand[] {
  return subcommands.filter((subcommand) => mayUse(subcommand, held));
}

export function isListSection(section: string): section is ListSection {
  return listSections.some((known) => known === section);
}
