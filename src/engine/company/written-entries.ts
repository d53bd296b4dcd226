import { type Calendar, type Weekday, type WorkingPeriod, weekdays } from '../calendar/calendar.js';
import type { Group, Unit } from '../organisation.js';
import type { CompanyPerson, CompanyProfile, CompanyRole, RoleGrant } from './company.js';
import { sameData } from './same-data.js';

/** Plain data as the files have it. */
export type Written = Readonly<Record<string, unknown>>;

/** How the shapes of this folder would have to be written to be read as this again; what goes without saying is left out. */
export function writtenProfile(profile: CompanyProfile, team: string | null): Written {
  const { id, name, timeZone, locale, calendar, fallbackGroup } = profile;
  const slack = team === null ? null : { team };
  return said({ id, name, time_zone: timeZone, locale, calendar, fallback_group: fallbackGroup, slack });
}

export function writtenUnit({ id, name, parentId, headId }: Unit): Written {
  return said({ id, name, parent: parentId, head: headId });
}

/** Without the roles that everybody has. `team` is the workspace that goes without saying. */
export function writtenPerson(person: CompanyPerson, everyones: ReadonlySet<string>, team: string | null): Written {
  const { id, name, email, title, active, unitId, managerId, locale, timeZone } = person;
  const grants = person.grants.filter(({ role, unit }) => !(active && unit === null && everyones.has(role)));
  const [identity] = person.identities;
  return said({
    id,
    name,
    email,
    title,
    unit: unitId,
    manager: managerId,
    status: active ? null : 'inactive',
    locale,
    time_zone: timeZone,
    roles: grants.length > 0 ? grants.map(writtenGrant) : null,
    slack:
      identity === undefined
        ? null
        : said({ user: identity.chatUser, team: identity.installation === team ? null : identity.installation }),
  });
}

export function writtenGrant({ role, unit }: RoleGrant): unknown {
  return unit === null ? role : { role, unit };
}

export function writtenRole({ key, name, permissions, everyone, confirmIdentity }: CompanyRole): Written {
  return said({
    key,
    name,
    permissions: permissions.length > 0 ? permissions : null,
    everyone: everyone || null,
    confirm_identity: confirmIdentity || null,
  });
}

export function writtenGroup({ key, name, memberIds }: Group): Written {
  return { key, name, members: memberIds };
}

export function writtenCalendar({ key, name, timeZone, hours, holidays }: Calendar): Written {
  const days = weekdays.map((day): [Weekday, readonly WorkingPeriod[]] => [day, hours[day]]);
  return said({
    key,
    name,
    time_zone: timeZone,
    hours: Object.fromEntries(runsOf(days).map(([name, periods]) => [name, writtenPeriods(periods)])),
    holidays: holidays.length > 0 ? holidays.map(({ date, name }) => ({ date, name })) : null,
  });
}

/** Days in a row with the same hours stand in one line. */
function runsOf(days: readonly [Weekday, readonly WorkingPeriod[]][]): readonly [string, readonly WorkingPeriod[]][] {
  const runs: { from: Weekday; to: Weekday; periods: readonly WorkingPeriod[] }[] = [];
  for (const [day, periods] of days) {
    const last = runs.at(-1);
    if (last !== undefined && sameData(last.periods, periods)) last.to = day;
    else runs.push({ from: day, to: day, periods });
  }
  return runs
    .filter(({ periods }) => periods.length > 0)
    .map(({ from, to, periods }) => [from === to ? from : `${from}-${to}`, periods]);
}

function writtenPeriods(periods: readonly WorkingPeriod[]): unknown {
  const texts = periods.map(({ from, to }) => `${from}-${to}`);
  return texts.length === 1 ? texts[0] : texts;
}

/** Without the properties that say nothing. */
export function said(properties: Written): Written {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null && value !== undefined));
}
