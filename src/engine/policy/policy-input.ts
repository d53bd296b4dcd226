import type { FormField } from '../form/field-types.js';
import type { OtherRequest } from '../ports/document-store.js';
import type { RuleInput } from '../rules/evaluate.js';
import type { QuotaBalance } from './policy.js';

/** What policies look at when somebody submits. Everything is read in the transaction that submits. */
export interface PolicyInput {
  readonly form: readonly FormField[];
  /**
   * What rules see, so that a policy and a rule never count different days: the checked values with what is computed
   * and without what is hidden, the submitter as the requester, the company's day, and its calendar.
   */
  readonly ruleInput: RuleInput;
  /** The submitter's; see `quotaNeeds`. Without anything that this document itself holds. */
  readonly balances: readonly QuotaBalance[];
  /** The submitter's other pending, approved and completed requests of this type. */
  readonly otherRequests: readonly OtherRequest[];
}
