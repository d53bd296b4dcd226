import assert from 'node:assert/strict';
import type { Answer, Done } from '../../../src/engine/answer.js';
import type { Command } from '../../../src/engine/command.js';
import { handle } from '../../../src/engine/handle.js';
import { type Instant, instant } from '../../../src/engine/instant.js';
import type { DocumentChange } from '../../../src/engine/ports/document-store.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { type MemoryCompany, MemoryStore } from '../../support/memory-store.js';
import { aim } from './aim.js';
import { changeCompany } from './change-company.js';
import { checkQuotas } from './check-quotas.js';
import { checkNumbers, checkRow } from './check-row.js';
import { digest } from './digest.js';
import { expectedRefusal } from './expected-refusal.js';
import { endDelegation, giveDelegation } from './give-delegation.js';
import type { Intent, Move } from './intent.js';
import { looksAt, rhythms } from './looks.js';
import { pick } from './names.js';
import type { Tally } from './tally.js';
import { Trail } from './trail.js';

const start = Date.parse('2026-12-31T23:00:00.000Z');
/** A minute a command, so that a longer run passes into the next year and its numbers begin anew. */
const minuteMs = 60_000;

/** Drives the engine over a store in memory, and checks after every command everything that must never be otherwise. */
export class Model {
  readonly store: MemoryStore;
  readonly #tally: Tally;
  readonly #trails = new Map<string, Trail>();
  readonly #sent: Command[] = [];
  /** What was answered to every intention that had an effect. */
  readonly #answers = new Map<string, Done>();
  readonly #keys = new Set<string>();
  #checked = 0;
  /** Minutes since the beginning. */
  #clock = 0;
  #settings = defaultSettings;

  constructor(company: MemoryCompany, tally: Tally) {
    // A run may change its company, and a failing one is run again from the same beginning.
    this.store = new MemoryStore(structuredClone(company));
    this.#tally = tally;
  }

  async make(move: Move): Promise<void> {
    switch (move.move) {
      case 'change':
        if (move.change === 'no delegating') return this.#switch();
        return changeCompany(this.store, move.change, move);
      case 'ask again and again':
        for (let times = 0; times < move.times; times += 1) await this.#alone(await this.#aimed(move.intent));
        return;
      case 'wait':
        this.#clock += move.hours * 60;
        return;
      case 'jobs run':
        return this.#runJobs(pick(rhythms, move.rhythm) ?? [], move.meanwhile);
      case 'delegate':
        return giveDelegation(this.store, move.wish, this.#nextMoment(), this.#settings);
      case 'end a delegation':
        return endDelegation(this.store, move.which, this.#nextMoment());
      case 'act':
        return this.#alone(await this.#aimed(move.intent));
      case 'replay': {
        const earlier = pick(this.#sent, move.command);
        return earlier && this.#alone(earlier);
      }
      case 'together':
        return this.#together(await Promise.all(move.intents.map((intent) => this.#aimed(intent))));
      case 'many times': {
        const command = await this.#aimed(move.intent);
        return this.#together(Array.from({ length: move.times }, () => command));
      }
    }
  }

  /** As the timetable does: whatever could happen by itself is asked for again and again, also where it cannot. */
  async #runJobs(rhythm: readonly number[], meanwhile: Intent): Promise<void> {
    for (const [look, hours] of rhythm.entries()) {
      this.#clock += hours * 60;
      if (look === 2) await this.#alone(await this.#aimed(meanwhile));
      for (const { id } of [...this.store.documents.values()]) {
        const document = this.store.documents.get(id);
        const commands = document === undefined ? [] : looksAt(this.store, document, String(this.#clock));
        for (const command of commands) await this.#alone(command);
      }
    }
  }

  /** Delegating is switched off, or on again. */
  #switch(): void {
    this.#settings = { ...this.#settings, allowsDelegation: !this.#settings.allowsDelegation };
  }

  /** One command by itself: what becomes of it can be told beforehand. */
  async #alone(command: Command): Promise<void> {
    const earlier = this.#answers.get(intentionOf(command));
    const now = this.#nextMoment();
    const refusal = earlier ? undefined : await expectedRefusal(this.store, this.#trails, command, now, this.#settings);
    const commits = this.store.commits.length;
    const answer = await this.#send(command);

    const told = answer.kind === 'done' ? undefined : answer.refusal.code;
    assert.equal(told, refusal, `what the rules say to ${command.kind}`);
    const effects = this.#note(command, answer) ? 1 : 0;
    assert.equal(this.store.commits.length - commits, effects, 'an accepted command has one effect, any other none');
    this.#checkCommits();
  }

  /** Several at the same moment: which of them comes first is open, and all else is not. */
  async #together(commands: readonly Command[]): Promise<void> {
    const commits = this.store.commits.length;
    const earlier = commands.map((command) => this.#answers.get(intentionOf(command)));
    const answers = await Promise.all(commands.map((command) => this.#send(command)));
    let effects = 0;
    for (const [at, command] of commands.entries()) {
      const answer = answers[at];
      assert.ok(answer);
      // Decided a moment before its twin took effect, a command may have been refused for what it says.
      const isOvertaken = answer.kind === 'refused' && earlier[at] === undefined;
      if (isOvertaken) this.#tally.count(command, answer, false);
      else if (this.#note(command, answer)) effects += 1;
    }
    assert.equal(this.store.commits.length - commits, effects, 'one effect for each intention');
    this.#checkCommits();
  }

  /** Whether the answer tells of an effect; the same intention must be told of the same one ever after. */
  #note(command: Command, answer: Answer): boolean {
    const intention = intentionOf(command);
    const earlier = this.#answers.get(intention);
    if (earlier !== undefined) assert.deepEqual(answer, earlier, 'the same intention gets the same answer');
    else if (answer.kind === 'done') this.#answers.set(intention, answer);
    this.#tally.count(command, answer, earlier !== undefined);
    return earlier === undefined && answer.kind === 'done';
  }

  async #send(command: Command): Promise<Answer> {
    const now = this.#nextMoment();
    this.#clock += 1;
    this.#sent.push(command);
    const origin = { requestId: `r${this.#clock}`, platform: 'model' };
    let attempts = 0;
    const counting = {
      read: this.store.read.bind(this.store),
      write: ((work) => {
        attempts += 1;
        return this.store.write(work);
      }) satisfies MemoryStore['write'],
    };
    const answer = await handle(counting, command, origin, now, digest, this.#settings);
    this.#tally.conflicts += attempts - 1;
    return answer;
  }

  #checkCommits(): void {
    for (const commit of this.store.commits.slice(this.#checked)) {
      this.#checked += 1;
      assert.ok(!this.#keys.has(commit.idempotencyKey), 'one effect per idempotency key');
      this.#keys.add(commit.idempotencyKey);
      const trail = this.#trails.get(commit.after.id) ?? new Trail();
      this.#trails.set(commit.after.id, trail);
      const others = [...this.#trails.values()].filter((one) => one !== trail);
      const { allowsDelegation } = this.#settings;
      const moment = { company: this.store.company, at: commit.at, actorId: commit.actor.id, others, allowsDelegation };
      for (const event of commit.events) {
        trail.record(event, moment);
        this.#tally.countEvent(event);
      }
      trail.checkSettled();
      checkEnd(this.store.company, commit);
      checkRow(this.store, commit, trail);
      checkQuotas(this.store.company, [...this.#trails.values()]);
    }
    checkNumbers(this.store);
  }

  /** Looked at when it is aimed, and so a moment before it is sent. */
  #aimed(intent: Intent): Promise<Command> {
    this.#clock += 1;
    return aim(this.store, intent, String(this.#clock), this.#nextMoment());
  }

  #nextMoment(): Instant {
    return instant(start + (this.#clock + 1) * minuteMs);
  }
}

/** Where nothing is left to be carried out an approval completes the document in the same moment. */
function checkEnd({ types }: MemoryCompany, { events, after }: DocumentChange): void {
  if (!events.some(({ type }) => type === 'document-approved')) return;
  const isAutomatic = types.get(after.typeKey)?.completion?.kind === 'automatic';
  assert.equal(after.status, isAutomatic ? 'completed' : 'approved');
}

/** What a click or a form means, told without the engine's own key. */
function intentionOf(command: Command): string {
  const { kind, actorId, documentId } = command;
  if ('nonce' in command) {
    const about = kind === 'replace-leaver' ? [command.personId] : [];
    return JSON.stringify([kind, actorId, documentId, command.nonce, ...about]);
  }
  switch (kind) {
    case 'fire-rung':
      return JSON.stringify([kind, documentId, command.stepId, command.opening, command.rung]);
    case 'lapse':
      return JSON.stringify([kind, documentId, command.round, command.dataRevision, command.what]);
    case 'delete':
    case 'complete':
      return JSON.stringify([kind, actorId, documentId]);
    case 'cancel':
      return JSON.stringify([kind, actorId, documentId, command.seen.round]);
    default: {
      const place = [command.seen.round, command.stepId, command.opening, command.comment];
      return JSON.stringify([kind, actorId, documentId, ...place]);
    }
  }
}
