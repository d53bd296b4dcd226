import type { Authored } from '../authors.js';
import type { Calendar } from '../calendar/calendar.js';
import type { DocumentType, Template } from '../definition.js';
import type { Group, Person, Unit } from '../organisation.js';
import type { Permission } from '../permission.js';
import type { Policy } from '../policy/policy.js';
import type { PolicyTest } from './policy-test.js';

/** A whole company as its files describe it, in an order that does not depend on theirs. */
export interface Company {
  readonly profile: CompanyProfile;
  /** The chat workspaces that belong to it. */
  readonly workspaces: readonly Workspace[];
  readonly units: readonly Unit[];
  readonly people: readonly CompanyPerson[];
  /** Ids of those who are to have no chat identity; anybody else without one here keeps what they linked themselves. */
  readonly unlinked: readonly string[];
  readonly roles: readonly CompanyRole[];
  readonly types: readonly TypeContent[];
  readonly templates: readonly TemplateContent[];
  readonly policies: readonly PolicyContent[];
  readonly calendars: readonly Calendar[];
  readonly groups: readonly Group[];
  /** What the definitions must do; asked before anything is written. */
  readonly tests: readonly PolicyTest[];
}

export interface CompanyProfile {
  /** Also the tenant's id. */
  readonly id: string;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47 tag. */
  readonly locale: string;
  /** Key of the calendar that counts where none is named. */
  readonly calendar: string | null;
  /** Key of the group that is asked where nobody else is found. */
  readonly fallbackGroup: string | null;
}

export interface Workspace {
  readonly platform: 'slack';
  readonly installation: string;
}

export interface CompanyPerson extends Person {
  readonly title: string | null;
  /** Null means the company's. */
  readonly locale: string | null;
  readonly timeZone: string | null;
  /** With what the person holds because a role is everyone's. */
  readonly grants: readonly RoleGrant[];
  readonly identities: readonly ChatIdentity[];
}

export interface RoleGrant {
  readonly role: string;
  /** The unit it is held for, with all below it; null for the whole company. */
  readonly unit: string | null;
}

export interface ChatIdentity extends Workspace {
  readonly chatUser: string;
}

export interface CompanyRole {
  readonly key: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** Every active person holds it, for the whole company. */
  readonly everyone: boolean;
  /** A new chat identity of a holder is confirmed by an administrator. */
  readonly confirmIdentity: boolean;
}

/** What a version of a type or template says, without its number. */
export type TypeContent = Omit<DocumentType, 'version' | keyof Authored>;
export type TemplateContent = Omit<Template, 'version' | keyof Authored>;
export type PolicyContent = Omit<Policy, 'version' | keyof Authored | 'active'>;

/** The lists that may stand in the files, as they are called there. */
export const sections = [
  'units',
  'people',
  'roles',
  'groups',
  'calendars',
  'types',
  'templates',
  'policies',
  'tests',
] as const;
export type Section = (typeof sections)[number];
