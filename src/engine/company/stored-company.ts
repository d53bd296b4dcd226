import type { Calendar } from '../calendar/calendar.js';
import type { DocumentType, Template } from '../definition.js';
import type { Group, Unit } from '../organisation.js';
import type { Policy } from '../policy/policy.js';
import type { CompanyPerson, CompanyProfile, CompanyRole, Workspace } from './company.js';
import type { PolicyTest } from './policy-test.js';

/** A company as the database has it; without a profile it is not there yet. */
export interface StoredCompany {
  readonly profile: CompanyProfile | undefined;
  readonly workspaces: readonly Workspace[];
  readonly units: readonly Unit[];
  readonly people: readonly CompanyPerson[];
  readonly roles: readonly CompanyRole[];
  readonly groups: readonly Group[];
  readonly calendars: readonly Calendar[];
  readonly tests: readonly PolicyTest[];
  /** The newest versions. */
  readonly types: readonly DocumentType[];
  readonly templates: readonly Template[];
  readonly policies: readonly Policy[];
  /** Every prefix that numbers of a type may begin with, from all its versions. */
  readonly prefixes: readonly { readonly prefix: string; readonly type: string }[];
}

/** A database before its first apply. */
export const noCompany: StoredCompany = {
  profile: undefined,
  workspaces: [],
  units: [],
  people: [],
  roles: [],
  groups: [],
  calendars: [],
  tests: [],
  types: [],
  templates: [],
  policies: [],
  prefixes: [],
};

/**
 * Versions are never deleted, so a template is taken out of use by a version without stages, which no document is ever
 * routed by.
 */
export function isWithdrawn(template: Pick<Template, 'stages'>): boolean {
  return template.stages.length === 0;
}

/** A type is offered as long as a template leads from it. */
export function isOffered(type: string, templates: readonly Template[]): boolean {
  return templates.some((template) => template.type === type && !isWithdrawn(template));
}
