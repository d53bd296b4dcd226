import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Template } from '../../../src/engine/definition.js';
import type { Person } from '../../../src/engine/organisation.js';
import type { Policy } from '../../../src/engine/policy/policy.js';
import { type MemoryCompany, MemoryStore } from '../../support/memory-store.js';
import { runSeed } from '../../support/run-seed.js';
import { draftOf, momentOf } from './draft.js';
import { previewOf } from './preview-of.js';
import { randomCompany } from './random-company.js';

const seed = runSeed();
const companies = 12;
const documentsEach = 6;

type Alteration = (company: MemoryCompany, shuffle: <T>(all: readonly T[]) => readonly T[]) => Partial<MemoryCompany>;

/** What every document of a company would be shown, before and after the company is altered. */
async function compareShown(alteration: Alteration, look: (shown: object) => unknown, endOnFailure = false) {
  let compared = 0;
  const numbers = fc.array(fc.nat({ max: 1000 }), { minLength: documentsEach, maxLength: documentsEach });
  await fc.assert(
    fc.asyncProperty(randomCompany, numbers, async (company, fills) => {
      const before = new MemoryStore(structuredClone(company));
      const altered = { ...structuredClone(company), ...alteration(structuredClone(company), byNumbers(fills)) };
      for (const [at, fill] of fills.entries()) {
        const draft = await draftOf(before, at, fill);
        if (draft === undefined) continue;
        const after = new MemoryStore(altered);
        after.documents.set(draft.id, draft);
        const shown = await previewOf(before, draft, momentOf(at));
        expect(look(await previewOf(after, draft, momentOf(at)))).toEqual(look(shown));
        if ('digest' in shown) compared += 1;
      }
    }),
    { seed, numRuns: companies, endOnFailure },
  );
  expect(compared).toBeGreaterThan(companies);
}

/** Another order that the same numbers always give. */
function byNumbers(fills: readonly number[]) {
  return <T>(all: readonly T[]): readonly T[] => {
    const weighed = all.map((one, at) => ({ one, weight: ((fills[at % fills.length] ?? 0) * (at + 7)) % 101 }));
    return weighed.sort((a, b) => b.weight - a.weight).map(({ one }) => one);
  };
}

const all = (shown: object) => shown;
/** What a submit carries: not what things are called. */
const digestOnly = (shown: object) => ('digest' in shown ? shown.digest : shown);

const never = 'days > 2 && !(days > 2)';

describe(`a rule that never matches changes nothing (seed ${seed})`, () => {
  const hopeless = (template: Template): Template => ({
    ...template,
    key: `a-${template.key}`,
    priority: 9,
    condition: 'false',
  });

  test('on a template of its own, however high', () =>
    compareShown(({ templates }) => {
      const more = [...templates.values()].map(hopeless);
      return { templates: new Map([...more, ...templates.values()].map((one) => [one.key, one])) };
    }, all));

  test('on a further step of every stage', () =>
    compareShown(({ templates }) => {
      const stages = (template: Template) =>
        template.stages.map(({ steps }) => ({
          steps: [...steps, ...steps.slice(0, 1).map((step) => ({ ...step, key: 'never', when: 'false' }))],
        }));
      return { templates: new Map([...templates].map(([key, one]) => [key, { ...one, stages: stages(one) }])) };
    }, all));

  test('on further policies of every kind', () =>
    compareShown(({ policies }) => {
      const more = [...policies.values()].map(
        (policy): Policy => ({ ...policy, key: `a-${policy.key}`, priority: 9, when: 'false' }),
      );
      return { policies: new Map([...more, ...policies.values()].map((one) => [one.key, one])) };
    }, all));

  test('but one that has no answer does', async () => {
    // The other side of the coin, so that the tests above could fail.
    const failing: Alteration = ({ templates }) => ({
      templates: new Map([...templates].map(([key, one]) => [key, { ...one, condition: `${never} >` }])),
    });
    await expect(compareShown(failing, all, true)).rejects.toThrow();
  });
});

describe(`a name is only a name (seed ${seed})`, () => {
  const renamed = (person: Person): Person => ({ ...person, name: `Dr. ${person.name}`, email: `x-${person.email}` });

  test('renaming people changes nothing', () =>
    compareShown(({ people }) => ({ people: new Map([...people].map(([id, one]) => [id, renamed(one)])) }), all));

  test('renaming roles, units and groups changes what is read, and not what was agreed to', () =>
    compareShown(({ roles, units, groups }) => {
      const anew = <T extends { name: string }>(from: Map<string, T>) =>
        new Map([...from].map(([key, one]) => [key, { ...one, name: `New ${one.name}` }]));
      return { roles: anew(roles), units: anew(units), groups: anew(groups) };
    }, digestOnly));
});

describe(`the order in which a company is written down changes nothing (seed ${seed})`, () => {
  test('of people, units, roles, groups, templates and policies', () =>
    compareShown((company, shuffle) => {
      const mixed = <T>(from: Map<string, T>) => new Map(shuffle([...from]));
      const { people, units, roles, groups, templates, policies } = company;
      return {
        ...{ people: mixed(people), units: mixed(units), templates: mixed(templates), policies: mixed(policies) },
        roles: new Map([...mixed(roles)].map(([key, one]) => [key, { ...one, holdings: shuffle(one.holdings) }])),
        groups: new Map([...mixed(groups)].map(([key, one]) => [key, { ...one, memberIds: shuffle(one.memberIds) }])),
      };
    }, all));
});
