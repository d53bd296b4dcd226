import type { Calendar } from '../calendar/calendar.js';
import type { DocumentType, Template } from '../definition.js';
import type { Group, Unit } from '../organisation.js';
import type { Policy } from '../policy/policy.js';
import type { Company, CompanyPerson, CompanyProfile, CompanyRole, Workspace } from './company.js';
import { contentOf, nextVersion } from './next-version.js';
import type { PolicyTest } from './policy-test.js';
import { sameData } from './same-data.js';
import { isOffered, isWithdrawn, type StoredCompany } from './stored-company.js';
import { wantedPeople } from './wanted-people.js';

export type Change<T> =
  | { readonly kind: 'added'; readonly before: undefined; readonly after: T }
  | { readonly kind: 'changed'; readonly before: T; readonly after: T }
  | { readonly kind: 'removed'; readonly before: T; readonly after: undefined };

/** What has to be written so that the database says what the files say. */
export interface Difference {
  readonly profile: readonly Change<CompanyProfile>[];
  readonly workspaces: readonly Change<Workspace>[];
  readonly units: readonly Change<Unit>[];
  /** Never `removed`: documents name them for ever, so whom the files leave out becomes inactive. */
  readonly people: readonly Change<CompanyPerson>[];
  readonly roles: readonly Change<CompanyRole>[];
  readonly groups: readonly Change<Group>[];
  readonly calendars: readonly Change<Calendar>[];
  /** Added and changed ones carry their next version. A removed one keeps its versions and is offered no more. */
  readonly types: readonly Change<DocumentType>[];
  /** Never `removed`: the next version of one that the files leave out has no stages. */
  readonly templates: readonly Change<Template>[];
  /** Never `removed`: the next version of one that the files leave out is not active. */
  readonly policies: readonly Change<Policy>[];
  readonly tests: readonly Change<PolicyTest>[];
}

/** `authorId` says who wrote the new versions in chat; null where files on the machine did. */
export function planApply(stored: StoredCompany, wanted: Company, authorId: string | null = null): Difference {
  return {
    profile: compare(stored.profile === undefined ? [] : [stored.profile], [wanted.profile], (profile) => profile.id),
    workspaces: compare(stored.workspaces, wanted.workspaces, (one) => `${one.platform}/${one.installation}`),
    units: compare(stored.units, wanted.units, (unit) => unit.id),
    people: compare(stored.people, wantedPeople(stored, wanted), (person) => person.id),
    roles: compare(stored.roles, wanted.roles, (role) => role.key),
    groups: compare(stored.groups, wanted.groups, (group) => group.key),
    calendars: compare(stored.calendars, wanted.calendars, (calendar) => calendar.key),
    types: planTypes(stored, wanted, authorId),
    templates: compare(stored.templates, planTemplates(stored, wanted, authorId), (template) => template.key),
    policies: compare(stored.policies, planPolicies(stored, wanted, authorId), (policy) => policy.key),
    tests: compare(stored.tests, wanted.tests, (test) => test.name),
  };
}

export function isEmpty(difference: Difference): boolean {
  return Object.values(difference).every((changes: readonly unknown[]) => changes.length === 0);
}

/** In the order of their ids: what is wanted, then what is no longer. */
function compare<T>(before: readonly T[], after: readonly T[], idOf: (one: T) => string): readonly Change<T>[] {
  const had = new Map(before.map((one) => [idOf(one), one]));
  const has = new Set(after.map(idOf));
  const kept = after.flatMap((one): Change<T>[] => {
    const old = had.get(idOf(one));
    if (old === undefined) return [{ kind: 'added', before: undefined, after: one }];
    return sameData(old, one) ? [] : [{ kind: 'changed', before: old, after: one }];
  });
  const gone = before.filter((one) => !has.has(idOf(one)));
  return [...kept, ...gone.map((one): Change<T> => ({ kind: 'removed', before: one, after: undefined }))];
}

function planTypes(stored: StoredCompany, wanted: Company, authorId: string | null): readonly Change<DocumentType>[] {
  const versions = wanted.types.map((type): DocumentType => nextVersion(type, stored.types, authorId, {}));
  return compare(stored.types, versions, (type) => type.key).filter(
    ({ kind, before }) => kind !== 'removed' || isOffered(before.key, stored.templates),
  );
}

function planTemplates(stored: StoredCompany, wanted: Company, authorId: string | null): readonly Template[] {
  const named = new Set(wanted.templates.map((template) => template.key));
  const withdrawn = stored.templates
    .filter(({ key }) => !named.has(key))
    .map((template): Template => {
      if (isWithdrawn(template)) return template;
      return nextVersion({ ...contentOf(template), stages: [] }, stored.templates, authorId, {});
    });
  return [
    ...wanted.templates.map((template): Template => nextVersion(template, stored.templates, authorId, {})),
    ...withdrawn,
  ];
}

function planPolicies(stored: StoredCompany, wanted: Company, authorId: string | null): readonly Policy[] {
  const named = new Set(wanted.policies.map((policy) => policy.key));
  const withdrawn = stored.policies
    .filter(({ key }) => !named.has(key))
    .map((policy): Policy => {
      if (!policy.active) return policy;
      return { ...contentOf(policy), authorId, version: policy.version + 1, active: false };
    });
  const active = { active: true, authorId };
  return [
    ...wanted.policies.map((policy): Policy => nextVersion(policy, stored.policies, authorId, active)),
    ...withdrawn,
  ];
}
