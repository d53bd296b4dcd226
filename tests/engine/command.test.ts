import { describe, expect, test } from 'vitest';
import {
  type Ask,
  type Command,
  type Decide,
  type Edit,
  type FireRung,
  idempotencyKey,
  type Lapse,
} from '../../src/engine/command.js';
import { systemId } from '../../src/engine/system.js';

const digest = (text: string) => `#${text}#`;

const click: Decide = {
  kind: 'approve',
  actorId: 'bo',
  documentId: 'd1',
  stepId: 'd1:1:0',
  opening: 1,
  seen: { dataRevision: 1, round: 1 },
  comment: null,
};
const form: Edit = {
  kind: 'edit',
  actorId: 'ana',
  documentId: 'd1',
  nonce: 'n1',
  seen: { dataRevision: 1, round: 1 },
  input: {},
};

const about = { actorId: 'ana', documentId: 'd1', stepId: 'd1:1:0' };
const ask: Ask = { ...about, kind: 'ask', nonce: 'n1', opening: 1, seen: click.seen, question: 'Why?' };
const ofSystem = { actorId: systemId, documentId: 'd1' } as const;
const rung: FireRung = { ...ofSystem, kind: 'fire-rung', stepId: 'd1:1:0', opening: 1, rung: 0 };
const lapse: Lapse = { ...ofSystem, kind: 'lapse', round: 1, dataRevision: 1, what: 'warn' };

describe('the same intention has one key', () => {
  test.each<[string, Command, Command]>([
    ['a click sent twice', click, { ...click }],
    ['a click from a card drawn after somebody else’s edit', click, { ...click, seen: { dataRevision: 2, round: 1 } }],
    ['a reason sent twice', { ...click, kind: 'reject', comment: 'No' }, { ...click, kind: 'reject', comment: 'No' }],
    ['a form sent twice', form, { ...form }],
    ['a rung that is asked for twice', rung, { ...rung }],
    ['a form sent again with another content', form, { ...form, input: { goal: 'Oslo' } }],
  ])('%s', (_what, once, again) => {
    expect(idempotencyKey(again, digest)).toBe(idempotencyKey(once, digest));
  });
});

test('another intention has another key', () => {
  const intentions: readonly Command[] = [
    click,
    { ...click, kind: 'reject' },
    { ...click, comment: 'Fine' },
    { ...click, comment: 'Only below 500' },
    { ...click, kind: 'return' },
    { ...click, actorId: 'cy' },
    { ...click, documentId: 'd2' },
    { ...click, stepId: 'd1:1:1' },
    { ...click, opening: 2 },
    { ...click, seen: { dataRevision: 1, round: 2 } },
    form,
    { ...form, nonce: 'n2' },
    { ...form, actorId: 'bo' },
    { ...form, documentId: 'd2' },
    { kind: 'submit', actorId: 'ana', documentId: 'd1', nonce: 'n1', seen: form.seen, routeDigest: '' },
    { kind: 'create', actorId: 'ana', documentId: 'd1', nonce: 'n1', typeKey: 'trip', input: {} },
    { kind: 'cancel', actorId: 'ana', documentId: 'd1', seen: { dataRevision: 1, round: 0 } },
    { kind: 'cancel', actorId: 'ana', documentId: 'd1', seen: { dataRevision: 1, round: 1 } },
    ask,
    { ...ask, nonce: 'n2' },
    { ...about, kind: 'answer', nonce: 'n1', questionId: 'n1', text: 'So' },
    { ...about, kind: 'delegate-step', nonce: 'n1', opening: 1, toId: 'cy', note: null },
    { ...about, kind: 'nudge', nonce: 'n1' },
    rung,
    { ...rung, rung: 1 },
    { ...rung, opening: 2 },
    { ...rung, stepId: 'd1:1:1' },
    { ...ofSystem, kind: 'sync-delegations', nonce: 'n1' },
    { ...ofSystem, kind: 'sync-delegations', nonce: 'n2' },
    { ...ofSystem, kind: 'replace-leaver', personId: 'bo', nonce: 'n1' },
    { ...ofSystem, kind: 'replace-leaver', personId: 'cy', nonce: 'n1' },
    lapse,
    { ...lapse, what: 'cancel' },
    { ...lapse, round: 2 },
    { ...lapse, dataRevision: 2 },
  ];
  expect(new Set(intentions.map((intention) => idempotencyKey(intention, digest))).size).toBe(intentions.length);
});
