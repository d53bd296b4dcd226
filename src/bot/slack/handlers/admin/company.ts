import type { AdminReading, ListQuery } from '../../../../engine/ports/admin-reading.js';
import type { Page } from '../../../../engine/ports/reading.js';
import {
  calendarPage,
  groupPage,
  type Listed,
  listedCalendar,
  listedGroup,
  listedPerson,
  listedRole,
  listPage,
  personPage,
  rolePage,
} from '../../../view/admin/company-pages.js';
import {
  listedPolicy,
  listedTemplate,
  listedType,
  policyPage,
  templatePage,
  typePage,
} from '../../../view/admin/definition-pages.js';
import { type AdminPage, type AdminWay, entriesPerPage } from '../../../view/admin/page.js';
import type { AdminPlace } from '../../../view/admin/place.js';
import type { NamesOfCompany } from '../../../view/admin/step-text.js';
import type { ListSection } from '../../../view/admin/subcommand.js';
import type { Rich } from '../../../view/text.js';
import type { Words } from '../../../view/words.js';
import type { Visit } from '../../visit.js';
import { permissionsOf } from './permitted.js';

type ListPlace = AdminPlace & { readonly at: ListSection };

export async function listAt({ admin, words }: Visit, place: ListPlace, notices: readonly Rich[] = []) {
  const { search, after } = place;
  const query: ListQuery = { limit: entriesPerPage, ...(search && { search }), ...(after && { after }) };
  return listPage(place, await listed(admin, place.at, query, words), words, notices);
}

/** One of the section; the list of all where there is none with that key. */
export async function shownAt(visit: Visit, place: ListPlace & { readonly key: string }): Promise<AdminPage> {
  const page = await shown(visit, place);
  if (page === undefined) {
    const notice = visit.words.admin.notThere(place.at, place.key);
    // People are called by their names as well.
    return listAt(visit, { at: place.at, ...(place.at === 'people' && { search: place.key }) }, [notice]);
  }
  return withHistory(visit, page, place);
}

/** Earlier versions stand in the audit trail, for those who may read that. */
async function withHistory(visit: Visit, page: AdminPage, { at, key }: ListPlace & { readonly key: string }) {
  if (!(await permissionsOf(visit)).has('audit.read')) return page;
  const place: AdminPlace = { at: 'audit', question: { entity: `${chains[at]}/${key}` } };
  const history: AdminWay = { name: 'history', label: visit.words.admin.buttons.history, place };
  return { ...page, ways: [...page.ways, history] };
}

/** How the trail calls the chains of each. */
const chains: Readonly<Record<ListSection, string>> = {
  people: 'person',
  roles: 'role',
  groups: 'group',
  types: 'type',
  templates: 'template',
  policies: 'policy',
  calendars: 'calendar',
};

async function listed(admin: AdminReading, at: ListSection, query: ListQuery, words: Words): Promise<Page<Listed>> {
  switch (at) {
    case 'people':
      return mapped(await admin.people(query), (one) => listedPerson(one, words));
    case 'roles':
      return mapped(await admin.roles(query), (one) => listedRole(one, words));
    case 'groups':
      return mapped(await admin.groups(query), (one) => listedGroup(one, words));
    case 'types':
      return mapped(await admin.types(query), (one) => listedType(one, words));
    case 'templates':
      return mapped(await admin.templates(query), (one) => listedTemplate(one, words));
    case 'policies':
      return mapped(await admin.policies(query), (one) => listedPolicy(one, words));
    case 'calendars':
      return mapped(await admin.calendars(query), (one) => listedCalendar(one, words));
  }
}

function mapped<T>({ items, next }: Page<T>, say: (one: T) => Listed): Page<Listed> {
  return { items: items.map(say), next };
}

async function shown(visit: Visit, place: ListPlace & { readonly key: string }): Promise<AdminPage | undefined> {
  const { admin, words, reader } = visit;
  const { key } = place;
  switch (place.at) {
    case 'people': {
      const person = await admin.person(key);
      return person && personPage(place, person, await admin.balances(person.id), words, reader.locale);
    }
    case 'roles': {
      const role = await admin.role(key);
      return role && rolePage(place, role, words);
    }
    case 'groups': {
      const group = await admin.group(key);
      return group && groupPage(place, group, words);
    }
    case 'calendars': {
      const calendar = await admin.calendar(key);
      return calendar && calendarPage(place, calendar, words, reader.locale);
    }
    case 'types': {
      const type = await admin.type(key);
      return type && typePage(place, type, words, await namesFor(visit, key));
    }
    case 'templates': {
      const template = await admin.template(key);
      return template && templatePage(place, template, words, await namesFor(visit, template.definition.type));
    }
    case 'policies': {
      const policy = await admin.policy(key);
      return policy && policyPage(place, policy, words, await namesFor(visit, policy.definition.type), reader.locale);
    }
  }
}

/** What the ids and keys in definitions of a type are called. */
async function namesFor(visit: Visit, typeKey: string): Promise<NamesOfCompany> {
  const company = await visit.configuration.company();
  const type = company.types.find(({ key }) => key === typeKey);
  const byKey = (all: readonly { readonly key: string; readonly name: string }[]) =>
    new Map(all.map(({ key, name }) => [key, name]));
  return {
    people: new Map(company.people.map(({ id, name }) => [id, name])),
    roles: byKey(company.roles),
    groups: byKey(company.groups),
    types: byKey(company.types),
    calendars: byKey(company.calendars),
    fields: new Map((type?.form ?? []).map(({ name, label }) => [name, label])),
  };
}
