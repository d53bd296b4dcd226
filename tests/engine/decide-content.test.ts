import { describe, expect, test } from 'vitest';
import type { Create, Edit } from '../../src/engine/command.js';
import type { Facts } from '../../src/engine/facts.js';
import { draft, t0, tripType } from './support/documents.js';
import { plainFacts } from './support/facts.js';
import { actor } from './support/people.js';
import {
  badStanding,
  decided,
  type Obstacle,
  type Situation,
  testPrecedence,
  withCommand,
  withDocument,
  withFacts,
} from './support/precedence.js';

const facts: Facts = { ...plainFacts, type: tripType };

const create: Situation<Create> = {
  document: undefined,
  command: {
    kind: 'create',
    actorId: 'ana',
    documentId: 'd1',
    nonce: 'n1',
    typeKey: 'trip',
    input: { goal: ' Oslo ', days: '3' },
  },
  facts,
};

const edit: Situation<Edit> = {
  document: draft(),
  command: {
    kind: 'edit',
    actorId: 'ana',
    documentId: 'd1',
    nonce: 'n1',
    seen: { dataRevision: 1, round: 0 },
    input: { goal: 'Bergen' },
  },
  facts,
};

/** Bo may see the document, but did not make it. */
const byBo: Obstacle<Edit> = (situation) => {
  const seen = { actor: actor('bo'), relation: { wasApprover: true, managesSubmitter: false } };
  return withFacts<Edit>(seen)(withCommand<Edit>({ actorId: 'bo' })(situation));
};

/** Zoe has nothing to do with it. */
const byZoe: Obstacle<Edit> = (situation) =>
  withFacts<Edit>({ actor: actor('zoe'), relation: facts.relation })(withCommand<Edit>({ actorId: 'zoe' })(situation));

describe('create', () => {
  testPrecedence(create, {
    ...badStanding<Create>(),
    'no-such-type': withFacts<Create>({ type: undefined }),
    'invalid-form': withCommand<Create>({ input: { days: 'many' } }),
  });

  test('makes a draft of the version of the type that is newest, with what was typed read and named', () => {
    expect(decided(create)).toEqual({
      refused: false,
      events: [
        {
          type: 'document-created',
          documentId: 'd1',
          submitterId: 'ana',
          documentType: { key: 'trip', version: 1 },
          title: 'Oslo',
          data: { goal: 'Oslo', days: 3 },
        },
      ],
    });
  });

  test('names the type that is missing', () => {
    const refusal = { code: 'no-such-type', typeKey: 'trip' };
    expect(decided(withFacts<Create>({ type: undefined })(create))).toEqual({ refused: true, refusal });
  });

  test('names every field that is wrong', () => {
    expect(decided(withCommand<Create>({ input: { days: 'many', colour: 'red' } })(create))).toMatchObject({
      refusal: { errors: [{ field: 'goal' }, { field: 'days' }, { field: 'colour' }] },
    });
  });
});

describe('edit', () => {
  testPrecedence(edit, {
    ...badStanding<Edit>(),
    'no-such-document': byZoe,
    'not-the-submitter': byBo,
    'wrong-status': withDocument<Edit>({ status: 'pending' }),
    stale: withCommand<Edit>({ seen: { dataRevision: 0, round: 0 } }),
    'no-such-type': withFacts<Edit>({ type: undefined }),
    'invalid-form': withCommand<Edit>({ input: {} }),
  });

  test.each(['draft', 'returned'] as const)('is possible in %s', (status) => {
    expect(decided(withDocument<Edit>({ status })(edit))).toMatchObject({ refused: false });
  });

  test.each(['pending', 'approved', 'rejected', 'cancelled', 'completed'] as const)('is impossible in %s', (status) => {
    expect(decided(withDocument<Edit>({ status, closedAt: t0, number: 'BT-2026-0001' })(edit))).toEqual({
      refused: true,
      refusal: { code: 'wrong-status', status, since: t0, number: 'BT-2026-0001' },
    });
  });

  test('says which fields changed, sorted, and what the version and title are now', () => {
    const type = { ...tripType, version: 2 };
    const change = withCommand<Edit>({ input: { goal: 'Bergen', days: '2' } });
    expect(decided(withFacts<Edit>({ type })(change(edit)))).toEqual({
      refused: false,
      events: [
        {
          type: 'document-edited',
          documentId: 'd1',
          documentType: { key: 'trip', version: 2 },
          title: 'Bergen',
          data: { goal: 'Bergen', days: 2 },
          changed: ['days', 'goal'],
        },
      ],
    });
  });

  test('that changes nothing is accepted and leaves no trace', () => {
    expect(decided(withCommand<Edit>({ input: { goal: 'Oslo' } })(edit))).toEqual({ refused: false, events: [] });
  });

  test('that changes nothing but was made on a newer form says so', () => {
    const same = withCommand<Edit>({ input: { goal: 'Oslo' } })(edit);
    expect(decided(withFacts<Edit>({ type: { ...tripType, version: 2 } })(same))).toMatchObject({
      events: [{ type: 'document-edited', documentType: { version: 2 }, changed: [] }],
    });
  });

  test.each([
    ['an older revision of the content', { dataRevision: 0, round: 0 }],
    ['a newer one', { dataRevision: 2, round: 0 }],
    ['another round', { dataRevision: 1, round: 1 }],
  ])('after having seen %s is stale, and told which fields changed', (_what, seen) => {
    const unseen = withFacts<Edit>({ changedSince: ['days'] })(withCommand<Edit>({ seen })(edit));
    expect(decided(unseen)).toEqual({ refused: true, refusal: { code: 'stale', round: 0, changed: ['days'] } });
  });
});
