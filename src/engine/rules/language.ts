import { Environment } from '@marcbachmann/cel-js';
import { businessDays } from '../calendar/business-days.js';
import { addMoney, compareMoney, moneyText, multiplyMoney, RuleMoney, readMoney, subtractMoney } from './amount.js';
import { properties } from './cel-type.js';
import {
  add,
  compareDecimals,
  Decimal,
  decimalText,
  divide,
  multiply,
  round,
  subtract,
  wholeDecimal,
} from './decimal.js';
import { LIST_ENTRIES_MAX, RULE_DEPTH_MAX, RULE_PARTS_MAX } from './limits.js';
import * as moments from './moment.js';
import { RuleFault } from './rule-fault.js';
import { RuleCalendar, RuleFile, RuleRequester } from './rule-values.js';

let made: Environment | undefined;

/** CEL with our types of values, and what can be done with them; without the names that belong to one form. */
export function language(): Environment {
  made ??= makeLanguage();
  return made;
}

function makeLanguage(): Environment {
  const environment = new Environment({
    limits: {
      maxAstNodes: RULE_PARTS_MAX,
      maxDepth: RULE_DEPTH_MAX,
      maxListElements: LIST_ENTRIES_MAX,
      maxMapEntries: 1,
      maxCallArguments: 8,
    },
  });
  addTypes(environment);
  addMoneyTo(environment);
  addNumbersTo(environment);
  addMomentsTo(environment);
  return environment;
}

function addTypes(environment: Environment): void {
  const classes = {
    Money: RuleMoney,
    Decimal,
    Date: moments.RuleDay,
    Time: moments.RuleTime,
    DateTime: moments.RuleDateTime,
    DateRange: moments.RuleDateRange,
    File: RuleFile,
    Requester: RuleRequester,
    Calendar: RuleCalendar,
  };
  for (const [name, ctor] of Object.entries(classes)) {
    // Without a list of its fields every property of the object could be read.
    environment.registerType(name, { ctor, fields: { ...properties[name] } });
  }
}

function addMoneyTo(environment: Environment): void {
  addOrder(environment, 'Money', 'Money', compareMoney);
  environment
    .registerOperator('Money + Money', addMoney)
    .registerOperator('Money - Money', subtractMoney)
    .registerOperator('Money * int', multiplyMoney)
    .registerOperator('int * Money: Money', (times: bigint, money: RuleMoney) => multiplyMoney(money, times))
    .registerFunction('money(string, string): Money', moneyOf)
    .registerFunction('string(Money): string', moneyText);
}

const CALCULATIONS = { '+': add, '-': subtract, '*': multiply, '/': divide } as const;

/** Numbers with and without decimals are compared and reckoned with each other; the result is exact. */
function addNumbersTo(environment: Environment): void {
  addOrder(environment, 'Decimal', 'Decimal', compareDecimals);
  addOrder(environment, 'Decimal', 'int', (a: Decimal, b: bigint) => compareDecimals(a, wholeDecimal(b)));
  addOrder(environment, 'int', 'Decimal', (a: bigint, b: Decimal) => compareDecimals(wholeDecimal(a), b));
  for (const [operator, calculate] of Object.entries(CALCULATIONS)) {
    environment
      .registerOperator(`Decimal ${operator} Decimal`, calculate)
      .registerOperator(`Decimal ${operator} int`, (a: Decimal, b: bigint) => calculate(a, wholeDecimal(b)))
      .registerOperator(`int ${operator} Decimal: Decimal`, (a: bigint, b: Decimal) => calculate(wholeDecimal(a), b));
  }
  environment
    .registerOperator('-Decimal', ({ units, decimals }: Decimal) => new Decimal(-units, decimals))
    .registerFunction('round(Decimal, int): Decimal', round)
    .registerFunction('string(Decimal): string', decimalText);
}

function addMomentsTo(environment: Environment): void {
  const { readDay, readTime, readDateTime, shiftDay, daysWithin } = moments;
  for (const type of ['Date', 'Time', 'DateTime']) {
    addOrder(environment, type, type, moments.compareMoments);
    environment.registerFunction(`string(${type}): string`, ({ text }: { readonly text: string }) => text);
  }
  environment
    .registerFunction('date(string): Date', (text: string) => existing(readDay(text), text))
    .registerFunction('time(string): Time', (text: string) => existing(readTime(text), text))
    .registerFunction('datetime(string): DateTime', (text: string) => existing(readDateTime(text), text))
    .registerOperator('Date + int', shiftDay)
    .registerOperator('Date - int', (day: moments.RuleDay, days: bigint) => shiftDay(day, -days))
    .registerFunction('days(Date, Date): int', (from: moments.RuleDay, to: moments.RuleDay) =>
      BigInt(daysWithin(from, to)),
    )
    .registerFunction(
      'business_days(Date, Date, Calendar): int',
      (from: moments.RuleDay, to: moments.RuleDay, { calendar }: RuleCalendar) =>
        BigInt(businessDays(calendar, from.text, to.text)),
    );
}

const ORDERS = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
} as const;

/** Every comparison at once. Of `==` CEL makes `!=`, and both again with the sides swapped. */
function addOrder<A, B>(environment: Environment, left: string, right: string, compare: (a: A, b: B) => number): void {
  for (const [operator, holds] of Object.entries(ORDERS)) {
    environment.registerOperator(`${left} ${operator} ${right}`, (a: A, b: B) => holds(compare(a, b)));
  }
  const isSwapped = left === 'int';
  if (!isSwapped) environment.registerOperator(`${left} == ${right}`, (a: A, b: B) => compare(a, b) === 0);
}

/** Compiling checked the texts. */
function moneyOf(amount: string, currency: string): RuleMoney {
  const read = readMoney(amount, currency);
  if ('wrong' in read) throw new RuleFault(`money("${amount}", "${currency}") is no amount; correct it`);
  return read;
}

function existing<T>(read: T | undefined, text: string): T {
  if (read === undefined) throw new RuleFault(`"${text}" is no date or time that exists; correct it`);
  return read;
}
