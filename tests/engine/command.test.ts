import { describe, expect, test } from 'vitest';
import { type Command, type Decide, type Edit, idempotencyKey } from '../../src/engine/command.js';

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

describe('the same intention has one key', () => {
  test.each<[string, Command, Command]>([
    ['a click sent twice', click, { ...click }],
    ['a click from a card drawn after somebody else’s edit', click, { ...click, seen: { dataRevision: 2, round: 1 } }],
    ['a reason sent twice', { ...click, kind: 'reject', comment: 'No' }, { ...click, kind: 'reject', comment: 'No' }],
    ['a form sent twice', form, { ...form }],
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
  ];
  expect(new Set(intentions.map((intention) => idempotencyKey(intention, digest))).size).toBe(intentions.length);
});
