import Sqlite from 'better-sqlite3';
import type { StoredFacts, StoredVote } from './stored-facts.js';
import type { ToldDecision, ToldRequest, ToldWords } from './three-people.js';

/** Where decisions are not what people were told about them; empty when all of it is true. */
export function untrueDecisions(facts: StoredFacts, told: readonly ToldDecision[]): readonly string[] {
  const wrong = told.flatMap(({ personId, stepId, act, done, text }) => {
    const kind = act === 'approve-with-comment' ? 'approve' : act;
    const votes = facts.votes.filter((vote) => vote.personId === personId && vote.stepId === stepId);
    const recorded = votes.map(({ decision }) => decision).join();
    if (recorded === (done ? kind : '')) return [];
    return [`${personId} was told "${text}" on ${stepId} (${kind}); recorded is "${recorded}"`];
  });
  const known = new Set(told.map(({ personId, stepId }) => `${personId} on ${stepId}`));
  const untold = facts.votes
    .map(({ personId, stepId }) => `${personId} on ${stepId}`)
    .filter((vote) => !known.has(vote));
  return [...wrong, ...untold.map((vote) => `${vote}: a vote that nobody was told of`), ...untruePlaces(facts)];
}

/** A place is filled where there is a vote for it, and by one alone. */
function untruePlaces({ votes, documents }: StoredFacts): readonly string[] {
  const recorded = votes.map((vote) => `${placeOf(vote)} on ${vote.stepId}: ${vote.decision}`);
  const stored = documents.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      step.people
        .filter(({ decision }) => decision !== null)
        .map(({ personId, decision }) => `${personId} on ${step.id}: ${decision}`),
    ),
  );
  if (recorded.sort().join() === stored.sort().join()) return [];
  return [
    ...recorded.filter((vote) => !stored.includes(vote)).map((vote) => `${vote} is recorded and in no row`),
    ...stored.filter((row) => !recorded.includes(row)).map((row) => `${row} stands in a row and is not recorded`),
    ...recorded.filter((vote, index) => recorded.indexOf(vote) !== index).map((vote) => `${vote} is recorded twice`),
  ];
}

function placeOf({ personId, onBehalfOf }: StoredVote): string {
  return onBehalfOf ?? personId;
}

/** Where questions and answers are not what people were told about them; empty when all of it is true. */
export function untrueTalk(file: string, told: readonly ToldWords[]): readonly string[] {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const rows = database
      .prepare<[], { text: string; answer: string | null }>('select text, answer from questions')
      .all();
    const stored = rows.flatMap(({ text, answer }) => (answer === null ? [text] : [text, answer]));
    const owed = told.filter(({ done }) => done).map(({ words }) => words);
    return [
      ...owed.filter((words) => !stored.includes(words)).map((words) => `"${words}" was sent and is not there`),
      ...stored.filter((words) => !owed.includes(words)).map((words) => `nobody was told of "${words}"`),
      ...stored.filter((words, index) => stored.indexOf(words) !== index).map((words) => `"${words}" is there twice`),
    ];
  } finally {
    database.close();
  }
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
