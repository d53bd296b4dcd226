import { copyFileSync, rmSync } from 'node:fs';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { SentCall } from '../../src/sandbox/outgoing/bot-link.js';
import type { Sandbox } from '../../src/sandbox/start.js';
import { BotProcess } from './bot-process.js';
import { chatUserOf, localSlackOf } from './local-slack.js';
import { type Panel, panelCompany } from './panel-company.js';
import {
  answersSoFar,
  callsOf,
  type Decider,
  decideAll,
  gatherDeciders,
  sendAgain,
  type Told,
} from './panel-decisions.js';
import { type CardReport, judgeCards, messagesWith, toldTo } from './shown-cards.js';
import { outboxOf, readFacts } from './stored-facts.js';

const quietMsMax = 180_000;
const answerMsMax = 15_000;
/** Longer than Slack's: what is looked at is whether an answer is true, not how soon a busy machine gives it. */
const patienceMs = 10_000;
const attemptsMax = 5;
/** For what the dead process had already handed to the network. */
const lastWordsMs = 150;
const lookMs = 100;
/** A post is done at once and answered this much later, as over a real network: a kill often falls in between. */
const postMs = 60;

/** A company in its local Slack, a bot process that may be killed, and everybody who is asked to decide. */
export class PanelNight {
  readonly sandbox: Sandbox;
  readonly file: string;
  readonly #panels: readonly Panel[];
  readonly #everybody: readonly string[];
  #bot: BotProcess;
  #deciders: readonly Decider[] = [];
  #calls: ReadonlyMap<string, SentCall> = new Map();
  #inModals = new Map<string, Told>();

  private constructor(sandbox: Sandbox, file: string, panels: readonly Panel[], bot: BotProcess) {
    this.sandbox = sandbox;
    this.file = file;
    this.#panels = panels;
    this.#everybody = panelCompany(panels).people.map(({ id }) => chatUserOf(id));
    this.#bot = bot;
  }

  /** On a copy of a seeded file. Resolves when everybody has their card and those who need a modal have it open. */
  static async begin(seed: string, file: string, panels: readonly Panel[]): Promise<PanelNight> {
    for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
    copyFileSync(seed, file);
    const sandbox = await localSlackOf(panelCompany(panels), { ackTimeoutMs: patienceMs });
    const bot = await BotProcess.start(file, sandbox.apiUrl);
    sandbox.connectBot(bot.eventsUrl);
    const night = new PanelNight(sandbox, file, panels, bot);
    try {
      await night.quiet();
      night.#deciders = await gatherDeciders(sandbox, panels);
      return night;
    } catch (error) {
      await night.close();
      throw error;
    }
  }

  get deciders(): readonly Decider[] {
    return this.#deciders;
  }

  /** Interrupted posts that the running bot found again. */
  get adopted(): number {
    return this.#bot.adopted;
  }

  /** How often the running bot says that it was too slow for Slack. */
  get late(): number {
    return this.#bot.late;
  }

  /** What the running bot says went wrong. */
  get botErrors(): readonly string[] {
    return this.#bot.errors;
  }

  /** Everybody decides within `spreadMs`; the bot is killed when that many have been told something. */
  async decideAndKill(afterAnswers: number, spreadMs: number): Promise<void> {
    let answered = 0;
    let seen = this.sandbox.requests.length;
    const countAnswers = () => {
      const fresh = this.sandbox.requests.slice(seen);
      seen += fresh.length;
      answered += fresh.filter(({ method }) => method === 'response_url').length;
      return answered;
    };
    this.sandbox.fail({ kind: 'timeout', method: 'chat.postMessage', every: 1, afterMs: postMs });
    const deciding = decideAll(this.sandbox, this.#deciders, spreadMs, () => {
      answered += 1;
    });
    // Looks at every turn of the event loop: answers come by the dozen.
    while (countAnswers() < afterAnswers) await nextTurn();
    await this.#bot.kill();
    this.#inModals = new Map(await deciding);
    await delay(lastWordsMs);
    this.sandbox.clearFailures();
    this.#calls = callsOf(this.sandbox, this.#deciders);
  }

  async restart(): Promise<void> {
    this.#bot = await BotProcess.start(this.file, this.sandbox.apiUrl);
    this.sandbox.connectBot(this.#bot.eventsUrl);
  }

  /** By person. Who was told nothing is missing. */
  answers(): ReadonlyMap<string, Told> {
    return answersSoFar(this.sandbox, this.#deciders, this.#inModals);
  }

  unanswered(): readonly Decider[] {
    const answers = this.answers();
    return this.#deciders.filter(({ personId }) => !answers.has(personId));
  }

  /**
   * Whoever was told nothing clicks again, and their client sends the very same bytes twice. Where that brought no
   * answer, as on a machine that is too busy, they press once more. Resolves when all were told something.
   */
  async sendUnansweredAgain(): Promise<void> {
    const hasModal = ({ viewId }: Decider) => viewId !== undefined;
    for (let attempt = 1; attempt <= attemptsMax && this.unanswered().length > 0; attempt += 1) {
      const pressAnew = attempt > 1 ? this.unanswered().filter((decider) => !hasModal(decider)) : [];
      const repeat = this.unanswered().filter((decider) => !pressAnew.includes(decider));
      const again = await sendAgain(this.sandbox, this.#calls, repeat, this.#bot.eventsUrl);
      for (const [personId, told] of again) this.#inModals.set(personId, told);
      await decideAll(this.sandbox, pressAnew, 0, () => undefined);
      await isSoWithin(() => this.unanswered().every(hasModal), answerMsMax);
    }
    const silent = this.unanswered().map(({ personId }) => personId);
    if (silent.length > 0) throw new Error(`${silent.join(', ')} were told nothing however often they tried`);
  }

  /** Everyone in finance approves whatever is before them, all at once, some of it on messages the bot lost sight of. */
  async financeRush(): Promise<void> {
    const people = [...new Set(this.#panels.flatMap(({ finance }) => finance))].map(chatUserOf);
    const asked = people.flatMap((user) =>
      messagesWith(this.sandbox, user, 'approve').map((message) => ({ user, ts: message.ts })),
    );
    const told = () => people.reduce((sum, user) => sum + toldTo(this.sandbox, user).length, 0);
    await Promise.all(asked.map(({ user, ts }) => this.sandbox.click(user, { messageTs: ts, actionId: 'approve' })));
    await until(() => told() >= asked.length, answerMsMax, 'finance was told nothing');
  }

  /** Numbers of the documents that finance people were told they approved, by person. */
  financeApprovals(): readonly { readonly personId: string; readonly number: string }[] {
    const people = [...new Set(this.#panels.flatMap(({ finance }) => finance))];
    return people.flatMap((personId) =>
      toldTo(this.sandbox, chatUserOf(personId)).flatMap((text) => {
        const number = /^You approved ([A-Z0-9-]+)\. /.exec(text)?.[1];
        return number === undefined ? [] : [{ personId, number }];
      }),
    );
  }

  /** Resolves when nothing is owed to anybody any more. */
  async quiet(): Promise<void> {
    await until(() => outboxOf(this.file).due === 0, quietMsMax, 'delivery did not come to rest');
  }

  judge(): CardReport {
    return judgeCards(this.sandbox, readFacts(this.file), this.#everybody);
  }

  /** With which code the bot ended. */
  stopBot(): Promise<number | null> {
    return this.#bot.stop();
  }

  async close(): Promise<void> {
    await this.#bot.kill();
    await this.sandbox.close();
  }
}

async function until(isSo: () => boolean, limitMs: number, complaint: string): Promise<void> {
  if (!(await isSoWithin(isSo, limitMs))) throw new Error(`${complaint} within ${limitMs} ms`);
}

async function isSoWithin(isSo: () => boolean, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!isSo()) {
    if (performance.now() > deadline) return false;
    await delay(lookMs);
  }
  return true;
}
