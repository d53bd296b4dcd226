import type { TaskHandler } from '../../src/jobs/task-handler.js';

/** Which subjects were handled, in order, and how many at the same moment. */
export class SeenTasks {
  readonly subjects: string[] = [];
  readonly #underWay = new Map<string, number>();
  readonly #most = new Map<string, number>();

  readonly note: TaskHandler = async ({ subject }) => void this.subjects.push(subject);

  within(work: (task: { readonly subject: string }) => Promise<void>): TaskHandler {
    return async (task) => {
      const { subject } = task;
      this.subjects.push(subject);
      const count = (this.#underWay.get(subject) ?? 0) + 1;
      this.#underWay.set(subject, count);
      this.#most.set(subject, Math.max(count, this.mostAtOnce(subject)));
      try {
        await work(task);
      } finally {
        this.#underWay.set(subject, (this.#underWay.get(subject) ?? 1) - 1);
      }
    };
  }

  mostAtOnce(subject: string): number {
    return this.#most.get(subject) ?? 0;
  }
}

/** Something handlers wait for until a test opens it. */
export class Gate {
  readonly opened: Promise<void>;
  open: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }
}
