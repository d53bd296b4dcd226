import { managersUpwards, type Organisation, unitsUpwards } from '../organisation.js';
import type { CompanyPerson } from './company.js';
import { directoryOf } from './company-directory.js';
import { personChanges } from './person-changes.js';
import type { Difference } from './plan-apply.js';
import type { StoredCompany } from './stored-company.js';
import { gainedSteps } from './upload-gains.js';
import type { Excess } from './upload-limits.js';

/** What somebody may change about themselves. */
const OWN_PROPERTIES = ['name', 'title', 'locale', 'timeZone'];

const BY_OTHERS = 'somebody else has to do it: another administrator, or "countersign apply" on its machine';
const SOMEBODY_ELSE = `steps ask whoever that is, so ${BY_OTHERS}`;

/**
 * Nobody votes on a step that they caused to reach them: an upload does not put its author where steps ask, nor change
 * who they are.
 */
export function ownGains(
  difference: Difference,
  before: StoredCompany,
  after: StoredCompany,
  uploaderId: string,
): readonly Excess[] {
  return [
    ...ownEntry(difference, before, after, uploaderId),
    ...newlyAbove(before, after, uploaderId),
    ...gainedSteps(difference, before, after, uploaderId).map(({ entry, message }) => {
      return { entry, message: `${message}; ${BY_OTHERS}` };
    }),
    ...difference.units.flatMap(({ before: had, after: unit }): readonly Excess[] => {
      if (unit === undefined || unit.headId !== uploaderId || had?.headId === uploaderId) return [];
      return [{ entry: `units/${unit.id}`, message: `it makes you the head of ${unit.name}; ${SOMEBODY_ELSE}` }];
    }),
    ...difference.groups.flatMap(({ before: had, after: group }): readonly Excess[] => {
      if (!group?.memberIds.includes(uploaderId) || had?.memberIds.includes(uploaderId)) return [];
      return [{ entry: `groups/${group.key}`, message: `it puts you into the group ${group.name}; ${SOMEBODY_ELSE}` }];
    }),
  ];
}

function ownEntry(
  { people }: Difference,
  before: StoredCompany,
  after: StoredCompany,
  uploaderId: string,
): readonly Excess[] {
  // A role that steps may ask for is not to be everybody's, and so the author's, by their own hand.
  const chosen = new Set(before.roles.filter((role) => !role.everyone).map((role) => role.key));
  const everyones = new Set(
    after.roles.filter(({ everyone, key }) => everyone && !chosen.has(key)).map((role) => role.key),
  );
  const change = people.find((one) => (one.after ?? one.before)?.id === uploaderId);
  if (change === undefined) return [];
  const { properties, granted, revoked, linked, unlinked } = personChanges(change);
  const entry = `people/${uploaderId}`;
  const says = (message: string): Excess => ({ entry, message: `${message}; ${BY_OTHERS}` });
  const described = properties.map((property) => property.name).filter((name) => !OWN_PROPERTIES.includes(name));
  const roles = [...granted, ...revoked].filter(({ role, unit }) => unit !== null || !everyones.has(role));
  return [
    ...(linked.length + unlinked.length > 0 ? [says('it changes your own chat identity')] : []),
    ...(roles.length > 0 ? [says('it changes your own roles')] : []),
    ...(described.length > 0 ? [says('it changes your own e-mail address, unit, manager or status')] : []),
  ];
}

/** Whom the author would come to stand above, by managers or by units: by a move of theirs, or of what is between. */
function newlyAbove(before: StoredCompany, after: StoredCompany, uploaderId: string): readonly Excess[] {
  const [had, has] = [directoryOf(before).organisation, directoryOf(after).organisation];
  const [roleUnits, uploader] = [unitsOfRoles(after, uploaderId), had.people.get(uploaderId)];
  if (uploader === undefined) return [];
  return after.people.flatMap((person) => {
    const known = had.people.get(person.id);
    const ways = waysUp(person, has, uploaderId, roleUnits);
    const former = known === undefined ? [] : waysUp(known, had, uploaderId, roleUnits);
    // Somebody new stands below whoever leads the company, whoever adds them: that alone is no gain.
    const gained = known === undefined ? person.managerId === uploaderId : ways.some((way) => !former.includes(way));
    if (!gained || person.id === uploaderId) return [];
    const message = `it puts you above ${person.name}, as a manager, a head or the holder of a role; ${SOMEBODY_ELSE}`;
    return [{ entry: `people/${person.id}`, message }];
  });
}

type Way = 'manager' | 'head' | 'role';

function waysUp(
  person: Pick<CompanyPerson, 'id' | 'name' | 'email' | 'active' | 'unitId' | 'managerId'>,
  organisation: Organisation,
  uploaderId: string,
  roleUnits: ReadonlySet<string>,
): readonly Way[] {
  const managers = managersUpwards(organisation, person);
  const units = unitsUpwards(organisation, person.unitId);
  return [
    ...(managers.some((manager) => manager.id === uploaderId) ? (['manager'] as const) : []),
    ...(units.some((unit) => unit.headId === uploaderId) ? (['head'] as const) : []),
    ...(units.some((unit) => roleUnits.has(unit.id)) ? (['role'] as const) : []),
  ];
}

/** Units that the author holds some role for. */
function unitsOfRoles({ people }: StoredCompany, uploaderId: string): ReadonlySet<string> {
  const grants = people.find((person) => person.id === uploaderId)?.grants ?? [];
  return new Set(grants.flatMap((grant) => grant.unit ?? []));
}
