import type { Answer } from '../../../src/engine/answer.js';
import type { Command, CommandKind } from '../../../src/engine/command.js';
import type { DomainEvent } from '../../../src/engine/event.js';
import type { RefusalCode } from '../../../src/engine/refusal.js';

/** What a run of the model has reached. */
export class Tally {
  readonly accepted = new Map<CommandKind, number>();
  readonly refused = new Map<RefusalCode, number>();
  readonly events = new Map<DomainEvent['type'], number>();
  /** In whose place people decided, and how they came to. */
  readonly ways = new Map<string, number>();
  commands = 0;
  /** Answered from an earlier effect, and so neither accepted nor refused. */
  replayed = 0;
  /** Decided again because another command was faster. */
  conflicts = 0;

  count(command: Command, answer: Answer, isReplay: boolean): void {
    this.commands += 1;
    if (isReplay) this.replayed += 1;
    else if (answer.kind === 'done') add(this.accepted, command.kind);
    else add(this.refused, answer.refusal.code);
  }

  countEvent(event: DomainEvent): void {
    add(this.events, event.type);
    if (event.type === 'step-voted') add(this.ways, event.onBehalfOf === undefined ? 'own place' : 'another’s place');
    if (event.type === 'document-cancelled' && event.because !== undefined) add(this.ways, 'lapsed');
    if (event.type === 'approval-delegated' && event.ground.kind === 'delegation') {
      add(this.ways, `${event.ground.path.length} delegations away`);
    }
  }

  get acceptedTotal(): number {
    return [...this.accepted.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Of what was asked for the first time, but for what jobs ask for in vain: they look whether there is anything. */
  get acceptedShare(): number {
    return this.acceptedTotal / (this.commands - this.replayed - (this.refused.get('nothing-to-do') ?? 0));
  }

  /** Lines for whoever runs the proof. */
  report(): string {
    const share = (100 * this.acceptedShare).toFixed(1);
    return [
      `${this.commands} commands: ${this.acceptedTotal} accepted (${share} % of what was new), ${this.replayed} replayed, ${this.conflicts} conflicts met`,
      `accepted  ${inWords(this.accepted)}`,
      `events    ${inWords(this.events)}`,
      `refused   ${inWords(this.refused)}`,
      `ways      ${inWords(this.ways)}`,
    ].join('\n');
  }
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function inWords(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}
