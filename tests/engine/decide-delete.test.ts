import { describe, expect, test } from 'vitest';
import type { Cancel, Delete } from '../../src/engine/command.js';
import { evolve } from '../../src/engine/evolve.js';
import { draft, t1 } from './support/documents.js';
import { plainFacts } from './support/facts.js';
import { actor } from './support/people.js';
import {
  answerTo,
  badStanding,
  decided,
  type Obstacle,
  type Situation,
  testPrecedence,
  withCommand,
  withDocument,
  withFacts,
} from './support/precedence.js';

const discard: Situation<Delete> = {
  document: draft(),
  command: { kind: 'delete', actorId: 'ana', documentId: 'd1', seen: { dataRevision: 1, round: 0 } },
  facts: plainFacts,
};

const by =
  (personId: string, wasApprover: boolean): Obstacle<Delete> =>
  (situation) =>
    withFacts<Delete>({ actor: actor(personId), relation: { wasApprover, managesSubmitter: false } })(
      withCommand<Delete>({ actorId: personId })(situation),
    );

describe('delete', () => {
  testPrecedence(discard, {
    ...badStanding<Delete>(),
    'no-such-document': by('zoe', false),
    'not-the-submitter': by('bo', true),
    'wrong-status': withDocument<Delete>({ status: 'pending' }),
    stale: withCommand<Delete>({ seen: { dataRevision: 0, round: 0 } }),
  });

  test('throws a draft away, and nothing else happens', () => {
    expect(decided(discard)).toEqual({ refused: false, events: [{ type: 'document-deleted', documentId: 'd1' }] });
  });

  test.each(['pending', 'approved', 'rejected', 'returned', 'cancelled', 'completed'] as const)(
    'is impossible in %s, which stays to be read',
    (status) => {
      expect(decided(withDocument<Delete>({ status })(discard))).toMatchObject({ refusal: { code: 'wrong-status' } });
    },
  );
});

describe('a deleted draft', () => {
  const gone = evolve(draft(), { type: 'document-deleted', documentId: 'd1' }, t1);

  test('exists for nobody any more: not for its submitter, nor for those who may read everything', () => {
    const cancel: Situation<Cancel> = {
      document: gone,
      command: { ...discard.command, kind: 'cancel' },
      facts: plainFacts,
    };
    const auditor = withFacts<Cancel>({ actor: actor('aud', ['document.create', 'document.read_all']) });
    expect(answerTo(cancel)).toBe('no-such-document');
    expect(answerTo(auditor(withCommand<Cancel>({ actorId: 'aud' })(cancel)))).toBe('no-such-document');
    expect(answerTo({ ...discard, document: gone })).toBe('no-such-document');
  });

  test('keeps when that was', () => {
    expect(gone).toEqual({ ...draft(), version: 2, deletedAt: t1 });
  });
});
