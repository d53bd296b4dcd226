import type { Answer } from '../../../src/engine/answer.js';
import type { Command, Decide } from '../../../src/engine/command.js';
import type { ApprovalDocument, Step } from '../../../src/engine/document.js';
import type { RawValues } from '../../../src/engine/form/values.js';
import { handle, previewRoute } from '../../../src/engine/handle.js';
import { instant } from '../../../src/engine/instant.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { awaitedOf } from '../../../src/engine/voting-place.js';
import type { Store } from '../../../src/store/store.js';
import { digest } from '../house.js';
import type { MonthRandom } from './month-random.js';

const dayMs = 86_400_000;
/** How many of what waits for them people get done when they sit down. */
const diligence = 0.35;

export interface MonthTally {
  submitted: number;
  decided: number;
  refused: number;
  asked: number;
  delegated: number;
}

/** People who ask, decide, put things off, ask back and go on holiday, as chance has it. */
export class MonthPeople {
  readonly tally: MonthTally = { submitted: 0, decided: 0, refused: 0, asked: 0, delegated: 0 };
  /** Documents that somebody did something about since this was emptied. */
  readonly touched = new Set<string>();
  readonly #store: Store;
  readonly #tenant: string;
  readonly #ids: readonly string[];
  readonly #random: MonthRandom;
  readonly #now: () => number;
  readonly #documents: string[] = [];
  #made = 0;

  constructor(store: Store, tenant: string, ids: readonly string[], random: MonthRandom, now: () => number) {
    this.#store = store;
    this.#tenant = tenant;
    this.#ids = ids;
    this.#random = random;
    this.#now = now;
  }

  /** What one hour brings. */
  async live(): Promise<void> {
    for (const personId of this.#ids) {
      if (this.#random.chance(0.02)) await this.#ask(personId);
      if (this.#random.chance(0.01)) await this.#goAway(personId);
      if (this.#random.chance(0.12)) await this.#work(personId);
    }
    if (this.#random.chance(0.2)) await this.#lookAfterOwn();
  }

  async #ask(personId: string): Promise<void> {
    const [typeKey, input] = this.#wish();
    const id = this.#newId('d');
    const made = await this.#do({ kind: 'create', actorId: personId, documentId: id, nonce: id, typeKey, input });
    if (made.kind === 'refused') return;
    this.#documents.push(id);
    await this.#submit(personId, id);
  }

  #wish(): readonly [string, RawValues] {
    const from = instant(this.#now() + (5 + this.#random.below(60)) * dayMs).slice(0, 10);
    const kind = this.#random.below(4);
    if (kind === 0) return ['leave', { occasion: 'Away', kind: 'unpaid', period: { from, to: from } }];
    if (kind === 1) return ['quick', { what: 'A lamp' }];
    if (kind === 2) return ['strict', { what: 'A key' }];
    const amount = { amount: String(10 + this.#random.below(9000)), currency: 'EUR' };
    return ['purchase-request', { item: 'Yarn', reason: 'None left', quantity: '1', amount, category: 'material' }];
  }

  async #submit(personId: string, documentId: string): Promise<void> {
    const document = await this.#document(documentId);
    if (document === undefined) return;
    const content = { documentId, values: document.data };
    const now = instant(this.#now());
    const preview = await previewRoute(this.#documentsOf(), document.typeKey, personId, content, now, digest);
    if (!('digest' in preview)) return;
    const seen = { round: document.round, dataRevision: document.dataRevision };
    const nonce = this.#newId('n');
    const command = { actorId: personId, documentId, nonce, seen, routeDigest: preview.digest } as const;
    const answer = await this.#do({ kind: 'submit', ...command });
    if (answer.kind === 'done') this.tally.submitted += 1;
  }

  /** Some of what waits for them, in whatever way. */
  async #work(personId: string): Promise<void> {
    const { items } = await this.#store.reading(this.#tenant).waitingFor(personId, 50);
    for (const { documentId } of items) {
      const document = await this.#document(documentId);
      const step = document?.steps.find((one) => one.status === 'pending' && awaitedOf(one).includes(personId));
      if (document === undefined || step === undefined || !this.#random.chance(diligence)) continue;
      await this.#decide(personId, document, step);
    }
  }

  async #decide(personId: string, document: ApprovalDocument, step: Step): Promise<void> {
    const seen = { round: document.round, dataRevision: document.dataRevision };
    const about = { actorId: personId, documentId: document.id, stepId: step.id, opening: step.opening } as const;
    const chance = this.#random.next();
    if (chance < 0.12) {
      const question = { kind: 'ask', ...about, seen, nonce: this.#newId('q'), question: 'What for?' } as const;
      if ((await this.#do(question)).kind === 'done') this.tally.asked += 1;
      return;
    }
    if (chance < 0.2) {
      const toId = this.#random.pick(this.#ids) ?? personId;
      await this.#do({ kind: 'delegate-step', ...about, nonce: this.#newId('s'), toId, note: null });
      return;
    }
    const kind: Decide['kind'] = chance < 0.85 ? 'approve' : chance < 0.93 ? 'return' : 'reject';
    const comment = kind === 'approve' ? null : 'Not like this';
    const vote: Decide = { kind, ...about, seen, comment };
    const answer = await this.#do(vote);
    if (answer.kind === 'done') this.tally.decided += 1;
    // The second click of the impatient.
    if (this.#random.chance(0.1)) await this.#do(vote);
  }

  async #lookAfterOwn(): Promise<void> {
    const document = await this.#document(this.#random.pick(this.#documents) ?? '');
    if (document === undefined) return;
    const { submitterId: actorId, id: documentId, steps, status } = document;
    if (status === 'returned' && this.#random.chance(0.3)) return this.#submit(actorId, documentId);
    if (status !== 'pending') return;
    const step = steps.find(({ questions }) => questions.some(({ answer }) => answer === null));
    const question = step?.questions.find(({ answer }) => answer === null);
    if (step !== undefined && question !== undefined) {
      const nonce = this.#newId('a');
      const about = { actorId, documentId, nonce, stepId: step.id, questionId: question.id } as const;
      await this.#do({ kind: 'answer', ...about, text: 'For the loom' });
    } else if (this.#random.chance(0.5)) {
      await this.#do({ kind: 'nudge', actorId, documentId, nonce: this.#newId('u') });
    }
  }

  async #goAway(fromId: string): Promise<void> {
    const delegations = this.#store.delegations(this.#tenant);
    const now = this.#now();
    const startsMs = now + this.#random.below(5) * (dayMs / 2);
    const wanted = {
      id: this.#newId('g'),
      fromId,
      toId: this.#random.pick(this.#ids) ?? fromId,
      startsAt: instant(startsMs),
      endsAt: instant(startsMs + (1 + this.#random.below(10)) * (dayMs / 2)),
      types: this.#random.chance(0.2) ? ['leave'] : null,
      cap: this.#random.chance(0.2) ? { amountMinor: 300_000, currency: 'EUR' } : null,
    };
    const given = await delegations.give(wanted, this.#origin(), instant(now), defaultSettings);
    if ('code' in given) return;
    this.tally.delegated += 1;
    if (this.#random.chance(0.2)) await delegations.end(given.id, fromId, this.#origin(), instant(now));
  }

  async #do(command: Command): Promise<Answer> {
    const answer = await handle(this.#documentsOf(), command, this.#origin(), instant(this.#now()), digest);
    if (answer.kind === 'done') this.touched.add(command.documentId);
    else this.tally.refused += 1;
    return answer;
  }

  #document(id: string): Promise<ApprovalDocument | undefined> {
    return this.#documentsOf().read((reader) => reader.document(id));
  }

  #documentsOf() {
    return this.#store.documents(this.#tenant);
  }

  #origin() {
    return { requestId: this.#newId('r'), platform: 'month' };
  }

  #newId(kind: string): string {
    this.#made += 1;
    return `${kind}${this.#made}`;
  }
}
