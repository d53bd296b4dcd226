import { describe, expect, test } from 'vitest';
import type { VoteRule } from '../../src/engine/definition.js';
import type { Approver, DecisionKind } from '../../src/engine/document.js';
import { outcomeOf } from '../../src/engine/vote-rule.js';
import { expectedOutcome } from './model/expected-outcome.js';
import { approver, t0 } from './support/documents.js';

const rules: readonly VoteRule[] = (['any', 'all'] as const).flatMap((approveWhen) =>
  (['any', 'all'] as const).map((rejectWhen) => ({ approveWhen, rejectWhen })),
);

function voters(...votes: readonly (DecisionKind | null)[]): readonly Approver[] {
  return votes.map((decision, at) =>
    approver(`p${at}`, decision && { decision, comment: null, at: t0, dataRevision: 1 }),
  );
}

function stepOf(rule: VoteRule, approvers: readonly Approver[], openPlaces = 0) {
  return { rule, approvers, openPlaces, expiredAs: null };
}

const meaning: Readonly<Record<string, DecisionKind | null>> = {
  yes: 'approve',
  no: 'reject',
  back: 'return',
  '-': null,
};

function voted(words: string): readonly Approver[] {
  return voters(...words.split(' ').map((word) => meaning[word] ?? null));
}

describe('a step', () => {
  test.each([
    ['any', 'any', '- - -', 'open'],
    ['any', 'any', '- yes -', 'approved'],
    ['any', 'any', '- - no', 'rejected'],
    ['any', 'any', 'back - -', 'returned'],
    ['any', 'all', 'no - -', 'open'],
    ['any', 'all', 'no no -', 'open'],
    ['any', 'all', 'no no no', 'rejected'],
    ['any', 'all', 'no no yes', 'approved'],
    ['any', 'all', 'yes - -', 'approved'],
    ['any', 'all', 'no back -', 'returned'],
    ['all', 'any', 'yes - -', 'open'],
    ['all', 'any', 'yes yes -', 'open'],
    ['all', 'any', 'yes yes yes', 'approved'],
    ['all', 'any', 'yes no -', 'rejected'],
    ['all', 'any', 'yes back -', 'returned'],
    ['all', 'all', 'yes yes -', 'open'],
    ['all', 'all', 'yes yes yes', 'approved'],
    // It can no longer pass, so nobody else is kept waiting.
    ['all', 'all', 'no - -', 'rejected'],
    ['all', 'all', 'yes no -', 'rejected'],
    ['all', 'all', 'back - -', 'returned'],
    ['any', 'any', 'yes', 'approved'],
    ['all', 'any', 'yes', 'approved'],
    ['any', 'all', 'no', 'rejected'],
    ['all', 'all', 'no', 'rejected'],
  ] as const)(
    'approved by %s and rejected by %s, with votes [%s], is %s',
    (approveWhen, rejectWhen, votes, outcome) => {
      expect(outcomeOf(stepOf({ approveWhen, rejectWhen }, voted(votes))) ?? 'open').toBe(outcome);
    },
  );

  test.each(rules)('without anybody on it stays open, whatever its rule ($approveWhen, $rejectWhen)', (rule) => {
    expect(outcomeOf(stepOf(rule, []))).toBeUndefined();
  });

  test.each(rules)('with an open place is not approved by any vote ($approveWhen, $rejectWhen)', (rule) => {
    if (rule.approveWhen === 'all') expect(outcomeOf(stepOf(rule, voted('yes yes'), 1))).toBeUndefined();
    expect(outcomeOf(stepOf(rule, [], 2))).toBeUndefined();
    expect(outcomeOf(stepOf(rule, voted('back -'), 1))).toBe('returned');
  });

  test('with an open place can be rejected by those who are on it, as it can no longer pass', () => {
    expect(outcomeOf(stepOf({ approveWhen: 'all', rejectWhen: 'any' }, voted('no'), 1))).toBe('rejected');
    expect(outcomeOf(stepOf({ approveWhen: 'all', rejectWhen: 'all' }, voted('no'), 1))).toBe('rejected');
  });

  test.each(rules)(
    'closes exactly when its outcome is certain ($approveWhen, $rejectWhen), for up to five people',
    (rule) => {
      let compared = 0;
      const compareFrom = (people: number, cast: readonly DecisionKind[]): void => {
        const rest = Array.from({ length: people - cast.length }, () => null);
        const outcome = outcomeOf(stepOf(rule, voters(...cast, ...rest)));
        expect(outcome, `${people} people, cast ${cast}`).toBe(expectedOutcome(rule, people, cast));
        compared += 1;
        if (outcome !== undefined || cast.length === people) return;
        for (const next of ['approve', 'reject', 'return'] as const) compareFrom(people, [...cast, next]);
      };
      for (let people = 0; people <= 5; people += 1) compareFrom(people, []);
      expect(compared).toBeGreaterThan(20);
    },
  );

  test.each([
    ['approve', 'approved'],
    ['reject', 'rejected'],
    ['return', 'returned'],
  ] as const)('is what the system decided (%s), whatever was voted', (expiredAs, outcome) => {
    for (const rule of rules) expect(outcomeOf({ ...stepOf(rule, voted('- -'), 1), expiredAs })).toBe(outcome);
  });

  test('counts votes, not the order in which people are listed', () => {
    for (const rule of rules) {
      expect(outcomeOf(stepOf(rule, voted('no yes -')))).toBe(outcomeOf(stepOf(rule, voted('- yes no'))));
    }
  });
});
