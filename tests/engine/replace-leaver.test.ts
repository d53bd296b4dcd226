import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VoteRule } from '../../src/engine/definition.js';
import { delegatesOf } from '../../src/engine/delegation/acting-for.js';
import type { Delegation } from '../../src/engine/delegation/delegation.js';
import { type ApprovalDocument, openPlacesOf, type Step } from '../../src/engine/document.js';
import type { ApproverLeft } from '../../src/engine/event.js';
import type { Facts } from '../../src/engine/facts.js';
import type { Organisation } from '../../src/engine/organisation.js';
import { outcomeOf } from '../../src/engine/vote-rule.js';
import { afterwards, bySystem, factsOf, happenings, hours, openedDocument } from './support/by-system.js';
import { allRule, anyRule, approver, step, t0, t1 } from './support/documents.js';
import { actor, group } from './support/people.js';
import { house } from './support/routes.js';

const vote = { decision: 'approve', comment: null, at: t1, dataRevision: 1 } as const;
const now = hours(2);

function left(document: ApprovalDocument, personId: string, facts: Facts): readonly ApproverLeft[] {
  const command = { kind: 'replace-leaver', ...bySystem, personId, nonce: 'n' } as const;
  return happenings(document, command, facts, now) as readonly ApproverLeft[];
}

/** `cleo: manager`, or why nobody: `place` where it stays open, `nobody` where it need not. */
function told(events: readonly ApproverLeft[]): readonly string[] {
  return events.map(({ successor, leavesPlace }) => {
    if (successor === null) return leavesPlace ? 'place' : 'nobody';
    const as = successor.reasons.map((reason) => (reason.kind === 'stand-in' ? reason.as : reason.kind));
    return `${successor.personId}: ${as}`;
  });
}

function delegation(fromId: string, toId: string, more: Partial<Delegation> = {}): Delegation {
  const always = { startsAt: t0, endsAt: hours(1000), types: null, cap: null, createdAt: t0, endedAt: null };
  return { id: `${fromId}-${toId}`, fromId, toId, ...always, ...more };
}

function delegated(facts: Facts, ...delegations: readonly Delegation[]): Facts {
  const people = delegations.flatMap(({ fromId, toId }) => [fromId, toId]);
  return { ...facts, delegations, deputies: new Map(people.map((id) => [id, actor(id)])) };
}

const gone = (id: string, more: Parameters<typeof house>[0] = {}): Organisation => house({ ...more, inactive: [id] });
const one = (people: readonly string[], rule: VoteRule = anyRule) => openedDocument([step('one', 0, 0, people, rule)]);

describe('somebody who has left is replaced', () => {
  test.each<[string, ApprovalDocument, string, Facts, readonly string[]]>([
    ['by their manager', one(['bo']), 'bo', factsOf(gone('bo')), ['cleo: manager']],
    [
      'by the head of their unit where no manager can act',
      one(['bo']),
      'bo',
      factsOf(house({ inactive: ['bo', 'cleo'] })),
      ['dee: unit_head'],
    ],
    ['by the next head above', one(['dee']), 'dee', factsOf(gone('dee')), ['eli: unit_head']],
    [
      'by one of the fallback group where nobody above is left',
      one(['gil']),
      'gil',
      factsOf({ ...gone('gil', { groups: [group('desk', 'gil', 'fay', 'eli')] }), fallbackGroup: 'desk' }),
      ['eli: fallback_group'],
    ],
    [
      'by whom they gave their approvals to, before everybody else',
      one(['bo']),
      'bo',
      delegated(factsOf(gone('bo')), delegation('bo', 'gil')),
      ['gil: delegate'],
    ],
    [
      'by the nearest of those',
      one(['bo']),
      'bo',
      delegated(factsOf(gone('bo')), delegation('bo', 'gil'), delegation('gil', 'fay')),
      ['gil: delegate'],
    ],
    [
      'not by a delegate whose time is over',
      one(['bo']),
      'bo',
      delegated(factsOf(gone('bo')), delegation('bo', 'gil', { endsAt: hours(1) })),
      ['cleo: manager'],
    ],
    [
      'not by a delegate for other types',
      one(['bo']),
      'bo',
      delegated(factsOf(gone('bo')), delegation('bo', 'gil', { types: ['purchase'] })),
      ['cleo: manager'],
    ],
    ['not by who may not act', one(['bo']), 'bo', factsOf(gone('bo'), ['cleo']), ['dee: unit_head']],
    ['not by who is on the step', one(['bo', 'cleo'], allRule), 'bo', factsOf(gone('bo')), ['dee: unit_head']],
    ['not by the submitter', one(['gil']), 'gil', factsOf(managedBy('gil', 'ana')), ['bo: manager']],
    [
      'by nobody, with an open place, where they were the only one',
      one(['gil']),
      'gil',
      factsOf(gone('gil')),
      ['place'],
    ],
    [
      'by nobody, with an open place, where all must agree',
      one(['gil', 'bo'], allRule),
      'gil',
      factsOf(gone('gil')),
      ['place'],
    ],
    ['by nobody where others can still approve', one(['gil', 'bo']), 'gil', factsOf(gone('gil')), ['nobody']],
  ])('%s', (_how, document, leaver, facts, expected) => {
    expect(told(left(document, leaver, facts))).toEqual(expected);
  });

  test('never by who put them there', () => {
    const put = { ...step('one', 0, 0, []), approvers: [{ ...approver('bo'), putBy: 'cleo' }] };
    expect(told(left(openedDocument([put]), 'bo', factsOf(gone('bo'))))).toEqual(['dee: unit_head']);
  });

  test('in a place that whoever put the leaver there still has no part in', () => {
    const put = { ...step('one', 0, 0, []), approvers: [{ ...approver('bo'), putBy: 'cleo' }] };
    const facts = delegated(factsOf(gone('bo')), delegation('dee', 'cleo'));
    const document = afterwards(openedDocument([put]), left(openedDocument([put]), 'bo', facts), now);
    const [open] = document.steps;
    expect(open?.approvers).toMatchObject([{ personId: 'dee', putBy: 'cleo' }]);
    expect(open && delegatesOf(document, open, 'dee', facts, now)).toEqual([]);
  });

  test('never by who wrote what led there', () => {
    const document = openedDocument([step('one', 0, 0, ['bo'])], ['cleo', 'dee']);
    expect(told(left(document, 'bo', factsOf(gone('bo'))))).toEqual(['eli: unit_head']);
  });

  test('never by who has voted on the step for another', () => {
    const approvers = [approver('bo'), approver('fay', { ...vote, by: 'cleo' })];
    const document = openedDocument([{ ...step('one', 0, 0, [], allRule), approvers }]);
    expect(told(left(document, 'bo', factsOf(gone('bo'))))).toEqual(['dee: unit_head']);
  });

  test('on every step that waits for them, open or not, and on no other', () => {
    const closed: Step = { ...step('closed', 0, 0, ['bo']), status: 'approved' };
    const voted: Step = { ...step('voted', 1, 1, [], allRule), approvers: [approver('bo', vote), approver('eli')] };
    const steps = [closed, voted, step('later', 2, 2, ['bo']), step('others', 2, 3, ['fay'])];
    const [first, ...rest] = steps;
    if (first === undefined) throw new Error('no step');
    const document = {
      ...openedDocument(steps),
      steps: [first, { ...voted, status: 'pending' as const }, ...rest.slice(1)],
    };
    const events = left(document, 'bo', factsOf(gone('bo')));
    expect(events.map(({ stepId }) => stepId)).toEqual(['d1:1:2']);
  });

  test('where the place of the one who left stays behind, it is open, and nobody approves without it', () => {
    const document = one(['gil', 'bo'], allRule);
    const [open] = afterwards(document, left(document, 'gil', factsOf(gone('gil'))), now).steps;
    expect(open && openPlacesOf(open)).toBe(1);
    expect(open?.replaced).toMatchObject([{ personId: 'gil', wasAsked: true }]);
    const agreed = open && { ...open, approvers: [approver('bo', vote)] };
    expect(agreed && outcomeOf(agreed)).toBeUndefined();
  });
});

describe('nothing happens', () => {
  test.each<[string, ApprovalDocument, string, Facts]>([
    ['for somebody who is still there', one(['bo']), 'bo', factsOf()],
    ['for somebody whom nothing waits for', one(['bo']), 'gil', factsOf(gone('gil'))],
    ['for somebody unknown', one(['bo']), 'zoe', factsOf()],
    ['once the document has ended', { ...one(['bo']), status: 'cancelled' }, 'bo', factsOf(gone('bo'))],
  ])('%s', (_who, document, leaver, facts) => {
    expect(left(document, leaver, facts)).toEqual([]);
  });

  test('a second time', () => {
    const document = one(['bo']);
    const facts = factsOf(gone('bo'));
    expect(left(afterwards(document, left(document, 'bo', facts), now), 'bo', facts)).toEqual([]);
  });
});

test('nobody’s leaving decides a step, nor leaves it with fewer than can approve it', () => {
  const people = ['bo', 'cleo', 'dee', 'fay', 'gil'];
  const votes = fc.array(fc.constantFrom(null, 'approve', 'reject'), { minLength: 5, maxLength: 5 });
  const rules = fc.record({ approveWhen: fc.constantFrom('any', 'all'), rejectWhen: fc.constantFrom('any', 'all') });
  const asked = fc.subarray(people, { minLength: 1 });
  const absent = fc.subarray(people, { minLength: 1 });
  fc.assert(
    fc.property(asked, votes, rules, absent, fc.integer({ min: 0, max: 2 }), (on, cast, rule, inactive, openPlaces) => {
      const approvers = on.map((id, at) => approver(id, cast[at] ? { ...vote, decision: cast[at] } : null));
      let document = openedDocument([{ ...step('one', 0, 0, [], rule as VoteRule), approvers, openPlaces }]);
      fc.pre(document.steps.every((open) => outcomeOf(open) === undefined));
      for (const leaver of inactive) {
        const facts = factsOf(house({ inactive }));
        document = afterwards(document, left(document, leaver, facts), now);
        const [open] = document.steps;
        if (open === undefined) throw new Error('no step');
        expect(outcomeOf(open)).toBeUndefined();
        const places = open.approvers.length + openPlacesOf(open);
        if (rule.approveWhen === 'all') expect(places).toBe(on.length + openPlaces);
        expect(open.approvers.filter((place) => place.vote !== null)).toHaveLength(
          approvers.filter((place) => place.vote !== null).length,
        );
      }
      const awaited = document.steps[0]?.approvers.filter((place) => place.vote === null) ?? [];
      expect(awaited.filter(({ personId }) => inactive.includes(personId))).toEqual([]);
    }),
  );
});

function managedBy(id: string, managerId: string): Organisation {
  const org = house({ inactive: [id] });
  const person = org.people.get(id);
  if (person === undefined) throw new Error(`nobody is ${id}`);
  return { ...org, people: new Map([...org.people, [id, { ...person, managerId }]]) };
}
