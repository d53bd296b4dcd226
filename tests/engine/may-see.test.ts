import { describe, expect, test } from 'vitest';
import type { ApprovalDocument } from '../../src/engine/document.js';
import { evolve } from '../../src/engine/evolve.js';
import type { Relation } from '../../src/engine/facts.js';
import { isAsked, maySee } from '../../src/engine/may-see.js';
import type { Actor } from '../../src/engine/organisation.js';
import { draft, pending, step, t1, t2 } from './support/documents.js';
import { actor } from './support/people.js';

/** Ana's document: Bo and Cy are asked now, Di when they are done. */
const document = pending(step('first', 0, 0, ['bo', 'cy']), step('second', 1, 1, ['di']));
const stranger: Relation = { wasApprover: false, managesSubmitter: false };
const manager: Relation = { wasApprover: false, managesSubmitter: true };
const asked: Relation = { wasApprover: true, managesSubmitter: false };
const open = { visibleToManagers: true };
const closed = { visibleToManagers: false };
const thrownAway: ApprovalDocument = { ...draft(), deletedAt: '2026-03-02T10:00:00.000Z' };

const auditor = actor('aud', ['document.read_all']);

describe('may see', () => {
  test.each<[string, boolean, ApprovalDocument, Actor, Relation, typeof open | undefined]>([
    ['the submitter', true, document, actor('ana'), stranger, closed],
    ['the submitter, their draft', true, draft(), actor('ana'), stranger, closed],
    ['who is asked on an open step', true, document, actor('bo'), stranger, closed],
    ['who is asked on a step that has not opened', false, document, actor('di'), stranger, closed],
    ['who was asked in a former round', true, draft(), actor('ed'), asked, closed],
    ['who may read everything', true, draft(), auditor, stranger, undefined],
    [
      'who may unblock but not read',
      false,
      document,
      actor('gus', ['approval.unblock', 'config.people']),
      stranger,
      open,
    ],
    ['a manager where the type says so', true, document, actor('mia'), manager, open],
    ['a manager where the type does not', false, document, actor('mia'), manager, closed],
    ['a manager where the type is unknown', false, document, actor('mia'), manager, undefined],
    ['a manager, a draft', false, draft(), actor('mia'), manager, open],
    ['anyone else', false, document, actor('zoe'), stranger, open],
    ['the submitter, a draft they threw away', false, thrownAway, actor('ana'), stranger, open],
    ['who may read everything, a draft that was thrown away', false, thrownAway, auditor, asked, open],
  ])('%s: %s', (_who, may, of, viewer, relation, type) => {
    expect(maySee(of, viewer, relation, type)).toBe(may);
  });

  test('who was replaced on a step after it opened, and not who was replaced before', () => {
    const event = { type: 'step-reassigned', documentId: 'd1', by: 'gus', reason: 'Away' } as const;
    const bos = evolve(document, { ...event, stepId: 'd1:1:0', from: 'bo', to: 'fay' }, t1);
    const both = evolve(bos, { ...event, stepId: 'd1:1:1', from: 'di', to: 'ed' }, t1);
    expect(isAsked(both, 'bo')).toBe(true);
    expect(isAsked(both, 'fay')).toBe(true);
    const opened = evolve(both, { type: 'stage-opened', documentId: 'd1', stage: 1, dueAt: {}, ladderAt: {} }, t2);
    expect(isAsked(opened, 'di')).toBe(false);
    expect(isAsked(opened, 'ed')).toBe(true);
  });

  test('who acts for somebody there, also once that is over', () => {
    const about = { documentId: 'd1', stepId: 'd1:1:0', personId: 'fay', forId: 'bo' } as const;
    const ground = { kind: 'delegation', path: ['bo>fay'], until: t2 } as const;
    const acting = evolve(document, { type: 'approval-delegated', ...about, ground }, t1);
    expect(isAsked(acting, 'fay')).toBe(true);
    const over = evolve(acting, { type: 'delegation-expired', ...about }, t2);
    expect(over.steps[0]?.deputies).toEqual([]);
    expect(isAsked(over, 'fay')).toBe(true);
    expect(isAsked(document, 'fay')).toBe(false);
  });

  test('who was asked on a step that has closed or was skipped, still', () => {
    const [first, second] = document.steps;
    if (first === undefined || second === undefined) throw new Error('no steps');
    const skipped = { ...document, status: 'rejected', steps: [{ ...first, status: 'skipped' }, second] } as const;
    expect(isAsked(skipped, 'bo')).toBe(true);
    expect(isAsked(skipped, 'di')).toBe(false);
  });
});
