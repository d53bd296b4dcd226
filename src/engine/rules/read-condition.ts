import { explainUnknownKey } from '../company/explain-issue.js';
import { type Path, quote } from '../company/finding.js';
import { isRecord } from './record.js';
import { type Condition, type ConditionValue, type Operator, operators } from './rule.js';
import type { RuleReading } from './rule-reading.js';

const KEYS = ['path', 'operator', 'value'];

/** `{path: amount, operator: ">", value: {amount: "5000.00", currency: USD}}`. */
export function readCondition(written: unknown, path: Path, reading: RuleReading): Condition | undefined {
  if (!isRecord(written)) {
    return reading.refuse(path, 'a condition has "path", "operator" and "value"; or put the whole rule in one text');
  }
  for (const key of Object.keys(written)) {
    if (!KEYS.includes(key)) reading.refuse([...path, key], explainUnknownKey(key, [...KEYS, 'all', 'any']));
  }
  const where = readPath(written.path, [...path, 'path'], reading);
  const operator = readOperator(written.operator, [...path, 'operator'], reading);
  const value = readValue(written.value, [...path, 'value'], reading);
  return where === undefined || operator === undefined || value === undefined
    ? undefined
    : { path: where, operator, value };
}

function readPath(written: unknown, path: Path, reading: RuleReading): string | undefined {
  if (typeof written === 'string' && written.trim() !== '') return written.trim();
  return reading.refuse(path, '"path" must be the name of a field, or "requester.unit" and the like');
}

function readOperator(written: unknown, path: Path, reading: RuleReading): Operator | undefined {
  const operator = operators.find((known) => known === written);
  if (operator !== undefined) return operator;
  const known = operators.map((one) => `"${one}"`).join(', ');
  if (typeof written !== 'string') return reading.refuse(path, `"operator" must be one of ${known}, in quotes`);
  return reading.refuse(path, `${quote(written)} is no operator; write one of ${known}`);
}

const EXAMPLE = '{amount: "5000.00", currency: USD}';

const NO_VALUE = `"value" must be a text, a number, true or false, or an amount ${EXAMPLE}`;
const EMPTY = 'whether a field is empty is asked in a rule written as text: !has(form.field)';

function readValue(written: unknown, path: Path, reading: RuleReading): ConditionValue | undefined {
  if (typeof written === 'string' || typeof written === 'boolean') return written;
  if (typeof written === 'number' && Number.isFinite(written)) return written;
  if (isRecord(written)) return readAmount(written, path, reading);
  return reading.refuse(path, `${NO_VALUE}; ${EMPTY}`);
}

function readAmount(
  { amount, currency, ...others }: Readonly<Record<string, unknown>>,
  path: Path,
  reading: RuleReading,
): ConditionValue | undefined {
  const isWhole = typeof amount === 'string' && typeof currency === 'string' && Object.keys(others).length === 0;
  return isWhole ? { amount, currency } : reading.refuse(path, `an amount is written ${EXAMPLE}, the digits in quotes`);
}
