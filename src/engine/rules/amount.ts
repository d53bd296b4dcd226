import { currencyExponent, isCurrency, parseAmount } from '../money.js';
import { RuleFault } from './rule-fault.js';

/** Money within a rule, in minor units, so that sums larger than JavaScript's numbers are still right. */
export class RuleMoney {
  readonly minor: bigint;
  readonly currency: string;
  constructor(minor: bigint, currency: string) {
    this.minor = minor;
    this.currency = currency;
  }
}

/** Digits of an amount in a rule; more are refused, so that no multiplication grows without end. */
const DIGITS_MAX = 40;

export function addMoney(a: RuleMoney, b: RuleMoney): RuleMoney {
  refuseMixture(a, b);
  return new RuleMoney(a.minor + b.minor, a.currency);
}

export function subtractMoney(a: RuleMoney, b: RuleMoney): RuleMoney {
  refuseMixture(a, b);
  return new RuleMoney(a.minor - b.minor, a.currency);
}

export function multiplyMoney(a: RuleMoney, times: bigint): RuleMoney {
  const minor = a.minor * times;
  if (String(minor).length > DIGITS_MAX) throw new RuleFault('an amount is too large; multiply by less');
  return new RuleMoney(minor, a.currency);
}

/** Below, at or above 0, as `a` is below, equal to or above `b`. Throws for two currencies. */
export function compareMoney(a: RuleMoney, b: RuleMoney): number {
  refuseMixture(a, b);
  return a.minor === b.minor ? 0 : a.minor < b.minor ? -1 : 1;
}

function refuseMixture(a: RuleMoney, b: RuleMoney): void {
  if (a.currency === b.currency) return;
  throw new RuleFault(
    `${moneyText(a)} and ${moneyText(b)} cannot be reckoned together, for no conversion is declared; ask for the currency first, as in: amount.currency == "${a.currency}" && …`,
  );
}

/** `5000.00 USD`. */
export function moneyText({ minor, currency }: RuleMoney): string {
  const exponent = currencyExponent(currency);
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, '0');
  const [whole, decimals] = [digits.slice(0, digits.length - exponent), digits.slice(digits.length - exponent)];
  return `${minor < 0n ? '-' : ''}${exponent === 0 ? whole : `${whole}.${decimals}`} ${currency}`;
}

/** The amount that two texts stand for, or what is wrong with them. */
export function readMoney(amount: string, currency: string): RuleMoney | { readonly wrong: 'amount' | 'currency' } {
  if (!isCurrency(currency)) return { wrong: 'currency' };
  const read = parseAmount(amount, currency);
  return typeof read === 'string' ? { wrong: 'amount' } : new RuleMoney(BigInt(read.amountMinor), currency);
}
