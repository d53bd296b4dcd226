import { describe, expect, test } from 'vitest';
import { actingFor, delegatesOf } from '../../../src/engine/delegation/acting-for.js';
import type { Delegation } from '../../../src/engine/delegation/delegation.js';
import type { ApprovalDocument } from '../../../src/engine/document.js';
import type { Facts } from '../../../src/engine/facts.js';
import { away, beside, byDelegation, changed, delegation, deputy, escalated, knowing } from '../support/delegations.js';
import { allRule, approver, pending, step, t0, t1 } from '../support/documents.js';
import { actor } from '../support/people.js';

/** Ana asks Bo and Cy. */
const document = pending(step('first', 0, 0, ['bo', 'cy'], allRule));

function actFor(forId: string, facts: Facts, of: ApprovalDocument = document, now = t1): readonly string[] {
  const [first] = of.steps;
  if (first === undefined) throw new Error('no step');
  return actingFor(of, first, forId, facts, now).map(({ personId }) => personId);
}

function forBo(...delegations: readonly Delegation[]): readonly string[] {
  return actFor('bo', knowing(delegations));
}

describe('who acts for somebody out of office', () => {
  test('is whom they named, with the delegation and its end', () => {
    const [first] = document.steps;
    const facts = knowing([delegation('bo', 'di', { endsAt: '2026-06-01T00:00:00.000Z' })]);
    expect(first && actingFor(document, first, 'bo', facts, t1)).toEqual([
      { personId: 'di', forId: 'bo', path: ['bo>di'], until: '2026-06-01T00:00:00.000Z' },
    ]);
  });

  test('is whom that one named as well, and so on, until the earliest end of them', () => {
    const [first] = document.steps;
    const chain = [delegation('bo', 'di', { endsAt: '2026-06-01T00:00:00.000Z' }), delegation('di', 'ed')];
    expect(first && actingFor(document, first, 'bo', knowing(chain), t1)).toMatchObject([
      { personId: 'di' },
      { personId: 'ed', path: ['bo>di', 'di>ed'], until: '2026-06-01T00:00:00.000Z' },
    ]);
  });

  test('is everybody whom they named', () => {
    expect(forBo(delegation('bo', 'ed'), delegation('bo', 'di'))).toEqual(['di', 'ed']);
  });

  test('is nobody more than five links away', () => {
    const people = ['bo', 'di', 'ed', 'fay', 'gus', 'hal', 'ida'];
    const chain = people.slice(1).map((toId, at) => delegation(people[at] ?? '', toId));
    expect(forBo(...chain)).toEqual(['di', 'ed', 'fay', 'gus', 'hal']);
  });

  test('is found once where it all goes round in a circle', () => {
    expect(forBo(delegation('bo', 'di'), delegation('di', 'ed'), delegation('ed', 'bo'))).toEqual(['di', 'ed']);
    expect(forBo(delegation('bo', 'di'), delegation('di', 'bo'))).toEqual(['di']);
  });

  test('is reached by the shortest way, and of those by the one that holds longest', () => {
    const [first] = document.steps;
    const ways = [
      delegation('bo', 'di'),
      delegation('di', 'fay', { endsAt: '2026-05-01T00:00:00.000Z' }),
      delegation('bo', 'ed'),
      delegation('ed', 'fay', { endsAt: '2026-07-01T00:00:00.000Z' }),
      delegation('bo', 'gus'),
      delegation('gus', 'hal'),
      delegation('hal', 'fay'),
    ];
    const acting = first && actingFor(document, first, 'bo', knowing(ways), t1);
    expect(acting?.find(({ personId }) => personId === 'fay')).toMatchObject({
      path: ['bo>ed', 'ed>fay'],
      until: '2026-07-01T00:00:00.000Z',
    });
  });
});

describe('nobody acts', () => {
  test.each<[string, Partial<Delegation>]>([
    ['before it begins', { startsAt: '2026-03-02T10:00:00.001Z' }],
    ['from the moment in which it ends', { endsAt: t1 }],
    ['from the moment in which it was ended early', { endedAt: t1 }],
    ['on other types', { types: ['purchase'] }],
    ['on nothing', { types: [] }],
  ])('%s', (_when, rest) => {
    expect(forBo(delegation('bo', 'di', rest))).toEqual([]);
  });

  test.each<[string, Partial<Delegation>]>([
    ['in the moment in which it begins', { startsAt: t1 }],
    ['until right before it ends', { endsAt: '2026-03-02T10:00:00.001Z' }],
    ['where it was only to be ended later', { endedAt: '2026-03-02T10:00:00.001Z' }],
    ['on one of its types', { types: ['purchase', 'trip'] }],
  ])('but they do %s', (_when, rest) => {
    expect(forBo(delegation('bo', 'di', rest))).toEqual(['di']);
  });

  test('for somebody who is not asked on the step', () => {
    expect(actFor('ed', knowing([delegation('ed', 'di')]))).toEqual([]);
  });

  test('where delegating is switched off', () => {
    const facts = knowing([delegation('bo', 'di')]);
    expect(actFor('bo', { ...facts, settings: { ...facts.settings, allowsDelegation: false } })).toEqual([]);
  });
});

describe('a cap', () => {
  const cap = { amountMinor: 500_00, currency: 'USD' };
  const capped = knowing([delegation('bo', 'di', { cap })]);
  const costing = (...amounts: readonly (readonly [number, string])[]): ApprovalDocument => {
    const values = amounts.map(([amountMinor, currency], at) => [`m${at}`, { amountMinor, currency }]);
    return { ...document, data: { goal: 'Oslo', ...Object.fromEntries(values) } };
  };

  test.each<[string, ApprovalDocument, boolean]>([
    ['reaches an amount that is as high', costing([500_00, 'USD']), true],
    ['does not reach one that is a cent higher', costing([500_01, 'USD']), false],
    ['does not reach another currency, however little', costing([1, 'JPY']), false],
    ['must be kept by every amount', costing([1_00, 'USD'], [500_01, 'USD']), false],
    ['says nothing where there is no amount', costing(), true],
  ])('%s', (_rule, of, reaches) => {
    expect(actFor('bo', capped, of)).toEqual(reaches ? ['di'] : []);
  });

  test('counts on every link', () => {
    const wide = delegation('bo', 'di');
    expect(actFor('bo', knowing([wide, delegation('di', 'ed', { cap })]), costing([501_00, 'USD']))).toEqual(['di']);
    const tight = delegation('bo', 'di', { cap });
    expect(actFor('bo', knowing([tight, delegation('di', 'ed')]), costing([501_00, 'USD']))).toEqual([]);
  });
});

describe('a chain ends at', () => {
  const chain = [delegation('bo', 'di'), delegation('di', 'ed')];

  test.each<[string, Facts, ApprovalDocument]>([
    ['the submitter, who would choose who decides', knowing(chain), { ...document, submitterId: 'di' }],
    ['who wrote a definition that led here', knowing(chain), { ...document, authorIds: ['di'] }],
    ['who has left', knowing(chain, { di: away('di') }), document],
    ['who may decide nothing', knowing(chain, { di: actor('di', []) }), document],
    [
      'who put the approver there',
      knowing(chain),
      changed(document, () => ({ approvers: [{ ...approver('bo'), putBy: 'di' }, approver('cy')] })),
    ],
  ])('%s', (_whom, facts, of) => {
    expect(actFor('bo', facts, of)).toEqual([]);
  });

  test('an approver who may not decide any more: nobody is allowed through another what is forbidden to them', () => {
    expect(actFor('bo', knowing(chain, { bo: away('bo') }))).toEqual([]);
    expect(actFor('bo', knowing(chain, { bo: actor('bo', []) }))).toEqual([]);
  });

  test('nobody who is asked in their own name: they act in no other, and whom they named does', () => {
    expect(forBo(delegation('bo', 'cy'), delegation('cy', 'di'))).toEqual(['di']);
  });
});

describe('who acts beside an approver', () => {
  const facts = knowing([delegation('di', 'ed')]);

  test('because nobody decided in time is acted for as well, also where the approver has left', () => {
    const of = beside(document, deputy('di', 'bo', escalated));
    expect(actFor('bo', facts, of)).toEqual(['ed']);
    expect(actFor('bo', knowing([delegation('di', 'ed')], { bo: away('bo') }), of)).toEqual(['ed']);
  });

  test('because they were given the step is acted for as long as the approver may decide', () => {
    const of = beside(document, deputy('di', 'bo'));
    expect(actFor('bo', facts, of)).toEqual(['ed']);
    expect(actFor('bo', knowing([delegation('di', 'ed')], { bo: away('bo') }), of)).toEqual([]);
  });

  test('by a delegation that is over is acted for by nobody', () => {
    expect(actFor('bo', facts, beside(document, deputy('di', 'bo', byDelegation(['bo>di'], t0))))).toEqual([]);
  });
});

test('whom somebody gave their approvals to who has left is found without them', () => {
  const [first] = document.steps;
  const facts = knowing([delegation('bo', 'di'), delegation('di', 'ed')], { bo: away('bo') });
  expect(first && delegatesOf(document, first, 'bo', facts, t1).map(({ personId }) => personId)).toEqual(['di', 'ed']);
});
