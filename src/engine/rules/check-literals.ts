import { suggestion } from '../company/nearest.js';
import { isCurrency } from '../money.js';
import { readMoney } from './amount.js';
import { readDateTime, readDay, readTime } from './moment.js';
import type { RuleScope, ScopeField } from './scope.js';
import { fieldRead, literalText, partsOf, type RuleNode } from './tree.js';
import { functions } from './vocabulary.js';

/** Amounts, dates and choices that are written in a rule and do not exist: it could never mean what it says. */
export function* brokenLiterals(node: RuleNode, scope: RuleScope): Generator<string> {
  if (node.op === 'call') yield* brokenCall(node.args[0], node.args[1]);
  if (node.op === '==' || node.op === '!=') yield* unknownChoices(node.args, scope);
  if (node.op === 'in') yield* unknownMembers(node.args, scope);
  for (const part of partsOf(node)) yield* brokenLiterals(part, scope);
}

function* brokenCall(name: string, args: readonly RuleNode[]): Generator<string> {
  switch (name) {
    case 'money':
      return yield* brokenMoney(args);
    case 'date':
      return yield* brokenMoment(name, args, (text) => readDay(text) !== undefined);
    case 'time':
      return yield* brokenMoment(name, args, (text) => readTime(text) !== undefined);
    case 'datetime':
      return yield* brokenMoment(name, args, (text) => readDateTime(text) !== undefined);
  }
}

function* brokenMoney(args: readonly RuleNode[]): Generator<string> {
  const [amount, currency] = args.map(literalText);
  if (amount === undefined || currency === undefined || args.length !== 2) {
    yield `money() needs an amount and a currency, both in quotes: ${functions.money}`;
    return;
  }
  const read = readMoney(amount, currency);
  if (!('wrong' in read)) return;
  if (read.wrong === 'amount') {
    yield `"${amount}" is no amount of ${currency}; write plain digits with the decimals that ${currency} has, as in ${functions.money}`;
    return;
  }
  const meant = isCurrency(currency.toUpperCase()) ? `; did you mean "${currency.toUpperCase()}"?` : '';
  yield `"${currency}" is no currency${meant || '; write its ISO 4217 code, such as USD'}`;
}

function* brokenMoment(name: string, args: readonly RuleNode[], exists: (text: string) => boolean): Generator<string> {
  const text = literalText(args[0]);
  if (text === undefined || args.length !== 1) yield `${name}() needs one text in quotes: ${functions[name]}`;
  else if (!exists(text)) yield `${name}("${text}") does not exist; write it like ${functions[name]}`;
}

function* unknownChoices(sides: readonly RuleNode[], scope: RuleScope): Generator<string> {
  const field = sides.map((side) => choiceField(side, scope)).find((found) => found !== undefined);
  if (field !== undefined) yield* sides.flatMap((side) => unknownChoice(field, literalText(side)));
}

function* unknownMembers([member, list]: readonly RuleNode[], scope: RuleScope): Generator<string> {
  if (member === undefined || list === undefined) return;
  const field = choiceField(member, scope);
  if (field !== undefined && list.op === 'list') {
    yield* list.args.flatMap((entry) => unknownChoice(field, literalText(entry)));
  }
  const choices = choiceField(list, scope);
  if (choices !== undefined) yield* unknownChoice(choices, literalText(member));
}

const noVariables: ReadonlySet<string> = new Set();

/** A macro's variable never has a field's name. */
function choiceField(node: RuleNode, scope: RuleScope): ScopeField | undefined {
  const name = fieldRead(node, noVariables);
  return scope.fields.find((field) => field.name === name && field.options !== undefined);
}

function unknownChoice({ name, options = [] }: ScopeField, choice: string | undefined): readonly string[] {
  if (choice === undefined || options.includes(choice)) return [];
  const known = options.slice(0, OPTIONS_NAMED_MAX).join(', ');
  return [`"${name}" has no option "${choice}"${suggestion(choice, options) || ` (it has: ${known})`}`];
}

const OPTIONS_NAMED_MAX = 10;
