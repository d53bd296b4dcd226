import type { Decider, Told } from './panel-decisions.js';
import type { StoredDocument, StoredFacts, StoredStep } from './stored-facts.js';

/** Whether a decision is in the rows, in the audit trail and among the handled commands. */
export interface Traces {
  readonly row: boolean;
  readonly audit: boolean;
  readonly answer: boolean;
}

export function tracesOf(facts: StoredFacts, decider: Decider): Traces {
  const { document, step } = placeOf(facts, decider.personId);
  const kind = decider.act === 'approve-with-comment' ? 'approve' : decider.act;
  const row = step.people.find(({ personId }) => personId === decider.personId);
  const begins = `${decider.personId}/${document.id}/${document.round}/${step.id}/${step.opening}/${kind}`;
  return {
    row: row?.decision === kind,
    audit: facts.votes.some((vote) => vote.personId === decider.personId && vote.stepId === step.id),
    answer: facts.handled.some((key) => key === begins || key.startsWith(`${begins}/`)),
  };
}

/** A decision leaves every trace or none. */
export function isWhole({ row, audit, answer }: Traces): boolean {
  return row === audit && audit === answer;
}

/** What happened twice although it may happen once: votes, ends of steps, ends of documents. */
export function doubledIn({ votes, stepEnds, documentEnds, documents }: StoredFacts): readonly string[] {
  const approvers = documents.flatMap(({ steps }) =>
    steps.flatMap((step) => step.people.map(({ personId }) => `approver ${personId} of ${step.id}`)),
  );
  return [
    ...repeated(votes.map(({ stepId, personId }) => `vote of ${personId} on ${stepId}`)),
    ...repeated(stepEnds.map((stepId) => `end of ${stepId}`)),
    ...repeated(documentEnds.map((end) => `end of ${end}`)),
    ...repeated(approvers),
  ];
}

/** Where what people were told in the end is not what the rows say; empty when all of it is true. */
export function untrueAnswers(
  facts: StoredFacts,
  deciders: readonly Decider[],
  told: ReadonlyMap<string, Told>,
): readonly string[] {
  return deciders.flatMap((decider) => {
    const answer = told.get(decider.personId);
    const traces = tracesOf(facts, decider);
    if (answer !== undefined && isWhole(traces) && answer.done === traces.row) return [];
    return [`${decider.personId} was told "${answer?.text}", and it is ${traces.row ? 'done' : 'not done'}`];
  });
}

/** Finance approvals that were announced and are not there. */
export function lostInFinance(
  facts: StoredFacts,
  announced: readonly { readonly personId: string; readonly number: string }[],
): readonly string[] {
  return announced.flatMap(({ personId, number }) => {
    const document = facts.documents.find((one) => one.number === number);
    const votes = facts.votes.filter((vote) => vote.personId === personId && vote.documentId === document?.id);
    return votes.length === 1 ? [] : [`${personId} approved ${number} and has ${votes.length} votes there`];
  });
}

/** The one document of the current round that asks this person on panel or desk. */
function placeOf({ documents }: StoredFacts, personId: string): { document: StoredDocument; step: StoredStep } {
  for (const document of documents) {
    const step = document.steps.find(
      ({ round, people }) => round === document.round && people.some((one) => one.personId === personId),
    );
    if (step !== undefined) return { document, step };
  }
  throw new Error(`${personId} is asked nowhere`);
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
