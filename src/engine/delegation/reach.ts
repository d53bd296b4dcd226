import type { ApprovalDocument } from '../document.js';
import type { FormValues } from '../form/values.js';
import type { Money } from '../money.js';
import type { Delegation } from './delegation.js';

/** Which limits of a delegation are asked about; without one it reaches as if it had none. */
export interface Limits {
  readonly byType: boolean;
  readonly byAmount: boolean;
}

export const everyLimit: Limits = { byType: true, byAmount: true };

/** Whether a delegation is for documents like this one. */
export function reaches({ types, cap }: Delegation, document: ApprovalDocument, limits: Limits): boolean {
  if (limits.byType && types !== null && !types.includes(document.typeKey)) return false;
  return !limits.byAmount || cap === null || amountsIn(document.data).every((amount) => isWithin(amount, cap));
}

/** Another currency is above every cap: what it is worth nobody here knows. */
function isWithin({ amountMinor, currency }: Money, cap: Money): boolean {
  return currency === cap.currency && amountMinor <= cap.amountMinor;
}

/** Every amount that the content names, in whichever field: of all kinds of values only money looks like this. */
function amountsIn(values: FormValues): readonly Money[] {
  return Object.values(values).flatMap((value: unknown) => (isMoney(value) ? [value] : []));
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amountMinor' in value && 'currency' in value;
}
