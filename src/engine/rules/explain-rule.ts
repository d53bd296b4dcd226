import type { Condition, ConditionValue, Rule, StructuredRule } from './rule.js';

const EXPLANATION_CHARS_MAX = 150;

/** What people are shown of a rule whose author wrote no reason: the rule itself, on one line and shortened. */
export function explainRule(rule: Rule): string {
  const text = (typeof rule === 'string' ? rule : explainGroup(rule)).replace(/\s+/g, ' ').trim();
  const chars = [...text];
  return chars.length <= EXPLANATION_CHARS_MAX ? text : `${chars.slice(0, EXPLANATION_CHARS_MAX - 1).join('')}…`;
}

function explainGroup(group: StructuredRule): string {
  const [word, members] = 'all' in group ? ['and', group.all] : ['or', group.any];
  const parts = members.map((member) => ('path' in member ? explainCondition(member) : `(${explainGroup(member)})`));
  return parts.join(` ${word} `);
}

function explainCondition({ path, operator, value }: Condition): string {
  return `${path} ${operator} ${explainValue(value)}`;
}

function explainValue(value: ConditionValue): string {
  return typeof value === 'object' ? `${value.amount} ${value.currency}` : String(value);
}
