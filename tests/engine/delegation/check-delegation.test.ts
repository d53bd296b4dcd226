import { describe, expect, test } from 'vitest';
import { checkDelegation, type GivingFacts } from '../../../src/engine/delegation/check-delegation.js';
import { type Delegation, delegationsMax } from '../../../src/engine/delegation/delegation.js';
import type { NewDelegation } from '../../../src/engine/ports/delegations.js';
import { away, delegation } from '../support/delegations.js';
import { t1 } from '../support/documents.js';
import { actor } from '../support/people.js';

/** Bo is away for a week in May; Cy acts for him. */
const wanted: NewDelegation = {
  ...{ id: 'new', fromId: 'bo', toId: 'cy', types: null, cap: null },
  ...{ startsAt: '2026-05-04T00:00:00.000Z', endsAt: '2026-05-11T00:00:00.000Z' },
};
const facts: GivingFacts = {
  ...{ from: actor('bo'), to: actor('cy'), allowsDelegation: true, typeKeys: new Set(['trip', 'leave']), others: [] },
};

function inMay(fromId: string, toId: string, rest: Partial<Delegation> = {}): Delegation {
  return delegation(fromId, toId, { startsAt: wanted.startsAt, endsAt: wanted.endsAt, ...rest });
}

/** What becomes of it beside others. */
function withOthers(...others: readonly Delegation[]) {
  return checkDelegation(wanted, { ...facts, others }, t1);
}

type Scene = readonly [NewDelegation, GivingFacts];
type Spoil = (scene: Scene) => Scene;
const given =
  (rest: Partial<GivingFacts>): Spoil =>
  ([one, known]) => [one, { ...known, ...rest }];
const asked =
  (rest: Partial<NewDelegation>): Spoil =>
  ([one, known]) => [{ ...one, ...rest }, known];
const beside =
  (...more: readonly Delegation[]): Spoil =>
  ([one, known]) => {
    return [one, { ...known, others: [...known.others, ...more] }];
  };
const many = Array.from({ length: delegationsMax }, (_, at) => delegation('bo', `p${at}`, { types: ['leave'] }));

/** In their order of precedence, each with what makes it hold. */
const obstacles: readonly (readonly [string, Spoil])[] = [
  ['off', given({ allowsDelegation: false })],
  ['no-permission', given({ from: actor('bo', ['document.create']) })],
  ['unknown-person', given({ to: undefined })],
  ['to-oneself', asked({ toId: 'bo' })],
  ['unable', given({ to: away('cy') })],
  ['ends-before-start', asked({ startsAt: '2028-05-11T00:00:00.000Z', endsAt: '2028-05-10T00:00:00.000Z' })],
  ['over-already', asked({ startsAt: '2026-02-01T00:00:00.000Z', endsAt: t1 })],
  ['too-long', asked({ endsAt: '2029-05-11T00:00:00.000Z' })],
  ['unknown-type', asked({ types: ['party', 'trip'] })],
  ['too-many', beside(...many)],
  ['overlap', beside(inMay('bo', 'cy'))],
  ['cycle', beside(inMay('cy', 'bo'))],
  ['chain-too-long', beside(...chainFrom('cy', 5))],
];
const pairs = obstacles.flatMap((first, at) => obstacles.slice(at + 1).map((then) => ({ first, then })));
/** Dates that end before they begin are not too long, nor are those of the past: these set the same dates. */
const never = ['unknown-person + unable', 'ends-before-start + over-already', 'over-already + too-long'];
/** Who would give their approvals to themselves has no other with whom it would be the same, or go round. */
const oneself = ['to-oneself + overlap', 'to-oneself + cycle', 'to-oneself + chain-too-long'];

function chainFrom(start: string, links: number): readonly Delegation[] {
  return Array.from({ length: links }, (_, at) => inMay(at === 0 ? start : `q${at}`, `q${at + 1}`));
}

describe('a delegation is refused', () => {
  test.each(obstacles)('as %s', (code, spoil) => {
    expect(checkDelegation(...spoil([wanted, facts]), t1)?.code).toBe(code);
  });

  test.each(pairs.filter(({ first, then }) => ![...never, ...oneself].includes(`${first[0]} + ${then[0]}`)))(
    'as $first.0 before $then.0',
    ({ first, then }) => {
      const scene = first[1](then[1]([wanted, facts]));
      expect(checkDelegation(...scene, t1)?.code).toBe(first[0]);
    },
  );

  test('and else is saved', () => {
    expect(checkDelegation(wanted, facts, t1)).toBeUndefined();
  });

  test('where who gets it has left or may decide nothing, and says which', () => {
    expect(checkDelegation(wanted, { ...facts, to: away('cy') }, t1)).toMatchObject({ why: 'inactive' });
    expect(checkDelegation(wanted, { ...facts, to: actor('cy', []) }, t1)).toMatchObject({ why: 'may-not-act' });
  });

  test('where who gives it has left', () => {
    expect(checkDelegation(wanted, { ...facts, from: away('bo') }, t1)).toEqual({ code: 'no-permission' });
  });
});

describe('the dates of a delegation', () => {
  const between = (startsAt: string, endsAt: string) => checkDelegation({ ...wanted, startsAt, endsAt }, facts, t1);

  test('may begin in the past, for who remembers it late', () => {
    expect(between('2026-02-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z')).toBeUndefined();
  });

  test('may be a year and a day apart, and no more', () => {
    expect(between('2026-05-01T00:00:00.000Z', '2027-05-02T00:00:00.000Z')).toBeUndefined();
    expect(between('2026-05-01T00:00:00.000Z', '2027-05-02T00:00:00.001Z')).toEqual({ code: 'too-long', daysMax: 366 });
  });
});

describe('two delegations to one person', () => {
  test.each<[string, Delegation]>([
    [
      'follow each other to the moment',
      inMay('bo', 'cy', { startsAt: wanted.endsAt, endsAt: '2026-06-01T00:00:00.000Z' }),
    ],
    ['do not meet because one was ended early', inMay('bo', 'cy', { endedAt: wanted.startsAt })],
    ['are from two people', inMay('di', 'cy')],
  ])('are fine where they %s', (_how, other) => {
    expect(withOthers(other)).toBeUndefined();
  });

  test('stand beside each other where they are for different types', () => {
    const others = [inMay('bo', 'cy', { types: ['leave'] })];
    expect(checkDelegation({ ...wanted, types: ['trip'] }, { ...facts, others }, t1)).toBeUndefined();
    expect(checkDelegation({ ...wanted, types: ['trip', 'leave'] }, { ...facts, others }, t1)).toMatchObject({
      code: 'overlap',
    });
  });

  test('that overlap are refused with the one that is there', () => {
    const other = inMay('bo', 'cy', { startsAt: '2026-05-10T23:59:59.999Z', endsAt: '2026-06-01T00:00:00.000Z' });
    expect(withOthers(other)).toEqual({ code: 'overlap', delegation: other });
  });
});

describe('a chain', () => {
  test('that comes back is refused, with those on the way', () => {
    expect(withOthers(inMay('cy', 'di'), inMay('di', 'ed'), inMay('ed', 'bo'))).toEqual({
      code: 'cycle',
      through: ['cy', 'di', 'ed'],
    });
  });

  test('comes back only where all of it counts at one moment', () => {
    const [early, late] = [{ endsAt: '2026-05-06T00:00:00.000Z' }, { startsAt: '2026-05-06T00:00:00.000Z' }];
    expect(withOthers(inMay('cy', 'di', early), inMay('di', 'bo', late))).toBeUndefined();
    expect(withOthers(inMay('cy', 'di'), inMay('di', 'bo', late))).toMatchObject({ code: 'cycle' });
    expect(withOthers(inMay('cy', 'bo', { endedAt: wanted.startsAt }))).toBeUndefined();
  });

  test('comes back only where all of it is for one type', () => {
    const [trips, leaves] = [{ types: ['trip'] }, { types: ['leave'] }];
    expect(withOthers(inMay('cy', 'di', trips), inMay('di', 'bo', leaves))).toBeUndefined();
    expect(withOthers(inMay('cy', 'di', trips), inMay('di', 'bo'))).toMatchObject({ code: 'cycle' });
  });

  test('may have five links, wherever the new one stands, and no more', () => {
    expect(withOthers(...chainFrom('cy', 4))).toBeUndefined();
    expect(withOthers(...chainFrom('cy', 5))).toEqual({
      code: 'chain-too-long',
      people: ['bo', 'cy', 'q1', 'q2', 'q3', 'q4', 'q5'],
      linksMax: 5,
    });
    const before = [inMay('ed', 'fay'), inMay('fay', 'bo')];
    expect(withOthers(...before, ...chainFrom('cy', 2))).toBeUndefined();
    expect(withOthers(...before, ...chainFrom('cy', 3))).toMatchObject({
      people: ['ed', 'fay', 'bo', 'cy', 'q1', 'q2', 'q3'],
    });
  });

  test('that branches into many is looked at in no time', () => {
    const layers = Array.from({ length: 4 }, (_, layer) =>
      Array.from({ length: 400 }, (_, at) => inMay(`l${layer}-${at % 20}`, `l${layer + 1}-${Math.trunc(at / 20)}`)),
    );
    const others = [inMay('cy', 'l0-0'), ...layers.flat()];
    expect(withOthers(...others)).toMatchObject({ code: 'chain-too-long' });
  });
});
