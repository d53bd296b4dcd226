import { builtInRoles } from './built-in-roles.js';
import type { Section } from './company.js';
import type { Finding } from './finding.js';
import { mistakesMax } from './mistakes-max.js';
import { suggestion } from './nearest.js';
import { selectTexts } from './select.js';
import { isKey } from './shape.js';

/** Sections whose entries others name. */
type Named = Exclude<Section, 'tests'>;

/** Where steps stand: in templates, and in policies that add one. */
const STEPS = ['templates.*.stages.*.steps.*', 'policies.*.amount_threshold.step', 'policies.*.custom.step'];

/** Every place that names an entry of another list. */
const REFERENCES: readonly (readonly [pattern: string, to: Named])[] = [
  ['company.calendar', 'calendars'],
  ['company.fallback_group', 'groups'],
  ['units.*.parent', 'units'],
  ['units.*.head', 'people'],
  ['people.*.unit', 'units'],
  ['people.*.manager', 'people'],
  ['people.*.roles.*', 'roles'],
  ['people.*.roles.*.role', 'roles'],
  ['people.*.roles.*.unit', 'units'],
  ['groups.*.members.*', 'people'],
  ['types.*.completion.role', 'roles'],
  ['templates.*.type', 'types'],
  ['policies.*.type', 'types'],
  ['policies.*.quota_limit.used.*.person', 'people'],
  ['tests.*.type', 'types'],
  ['tests.*.person', 'people'],
  ['tests.*.expect.rejected_by', 'policies'],
  ['tests.*.expect.findings.*', 'policies'],
  ...STEPS.flatMap((step): (readonly [string, Named])[] => [
    [`${step}.sla.calendar`, 'calendars'],
    ...['who', 'who.*', 'sla.ladder.*.to', 'sla.ladder.*.to.*'].flatMap((who): (readonly [string, Named])[] => [
      [`${step}.${who}.user`, 'people'],
      [`${step}.${who}.role`, 'roles'],
      [`${step}.${who}.group`, 'groups'],
    ]),
  ]),
];

const ONE_OF: Readonly<Record<Named, string>> = {
  units: 'unit',
  people: 'person',
  roles: 'role',
  groups: 'group',
  calendars: 'calendar',
  types: 'type',
  templates: 'template',
  policies: 'policy',
};

/** What names somebody or something that the files do not have. */
export function checkReferences(data: unknown): readonly Finding[] {
  const declared = {
    units: idsIn(data, 'units.*.id'),
    people: idsIn(data, 'people.*.id'),
    roles: new Set([...idsIn(data, 'roles.*.key'), ...builtInRoles.map((role) => role.key)]),
    groups: idsIn(data, 'groups.*.key'),
    calendars: idsIn(data, 'calendars.*.key'),
    types: idsIn(data, 'types.*.key'),
    templates: idsIn(data, 'templates.*.key'),
    policies: idsIn(data, 'policies.*.key'),
  } satisfies Record<Named, ReadonlySet<string>>;
  const unknown = REFERENCES.flatMap(([pattern, to]) =>
    selectTexts(data, pattern)
      .filter(({ value }) => isKey(value) && !declared[to].has(value))
      .map(({ path, value }) => ({ path, value, to })),
  );
  // To look for what was meant takes long, and is done for those alone that are told.
  return unknown.slice(0, mistakesMax + 1).map(({ path, value, to }) => {
    return { path, message: `there is no ${ONE_OF[to]} "${value}"${suggestion(value, declared[to])}` };
  });
}

function idsIn(data: unknown, pattern: string): ReadonlySet<string> {
  return new Set(selectTexts(data, pattern).map((place) => place.value));
}
