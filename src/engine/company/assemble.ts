import type { Calendar } from '../calendar/calendar.js';
import type { Group } from '../organisation.js';
import { builtInRoles } from './built-in-roles.js';
import type {
  ChatIdentity,
  Company,
  CompanyPerson,
  CompanyRole,
  PolicyContent,
  RoleGrant,
  TemplateContent,
  TypeContent,
  Workspace,
} from './company.js';
import type { PersonDraft, ProfileDraft, UnitDraft } from './entry-shapes.js';
import type { PolicyTest } from './policy-test.js';

/** What the files say, entry by entry and in their order. */
export interface CompanyDraft extends ProfileDraft {
  readonly units: readonly UnitDraft[];
  readonly people: readonly PersonDraft[];
  readonly roles: readonly CompanyRole[];
  readonly groups: readonly Group[];
  readonly calendars: readonly Calendar[];
  readonly types: readonly TypeContent[];
  readonly templates: readonly TemplateContent[];
  readonly policies: readonly PolicyContent[];
  readonly tests: readonly PolicyTest[];
}

/** Fills in what the files leave out and forgets in which order they said it. */
export function assemble(draft: CompanyDraft): Company {
  const roles = rolesOf(draft);
  const people = draft.people.map((person) => personOf(person, roles, draft.slackTeam));
  return {
    profile: draft.profile,
    workspaces: workspacesOf(draft.slackTeam, people),
    units: sorted(draft.units, (unit) => unit.id),
    people: sorted(people, (person) => person.id),
    unlinked: draft.people.filter((person) => person.slack === 'none').map((person) => person.id),
    roles: sorted(roles, (role) => role.key),
    groups: sorted(draft.groups, (group) => group.key),
    calendars: sorted(draft.calendars, (calendar) => calendar.key),
    types: sorted(draft.types, (type) => type.key),
    templates: sorted(draft.templates, (template) => template.key),
    policies: sorted(draft.policies, (policy) => policy.key),
    tests: sorted(draft.tests, (test) => test.name),
  };
}

/** The files' roles, and the built-in ones that no file replaces. */
export function rolesOf(draft: Pick<CompanyDraft, 'roles'>): readonly CompanyRole[] {
  const replaced = new Set(draft.roles.map((role) => role.key));
  return [...draft.roles, ...builtInRoles.filter((role) => !replaced.has(role.key))];
}

function personOf(
  { slack, ...person }: PersonDraft,
  roles: readonly CompanyRole[],
  usualTeam: string | null,
): CompanyPerson {
  return {
    ...person,
    grants: sorted(withEveryones(person, roles), grantText),
    identities: slack === undefined || slack === 'none' ? [] : [slackIdentity(slack.user, slack.team ?? usualTeam)],
  };
}

function withEveryones(
  { grants, active }: Pick<PersonDraft, 'grants' | 'active'>,
  roles: readonly CompanyRole[],
): RoleGrant[] {
  if (!active) return grants;
  const held = new Set(grants.filter((grant) => grant.unit === null).map((grant) => grant.role));
  const missing = roles.filter((role) => role.everyone && !held.has(role.key));
  return [...grants, ...missing.map((role) => ({ role: role.key, unit: null }))];
}

function slackIdentity(chatUser: string, team: string | null): ChatIdentity {
  if (team === null) throw new RangeError(`the Slack id ${chatUser} stands without a workspace`);
  return { platform: 'slack', installation: team, chatUser };
}

function workspacesOf(usualTeam: string | null, people: readonly CompanyPerson[]): readonly Workspace[] {
  const teams = people.flatMap((person) => person.identities.map((identity) => identity.installation));
  const all = new Set(usualTeam === null ? teams : [usualTeam, ...teams]);
  return [...all].sort().map((installation) => ({ platform: 'slack', installation }));
}

/** Sorted by code units, as both databases do, and not by anybody's alphabet. */
export function sorted<T>(list: readonly T[], by: (entry: T) => string): T[] {
  return [...list].sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
}

export function grantText({ role, unit }: RoleGrant): string {
  return unit === null ? role : `${role} in ${unit}`;
}
