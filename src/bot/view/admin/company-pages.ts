import type { Calendar, WorkingPeriod } from '../../../engine/calendar/calendar.js';
import { weekdays } from '../../../engine/calendar/calendar.js';
import type {
  ListedBalance,
  ListedCalendar,
  ListedGroup,
  ListedPerson,
  ListedRole,
} from '../../../engine/ports/admin-reading.js';
import type { Page } from '../../../engine/ports/reading.js';
import { dayText } from '../fields.js';
import { quantityText } from '../findings.js';
import { type Rich, strong } from '../text.js';
import { weekdayName } from '../weekday.js';
import type { Words } from '../words.js';
import { type AdminPage, type AdminPart, bullet, line, pageOfLines, section, waysOfList } from './page.js';
import type { AdminPlace } from './place.js';
import type { ListSection } from './subcommand.js';

/** One line of a list, with the key that opens it. */
export interface Listed {
  readonly key: string;
  readonly name: string;
  readonly about: Rich;
}

/** A list of the company, page by page. */
export function listPage(
  place: AdminPlace & { readonly at: ListSection },
  { items, next }: Page<Listed>,
  { admin }: Words,
  notices: readonly Rich[] = [],
): AdminPage {
  return {
    place,
    heading: admin.sections[place.at],
    notices,
    parts:
      items.length === 0
        ? [line(admin.nothing)]
        : items.map(({ key, name, about }) => ({
            kind: 'entry' as const,
            text: strong(name),
            about: about.length === 0 ? [] : [about],
            ways: [{ name: 'open', label: admin.buttons.open, place: { at: place.at, key } }],
          })),
    ways: [
      ...waysOfList(place, next, admin.buttons),
      { name: 'home', label: admin.buttons.home, place: { at: 'home' } },
    ],
    search: place.search ?? '',
  };
}

export function listedPerson({ id, name, title, unit, active }: ListedPerson, { admin }: Words): Listed {
  return { key: id, name, about: admin.someone.personAbout(title, unit?.name ?? null, active) };
}

export function listedRole({ key, name, holders, everyone, confirmIdentity }: ListedRole, { admin }: Words): Listed {
  return { key, name, about: admin.someone.roleAbout(holders, everyone, confirmIdentity) };
}

export function listedGroup({ key, name, members }: ListedGroup, { admin }: Words): Listed {
  return { key, name, about: admin.someone.groupAbout(members.length) };
}

export function listedCalendar({ calendar, isDefault }: ListedCalendar, { admin }: Words): Listed {
  const { key, name, timeZone } = calendar;
  return { key, name, about: admin.someone.calendarAbout(timeZone, isDefault) };
}

export function personPage(
  place: AdminPlace,
  person: ListedPerson,
  balances: readonly ListedBalance[],
  words: Words,
  locale: string,
): AdminPage {
  const { someone } = words.admin;
  const text = (hundredths: number) => quantityText(hundredths, locale);
  const quotas = balances.map((one) =>
    bullet(someone.balance(one.name, one.year, one.unit, text(one.spent), text(one.held))),
  );
  const accounts = person.identities.map((one) =>
    bullet(someone.account(one.platform, one.installation, one.chatUser)),
  );
  return shownPage(place, `${person.name} (${person.id})`, words, [
    ...(person.active ? [] : [line(someone.inactive)]),
    ...(person.title === null ? [] : [line([{ kind: 'data', text: person.title, strong: false }])]),
    line(someone.email(person.email)),
    line(someone.unit(person.unit?.name ?? null)),
    line(someone.manager(person.manager?.name ?? null)),
    ...section(
      someone.rolesTitle,
      person.roles.map((role) => bullet(someone.heldRole(role.name, role.unit?.name ?? null))),
    ),
    ...section(
      someone.groupsTitle,
      person.groups.map(({ name }) => bullet([{ kind: 'data', text: name, strong: false }])),
    ),
    ...section(someone.accountsTitle, accounts.length === 0 ? [line(someone.noAccount)] : accounts),
    ...section(someone.quotasTitle, quotas.length === 0 ? [] : [...quotas, line(someone.quotasFoot)]),
  ]);
}

export function rolePage(place: AdminPlace, role: ListedRole, words: Words): AdminPage {
  const { someone } = words.admin;
  const allows = role.permissions.map((permission) => bullet(someone.permission(permission)));
  return shownPage(place, `${role.name} (${role.key})`, words, [
    line(someone.roleAbout(role.holders, role.everyone, role.confirmIdentity)),
    ...section(someone.allowsTitle, allows.length === 0 ? [line(someone.allowsNothing)] : allows),
  ]);
}

export function groupPage(place: AdminPlace, group: ListedGroup, words: Words): AdminPage {
  const { someone } = words.admin;
  const members = group.members.map(({ name, active }) => bullet(someone.member(name, active)));
  return shownPage(place, `${group.name} (${group.key})`, words, [
    line(someone.groupAbout(group.members.length)),
    ...section(someone.membersTitle, members),
  ]);
}

export function calendarPage(
  place: AdminPlace,
  { calendar, isDefault }: ListedCalendar,
  words: Words,
  locale: string,
): AdminPage {
  const { someone } = words.admin;
  const hours = weekdays.map((day) =>
    bullet(someone.weekday(weekdayName(day, locale), periodsText(calendar.hours[day]))),
  );
  const holidays = calendar.holidays.map(({ date, name }) => bullet(someone.holiday(dayText(date, locale), name)));
  return shownPage(place, headingOf(calendar), words, [
    line(someone.calendarAbout(calendar.timeZone, isDefault)),
    ...section(someone.hoursTitle, hours),
    ...section(someone.holidaysTitle, holidays),
  ]);
}

/** A page about one thing, with the way back to its list. */
export function shownPage(
  place: AdminPlace,
  heading: string,
  { admin }: Words,
  parts: readonly AdminPart[],
  notices: readonly Rich[] = [],
): AdminPage {
  const { parts: shown, ways } = pageOfLines(place, parts, admin.buttons);
  const back = { name: 'back', label: admin.buttons.back, place: { at: place.at } };
  return { place, heading, notices, parts: shown.length === 0 ? [line(admin.nothing)] : shown, ways: [...ways, back] };
}

function headingOf({ name, key }: Calendar): string {
  return `${name} (${key})`;
}

function periodsText(periods: readonly WorkingPeriod[]): string {
  return periods.map(({ from, to }) => `${from}–${to}`).join(', ');
}
