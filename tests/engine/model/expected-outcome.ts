import type { VoteRule } from '../../../src/engine/definition.js';
import type { DecisionKind } from '../../../src/engine/document.js';
import type { StepOutcome } from '../../../src/engine/vote-rule.js';

/**
 * What is certain about a step, found the slow way: imagine every way in which those who have not voted yet could,
 * read the rule to the letter on each, and see whether all of them end the same. A return ends a step by itself.
 */
export function expectedOutcome(
  rule: VoteRule,
  approvers: number,
  cast: readonly DecisionKind[],
): StepOutcome | undefined {
  if (cast.includes('return')) return 'returned';
  if (approvers === 0) return undefined;
  const endings = new Set(completions(cast, approvers).map((votes) => toTheLetter(rule, votes)));
  return endings.size === 1 ? [...endings][0] : undefined;
}

function completions(cast: readonly DecisionKind[], approvers: number): readonly (readonly DecisionKind[])[] {
  if (cast.length === approvers) return [cast];
  return (['approve', 'reject'] as const).flatMap((next) => completions([...cast, next], approvers));
}

/** Waits for everyone the rule names; what never came to pass by the last vote is no approval. */
function toTheLetter(rule: VoteRule, votes: readonly DecisionKind[]): StepOutcome {
  const needed = { any: 1, all: votes.length };
  const counted = { approve: 0, reject: 0, return: 0 };
  for (const vote of votes) {
    counted[vote] += 1;
    if (counted.approve >= needed[rule.approveWhen]) return 'approved';
    if (counted.reject >= needed[rule.rejectWhen]) return 'rejected';
  }
  return 'rejected';
}
