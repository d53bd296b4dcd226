/** Answers at once; everything else of a port is a promise. */
const ANSWERS_AT_ONCE = new Set(['serves', 'draw', 'drawDisarmed', 'onWork']);

/** `isCall` at the point where a call to the platform is about to leave. */
export type Pass = (point: number, isCall: boolean) => Promise<void> | void;

/**
 * The life of one process. Each of its calls to the outside passes two points, before it is made and before its answer
 * arrives; a process that is killed at a point never gets beyond it, while what it had already sent goes its way.
 */
export class Life {
  points = 0;
  /** Passed at every point; may wait. */
  readonly #pass: Pass;
  #isDead = false;

  constructor(pass: Pass = () => undefined) {
    this.#pass = pass;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  kill(): void {
    this.#isDead = true;
  }

  async pass(isCall: boolean): Promise<void> {
    this.points += 1;
    if (!this.#isDead) await this.#pass(this.points, isCall);
    if (this.#isDead) await new Promise<never>(() => undefined);
  }
}

/** The same port, used by a process with that life. `isCall` when it leads to the platform. */
export function mortal<T extends object>(port: T, life: Life, isCall = false): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (ANSWERS_AT_ONCE.has(String(name))) return member.bind(target);
      return async (...values: readonly unknown[]): Promise<unknown> => {
        await life.pass(isCall);
        const answer: unknown = await member.apply(target, values);
        await life.pass(false);
        return answer;
      };
    },
  });
}
