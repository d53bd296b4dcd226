import { describe, expect, test } from 'vitest';
import type { Complete } from '../../src/engine/command.js';
import { evolve } from '../../src/engine/evolve.js';
import { pending, step, t0, t1, tripType } from './support/documents.js';
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

const approved = evolve(pending(step('first', 0, 0, ['bo'])), { type: 'document-approved', documentId: 'd1' }, t0);
const byFinance = { ...tripType, completion: { kind: 'role', role: 'finance' } } as const;

/** Fay holds the role, and has never been asked. */
const complete: Situation<Complete> = {
  document: approved,
  command: { kind: 'complete', actorId: 'fay', documentId: 'd1' },
  facts: { ...plainFacts, actor: actor('fay'), type: byFinance, isCompleter: true },
};

/** Bo was asked, and does not hold it. */
const byBo: Obstacle<Complete> = (situation) =>
  withFacts<Complete>({ actor: actor('bo'), isCompleter: false })(withCommand<Complete>({ actorId: 'bo' })(situation));

describe('complete', () => {
  testPrecedence(
    complete,
    {
      ...badStanding<Complete>(),
      'no-such-document': withFacts<Complete>({ isCompleter: false }),
      'not-the-completer': byBo,
      // Whoever was asked sees it in every state.
      'wrong-status': (situation) =>
        withDocument<Complete>({ status: 'pending' })(
          withFacts<Complete>({ relation: { wasApprover: true, managesSubmitter: false } })(situation),
        ),
    },
    ['no-such-document + not-the-completer', 'no-such-document + wrong-status'],
  );

  test('says that an approved document was carried out', () => {
    const event = { type: 'document-completed', documentId: 'd1', by: 'fay' };
    expect(decided(complete)).toEqual({ refused: false, events: [event] });
  });

  test.each(['draft', 'pending', 'rejected', 'returned', 'cancelled'] as const)(
    'lets whoever holds the role know nothing of a document that is %s',
    (status) => {
      expect(answerTo(withDocument<Complete>({ status })(complete))).toBe('no-such-document');
    },
  );

  test('is impossible a second time', () => {
    expect(answerTo(withDocument<Complete>({ status: 'completed' })(complete))).toBe('wrong-status');
  });

  test('a second time is told since when it is completed, not since when it was approved', () => {
    const again = withDocument<Complete>({ status: 'completed', completedAt: t1, completedBy: 'gus' })(complete);
    expect(decided(again)).toMatchObject({ refused: true, refusal: { code: 'wrong-status', since: t1 } });
  });

  test.each([
    ['names the role that may', byFinance, 'finance'],
    ['names none where the type ends with the approval', tripType, null],
    ['names none where the approval completes it', { ...tripType, completion: { kind: 'automatic' } as const }, null],
  ])('refused to somebody without the role, %s', (_what, type, role) => {
    expect(decided(withFacts<Complete>({ type })(byBo(complete)))).toEqual({
      refused: true,
      refusal: { code: 'not-the-completer', role },
    });
  });

  test('keeps when it was approved, and its votes', () => {
    const after = evolve(approved, { type: 'document-completed', documentId: 'd1', by: 'fay' }, t1);
    const ended = { status: 'completed', completedAt: t1, completedBy: 'fay' };
    expect(after).toEqual({ ...approved, version: approved.version + 1, ...ended });
  });
});
