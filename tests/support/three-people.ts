import { setTimeout as delay } from 'node:timers/promises';
import { noticeAction } from '../../src/bot/slack/notice-action.js';
import type { ViewInputs } from '../../src/sandbox/element-value.js';
import type { StoredMessage } from '../../src/sandbox/message.js';
import type { Sandbox } from '../../src/sandbox/start.js';
import type { SlackView } from '../../src/sandbox/view.js';
import { shownInModal } from './bot-in-process.js';
import { chatUserOf } from './local-slack.js';
import { type DecisionAct, reasonGiven } from './panel-decisions.js';
import { buttonsOn, messagesWith, toldTo } from './shown-cards.js';
import { decidersOf, type Team } from './three-company.js';

/** What somebody asked for, and which number they were told. */
export interface ToldRequest {
  readonly title: string;
  readonly number: string;
}

/** What somebody was told about their decision. */
export interface ToldDecision {
  readonly personId: string;
  readonly documentId: string;
  readonly stepId: string;
  readonly act: DecisionAct;
  readonly done: boolean;
  readonly text: string;
}

/** What somebody was told about a question or an answer of theirs; no two have the same words. */
export interface ToldWords {
  readonly kind: 'question' | 'answer';
  readonly personId: string;
  readonly words: string;
  readonly done: boolean;
}

interface Button {
  readonly actionId: string;
  /** As the person has it on the screen, whatever has become of it. */
  readonly seen: StoredMessage;
}

interface Saying extends Button {
  readonly kind: ToldWords['kind'];
  readonly words: string;
}

interface Asked {
  readonly card: StoredMessage;
  readonly documentId: string;
  readonly stepId: string;
}

/** It went well and there is more to do. */
const further = Symbol('further');
/** What somebody was told; undefined where nothing came of it. */
type Outcome = string | typeof further | undefined;

/** Requests of one asker that wait for decisions at the same time. */
const openMax = 2;
const thinkMs = { least: 100, most: 700 } as const;
const lookMs = 60;
/** Between a click that went wrong and the next. */
const againMs = 250;
/** How long somebody waits for an answer before they click again. */
const answerMsMax = 5000;
/** How long somebody keeps trying before that counts as a fault. */
const patienceMsMax = 90_000;
/** How often people of a team that talks ask something before they decide. */
const questionChance = 0.5;
const sentText = /^Your (?:question|answer) about /;
const doneText = /^You (?:approved|returned|rejected) [A-Z0-9-]+(?: on behalf of \S+)?\. /;

/** Everybody on the teams, asking and deciding over and over until told to end; whoever got no answer clicks again. */
export class ThreePeople {
  readonly requests: ToldRequest[] = [];
  readonly decisions: ToldDecision[] = [];
  readonly talk: ToldWords[] = [];
  /** Clicks and submissions beyond the first of their kind, because nothing had come of those before. */
  clickedAgain = 0;
  readonly #sandbox: Sandbox;
  readonly #work: readonly Promise<void>[];
  #isOver = false;

  constructor(sandbox: Sandbox, teams: readonly Team[]) {
    this.#sandbox = sandbox;
    this.#work = teams.flatMap((team) => [
      this.#askOn(team),
      ...decidersOf(team).map((personId) => this.#decideOn(personId, team.away !== undefined)),
    ]);
    // Whoever ends the load hears of a failure.
    for (const work of this.#work) work.catch(() => undefined);
  }

  /** Nobody begins anything new. Resolves when everybody was told what came of what they had begun. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#work);
  }

  async #askOn({ askerId, key }: Team): Promise<void> {
    const user = chatUserOf(askerId);
    const answered = new Set<string>();
    for (let count = 1; !this.#isOver; ) {
      await this.#think();
      const question = this.#questionsTo(user).find(({ ts }) => !answered.has(ts));
      if (question !== undefined) {
        answered.add(question.ts);
        await this.#answer(askerId, question);
      } else if (messagesWith(this.#sandbox, user, 'nudge').length < openMax) {
        await this.#ask(user, key, `Desk ${count} of ${askerId}`);
        count += 1;
      }
    }
  }

  #questionsTo(user: string): readonly StoredMessage[] {
    const withButton = messagesWith(this.#sandbox, user, noticeAction.answer);
    return withButton.filter(({ metadata }) => metadata?.event_payload.notice_id !== undefined);
  }

  async #answer(personId: string, question: StoredMessage): Promise<void> {
    const words = `Answer to ${question.ts}`;
    await this.#say(personId, { kind: 'answer', actionId: noticeAction.answer, words, seen: question });
  }

  async #question(personId: string, { card, stepId }: Asked): Promise<void> {
    const words = `Question of ${personId} on ${stepId}`;
    await this.#say(personId, { kind: 'question', actionId: 'ask', words, seen: card });
  }

  async #say(personId: string, { kind, words, ...where }: Saying): Promise<void> {
    const user = chatUserOf(personId);
    const told = await this.#insist(`${personId} was told nothing about "${words}"`, () =>
      this.#throughModal(user, where, { [kind]: { value: words } }),
    );
    this.talk.push({ kind, personId, words, done: sentText.test(told) });
    await this.#closeAll(user);
  }

  async #ask(user: string, typeKey: string, title: string): Promise<void> {
    const number = await this.#insist(`${user} could not ask for ${title}`, () =>
      this.#askFurther(user, typeKey, title),
    );
    this.requests.push({ title, number });
    await this.#closeAll(user);
  }

  async #askFurther(user: string, typeKey: string, title: string): Promise<Outcome> {
    const top = this.#sandbox.viewOf(user);
    if (top === undefined) {
      const { error } = await this.#sandbox.command(user, '/submit', typeKey);
      return error === undefined && (await this.#sees(user)) ? further : undefined;
    }
    if (top.callback_id === 'preview') return this.#submit(user, top);
    const values = { 'field:item': { value: title }, 'field:amount': { value: '120' } };
    const { error, fieldErrors } = await this.#sandbox.submitView(user, top.id, values);
    if (Object.keys(fieldErrors).length > 0) throw new Error(`the form says ${JSON.stringify(fieldErrors)}`);
    return error === undefined ? further : undefined;
  }

  async #submit(user: string, preview: SlackView): Promise<Outcome> {
    const { body, error } = await this.#sandbox.submitView(user, preview.id, {});
    return error === undefined ? /^(\S+) is submitted\./.exec(shownInModal(body))?.[1] : undefined;
  }

  async #decideOn(personId: string, isTalking: boolean): Promise<void> {
    const user = chatUserOf(personId);
    const decided = new Set<string>();
    while (!this.#isOver) {
      const asked = this.#asked(user).find(({ stepId }) => !decided.has(stepId));
      if (asked === undefined) {
        await delay(lookMs);
        continue;
      }
      await this.#think();
      decided.add(asked.stepId);
      if (isTalking && Math.random() < questionChance) await this.#question(personId, asked);
      const act = chosenAct();
      const text = await this.#insist(`${personId} was told nothing about ${asked.stepId}`, () =>
        act === 'approve'
          ? this.#approve(user, asked)
          : this.#throughModal(user, { actionId: act, seen: asked.card }, { reason: { value: reasonGiven } }),
      );
      const { documentId, stepId } = asked;
      this.decisions.push({ personId, documentId, stepId, act, done: doneText.test(text), text });
      await this.#closeAll(user);
    }
  }

  #asked(user: string): readonly Asked[] {
    return messagesWith(this.#sandbox, user, 'approve').flatMap((card) => {
      const [, documentId, , , stepId] =
        buttonsOn(card)
          .find((button) => button.startsWith('approve '))
          ?.split(' ') ?? [];
      return documentId === undefined || stepId === undefined ? [] : [{ card, documentId, stepId }];
    });
  }

  /** On the card as they saw it, whatever has become of it. */
  async #approve(user: string, { card }: Asked): Promise<Outcome> {
    const before = toldTo(this.#sandbox, user).length;
    const { error } = await this.#sandbox.click(user, { actionId: 'approve' }, { seen: card });
    return error === undefined ? this.#toldSince(user, before) : undefined;
  }

  /** Opens the form that lies behind a button, and sends it. */
  async #throughModal(user: string, { actionId, seen }: Button, values: ViewInputs): Promise<Outcome> {
    const modal = this.#sandbox.viewOf(user);
    if (modal !== undefined) {
      const { body, error } = await this.#sandbox.submitView(user, modal.id, values);
      return error === undefined ? heard(shownInModal(body)) : undefined;
    }
    const before = toldTo(this.#sandbox, user).length;
    const { error } = await this.#sandbox.click(user, { actionId }, { seen });
    if (error !== undefined) return undefined;
    // Whoever comes too late is told so at once and gets no form.
    return Promise.race([
      this.#toldSince(user, before),
      this.#sees(user).then((isAsked) => (isAsked ? further : undefined)),
    ]);
  }

  async #toldSince(user: string, before: number): Promise<string | undefined> {
    const told = () =>
      toldTo(this.#sandbox, user)
        .slice(before)
        .map(heard)
        .find((text) => text !== undefined);
    await this.#soon(() => told() !== undefined);
    return told();
  }

  #sees(user: string): Promise<boolean> {
    return this.#soon(() => this.#sandbox.viewOf(user) !== undefined);
  }

  async #soon(isSo: () => boolean): Promise<boolean> {
    const deadline = performance.now() + answerMsMax;
    while (!isSo()) {
      if (performance.now() > deadline) return false;
      await delay(10);
    }
    return true;
  }

  /** Tries again wherever nothing came of it, until somebody has been told something. */
  async #insist(complaint: string, attempt: () => Promise<Outcome>): Promise<string> {
    const deadline = performance.now() + patienceMsMax;
    while (performance.now() < deadline) {
      const outcome = await attempt();
      if (typeof outcome === 'string') return outcome;
      if (outcome === further) continue;
      this.clickedAgain += 1;
      await delay(againMs);
    }
    throw new Error(`${complaint} within ${patienceMsMax} ms`);
  }

  async #closeAll(user: string): Promise<void> {
    for (let top = this.#sandbox.viewOf(user); top !== undefined; top = this.#sandbox.viewOf(user)) {
      await this.#sandbox.closeView(user, top.id);
    }
  }

  #think(): Promise<void> {
    return delay(thinkMs.least + Math.random() * (thinkMs.most - thinkMs.least));
  }
}

/** Mostly a plain yes. */
function chosenAct(): DecisionAct {
  const chance = Math.random();
  if (chance < 0.8) return 'approve';
  if (chance < 0.9) return 'approve-with-comment';
  return chance < 0.95 ? 'return' : 'reject';
}

/** "Something went wrong, please try again" tells nobody how their decision stands. */
function heard(text: string): string | undefined {
  return text === '' || text.startsWith('Something went wrong') ? undefined : text;
}
