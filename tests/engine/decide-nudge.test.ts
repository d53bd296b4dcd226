import { describe, expect, test } from 'vitest';
import type { Nudge } from '../../src/engine/command.js';
import { decide } from '../../src/engine/decide.js';
import { nudgeRestMs } from '../../src/engine/decide-nudge.js';
import { evolve } from '../../src/engine/evolve.js';
import { instant } from '../../src/engine/instant.js';
import { beside, changed, deputy } from './support/delegations.js';
import { allRule, pending, step, submitted, t0, t1 } from './support/documents.js';
import { plainFacts } from './support/facts.js';
import { actor } from './support/people.js';
import {
  badStanding,
  decided,
  type Situation,
  testPrecedence,
  withCommand,
  withDocument,
  withFacts,
} from './support/precedence.js';

const document = pending(
  step('first', 0, 0, ['cy', 'bo'], allRule),
  step('beside', 0, 1, ['di']),
  step('second', 1, 2, ['ed']),
);

const nudge: Situation<Nudge> = {
  document,
  command: { kind: 'nudge', actorId: 'ana', documentId: 'd1', nonce: 'n1' },
  facts: plainFacts,
};

describe('a nudge', () => {
  testPrecedence(nudge, {
    ...badStanding<Nudge>(),
    'no-such-document': withDocument<Nudge>({ deletedAt: t0 }),
    'not-the-submitter': (situation) =>
      withFacts<Nudge>({ actor: actor('bo') })(withCommand<Nudge>({ actorId: 'bo' })(situation)),
    'wrong-status': withDocument<Nudge>({ status: 'returned' }),
    'nudged-already': withDocument<Nudge>({ nudgedAt: t0 }),
  });

  test('reaches everybody who is awaited on open steps, with who acts beside them, each once', () => {
    const of = beside(document, deputy('di', 'bo'), deputy('fay', 'cy'));
    expect(decided({ ...nudge, document: of })).toEqual({
      refused: false,
      events: [{ type: 'document-nudged', documentId: 'd1', personIds: ['bo', 'cy', 'di', 'fay'] }],
    });
  });

  test('leaves out who has voted, for themselves or for another, and who acts for those', () => {
    const vote = { decision: 'approve', comment: null, at: t0, dataRevision: 1 } as const;
    const of = changed(document, ({ approvers }) => ({
      approvers: approvers.map((one) => (one.personId === 'bo' ? { ...one, vote: { ...vote, by: 'gus' } } : one)),
      deputies: [deputy('gus', 'bo'), deputy('gus', 'cy'), deputy('hal', 'bo')],
    }));
    expect(decided({ ...nudge, document: of })).toMatchObject({ events: [{ personIds: ['cy', 'di'] }] });
  });

  test('comes at most once in 24 hours', () => {
    const nudged = evolve(document, { type: 'document-nudged', documentId: 'd1', personIds: ['bo'] }, t0);
    const again = instant(Date.parse(t0) + nudgeRestMs);
    const early = instant(Date.parse(t0) + nudgeRestMs - 1);
    expect(decide(nudged, nudge.command, plainFacts, early)).toEqual({
      refused: true,
      refusal: { code: 'nudged-already', at: t0, againAt: again },
    });
    expect(decide(nudged, nudge.command, plainFacts, again)).toMatchObject({ refused: false });
  });

  test('of the next round may come at once', () => {
    const nudged = evolve(document, { type: 'document-nudged', documentId: 'd1', personIds: ['bo'] }, t0);
    const returned = evolve(nudged, { type: 'document-returned', documentId: 'd1' }, t0);
    const anew = evolve(returned, submitted([step('first', 0, 0, ['bo'])], 2), t1);
    expect(decided({ ...nudge, document: anew })).toMatchObject({ refused: false });
  });
});
