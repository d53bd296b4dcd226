import { randomBytes, randomInt } from 'node:crypto';
import type { Screen } from './view-stacks.js';
import { ApiProblem } from './web-api/api-problem.js';

/** A trigger lets an app open one modal, for the person who caused it, within this time. */
const TRIGGER_LIFETIME_MS = 3000;
const REMEMBERED_MS = 60_000;

interface Trigger {
  readonly screen: Screen;
  readonly madeAt: number;
  used: boolean;
}

export class TriggerIds {
  readonly #now: () => number;
  readonly #triggers = new Map<string, Trigger>();

  constructor(now: () => number) {
    this.#now = now;
  }

  make(screen: Screen): string {
    this.#forgetOld();
    const id = `${randomInt(1e12)}.${randomInt(1e12)}.${randomBytes(16).toString('hex')}`;
    this.#triggers.set(id, { screen, madeAt: this.#now(), used: false });
    return id;
  }

  /** Uses a trigger up and says whose it was, and before which of their screens they sat. */
  exchange(id: string): Screen {
    const trigger = this.#triggers.get(id);
    if (trigger === undefined) throw new ApiProblem('invalid_trigger_id');
    if (trigger.used) throw new ApiProblem('exchanged_trigger_id');
    if (this.#now() - trigger.madeAt > TRIGGER_LIFETIME_MS) throw new ApiProblem('expired_trigger_id');
    trigger.used = true;
    return trigger.screen;
  }

  #forgetOld(): void {
    for (const [id, trigger] of this.#triggers) {
      if (this.#now() - trigger.madeAt > REMEMBERED_MS) this.#triggers.delete(id);
    }
  }
}
