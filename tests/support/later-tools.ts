import type { ClaimedTask } from '../../src/engine/ports/outbox.js';
import { defaultSettings } from '../../src/engine/settings.js';
import type { LaterTools } from '../../src/jobs/later/later-tools.js';
import type { Hold } from '../../src/jobs/task-handler.js';
import { FakeClock } from './fake-clock.js';
import { digest, type House } from './house.js';
import { KeptLog } from './kept-log.js';

/** What handlers of what happens later are given on a real store. */
export class LaterOn {
  readonly clock: FakeClock;
  readonly log = new KeptLog();
  /** What was asked of the work for the whole house. */
  readonly houseWork: string[] = [];
  readonly tools: LaterTools;

  constructor({ store }: House, start: string) {
    this.clock = new FakeClock(start);
    const ids = { last: 0 };
    this.tools = {
      documentsFor: store.documents,
      delegationsFor: store.delegations,
      remindersFor: store.reminders,
      upkeepFor: store.upkeep,
      house: {
        checkpoint: async () => void this.houseWork.push('checkpoint'),
        sweepFiles: async () => void this.houseWork.push('sweepFiles'),
      },
      settings: defaultSettings,
      digest,
      newId: () => {
        ids.last += 1;
        return `later-${ids.last}`;
      },
      clock: this.clock,
      log: this.log,
    };
  }
}

export const wholeLease: Hold = { allows: () => true };

/** A hold that ends after so many looks at it. */
export function holdOf(looks: number): Hold {
  let left = looks;
  return {
    allows: () => {
      left -= 1;
      return left >= 0;
    },
  };
}

export function claimed(kind: ClaimedTask['kind'], subject: string, requestId = 'req-later'): ClaimedTask {
  const leaseUntil = '2030-01-01T00:00:00.000Z';
  return { tenantId: 'acme', kind, subject, generation: 1, attempts: 0, leaseUntil, requestId };
}
