import type { StoredFacts } from './stored-facts.js';
import type { ToldDecision, ToldRequest } from './three-people.js';

/** Where decisions are not what people were told about them; empty when all of it is true. */
export function untrueDecisions(facts: StoredFacts, told: readonly ToldDecision[]): readonly string[] {
  const wrong = told.flatMap((decision) => {
    const { personId, stepId, act, done, text } = decision;
    const kind = act === 'approve-with-comment' ? 'approve' : act;
    const votes = facts.votes.filter((vote) => vote.personId === personId && vote.stepId === stepId);
    const recorded = votes.map((vote) => vote.decision).join();
    const stands = rowOf(facts, decision);
    if (done ? recorded === kind && stands === kind : recorded === '' && stands === null) return [];
    return [`${personId} was told "${text}" on ${stepId} (${kind}); recorded is "${recorded}", the row says ${stands}`];
  });
  const known = new Set(told.map(({ personId, stepId }) => `${personId} on ${stepId}`));
  const untold = facts.votes
    .map(({ personId, stepId }) => `${personId} on ${stepId}`)
    .filter((vote) => !known.has(vote));
  return [...wrong, ...untold.map((vote) => `${vote}: a vote that nobody was told of`)];
}

/** Where requests are not what people were told about them; empty when all of it is true. */
export function untrueRequests({ documents }: StoredFacts, told: readonly ToldRequest[]): readonly string[] {
  const submitted = documents.filter(({ round }) => round > 0);
  const lost = told.filter(
    (request) =>
      submitted.filter(({ number, title }) => number === request.number && title === request.title).length !== 1,
  );
  const numbers = new Set(told.map(({ number }) => number));
  const titles = submitted.map(({ title }) => title);
  return [
    ...lost.map(({ number, title }) => `${number} "${title}" was submitted and is not there once`),
    ...submitted.filter(({ number }) => !numbers.has(number)).map(({ number }) => `nobody was told of ${number}`),
    ...titles.filter((title, index) => titles.indexOf(title) !== index).map((title) => `"${title}" is there twice`),
  ];
}

function rowOf({ documents }: StoredFacts, { documentId, stepId, personId }: ToldDecision): string | null {
  const step = documents.find(({ id }) => id === documentId)?.steps.find(({ id }) => id === stepId);
  const row = step?.people.find((one) => one.personId === personId);
  if (row === undefined) throw new Error(`${personId} is not asked on ${stepId}`);
  return row.decision;
}
