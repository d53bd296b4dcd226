import { z } from 'zod';
import { explainUnknownKey } from '../company/explain-issue.js';
import { type Path, quote } from '../company/finding.js';
import { CONDITIONS_MAX, GROUP_DEPTH_MAX, RULE_CHARS_MAX } from './limits.js';
import { readCondition } from './read-condition.js';
import { isRecord } from './record.js';
import type { Condition, Rule, StructuredRule } from './rule.js';
import { RuleReading } from './rule-reading.js';

/**
 * A rule as files write it: text, or conditions under `all` or `any`. Messages are sentences for the admin who wrote
 * it. Whether the names and types fit a form is told by `compileRule`, once the form is known.
 */
export const ruleShape = z.unknown().transform((written, ctx): Rule => {
  const reading = new RuleReading();
  const rule = typeof written === 'string' ? readText(written, reading) : readGroup(written, [], reading);
  for (const { sentence, path } of reading.problems)
    ctx.addIssue({ code: 'custom', path: [...path], message: sentence });
  return rule === undefined || reading.problems.length > 0 ? z.NEVER : rule;
});

function readText(text: string, reading: RuleReading): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return reading.refuse([], 'the rule is empty; write a condition or remove the line');
  if (trimmed.length <= RULE_CHARS_MAX) return trimmed;
  return reading.refuse([], `the rule is longer than ${RULE_CHARS_MAX} characters; shorten it`);
}

const NO_RULE =
  'a rule is a text in quotes, such as "amount > money(\\"5000.00\\", \\"USD\\")", or conditions under "all:" or "any:"';

function readGroup(written: unknown, path: Path, reading: RuleReading): StructuredRule | undefined {
  if (!isRecord(written)) return reading.refuse(path, NO_RULE);
  const [kind, other] = Object.keys(written);
  if (kind === undefined)
    return reading.refuse(path, 'the rule is empty; write "all:" or "any:" with a list of conditions');
  if (kind !== 'all' && kind !== 'any') return reading.refuse(path, explainUnknownKey(kind, ['all', 'any']));
  if (other !== undefined) return reading.refuse(path, besideEachOther(kind, other));

  const members = readMembers(kind, written[kind], [...path, kind], reading);
  if (members === undefined) return undefined;
  return kind === 'all' ? { all: members } : { any: members };
}

function besideEachOther(kind: string, other: string): string {
  return `"${kind}" and ${quote(other)} stand beside each other; put one into the list of the other, or remove it`;
}

type Member = Condition | StructuredRule;

function readMembers(kind: string, written: unknown, path: Path, reading: RuleReading): readonly Member[] | undefined {
  if (!Array.isArray(written)) {
    return reading.refuse(path, `"${kind}" must be a list; begin each condition with "- path:"`);
  }
  if (written.length === 0) return reading.refuse(path, `"${kind}" lists no conditions; give it at least one`);
  if (path.length > 2 * GROUP_DEPTH_MAX) {
    return reading.refuse(
      path,
      `"all" and "any" stand more than ${GROUP_DEPTH_MAX} deep within each other; take some apart`,
    );
  }
  reading.members += written.length;
  if (reading.members > CONDITIONS_MAX) {
    return reading.refuse(path, `the rule has more than ${CONDITIONS_MAX} conditions; leave some out`);
  }
  const members = written.map((member: unknown, index) => readMember(member, [...path, index], reading));
  return members.every((member) => member !== undefined) ? members : undefined;
}

function readMember(written: unknown, path: Path, reading: RuleReading): Member | undefined {
  const isGroup = isRecord(written) && ('all' in written || 'any' in written);
  return isGroup ? readGroup(written, path, reading) : readCondition(written, path, reading);
}
