import { expect, test } from 'vitest';
import type { Dossier } from '../../src/engine/dossier.js';
import type { Card } from '../../src/engine/ports/card-store.js';
import { isMoot, needsMessage } from '../../src/jobs/needs-message.js';
import { recipientOf } from '../support/delivery-world.js';
import { type DossierOptions, dossierOf } from '../support/dossiers.js';

function cardOf(role: Card['role'], personId: string, subject = 'step-1'): Card {
  const blank = { address: undefined, state: 'posted', drawnVersion: 0, drawnDigest: undefined } as const;
  return { id: 'card-1', documentId: 'doc-1', role, subject, recipient: recipientOf(personId), ...blank };
}

function voted(dossier: Dossier): Dossier {
  const vote = { decision: 'approve', comment: null, at: '2026-03-02T09:00:00.000Z', dataRevision: 1 } as const;
  const steps = dossier.document.steps.map((step) => {
    return { ...step, approvers: step.approvers.map((approver) => ({ ...approver, vote })) };
  });
  return { ...dossier, document: { ...dossier.document, steps } };
}

test.each<[string, Card, DossierOptions, boolean]>([
  ['an approver who is asked', cardOf('approver', 'ana'), {}, true],
  ['somebody not on the step', cardOf('approver', 'bo'), {}, false],
  ['an approver of an earlier round', cardOf('approver', 'ana', 'step-0'), {}, false],
  ['an approver of a closed step', cardOf('approver', 'ana'), { stepStatus: 'approved' }, false],
  ['an approver of a cancelled document', cardOf('approver', 'ana'), { status: 'cancelled' }, false],
  ['the submitter of a pending document', cardOf('submitter', 'sam'), {}, true],
  ['the submitter of a returned document', cardOf('submitter', 'sam'), { status: 'returned' }, true],
  ['the submitter of an approved document', cardOf('submitter', 'sam'), { status: 'approved' }, false],
  ['the reader of an outcome', cardOf('outcome', 'sam'), { status: 'returned' }, false],
  ['an administrator who was told', cardOf('stuck', 'gus'), {}, false],
])('%s', (_who, card, options, isNeeded) => {
  expect(needsMessage(card, dossierOf(options))).toBe(isNeeded);
});

test('an approver who has voted', () => {
  expect(needsMessage(cardOf('approver', 'ana'), voted(dossierOf()))).toBe(false);
});

test.each<[string, Card, DossierOptions, boolean]>([
  ['an approver who is asked', cardOf('approver', 'ana'), {}, false],
  ['an approver of a closed step', cardOf('approver', 'ana'), { stepStatus: 'approved' }, true],
  ['an approver of a cancelled document', cardOf('approver', 'ana'), { status: 'cancelled' }, true],
  ['a completer of what is approved', cardOf('completer', 'gus'), { status: 'approved' }, false],
  ['a completer of what is carried out', cardOf('completer', 'gus'), { status: 'completed' }, true],
  ['an administrator of a step that can be decided', cardOf('stuck', 'gus'), {}, true],
  ['an administrator of a document that is over', cardOf('stuck', 'gus'), { status: 'cancelled' }, true],
  ['an administrator of a step that is not there any more', cardOf('stuck', 'gus', 'step-0'), {}, true],
  ['the submitter of a rejected document', cardOf('submitter', 'sam'), { status: 'rejected' }, false],
  ['the reader of an outcome', cardOf('outcome', 'sam'), { status: 'rejected' }, false],
])('whether what waited for the morning came too late for %s', (_who, card, options, isLate) => {
  const heldBack: Card = { ...card, state: 'wanted', isHeldBack: true };
  expect(isMoot(heldBack, dossierOf(options))).toBe(isLate);
  expect(isMoot({ ...heldBack, isHeldBack: false }, dossierOf(options))).toBe(false);
  expect(isMoot({ ...heldBack, state: 'posted' }, dossierOf(options))).toBe(false);
});

test('an administrator of a step that waits for somebody who left still has something to do', () => {
  const dossier = dossierOf();
  const people = new Map([...dossier.people].map(([id, person]) => [id, { ...person, active: false }]));
  const card: Card = { ...cardOf('stuck', 'gus'), state: 'wanted', isHeldBack: true };
  expect(isMoot(card, { ...dossier, people })).toBe(false);
});
