import {
  type AnswerQuestion,
  type Ask,
  commentCharsMax,
  type Decide,
  type DelegateStep,
  type Nudge,
} from '../../../src/engine/command.js';
import type { Step } from '../../../src/engine/document.js';
import type { MemoryStore } from '../../support/memory-store.js';
import { actorOf, chosen, targetOf } from './aim-target.js';
import type { Intent } from './intent.js';
import { ghost, pick } from './names.js';

/** What somebody does who might as well have decided: they ask first, or let another act beside them. */
export function aimBeside(
  vote: Decide | undefined,
  store: MemoryStore,
  intent: Intent,
  newId: string,
): Ask | DelegateStep | undefined {
  if (vote === undefined) return undefined;
  const { actorId, documentId, stepId, opening, seen } = vote;
  const target = { actorId, documentId, stepId, opening, nonce: newId };
  if (intent.kind === 'ask') return { kind: 'ask', ...target, seen, question: textOf(intent) };
  return { kind: 'delegate-step', ...target, toId: newcomerFor(store, vote, intent), note: noteOf(intent) };
}

function textOf({ slip, fill }: Intent): string {
  if (slip === 'far too long') return 'x'.repeat(commentCharsMax + 1);
  return slip === 'badly worded' ? ' ' : `why ${fill}?`;
}

function noteOf({ slip, fill }: Intent): string | null {
  if (slip === 'far too long') return 'x'.repeat(commentCharsMax + 1);
  return fill % 2 === 0 ? null : `please ${fill}`;
}

/** Mostly somebody who is not on the step; with a slip anybody at all. */
function newcomerFor({ company, steps }: MemoryStore, { stepId, actorId }: Decide, { slip, fill }: Intent): string {
  const everyone = [...company.people.keys()];
  const asked = steps.get(stepId)?.approvers.map(({ personId }) => personId) ?? [];
  const others = everyone.filter((id) => id !== actorId && !asked.includes(id));
  const isCareless = slip === 'another route' || slip === 'who wrote it' || others.length === 0;
  return pick(isCareless ? [...everyone, ghost] : others, fill) ?? ghost;
}

/** The submitter answers what was asked of them; where nothing was, something nobody asked. */
export function aimAnswer(store: MemoryStore, intent: Intent, newId: string): AnswerQuestion | undefined {
  const asked = [...store.documents.values()].flatMap((document) =>
    document.steps.flatMap((step) => step.questions.map((question) => ({ document, step, question }))),
  );
  const open = asked.filter(({ document, question }) => document.status === 'pending' && question.answer === null);
  const answered = asked.filter(({ document, question }) => document.status === 'pending' && question.answer !== null);
  const isCareless = intent.fill % 3 === 0 && answered.length > 0;
  const target = pick(isCareless ? answered : intent.slip === 'any step' ? asked : open, intent.step);
  if (target === undefined) return undefined;
  const { document, step, question } = target;
  const { documentId } = targetOf(store, document, intent);
  return {
    kind: 'answer',
    documentId,
    actorId: actorOf(store, document.submitterId, intent, document),
    nonce: newId,
    stepId:
      intent.slip === 'no such step' ? `${document.id}:${document.round}:63` : stepFor(document.steps, step, intent),
    questionId: intent.fill % 7 === 0 ? `${question.id}?` : question.id,
    text: textOf(intent),
  };
}

/** With a slip another step, where nobody asked that. */
function stepFor(steps: readonly Step[], step: Step, { slip, fill }: Intent): string {
  return slip === 'a former opening' ? (pick(steps, fill)?.id ?? step.id) : step.id;
}

export function aimNudge(store: MemoryStore, intent: Intent, newId: string): Nudge | undefined {
  const document = chosen(store, intent, ['pending']);
  if (document === undefined) return undefined;
  const { documentId } = targetOf(store, document, intent);
  return { kind: 'nudge', documentId, actorId: actorOf(store, document.submitterId, intent, document), nonce: newId };
}
