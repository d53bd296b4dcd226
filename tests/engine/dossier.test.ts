import { describe, expect, test } from 'vitest';
import type { Step } from '../../src/engine/document.js';
import { type Dossier, isStuck, type NamedPerson } from '../../src/engine/dossier.js';
import { byDelegation, deputy, escalated, everybody } from './support/delegations.js';
import { allRule, anyRule, approver, pending, step, t0 } from './support/documents.js';

/** Everybody can answer, but for those who are given otherwise. */
function people(...others: readonly (Partial<NamedPerson> & Pick<NamedPerson, 'id'>)[]): Pick<Dossier, 'people'> {
  const able = everybody.map((id): NamedPerson => ({ id, name: id, active: true, reachable: true, mayAct: true }));
  return { people: new Map(able.map((one) => [one.id, { ...one, ...others.find(({ id }) => id === one.id) }])) };
}

function open(ids: readonly string[], rule = allRule, rest: Partial<Step> = {}): Step {
  const [first] = pending({ ...step('first', 0, 0, ids, rule), ...rest }).steps;
  if (first === undefined) throw new Error('no step');
  return first;
}

const gone = { id: 'bo', active: false };
const unlinked = { id: 'bo', reachable: false };
const forbidden = { id: 'bo', mayAct: false };

describe('a step is stuck', () => {
  test.each([gone, unlinked, forbidden])('where a vote is needed of somebody who cannot give it: %j', (one) => {
    expect(isStuck(open(['bo', 'cy']), people(one))).toBe(true);
    expect(isStuck(open(['bo', 'cy'], anyRule), people(one))).toBe(false);
    expect(isStuck(open(['bo'], anyRule), people(one))).toBe(true);
  });

  test('not before it opens, nor when it is closed', () => {
    expect(isStuck(step('first', 0, 0, []), people())).toBe(false);
    expect(isStuck({ ...open([]), status: 'skipped' }, people())).toBe(false);
    expect(isStuck(open([]), people())).toBe(true);
  });
});

describe('somebody who acts for another keeps a step from being stuck', () => {
  const stuck = (one: typeof gone | typeof unlinked | typeof forbidden, ...deputies: Step['deputies']) =>
    isStuck(open(['bo', 'cy'], allRule, { deputies }), people(one));

  test('because the approver is out of office, or gave them the step, and cannot be reached', () => {
    expect(stuck(unlinked, deputy('di', 'bo', byDelegation(['bo>di'])))).toBe(false);
    expect(stuck(unlinked, deputy('di', 'bo'))).toBe(false);
  });

  test('but not where the approver may not decide any more, for then neither does who acts for them', () => {
    expect(stuck(gone, deputy('di', 'bo'))).toBe(true);
    expect(stuck(forbidden, deputy('di', 'bo', byDelegation(['bo>di'])))).toBe(true);
  });

  test('because nobody decided in time, whatever became of the approver', () => {
    expect(stuck(gone, deputy('di', 'bo', escalated))).toBe(false);
    expect(stuck(forbidden, deputy('di', 'bo', escalated))).toBe(false);
  });

  test('not where they cannot answer themselves', () => {
    const both = people(unlinked, { id: 'di', reachable: false });
    expect(isStuck(open(['bo', 'cy'], allRule, { deputies: [deputy('di', 'bo')] }), both)).toBe(true);
  });

  test('not where they have voted already for another', () => {
    const vote = { decision: 'approve', comment: null, at: t0, dataRevision: 1, by: 'di' } as const;
    const deputies = [deputy('di', 'bo'), deputy('di', 'cy')];
    const half = open(['bo', 'cy'], allRule, { deputies, approvers: [approver('bo'), approver('cy', vote)] });
    expect(isStuck(half, people(unlinked))).toBe(true);
  });

  test('in one place only: two places need two humans', () => {
    const both = people(unlinked, { id: 'cy', reachable: false });
    const alone = [deputy('di', 'bo'), deputy('di', 'cy')];
    expect(isStuck(open(['bo', 'cy'], allRule, { deputies: alone }), both)).toBe(true);
    expect(isStuck(open(['bo', 'cy'], anyRule, { deputies: alone }), both)).toBe(false);
    // Whoever looks must not give Di away to Bo: Ed can act for nobody but him.
    const two = [deputy('di', 'bo'), deputy('di', 'cy'), deputy('ed', 'bo')];
    expect(isStuck(open(['bo', 'cy'], allRule, { deputies: two }), both)).toBe(false);
  });
});
