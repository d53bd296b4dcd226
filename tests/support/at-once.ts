import { anyone, askers, everyone, pair } from './at-once-company.js';
import { type BotInProcess, shownInModal } from './bot-in-process.js';
import { chatUserOf } from './local-slack.js';
import type { StoredDocument } from './stored-facts.js';

/** What came of many doing something at the same moment. */
export interface Rush {
  /** Requests that were sent. */
  readonly sent: number;
  /** Who was told that it is done. */
  readonly done: number;
  /** Who was told in words that it is not. */
  readonly refused: number;
  /** Votes in the audit trail. */
  readonly votes: number;
  /** Times that a step or the document ended, in the audit trail. */
  readonly stepEnds: number;
  readonly documentEnds: number;
  readonly status: string;
}

/** Both of a pair approve at the same moment. */
export async function pairApproves(bot: BotInProcess, type: 'either' | 'both'): Promise<Rush> {
  const document = await bot.ask('asker1', type);
  const heard = bot.listenTo(pair);
  return rush(bot, document, approvals(bot, document, pair), heard);
}

/** One of the pair approves while the other sends a rejection; chance says who is a moment earlier. */
export async function approvalMeetsRejection(bot: BotInProcess): Promise<Rush> {
  const document = await bot.ask('asker1', 'either');
  const [left, right] = pair;
  const view = await bot.openReason(right, document, 'reject');
  const heard = bot.listenTo([left]);
  const approvalFirst = Math.random() < 0.5;
  const early = approvalFirst ? approvals(bot, document, [left]) : [];
  const rejection = bot.sandbox.submitView(chatUserOf(right), view, { reason: { value: 'Too dear' } });
  const late = approvalFirst ? [] : approvals(bot, document, [left]);
  const told = async () => [...(await heard()), shownInModal((await rejection).body)];
  return rush(bot, document, [...early, rejection, ...late], told);
}

/** Twenty who all have to agree and twenty of whom one is enough, on one document. */
export async function crowdsApprove(bot: BotInProcess): Promise<Rush> {
  const document = await bot.ask('asker1', 'crowds');
  const people = [...everyone, ...anyone];
  const heard = bot.listenTo(people);
  return rush(bot, document, approvals(bot, document, people), heard);
}

/** Five clicks of one person, each a message of its own to the bot. */
export async function fiveClicks(bot: BotInProcess): Promise<Rush> {
  const document = await bot.ask('asker1', 'both');
  const [left] = pair;
  const clicks = Array.from({ length: 5 }, () => left);
  const heard = bot.listenTo([left], 5);
  return rush(bot, document, approvals(bot, document, clicks), heard);
}

/** One click whose signed bytes arrive five times, three of them at once. */
export async function replayedClick(bot: BotInProcess): Promise<Rush> {
  const document = await bot.ask('asker1', 'both');
  const [left] = pair;
  const messageTs = bot.askingCard(left, document).ts;
  const heard = bot.listenTo([left], 5);
  await bot.sandbox.click(chatUserOf(left), { messageTs, actionId: 'approve' }, { copies: 3 });
  const sent = bot.sandbox.sent.at(-1);
  if (sent === undefined) throw new Error('nothing was sent');
  return rush(bot, document, [bot.sandbox.replay(sent, 2)], heard, 5);
}

/** One reason whose signed bytes arrive five times at once. */
export async function replayedReason(bot: BotInProcess): Promise<Rush> {
  const document = await bot.ask('asker1', 'both');
  const [left] = pair;
  const view = await bot.openReason(left, document, 'return');
  const values = { reason: { value: 'Which colour?' } };
  const sending = bot.sandbox.submitView(chatUserOf(left), view, values, { copies: 5 });
  const heard = async () => (await sending).answers.map(({ body }) => shownInModal(body));
  return rush(bot, document, [sending], heard, 5);
}

export interface Numbers {
  readonly submits: number;
  readonly requests: number;
  /** The counting part of every number given, in order. */
  readonly given: readonly number[];
}

/** Fifty people submit at the same moment, each with a double click. */
export async function fiftySubmit(bot: BotInProcess): Promise<Numbers> {
  const before = new Set(bot.facts().documents.map(({ id }) => id));
  const ready = await Promise.all(askers.map(async (asker) => ({ asker, view: await bot.prepare(asker, 'either') })));
  const outcomes = await Promise.all(
    ready.map(({ asker, view }) => bot.sandbox.submitView(chatUserOf(asker), view, {}, { copies: 2 })),
  );
  const made = bot.facts().documents.filter(({ id }) => !before.has(id));
  const told = outcomes.flatMap(({ answers }) => answers.map(({ body }) => shownInModal(body)));
  const untold = made.filter(
    ({ number }) => told.filter((text) => text.startsWith(`${number} is submitted.`)).length !== 2,
  );
  if (untold.length > 0) throw new Error(`not told twice: ${untold.map(({ number }) => number).join(', ')}`);
  const given = made.map(({ number }) => Number(number.split('-').at(-1)));
  return { submits: ready.length, requests: told.length, given: given.sort((a, b) => a - b) };
}

function approvals(bot: BotInProcess, document: StoredDocument, people: readonly string[]) {
  const cards = people.map((person) => ({ person, messageTs: bot.askingCard(person, document).ts }));
  return cards.map(({ person, messageTs }) =>
    bot.sandbox.click(chatUserOf(person), { messageTs, actionId: 'approve' }),
  );
}

async function rush(
  bot: BotInProcess,
  document: StoredDocument,
  sending: readonly Promise<unknown>[],
  heard: () => Promise<readonly string[]>,
  sent = sending.length,
): Promise<Rush> {
  await Promise.all(sending);
  const told = await heard();
  const done = told.filter((text) => /^You (?:approved|returned|rejected) [A-Z]+-/.test(text)).length;
  const facts = bot.facts();
  return {
    sent,
    done,
    refused: told.length - done,
    votes: facts.votes.filter(({ documentId }) => documentId === document.id).length,
    stepEnds: facts.stepEnds.filter((stepId) => stepId.startsWith(document.id)).length,
    documentEnds: facts.documentEnds.filter((end) => end.startsWith(document.id)).length,
    status: bot.document(document.id).status,
  };
}
