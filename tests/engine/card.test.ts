import { describe, expect, test } from 'vitest';
import { desiredCards } from '../../src/engine/card.js';
import type { ApprovalDocument, Step } from '../../src/engine/document.js';
import type { Dossier } from '../../src/engine/dossier.js';
import { evolve } from '../../src/engine/evolve.js';
import { allRule, draft, opened, pending, step, submitted, t1, tripType } from './support/documents.js';

const first = step('first', 0, 0, ['bo', 'cy']);
const second = step('second', 1, 1, ['di']);

const everyone = ['ana', 'bo', 'cy', 'di'];

/** Everyone by name; those who have left in the second list. */
function named(
  ids: readonly string[],
  left: readonly string[] = [],
  unreachable: readonly string[] = [],
): Dossier['people'] {
  return new Map(
    ids.map((id) => {
      const active = !left.includes(id);
      return [id, { id, name: id, active, reachable: !unreachable.includes(id), mayAct: true }];
    }),
  );
}

function cards(
  document: ApprovalDocument,
  formerSteps: readonly Step[] = [],
  people = named(everyone),
): readonly string[] {
  const dossier: Dossier = {
    document,
    type: tripType,
    formerSteps,
    people,
    unblockers: ['gus', 'hal'],
    completers: [],
    byClock: false,
  };
  return desiredCards(dossier).map(({ role, personId, subject }) => `${role} ${personId} ${subject}`);
}

function ended(document: ApprovalDocument, type: 'approved' | 'rejected' | 'returned' | 'cancelled'): ApprovalDocument {
  return evolve(document, { type: `document-${type}`, documentId: 'd1' }, t1);
}

describe('the cards a document owes', () => {
  test('are none while it is a draft, or was cancelled as one', () => {
    expect(cards(draft())).toEqual([]);
    expect(cards(ended(draft(), 'cancelled'))).toEqual([]);
  });

  test('are one for each person asked on an opened step, and one for the submitter', () => {
    expect(cards(pending(first, second))).toEqual(['approver bo d1:1:0', 'approver cy d1:1:0', 'submitter ana d1']);
  });

  test('stay with who was replaced, whose card would else go on asking, and come to who was put there', () => {
    const event = { documentId: 'd1', stepId: 'd1:1:0', from: 'bo', to: 'di', by: 'gus', reason: 'Away' } as const;
    expect(cards(evolve(pending(first), { type: 'step-reassigned', ...event }, t1))).toEqual([
      'approver cy d1:1:0',
      'approver di d1:1:0',
      'approver bo d1:1:0',
      'submitter ana d1',
    ]);
  });

  test('are none for a draft that was thrown away', () => {
    expect(cards(evolve(draft(), { type: 'document-deleted', documentId: 'd1' }, t1))).toEqual([]);
  });

  test('grow with the stage that opens', () => {
    const further = evolve(pending(first, second), opened(1), t1);
    expect(cards(further)).toContain('approver di d1:1:1');
  });

  test.each([
    ['tell the submitter anew when somebody completes it', 'fay', ['outcome ana round 1', 'outcome ana completed']],
    ['do not tell the submitter what they did', 'ana', ['outcome ana round 1']],
    ['do not tell the submitter twice where the approval completes it', null, ['outcome ana round 1']],
  ])('%s', (_rule, by, expected) => {
    const approved = ended(pending(first), 'approved');
    const completed = evolve(approved, { type: 'document-completed', documentId: 'd1', by }, t1);
    expect(cards(completed).filter((one) => one.startsWith('outcome'))).toEqual(expected);
  });

  test.each(['approved', 'rejected', 'returned'] as const)('tell the submitter when a round ends as %s', (type) => {
    expect(cards(ended(pending(first), type))).toEqual([
      'approver bo d1:1:0',
      'approver cy d1:1:0',
      'submitter ana d1',
      'outcome ana round 1',
    ]);
  });

  test('tell nobody that the submitter cancelled, which they know', () => {
    expect(cards(ended(pending(first), 'cancelled'))).toEqual([
      'approver bo d1:1:0',
      'approver cy d1:1:0',
      'submitter ana d1',
    ]);
  });

  test('tell the submitter that the system cancelled, which nobody told it to', () => {
    const returned = ended(pending(first), 'returned');
    const lapsed = evolve(returned, { type: 'document-cancelled', documentId: 'd1', because: 'stale' }, t1);
    expect(cards(lapsed).slice(-2)).toEqual(['submitter ana d1', 'outcome ana lapsed']);
  });

  test('keep those of former rounds beside those of the new one', () => {
    const returned = ended(pending(first), 'returned');
    const again = { ...first, id: 'd1:2:0', round: 2 };
    const reopened = evolve(evolve(returned, submitted([again], 2), t1), opened(0), t1);
    expect(cards(reopened, returned.steps)).toEqual([
      'approver bo d1:1:0',
      'approver cy d1:1:0',
      'approver bo d1:2:0',
      'approver cy d1:2:0',
      'submitter ana d1',
    ]);
  });

  test('come to who acts for others, one for a step, and stay when that is over', () => {
    const about = { documentId: 'd1', stepId: 'd1:1:0', personId: 'di' } as const;
    const ground = { kind: 'delegation', path: ['x'], until: t1 } as const;
    const twice = ['bo', 'cy'].reduce<ApprovalDocument>(
      (document, forId) => evolve(document, { type: 'approval-delegated', ...about, forId, ground }, t1),
      pending(first),
    );
    const owed = ['approver bo d1:1:0', 'approver cy d1:1:0', 'approver di d1:1:0', 'submitter ana d1'];
    expect(cards(twice)).toEqual(owed);
    const over = ['bo', 'cy'].reduce(
      (document, forId) => evolve(document, { type: 'delegation-expired', ...about, forId }, t1),
      twice,
    );
    expect(cards(over)).toEqual(owed);
    expect(cards(over, [], named(everyone, ['di']))).toEqual(owed.filter((one) => !one.includes(' di ')));
  });

  test('call every administrator who can help while a step is open that nobody can decide, and no longer', () => {
    const stuck = pending(step('stuck', 0, 0, []));
    expect(cards(stuck)).toEqual(['submitter ana d1', 'stuck gus d1:1:0', 'stuck hal d1:1:0']);
    expect(cards(ended(stuck, 'cancelled'))).toEqual(['submitter ana d1']);
  });

  test('leave out who has left, and call for help where the step cannot be approved without them', () => {
    expect(cards(pending(first), [], named(everyone, ['bo']))).toEqual(['approver cy d1:1:0', 'submitter ana d1']);
    expect(cards(pending(first), [], named(everyone, ['bo', 'cy']))).toEqual([
      'submitter ana d1',
      'stuck gus d1:1:0',
      'stuck hal d1:1:0',
    ]);
    const all = step('first', 0, 0, ['bo', 'cy'], allRule);
    expect(cards(pending(all), [], named(everyone))).not.toContain('stuck gus d1:1:0');
    expect(cards(pending(all), [], named(everyone, ['bo']))).toContain('stuck gus d1:1:0');
  });

  test('call for help where nobody who is asked can be reached, and not where one who is enough can', () => {
    const one = cards(pending(first), [], named(everyone, [], ['bo']));
    expect(one).not.toContain('stuck gus d1:1:0');
    const none = cards(pending(first), [], named(everyone, [], ['bo', 'cy']));
    expect(none).toContain('stuck gus d1:1:0');
    const all = step('first', 0, 0, ['bo', 'cy'], allRule);
    expect(cards(pending(all), [], named(everyone, [], ['bo']))).toContain('stuck gus d1:1:0');
  });
});
