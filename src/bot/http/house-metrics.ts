import { Counter, Gauge, Registry } from 'prom-client';
import { epochMs, type Instant } from '../../engine/instant.js';
import { approvalBoundsSeconds, type HouseFigures } from '../../engine/ports/figures.js';
import type { OutboxKind, OutboxLoad } from '../../engine/ports/outbox.js';
import { StoredHistogram } from './stored-histogram.js';

/**
 * What the database counts, as metrics. They are the same whichever of several processes is asked: take the maximum over
 * them, never the sum.
 */
export function houseMetrics(figures: HouseFigures, now: Instant, queueFor: (kind: OutboxKind) => string): Registry {
  const registry = new Registry();
  const { documents, approvalsPending, approvalDuration, slaBreaches, oldestCheckpointAt } = figures;
  count(registry, 'countersign_documents_submitted_total', 'Submissions and resubmissions.', documents.submitted);
  count(registry, 'countersign_documents_approved_total', 'Documents that became approved.', documents.approved);
  count(registry, 'countersign_documents_rejected_total', 'Documents that became rejected.', documents.rejected);
  gauge(registry, 'countersign_documents_pending', 'Documents that wait for approval now.', documents.pending);
  gauge(registry, 'countersign_approvals_pending', 'People whose decision is awaited now, by step.', approvalsPending);
  count(registry, 'countersign_sla_breaches_total', 'Steps that were open when their due time passed.', slaBreaches);
  new StoredHistogram({
    name: 'countersign_approval_duration_seconds',
    help: 'How long steps were open until they were decided.',
    boundsSeconds: approvalBoundsSeconds,
    registry,
    figures: () => approvalDuration,
  });
  if (oldestCheckpointAt !== undefined) {
    const ageSeconds = secondsSince(oldestCheckpointAt, now);
    gauge(registry, 'countersign_checkpoint_age_seconds', 'Age of the newest signed checkpoint.', ageSeconds);
  }
  queueMetrics(registry, figures.queue, now, queueFor);
  return registry;
}

function queueMetrics(
  registry: Registry,
  queue: readonly OutboxLoad[],
  now: Instant,
  queueFor: (kind: OutboxKind) => string,
): void {
  const registers = [registry];
  const labelNames = ['queue', 'kind'] as const;
  const depth = new Gauge({
    name: 'countersign_queue_depth',
    help: 'Tasks that are due and held by nobody, under way (held), or due later.',
    labelNames: [...labelNames, 'state'],
    registers,
  });
  const age = new Gauge({
    name: 'countersign_queue_oldest_age_seconds',
    help: 'Since when the oldest task that is due has been; 0 where none is.',
    labelNames,
    registers,
  });
  const failed = new Gauge({
    name: 'countersign_jobs_failed',
    help: 'Tasks on the failed list now.',
    labelNames,
    registers,
  });
  for (const load of queue) {
    const labels = { queue: queueFor(load.kind), kind: load.kind };
    for (const state of ['due', 'held', 'later'] as const) depth.set({ ...labels, state }, load[state]);
    age.set(labels, load.oldestDueAt === undefined ? 0 : secondsSince(load.oldestDueAt, now));
    failed.set(labels, load.failed);
  }
}

function count(registry: Registry, name: string, help: string, value: number): void {
  new Counter({ name, help, registers: [registry] }).inc(value);
}

function gauge(registry: Registry, name: string, help: string, value: number): void {
  new Gauge({ name, help, registers: [registry] }).set(value);
}

/** A clock that was put back makes nothing younger than now. */
function secondsSince(at: Instant, now: Instant): number {
  return Math.max(0, (epochMs(now) - epochMs(at)) / 1000);
}
