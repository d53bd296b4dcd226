import { createHash } from 'node:crypto';
import type { ClaimedTask, DueTask } from '../../engine/ports/outbox.js';
import { isOutboxKind } from './queues.js';

/** Names a row of the outbox, and nothing more: what there is to do stands in the row. */
export type TaskName = Pick<ClaimedTask, 'tenantId' | 'kind' | 'subject'>;

/**
 * BullMQ takes no second job of one id while it has the first. So the id names the state in which the row is due: told of
 * twice it is one job, but due once more it is another, even if the former hangs with a process that died. Hashed
 * because an id must have no colon.
 */
export function jobIdOf({ tenantId, kind, subject, generation, attempts, dueAt, heldUntil }: DueTask): string {
  const state = [tenantId, kind, subject, generation, attempts, dueAt, heldUntil];
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url');
}

export function jobDataOf({ tenantId, kind, subject }: TaskName): TaskName {
  return { tenantId, kind, subject };
}

/** What a job says, which anybody may have written who reaches that Redis; undefined where it names no task. */
export function taskNamedBy(data: unknown): TaskName | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { tenantId, kind, subject } = data as Partial<Record<keyof TaskName, unknown>>;
  if (typeof tenantId !== 'string' || typeof subject !== 'string' || !isOutboxKind(kind)) return undefined;
  return { tenantId, kind, subject };
}
