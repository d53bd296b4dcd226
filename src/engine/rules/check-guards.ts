import type { RuleScope, ScopeField } from './scope.js';
import { askedField, formProperty, literalText, macroCall, partsOf, type RuleNode, writtenAs } from './tree.js';

/**
 * What is known where a part of a rule is evaluated: that a field has a value (`amount`), that it is in a currency
 * (`amount=USD`) or in another than that (`amount≠USD`). No field's name holds such a mark.
 */
type Known = ReadonlySet<string>;

/** What follows from a part, and the currencies that its amount can be in; undefined where it is no money. */
interface Consequence {
  readonly whenTrue: Known;
  readonly whenFalse: Known;
  readonly currencies?: ReadonlySet<string> | undefined;
}

const nothing: Known = new Set();
const noConsequence: Consequence = { whenTrue: nothing, whenFalse: nothing };

/** What is the same all the way through one rule. */
interface Walk {
  readonly fields: ReadonlyMap<string, ScopeField>;
  readonly problems: Set<string>;
}

/**
 * Fields that are read where they may have no value, and amounts that meet where their currencies may differ: what the
 * types cannot tell, and what would leave a document stuck only on the day when somebody leaves the field empty.
 */
export function unguardedReads(rule: RuleNode, scope: RuleScope): readonly string[] {
  const walk: Walk = { fields: new Map(scope.fields.map((field) => [field.name, field])), problems: new Set() };
  follow(rule, nothing, walk);
  return [...walk.problems];
}

function follow(node: RuleNode, known: Known, walk: Walk): Consequence {
  switch (node.op) {
    case 'value':
      return noConsequence;
    case 'id':
      return followField(node.args, known, walk);
    case '!_':
      return swapped(follow(node.args, known, walk));
    case '&&':
      return followAnd(node.args, known, walk);
    case '||':
      return followOr(node.args, known, walk);
    case '?:':
      return followChoice(node.args, known, walk);
    case '==':
      followParts(node, known, walk);
      return currencyAsked(node.args, walk);
    case '!=':
      followParts(node, known, walk);
      return swapped(currencyAsked(node.args, walk));
    case '.':
      return followProperty(node, known, walk);
    case 'call':
      return followCall(node, known, walk);
    case 'rcall':
      return followMethod(node, known, walk);
    default:
      return followParts(node, known, walk);
  }
}

function swapped({ whenTrue, whenFalse }: Consequence): Consequence {
  return { whenTrue: whenFalse, whenFalse: whenTrue };
}

function followField(name: string, known: Known, { fields, problems }: Walk): Consequence {
  const field = fields.get(name);
  if (field?.guarded && !known.has(name)) problems.add(mayBeEmpty(name));
  if (field?.type !== 'Money') return noConsequence;
  const stated = field.currencies.filter((currency) => known.has(`${name}=${currency}`));
  const open = field.currencies.filter((currency) => !known.has(`${name}≠${currency}`));
  return { ...noConsequence, currencies: new Set(stated.length > 0 ? stated : open) };
}

/** The right side is looked at only where the left one holds. */
function followAnd([left, right]: readonly [RuleNode, RuleNode], known: Known, walk: Walk): Consequence {
  const a = follow(left, known, walk);
  const b = follow(right, union(known, a.whenTrue), walk);
  return {
    whenTrue: union(a.whenTrue, b.whenTrue),
    whenFalse: intersection(a.whenFalse, union(a.whenTrue, b.whenFalse)),
  };
}

function followOr([left, right]: readonly [RuleNode, RuleNode], known: Known, walk: Walk): Consequence {
  const a = follow(left, known, walk);
  const b = follow(right, union(known, a.whenFalse), walk);
  return {
    whenTrue: intersection(a.whenTrue, union(a.whenFalse, b.whenTrue)),
    whenFalse: union(a.whenFalse, b.whenFalse),
  };
}

function followChoice(
  [asked, yes, no]: readonly [RuleNode, RuleNode, RuleNode],
  known: Known,
  walk: Walk,
): Consequence {
  const { whenTrue, whenFalse } = follow(asked, known, walk);
  const a = follow(yes, union(known, whenTrue), walk);
  const b = follow(no, union(known, whenFalse), walk);
  return {
    whenTrue: intersection(union(whenTrue, a.whenTrue), union(whenFalse, b.whenTrue)),
    whenFalse: intersection(union(whenTrue, a.whenFalse), union(whenFalse, b.whenFalse)),
    currencies: a.currencies && b.currencies && union(a.currencies, b.currencies),
  };
}

/** `amount.currency == "USD"`, either way round. */
function currencyAsked([left, right]: readonly [RuleNode, RuleNode], { fields }: Walk): Consequence {
  const owner = currencyOwner(left) ?? currencyOwner(right);
  const currency = literalText(left) ?? literalText(right);
  if (owner === undefined || currency === undefined || !fields.has(owner)) return noConsequence;
  return { whenTrue: new Set([`${owner}=${currency}`]), whenFalse: new Set([`${owner}≠${currency}`]) };
}

/** `amount` of `amount.currency` and of `form.amount.currency`. */
function currencyOwner(node: RuleNode): string | undefined {
  if (node.op !== '.' || node.args[1] !== 'currency') return undefined;
  const [owner] = node.args;
  return owner.op === 'id' ? owner.args : formProperty(owner);
}

function followProperty(node: RuleNode & { op: '.' }, known: Known, walk: Walk): Consequence {
  const name = formProperty(node);
  if (name !== undefined) return followField(name, known, walk);
  follow(node.args[0], known, walk);
  return noConsequence;
}

function followCall(node: RuleNode & { op: 'call' }, known: Known, walk: Walk): Consequence {
  const asked = askedField(node);
  if (asked !== undefined) return { whenTrue: new Set([asked]), whenFalse: nothing };
  followParts(node, known, walk);
  const currency = node.args[0] === 'money' ? literalText(node.args[1][1]) : undefined;
  return currency === undefined ? noConsequence : { ...noConsequence, currencies: new Set([currency]) };
}

function followMethod(node: RuleNode & { op: 'rcall' }, known: Known, walk: Walk): Consequence {
  const macro = macroCall(node);
  for (const part of macro ? [macro.list, ...macro.bodies] : partsOf(node)) follow(part, known, walk);
  return noConsequence;
}

/** Sums, comparisons and lists: all amounts in them must be in one currency. */
function followParts(node: RuleNode, known: Known, walk: Walk): Consequence {
  const followed = partsOf(node).map((part) => ({ part, ...follow(part, known, walk) }));
  const amounts = followed.flatMap(({ part, currencies }) => (currencies ? [{ part, currencies }] : []));
  const all = amounts.reduce<Known>((sum, { currencies }) => union(sum, currencies), nothing);
  if (amounts.length > 1 && all.size > 1) {
    walk.problems.add(mayDiffer(node, amounts));
    return noConsequence;
  }
  return { ...noConsequence, currencies: amounts.length > 0 && keepsMoney(node) ? all : undefined };
}

/** A sum of money is money, and so is a list of it as far as currencies go; a comparison is not. */
function keepsMoney({ op }: RuleNode): boolean {
  return op === '+' || op === '-' || op === '*' || op === 'list';
}

function mayBeEmpty(name: string): string {
  return `"${name}" may have no value; ask first whether it has one: has(form.${name}) && …, or has(form.${name}) ? … : …`;
}

interface Amount {
  readonly part: RuleNode;
  readonly currencies: Known;
}

function mayDiffer(node: RuleNode, amounts: readonly Amount[]): string {
  const sides = amounts.map(({ part, currencies }) => `"${writtenAs(part)}" is in ${[...currencies].join(' or ')}`);
  return `"${writtenAs(node)}": ${sides.join(' and ')}, and no conversion is declared; ${wayOut(amounts)}`;
}

function wayOut(amounts: readonly Amount[]): string {
  const several = amounts.find(({ part, currencies }) => currencies.size > 1 && isFieldRead(part));
  const [common] = amounts.map(({ currencies }) => currencies).reduce(intersection);
  if (several === undefined || common === undefined) return 'compare amounts of one currency';
  return `ask for the currency first: ${writtenAs(several.part)}.currency == "${common}" && …`;
}

function isFieldRead(node: RuleNode): boolean {
  return node.op === 'id' || formProperty(node) !== undefined;
}

function union(a: Known, b: Known): Known {
  if (a.size === 0) return b;
  return b.size === 0 ? a : new Set([...a, ...b]);
}

function intersection(a: Known, b: Known): Known {
  return new Set([...a].filter((fact) => b.has(fact)));
}
