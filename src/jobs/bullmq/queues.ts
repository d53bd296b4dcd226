import { type OutboxKind, outboxKinds } from '../../engine/ports/outbox.js';

/** BullMQ knows no order between queues: each has workers of its own, so that a flood of one kind keeps no other waiting. */
export const queueNames = ['workflows', 'notifications', 'reports'] as const;
export type QueueName = (typeof queueNames)[number];

const queueOf: Readonly<Record<OutboxKind, QueueName>> = {
  rung: 'workflows',
  deputies: 'workflows',
  delegation: 'workflows',
  leaver: 'workflows',
  stale: 'workflows',
  claim: 'workflows',
  timetable: 'workflows',
  document: 'notifications',
  card: 'notifications',
  copy: 'notifications',
  notice: 'notifications',
  reminders: 'notifications',
  report: 'reports',
};

export function queueFor(kind: OutboxKind): QueueName {
  return queueOf[kind];
}

export function isOutboxKind(kind: unknown): kind is OutboxKind {
  return outboxKinds.includes(kind as OutboxKind);
}

/**
 * Tasks that one process works on at once. A notification mostly waits for a platform; the others write to the one
 * database, which does one thing at a time.
 */
export const concurrencyOf: Readonly<Record<QueueName, number>> = { workflows: 4, notifications: 8, reports: 1 };
