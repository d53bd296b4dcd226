import type { Money } from '../money.js';
import { RuleMoney } from './amount.js';
import type { FormulaType, FormulaValue } from './compile.js';
import { Decimal, decimalText, wholeDecimal } from './decimal.js';
import { RuleDay } from './moment.js';
import { RuleFault } from './rule-fault.js';

export function readBool(result: unknown): boolean {
  if (typeof result === 'boolean') return result;
  throw new RuleFault('the rule gives neither yes nor no');
}

/** What a formula gave as what a form stores: CEL's own whole numbers and classes end here. */
export function readFormula(result: unknown, expected: FormulaType): FormulaValue {
  switch (expected) {
    case 'bool':
      return readBool(result);
    case 'string':
      return readText(result);
    case 'int':
      return readInteger(result);
    case 'number':
      return readNumber(typeof result === 'bigint' ? wholeDecimal(result) : result);
    case 'money':
      return readAmount(result);
    case 'date':
      return result instanceof RuleDay ? result.text : wrongKind('a date');
  }
}

function readText(result: unknown): string {
  return typeof result === 'string' ? result : wrongKind('a text');
}

function readInteger(result: unknown): number {
  if (typeof result !== 'bigint') return wrongKind('a whole number');
  const size = Number(result);
  if (Number.isSafeInteger(size)) return size;
  throw new RuleFault('a whole number grows too large to be kept; calculate with smaller ones');
}

/** As forms store a number: the shortest text that is exactly it. */
function readNumber(result: unknown): string {
  return result instanceof Decimal ? decimalText(result) : wrongKind('a number');
}

function readAmount(result: unknown): Money {
  if (!(result instanceof RuleMoney)) return wrongKind('an amount of money');
  return { amountMinor: readInteger(result.minor), currency: result.currency };
}

function wrongKind(wanted: string): never {
  throw new RuleFault(`the formula does not give ${wanted}`);
}
