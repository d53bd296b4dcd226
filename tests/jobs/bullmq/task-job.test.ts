import { describe, expect, test } from 'vitest';
import { type DueTask, outboxKinds } from '../../../src/engine/ports/outbox.js';
import { concurrencyOf, queueFor, queueNames } from '../../../src/jobs/bullmq/queues.js';
import { jobDataOf, jobIdOf, taskNamedBy } from '../../../src/jobs/bullmq/task-job.js';

const task: DueTask = {
  tenantId: 'acme',
  kind: 'card',
  subject: 'c:1',
  generation: 3,
  attempts: 0,
  dueAt: '2026-03-02T09:00:00.000Z',
  isFailed: false,
  heldUntil: null,
};

describe('the id of a job', () => {
  test('is the same for the same state of a row, and without a colon', () => {
    expect(jobIdOf(task)).toBe(jobIdOf({ ...task }));
    expect(jobIdOf(task)).toMatch(/^[\w-]{43}$/);
  });

  test.each<[string, Partial<DueTask>]>([
    ['of another company', { tenantId: 'acme2' }],
    ['of another kind', { kind: 'copy' }],
    ['about something else', { subject: 'c:2' }],
    ['wished for anew', { generation: 4 }],
    ['that failed once more', { attempts: 1 }],
    ['put off', { dueAt: '2026-03-02T09:00:01.000Z' }],
    ['whose lease ran out', { heldUntil: '2026-03-02T09:00:20.000Z' }],
  ])('is another for a task %s', (_name, change) => {
    expect(jobIdOf({ ...task, ...change })).not.toBe(jobIdOf(task));
  });

  test('does not mix up where one part ends and the next begins', () => {
    expect(jobIdOf({ ...task, tenantId: 'a', subject: 'bc' })).not.toBe(
      jobIdOf({ ...task, tenantId: 'ab', subject: 'c' }),
    );
  });
});

describe('what a job says', () => {
  test('names the row and nothing more', () => {
    expect(taskNamedBy(JSON.parse(JSON.stringify(jobDataOf(task))))).toEqual({
      tenantId: 'acme',
      kind: 'card',
      subject: 'c:1',
    });
    expect(Object.keys(jobDataOf(task))).toEqual(['tenantId', 'kind', 'subject']);
  });

  test.each([
    undefined,
    null,
    'card',
    {},
    { tenantId: 'acme', kind: 'card' },
    { tenantId: 'acme', kind: 'toString', subject: 'c1' },
    { tenantId: 7, kind: 'card', subject: 'c1' },
    { tenantId: 'acme', kind: 'card', subject: ['c1'] },
  ])('%j names no task', (data) => {
    expect(taskNamedBy(data)).toBeUndefined();
  });
});

test('every kind has a queue, every queue a kind and places', () => {
  expect([...new Set(outboxKinds.map(queueFor))].toSorted()).toEqual([...queueNames].toSorted());
  for (const name of queueNames) expect(concurrencyOf[name]).toBeGreaterThan(0);
});
