import type { DecisionKind, DocumentStatus } from './document.js';
import type { FieldError } from './form/values.js';
import type { Instant } from './instant.js';
import type { Permission } from './permission.js';
import type { Route } from './route.js';

/** The rules say no. Listed in order of precedence: where several hold, the first is the answer. */
export type Refusal =
  | { readonly code: 'unknown-person' }
  | { readonly code: 'inactive-person' }
  | { readonly code: 'no-permission'; readonly permission: Permission }
  | { readonly code: 'no-such-document' }
  | { readonly code: 'own-document' }
  /** Nobody votes on a step that they caused to reach them. */
  | { readonly code: 'put-oneself'; readonly how: 'reassigned' | 'wrote-the-definition' }
  | { readonly code: 'not-the-submitter' }
  /** Only holders of that role say that a document was carried out; null where the type asks nobody. */
  | { readonly code: 'not-the-completer'; readonly role: string | null }
  | {
      readonly code: 'wrong-status';
      readonly status: DocumentStatus;
      readonly since: Instant | null;
      readonly number: string | null;
    }
  | { readonly code: 'stale'; readonly round: number; readonly changed: readonly string[] }
  | { readonly code: 'no-such-step' }
  | { readonly code: 'not-an-approver'; readonly step: string }
  | {
      readonly code: 'already-decided';
      readonly step: string;
      readonly decision: DecisionKind;
      readonly at: Instant;
      /** Who did, where it is another than who is told: their deputy, or whom they act for. */
      readonly by?: string;
    }
  | { readonly code: 'step-not-open'; readonly step: string }
  | { readonly code: 'step-closed'; readonly step: string; readonly at: Instant | null }
  /** They could act for this approver once, or would, and nothing lets them now. */
  | { readonly code: 'delegation-over'; readonly forId: string; readonly why: OverBecause }
  /** As many as may be open on a step, or as it may have at all. */
  | { readonly code: 'too-many-questions'; readonly which: 'open' | 'asked'; readonly max: number }
  | { readonly code: 'no-such-question' }
  | { readonly code: 'answered-already'; readonly at: Instant }
  | { readonly code: 'nudged-already'; readonly at: Instant; readonly againAt: Instant }
  | { readonly code: 'delegation-off' }
  | { readonly code: 'reason-required' }
  | { readonly code: 'comment-too-long'; readonly chars: number; readonly charsMax: number }
  /** Whom a step should go to, or who should answer a question. */
  | { readonly code: 'unable-person'; readonly personId: string; readonly why: Unable }
  | { readonly code: 'no-such-type'; readonly typeKey: string }
  | { readonly code: 'invalid-form'; readonly errors: readonly FieldError[] }
  | { readonly code: 'attachment-required' }
  | { readonly code: 'no-template'; readonly typeKey: string }
  /** A template's condition or a policy could not be evaluated; `where` names it. The draft is kept. */
  | { readonly code: 'rule-failed'; readonly where: string; readonly error: string }
  | { readonly code: 'route-changed'; readonly route: Route; readonly digest: string }
  /** Only ever said to the system: what it wanted to do is done, or its time has not come. */
  | { readonly code: 'nothing-to-do' };

/**
 * The delegation has ended, or the approver's place went to another; the document's amount or type is none that it
 * reaches; delegating is switched off; or who gave it may not act themselves any more.
 */
export type OverBecause = 'ended' | 'amount' | 'type' | 'off' | 'unable';

/**
 * Why nobody may put this person on a step: unknown or inactive; they lack `approval.act`; it is their own document; they are asked there already;
 * they wrote a definition that shaped the route; they would put themselves there; they put there themselves who gives
 * the step to them; or no place is free and nobody was
 * named whose place they take; or the approver gave the step to as many as they may. Of a question: its submitter is inactive, so `no-answer` would come.
 */
export type Unable =
  | 'inactive'
  | 'may-not-act'
  | 'submitter'
  | 'asked'
  | 'author'
  | 'oneself'
  | 'chose-approver'
  | 'no-place'
  | 'given-enough'
  | 'no-answer';

export type RefusalCode = Refusal['code'];

export const refusalCodes = [
  'unknown-person',
  'inactive-person',
  'no-permission',
  'no-such-document',
  'own-document',
  'put-oneself',
  'not-the-submitter',
  'not-the-completer',
  'wrong-status',
  'stale',
  'no-such-step',
  'not-an-approver',
  'already-decided',
  'step-not-open',
  'step-closed',
  'delegation-over',
  'too-many-questions',
  'no-such-question',
  'answered-already',
  'nudged-already',
  'delegation-off',
  'reason-required',
  'comment-too-long',
  'unable-person',
  'no-such-type',
  'invalid-form',
  'attachment-required',
  'no-template',
  'rule-failed',
  'route-changed',
  'nothing-to-do',
] as const satisfies readonly RefusalCode[];
