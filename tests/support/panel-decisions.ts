import { setTimeout as delay } from 'node:timers/promises';
import type { StoredMessage } from '../../src/sandbox/message.js';
import type { SentCall } from '../../src/sandbox/outgoing/bot-link.js';
import type { Sandbox } from '../../src/sandbox/start.js';
import { chatUserOf } from './local-slack.js';
import type { Panel } from './panel-company.js';
import { linesOf, messagesWith, toldTo } from './shown-cards.js';

export type DecisionAct = 'approve' | 'approve-with-comment' | 'return' | 'reject';

/** One person about to decide. Everybody on the panels decides once, so an answer to them is about this decision. */
export interface Decider {
  readonly personId: string;
  readonly chatUser: string;
  readonly act: DecisionAct;
  /** The card as they have it on the screen, whatever becomes of it before they click. */
  readonly card: StoredMessage;
  /** The modal that asks for the reason, where there is one. */
  readonly viewId?: string;
}

/** What somebody was told: that it is done, or in words that it is not. */
export interface Told {
  readonly done: boolean;
  readonly text: string;
}

export const reasonGiven = 'Because of the budget';
const doneText = /^You (approved|returned|rejected) [A-Z0-9-]+\. /;
const waitMsMax = 30_000;

/** Panel and desk of every document, with those who write a comment or reason having the modal open before them. */
export async function gatherDeciders(sandbox: Sandbox, panels: readonly Panel[]): Promise<readonly Decider[]> {
  return Promise.all(
    panels.flatMap((panel) =>
      [...panel.panel, ...panel.desk].map((personId, seat) => getReady(sandbox, personId, actOf(panel, seat))),
    ),
  );
}

function actOf({ kind }: Panel, seat: number): DecisionAct {
  if (kind === 'returned' && seat === 5) return 'return';
  if (kind === 'rejected' && seat === 5) return 'reject';
  return seat === 2 ? 'approve-with-comment' : 'approve';
}

async function getReady(sandbox: Sandbox, personId: string, act: DecisionAct): Promise<Decider> {
  const chatUser = chatUserOf(personId);
  const card = askingCard(sandbox, chatUser);
  if (act === 'approve') return { personId, chatUser, act, card };
  await sandbox.click(chatUser, { messageTs: card.ts, actionId: act });
  const deadline = performance.now() + waitMsMax;
  while (sandbox.viewOf(chatUser) === undefined) {
    if (performance.now() > deadline) throw new Error(`${personId} was not asked for a reason`);
    await delay(10);
  }
  return { personId, chatUser, act, card, viewId: sandbox.viewOf(chatUser)?.id ?? '' };
}

/**
 * Everybody within `spreadMs`, all at once where that is 0. `onAnswer` is called for each modal that was answered.
 * Resolves when no call is open any more.
 */
export async function decideAll(
  sandbox: Sandbox,
  deciders: readonly Decider[],
  spreadMs: number,
  onAnswer: () => void,
): Promise<ReadonlyMap<string, Told>> {
  const inModals = new Map<string, Told>();
  await Promise.all(
    deciders.map(async ({ chatUser, personId, act, card, viewId }, at) => {
      if (spreadMs > 0) await delay((spreadMs * at) / deciders.length);
      if (viewId === undefined) {
        await sandbox.click(chatUser, { actionId: act }, { seen: card });
        return;
      }
      const values = { reason: { value: reasonGiven } };
      const told = toldInModal((await sandbox.submitView(chatUser, viewId, values)).body);
      if (told === undefined) return;
      inModals.set(personId, told);
      onAnswer();
    }),
  );
  return inModals;
}

/** What each decider has been told by now, in a modal or privately below the card; who was told nothing is missing. */
export function answersSoFar(
  sandbox: Sandbox,
  deciders: readonly Decider[],
  inModals: ReadonlyMap<string, Told>,
): ReadonlyMap<string, Told> {
  const answers = new Map(inModals);
  for (const { personId, chatUser } of deciders) {
    const told = bestOf(toldTo(sandbox, chatUser).map(toldBy));
    if (told !== undefined) answers.set(personId, told);
  }
  return answers;
}

/** The signed bytes of each decision as they went out. */
export function callsOf(sandbox: Sandbox, deciders: readonly Decider[]): ReadonlyMap<string, SentCall> {
  const byUser = new Map(deciders.map((decider) => [decider.chatUser, decider]));
  const calls = new Map<string, SentCall>();
  for (const call of sandbox.sent) {
    const payload = new URLSearchParams(call.body).get('payload');
    if (payload === null) continue;
    const { user } = JSON.parse(payload) as { user: { id: string } };
    const decider = byUser.get(user.id);
    const kind = decider?.viewId === undefined ? 'block_actions' : 'view_submission';
    if (decider !== undefined && call.kind === kind) calls.set(decider.personId, call);
  }
  return calls;
}

/** Sends decisions again, each twice at once, and tells what was answered in modals. */
export async function sendAgain(
  sandbox: Sandbox,
  calls: ReadonlyMap<string, SentCall>,
  again: readonly Decider[],
  url: string,
): Promise<ReadonlyMap<string, Told>> {
  const inModals = new Map<string, Told>();
  await Promise.all(
    again.map(async ({ personId }) => {
      const call = calls.get(personId);
      if (call === undefined) throw new Error(`nothing of ${personId} was ever sent`);
      const answers = await sandbox.replay({ ...call, url }, 2);
      const told = bestOf(answers.map(({ body }) => toldInModal(body)));
      if (told !== undefined) inModals.set(personId, told);
    }),
  );
  return inModals;
}

function askingCard(sandbox: Sandbox, chatUser: string): StoredMessage {
  const [message] = messagesWith(sandbox, chatUser, 'approve');
  if (message === undefined) throw new Error(`${chatUser} is not asked anything`);
  return message;
}

function toldInModal(body: string): Told | undefined {
  if (!body.startsWith('{')) return undefined;
  const { view } = JSON.parse(body) as { view?: { blocks: unknown } };
  return toldBy(linesOf(view?.blocks).join('\n'));
}

/** "Something went wrong, please try again" tells nobody how their decision stands. */
function toldBy(text: string): Told | undefined {
  return text.startsWith('Something went wrong') ? undefined : { done: doneText.test(text), text };
}

/** Of several answers to one decision. */
function bestOf(answers: readonly (Told | undefined)[]): Told | undefined {
  return answers.find((told) => told?.done) ?? answers.findLast((told) => told !== undefined);
}
