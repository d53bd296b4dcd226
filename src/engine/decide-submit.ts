import type { Submit } from './command.js';
import { accept, type Decision, refuse } from './decision.js';
import type { DocumentType } from './definition.js';
import type { ApprovalDocument } from './document.js';
import type { DocumentSubmitted, DomainEvent } from './event.js';
import type { Facts, SubmissionFacts } from './facts.js';
import type { Instant } from './instant.js';
import { planDigest, planSubmission, type SubmissionPlan } from './plan-submission.js';
import type { Refusal } from './refusal.js';
import {
  firstRefusal,
  unlessAttached,
  unlessFilled,
  unlessSeen,
  unlessStatus,
  unlessSubmitter,
} from './refusal-checks.js';
import { stepsOf } from './route.js';
import { openingOf } from './stage-opening.js';

/** First submit and resubmit alike: the route the person agreed to is the route the document takes. */
export function decideSubmit(document: ApprovalDocument, command: Submit, facts: Facts, now: Instant): Decision {
  const refusal = firstRefusal(
    () => unlessSubmitter(document, command.actorId),
    () => unlessStatus(document, ['draft', 'returned']),
    () => unlessSeen(document, command.seen, facts),
  );
  if (refusal !== undefined) return refuse(refusal);
  const { type, submission, form } = facts;
  if (type === undefined) return refuse({ code: 'no-such-type', typeKey: document.typeKey });
  if (submission === undefined || form === undefined) throw new Error('a submit was decided without its facts');

  const unready = firstRefusal(
    () => unlessFilled(type, document.data, form),
    () => unlessCurrent(document, type),
    () => unlessAttached(type, document.data),
  );
  if (unready !== undefined) return refuse(unready);
  const plan = planSubmission(submission, document.data, now);
  if ('code' in plan) return refuse(plan);
  const digest = planDigest(plan, submission.digest);
  if (digest !== command.routeDigest) return refuse({ code: 'route-changed', route: plan.route, digest });

  const submitted = submittedAs(document, plan, submission);
  return accept(submitted, whatFollows(submitted, submission, now));
}

/** The first stage opens. Where a policy rejects there is none: the document has got its number, and ends. */
function whatFollows(
  { documentId, steps }: DocumentSubmitted,
  { calendars }: SubmissionFacts,
  now: Instant,
): DomainEvent {
  if (steps.length === 0) return { type: 'document-rejected', documentId };
  return openingOf(documentId, steps, 0, calendars, now);
}

/**
 * A draft outlives the form it was written on. What is submitted has been saved on the form of today, by a person who
 * saw it there: fields that came or went must not change a document between its preview and its submit.
 */
function unlessCurrent({ typeVersion }: ApprovalDocument, { version }: DocumentType): Refusal | undefined {
  return typeVersion === version ? undefined : { code: 'invalid-form', errors: [] };
}

function submittedAs(
  document: ApprovalDocument,
  plan: SubmissionPlan,
  { nextNumber }: SubmissionFacts,
): DocumentSubmitted {
  const round = document.round + 1;
  const { key, version } = plan.route.template;
  return {
    type: 'document-submitted',
    documentId: document.id,
    number: document.number ?? nextNumber,
    round,
    template: { key, version },
    steps: stepsOf(plan.route, document.id, round),
    findings: plan.findings,
    holds: plan.holds,
    authorIds: plan.authorIds,
  };
}
