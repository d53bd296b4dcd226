import { describe, expect, test } from 'vitest';
import type { Cancel } from '../../src/engine/command.js';
import { pending, step } from './support/documents.js';
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

const cancel: Situation<Cancel> = {
  document: pending(step('first', 0, 0, ['bo'])),
  command: { kind: 'cancel', actorId: 'ana', documentId: 'd1', seen: { dataRevision: 1, round: 1 } },
  facts: plainFacts,
};

const by =
  (personId: string): Obstacle<Cancel> =>
  (situation) =>
    withFacts<Cancel>({ actor: actor(personId) })(withCommand<Cancel>({ actorId: personId })(situation));

describe('cancel', () => {
  testPrecedence(cancel, {
    ...badStanding<Cancel>(),
    'no-such-document': by('zoe'),
    'not-the-submitter': by('bo'),
    'wrong-status': withDocument<Cancel>({ status: 'approved' }),
    stale: withCommand<Cancel>({ seen: { dataRevision: 1, round: 0 } }),
  });

  test.each(['draft', 'pending', 'returned'] as const)('is possible in %s', (status) => {
    expect(decided(withDocument<Cancel>({ status })(cancel))).toEqual({
      refused: false,
      events: [{ type: 'document-cancelled', documentId: 'd1' }],
    });
  });

  test.each(['approved', 'rejected', 'cancelled', 'completed'] as const)('is impossible in %s', (status) => {
    expect(decided(withDocument<Cancel>({ status })(cancel))).toMatchObject({
      refusal: { code: 'wrong-status', status },
    });
  });

  test('is refused to an administrator who may read everything', () => {
    const admin = actor('gus', ['document.create', 'document.read_all', 'approval.unblock']);
    expect(decided(withFacts<Cancel>({ actor: admin })(by('gus')(cancel)))).toMatchObject({
      refusal: { code: 'not-the-submitter' },
    });
  });
});
