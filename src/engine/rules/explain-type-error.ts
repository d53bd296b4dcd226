import { TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { suggestion } from '../company/nearest.js';
import { properties, typeWords } from './cel-type.js';
import { isRecord } from './record.js';
import type { RuleScope } from './scope.js';
import { functions, methods } from './vocabulary.js';

/** What the type check found, as a sentence for an admin. */
export function explainTypeError(error: unknown, scope: RuleScope): string {
  const { code, summary, node } = readError(error);
  const sentence = explain(code, summary, node, scope);
  return node.written === '' ? sentence : `"${node.written}": ${sentence}`;
}

function explain(code: string, summary: string, node: ErrorNode, scope: RuleScope): string {
  switch (code) {
    case 'no_such_overload':
      return explainOperator(summary, node, scope);
    case 'no_matching_overload':
      return explainCall(summary);
    case 'no_such_key':
      return explainProperty(summary, node);
    case 'cannot_index_type':
      return `nothing can be asked of ${eachType(summary)} with a point; remove it`;
    case 'invalid_logical_operand':
      return `&& and || join conditions, and one side is ${eachType(summary)}; compare it with something`;
    case 'invalid_condition_type':
      return `this must be a condition, and it is ${eachType(summary)}; compare it with something`;
    case 'incompatible_ternary_branches':
      return `both outcomes of "? :" must be of one kind; they are ${eachType(summary)}`;
    case 'heterogeneous_list_element':
      return `all entries of a list must be of one kind; they are ${eachType(summary)}`;
    case 'invalid_comprehension_range':
      return `only a list can be walked through, and this is ${eachType(summary)}; ask for the value itself`;
    default:
      return `${summary}; correct it`;
  }
}

function explainOperator(summary: string, node: ErrorNode, scope: RuleScope): string {
  const [, left, operator, right] = /^no such overload: (\S+) (\S+) (\S+)$/.exec(summary) ?? [];
  if (left === undefined || operator === undefined || right === undefined) return explainSign(summary);
  const sentence = `${operator} does not work between ${typeWords(left)} and ${typeWords(right)}`;
  return `${sentence}; ${wayOut(operator, [left, right], node, scope)}`;
}

/** `!` and `-` before one value: `!` takes only the next word, which surprises. */
function explainSign(summary: string): string {
  const [, sign, type] = /^no such overload: ([!-])(\S+)$/.exec(summary) ?? [];
  if (sign === undefined || type === undefined) return `${summary}; correct it`;
  const way = sign === '!' ? 'put the condition behind it into parentheses: !(…)' : 'remove it';
  return `${sign} does not work before ${typeWords(type)}; ${way}`;
}

function wayOut(operator: string, types: readonly string[], node: ErrorNode, scope: RuleScope): string {
  const has = (...wanted: readonly string[]) => types.some((type) => wanted.includes(type));
  if (has('Money') && has('int', 'Decimal', 'string')) return moneyWayOut(operator, node, scope);
  if (has('string') && has('Date')) return `write a date as ${functions.date}`;
  if (has('string') && has('Time')) return `write a time as ${functions.time}`;
  if (has('string') && has('DateTime')) return `write a moment as ${functions.datetime}`;
  if (has('DateRange')) return 'compare its first or its last day, such as period.from';
  if (operator === 'in') return 'write "value in list", with a list of such values';
  return 'both sides must be of one kind';
}

/** With the very number that was written, so that it can be copied. */
function moneyWayOut(operator: string, { numbers }: ErrorNode, { fields }: RuleScope): string {
  if (operator === '*' || operator === '/') return 'an amount can be multiplied by a whole number, and no more';
  const [currency = 'USD'] = fields.find(({ type }) => type === 'Money')?.currencies ?? [];
  const [amount = '5000'] = numbers;
  return `write the amount with its currency, as in money("${amount}", "${currency}")`;
}

function explainCall(summary: string): string {
  const [, receiver, name = '', given = ''] = /'(?:(.+)\.)?(\w+)\((.*)\)'/.exec(summary) ?? [];
  const usage = (receiver === undefined ? functions : methods)[name] ?? name;
  const types = given.split(', ').filter((type) => type !== '' && type !== 'Calendar');
  const on = receiver === undefined ? '' : ` on ${typeWords(receiver)}`;
  return `${name}() cannot be called${on} with ${types.map(typeWords).join(' and ') || 'nothing'}; write it as ${usage}`;
}

function explainProperty(summary: string, { owner }: ErrorNode): string {
  const key = summary.slice(summary.lastIndexOf(' ') + 1);
  const known = Object.keys(properties[owner] ?? {});
  if (known.length === 0) return `nothing can be asked of ${typeWords(owner)} with a point; remove ".${key}"`;
  return `${typeWords(owner)} has no "${key}"${suggestion(key, known)} (known: ${known.join(', ')})`;
}

function eachType(summary: string): string {
  return [...summary.matchAll(/'([^']+)'/g)].map(([, type = '']) => typeWords(type)).join(' and ');
}

interface LibraryError {
  readonly code: string;
  readonly summary: string;
  readonly node: ErrorNode;
}

/** The part of the rule that an error is about. */
interface ErrorNode {
  readonly written: string;
  /** Of a property: the type of what it was asked of. */
  readonly owner: string;
  /** The numbers among its parts, as written. */
  readonly numbers: readonly string[];
}

/** The library notes more with its nodes than its own types say; all of it is read with care. */
function readError(error: unknown): LibraryError {
  if (!(error instanceof CelTypeError)) return { code: '', summary: 'the types do not fit', node: NOWHERE };
  const node: Readonly<Record<string, unknown>> = isRecord(error.node) ? error.node : {};
  const parts = Array.isArray(node.args) ? node.args.filter(isRecord) : [];
  const [owner] = parts;
  const type = isRecord(owner?.checkedType) ? owner.checkedType.name : undefined;
  return {
    code: error.code,
    summary: error.summary,
    node: {
      written: writtenIn(node),
      owner: typeof type === 'string' ? type : '',
      numbers: parts.flatMap(numberIn),
    },
  };
}

const NOWHERE: ErrorNode = { written: '', owner: '', numbers: [] };

function numberIn(part: Readonly<Record<string, unknown>>): readonly string[] {
  const text = writtenIn(part);
  return part.op === 'value' && /^[\d.]+$/.test(text) ? [text] : [];
}

function writtenIn({ input, start, end }: Readonly<Record<string, unknown>>): string {
  return typeof input === 'string' && typeof start === 'number' && typeof end === 'number'
    ? input.slice(start, end)
    : '';
}
