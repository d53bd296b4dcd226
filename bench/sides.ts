import type { Decide } from '../src/engine/command.js';
import { handle } from '../src/engine/handle.js';
import { tenantId } from './company.js';
import type { Decision } from './decisions.js';
import { openFloor } from './floor.js';
import { digest, openHouse } from './house.js';

/** Something that can carry out approvals on a database file of its own. */
export interface Side {
  /** Takes all decisions on all documents, those on one document in their order; answers what each took, in ms. */
  run(documents: readonly (readonly Decision[])[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface SideKind {
  readonly name: string;
  open(file: string): Promise<Side>;
}

export const floor: SideKind = {
  name: 'floor',
  open: async (file) => {
    const { approve, close } = openFloor(file);
    return {
      run: async (documents) =>
        documents.flat().map((decision) => {
          const started = performance.now();
          approve({ tenantId, ...decision });
          return performance.now() - started;
        }),
      close: async () => close(),
    };
  },
};

export const ours: SideKind = { name: 'ours', open: (file) => openOurs(file, 1) };
export const oursTogether: SideKind = { name: 'ours, 32 callers', open: (file) => openOurs(file, 32) };

async function openOurs(file: string, callers: number): Promise<Side> {
  const { database, store } = await openHouse(file);
  const approve = async (decision: Decision): Promise<number> => {
    const started = performance.now();
    const origin = { requestId: decision.requestId, platform: 'slack' };
    const answer = await handle(store.documents(tenantId), approvalOf(decision), origin, decision.at, digest);
    if (answer.kind === 'refused') throw new Error(`an approval was refused: ${JSON.stringify(answer.refusal)}`);
    return performance.now() - started;
  };
  return {
    run: async (documents) => {
      const waiting = documents.values();
      const tookMs: number[] = [];
      const caller = async () => {
        for (const decisions of waiting) for (const decision of decisions) tookMs.push(await approve(decision));
      };
      await Promise.all(Array.from({ length: callers }, caller));
      return tookMs;
    },
    close: () => database.close(),
  };
}

/** What the Slack half makes of a click on Approve. */
function approvalOf({ personId, documentId, stepId }: Decision): Decide {
  const seen = { dataRevision: 1, round: 1 };
  return { kind: 'approve', actorId: personId, documentId, stepId, opening: 1, seen, comment: null };
}
