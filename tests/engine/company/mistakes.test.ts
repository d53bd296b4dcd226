import { describe, expect, test } from 'vitest';
import { checkCycles } from '../../../src/engine/company/check-cycles.js';
import { acme, type Edit, mistakesOf, set, stagesOf, step } from './acme.js';

describe('mistakes', () => {
  test.each<[string, Edit, string]>([
    ['no company', (raw) => Reflect.deleteProperty(raw, 'company'), ': no file says which company this is'],
    ['an empty company', (raw) => set(raw, { company: null }), 'company: it has no value'],
    ['a missing name', (raw) => Reflect.deleteProperty(raw.company, 'name'), 'company.name: "name" is missing'],
    [
      'a fixed offset as time zone',
      (raw) => set(raw.company, { time_zone: '+02:00' }),
      'company.time_zone: "+02:00" is',
    ],
    [
      'an unknown list',
      (raw) => set(raw, { peeple: [] }),
      'peeple: "peeple" is not known here; did you mean "people"?',
    ],
    ['something else than a list', (raw) => set(raw, { units: 'none' }), 'units: "units" must be a list'],
    [
      'an unknown unit',
      (raw) => set(raw.people[2], { unit: 'shpo' }),
      'people.2.unit: there is no unit "shpo"; did you mean',
    ],
    [
      'an unknown manager',
      (raw) => set(raw.people[2], { manager: 'zoe' }),
      'people.2.manager: there is no person "zoe"',
    ],
    ['an unknown head', (raw) => set(raw.units[1], { head: 'zoe' }), 'units.1.head: there is no person "zoe"'],
    ['an unknown parent', (raw) => set(raw.units[1], { parent: 'top' }), 'units.1.parent: there is no unit "top"'],
    [
      'an unknown role',
      (raw) => set(raw.people[1], { roles: ['buyer'] }),
      'people.1.roles.0: there is no role "buyer"; did',
    ],
    [
      'an unknown unit of a role',
      (raw) => set(raw.people[2], { roles: [{ role: 'buyers', unit: 'x' }] }),
      'people.2.roles.0.unit: there',
    ],
    [
      'a role twice',
      (raw) => set(raw.people[1], { roles: ['buyers', { role: 'buyers' }] }),
      'people.1.roles.1: the role is listed twice',
    ],
    [
      'a longer circle of managers',
      (raw) => set(raw.people[0], { manager: 'cy' }),
      'people.0.manager: the managers go round in a circle: ana → cy → bo → ana',
    ],
    [
      'two types with one prefix',
      (raw) => raw.types.push({ ...raw.types[0], key: 'other' }),
      'types.0.prefix: several types have the prefix "PR"',
    ],
    [
      'a type that no template leads from',
      (raw) => raw.types.push({ ...raw.types[0], key: 'other', prefix: 'OT' }),
      'types.1.key: no template has "type: other"',
    ],
    [
      'a template for no type',
      (raw) => set(raw.templates[0], { type: 'purchases' }),
      'templates.0.type: there is no type "purchases"; did you mean "purchase"?',
    ],
    [
      'a template without stages',
      (raw) => set(raw.templates[0], { stages: [] }),
      'templates.0.stages: the template has no steps',
    ],
    ['a stage without steps', stagesOf([]), 'templates.0.stages.0.steps: the stage has no steps'],
    [
      'a step that asks nobody',
      stagesOf([step('one', { who: [] })]),
      'templates.0.stages.0.steps.0.who: "who" names nobody',
    ],
    [
      'a step without who',
      stagesOf([step('one', { who: undefined })]),
      'templates.0.stages.0.steps.0.who: "who" is missing',
    ],
    [
      'a step that asks the same twice',
      stagesOf([step('one', { who: ['manager', 'manager'] })]),
      'templates.0.stages.0.steps.0.who.1: asks the same twice',
    ],
    [
      'a step that asks an unknown person',
      stagesOf([step('one', { who: { user: 'zoe' } })]),
      'templates.0.stages.0.steps.0.who.user: there is no person',
    ],
    [
      'two steps of one key, in different stages',
      stagesOf([step('one')], [step('one')]),
      'templates.0.stages.1.steps.0.key: several steps',
    ],
    [
      '64 steps',
      stagesOf(Array.from({ length: 64 }, (_, at) => step(`s${at}`))),
      'templates.0.stages: the template has 64 steps; a document holds 63',
    ],
    [
      'a title that is no text',
      (raw) => set(raw.types[0], { title_field: 'count' }),
      'types.0.title_field: "title_field" "count" is a field of type integer; name a field of type text (item)',
    ],
    [
      'a Slack id without workspace',
      (raw) => Reflect.deleteProperty(raw.company, 'slack'),
      'people.1.slack: nothing says in which Slack workspace',
    ],
    [
      'an e-mail address as Slack id',
      (raw) => set(raw.people[1], { slack: { user: 'bo@example.com' } }),
      'people.1.slack.user: "bo@example.com" is not a Slack member id',
    ],
    [
      'a line break in a name',
      (raw) => set(raw.people[1], { name: 'Bo\nthe boss' }),
      'people.1.name: "Bo\\nthe boss" must be one line',
    ],
    [
      'a name of 101 characters',
      (raw) => set(raw.people[1], { name: 'x'.repeat(101) }),
      'people.1.name: "name" is longer than 100 characters',
    ],
    [
      'too many types',
      (raw) => {
        raw.types = Array.from({ length: 101 }, () => ({}));
      },
      'types: "types" has 101 entries; at most 100 fit',
    ],
  ])('%s', (_name, edit, expected) => {
    expect(mistakesOf(edit).filter((text) => text.startsWith(expected))).toHaveLength(1);
  });

  /** A column of people and one of units, each the one above the next; `ana`, who leads everything, stands on top. */
  function columns(length: number): Edit {
    return (raw) => {
      raw.people = [raw.people[0] ?? {}];
      raw.units = [{ id: 'root', name: 'Root' }];
      for (let at = 2; at <= length; at += 1) {
        const [manager, parent] = at === 2 ? ['ana', 'root'] : [`p${at - 1}`, `u${at - 1}`];
        raw.people.push({ id: `p${at}`, name: `P ${at}`, email: `p${at}@example.com`, unit: 'root', manager });
        raw.units.push({ id: `u${at}`, name: `U ${at}`, parent });
      }
    };
  }

  test('50 people or units one above the other are accepted, and more are refused where they become too many', () => {
    expect(mistakesOf(columns(50))).toEqual([]);
    expect(mistakesOf(columns(53))).toEqual([
      'units.50.parent: from "u51" upwards there are more than 50 units, one above the other; name a parent that stands higher up',
      'people.50.manager: from "p51" upwards there are more than 50 people, each the manager of the one before; name a manager who stands higher up',
    ]);
  });

  test('a chain that ends in a circle is called a circle and not deep', () => {
    const edit: Edit = (raw) => {
      columns(60)(raw);
      set(raw.people[0], { manager: 'p2' });
      raw.people.reverse();
    };
    const told = mistakesOf(edit).filter((text) => text.startsWith('people'));
    expect(told).toEqual([
      expect.stringContaining('the managers go round in a circle: p2 → ana → p2'),
      expect.stringContaining('the managers go round in a circle: ana → p2 → ana'),
    ]);
  });

  test.each<[string, Edit]>([
    ['stand one above the other', (raw) => raw.people.reverse()],
    ['stand one above the other, the highest first', () => undefined],
    ['go round in one circle', (raw) => set(raw.people[0], { manager: 'p10000' })],
  ])('as many people as fit, who all %s, are checked in no time', (_name, edit) => {
    const raw = acme();
    columns(10_000)(raw);
    edit(raw);
    const start = performance.now();
    expect(checkCycles({ ...raw }).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test.each<[string, Edit]>([
    ['nobody holds an admin role', (raw) => set(raw.people[0], { roles: [] })],
    ['the only admin is inactive', (raw) => set(raw.people[0], { status: 'inactive' })],
    ['the admin holds it for one unit only', (raw) => set(raw.people[0], { roles: [{ role: 'admin', unit: 'shop' }] })],
    [
      'the admin role may not change roles',
      (raw) => raw.roles.push({ key: 'admin', name: 'Admin', permissions: ['config.people'] }),
    ],
    [
      'there is nobody',
      (raw) => {
        raw.people = [];
        raw.units = [{ id: 'root', name: 'Root' }];
      },
    ],
  ])('no admin is left when %s', (_name, edit) => {
    expect(mistakesOf(edit)).toEqual([
      expect.stringContaining('no active person may do both config.people and config.roles'),
    ]);
  });

  test('two roles together can make an admin', () => {
    const edit: Edit = (raw) => {
      raw.roles.push({ key: 'hr', name: 'HR', permissions: ['config.people'] });
      raw.roles.push({ key: 'it', name: 'IT', permissions: ['config.roles'] });
      set(raw.people[0], { roles: ['hr', 'it'] });
    };
    expect(mistakesOf(edit)).toEqual([]);
  });

  test('a form of more pages than anybody would fill is refused, and a shorter one is not', () => {
    const form = (pages: number) =>
      Array.from({ length: pages }, (_, at) => {
        return { name: at === 0 ? 'item' : `f${at}`, type: 'text', label: 'Text', starts_page: at > 0 };
      });
    expect(mistakesOf((raw) => set(raw.types[0], { form: form(13) }))).toEqual([
      expect.stringMatching(/^types\.0\.form: the form takes 13 pages of Slack's dialogs, and 12 are the most/),
    ]);
    expect(mistakesOf((raw) => set(raw.types[0], { form: form(12) }))).toEqual([]);
  });

  test('one mistake in an entry does not hide another in it', () => {
    const edit: Edit = (raw) =>
      set(raw.people[2], { email: 'x', unit: 'nowhere', manager: 'cy', roles: ['nothing'], nick: 'C' });
    expect(
      mistakesOf(edit)
        .map((text) => text.split(':')[0])
        .sort(),
    ).toEqual(['people.2.email', 'people.2.manager', 'people.2.nick', 'people.2.roles.0', 'people.2.unit']);
  });

  test('what is missing because a list has a wrong name is not held against those who refer to it', () => {
    const edit: Edit = (raw) => {
      set(raw, { peeple: raw.people });
      raw.people = [];
    };
    expect(mistakesOf(edit)).toEqual(['peeple: "peeple" is not known here; did you mean "people"?']);
  });
});
