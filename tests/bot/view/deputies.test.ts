import { describe, expect, test } from 'vitest';
import type { Allowed } from '../../../src/bot/view/action.js';
import { cardView } from '../../../src/bot/view/card.js';
import type { CardView } from '../../../src/bot/view/card-view.js';
import { detailView } from '../../../src/bot/view/detail.js';
import { plain } from '../../../src/bot/view/plain.js';
import { doneText } from '../../../src/bot/view/sentence.js';
import type { Rich } from '../../../src/bot/view/text.js';
import { wordsFor } from '../../../src/bot/view/words.js';
import type { Done } from '../../../src/engine/answer.js';
import type { CardRole } from '../../../src/engine/card.js';
import type { ApprovalDocument, Deputy, DeputyGround, Step } from '../../../src/engine/document.js';
import type { Dossier } from '../../../src/engine/dossier.js';
import { approver, at, documentOf, dossier, known, step } from '../support/dossier.js';

const reader = { locale: 'en', timeZone: 'UTC' };
const text = (rich: Rich) => plain(rich, reader);
const said = (texts: readonly Rich[]) => texts.map(text).join(' | ');
const card = (given: Dossier, role: CardRole, personId: string, subject = 's1', allowed?: Allowed) =>
  cardView({ role, personId, subject }, given, reader, allowed);
const kinds = (view: CardView) => [view.actions, view.more].map((row) => row.map(({ kind }) => kind));
const progress = (view: Pick<CardView, 'stages'>) =>
  view.stages.flatMap(({ steps }) => steps.flatMap((one) => one.people.map((line) => text(line.text))));

const away: DeputyGround = { kind: 'delegation', path: ['d1'], until: at(59) };
const late: DeputyGround = { kind: 'escalation', rung: 2, as: 'manager' };
const given = (note: string | null): DeputyGround => ({ kind: 'step', note });
const deputy = (personId: string, forId: string, ground: DeputyGround): Deputy => {
  return { personId, forId, ground, since: at(3) };
};

const waiting = (changes: Partial<Step> = {}, document: Partial<ApprovalDocument> = {}) =>
  dossier(
    documentOf({
      steps: [step({ id: 's1', name: 'Manager', deputies: [deputy('di', 'bo', away)], ...changes })],
      ...document,
    }),
  );

const decide = ['approve', 'approve-with-comment', 'return', 'reject'];

describe('the card of a deputy', () => {
  test.each<[string, DeputyGround, string]>([
    ['out of office', away, 'who is away until Mar 2, 2026, 9:59 AM UTC.'],
    ['one step given away', given(null), 'who asked you to decide it in their place.'],
    ['with a word on why', given('I am in Rome'), 'who asked you to decide it in their place (“I am in Rome”).'],
    ['escalation', late, 'because nobody decided in time and you are their manager.'],
  ])('by %s says for whom they can decide, and why', (_name, ground, why) => {
    const view = card(waiting({ deputies: [deputy('di', 'bo', ground)] }), 'approver', 'di');
    expect(text(view.lead)).toBe('Ana asks for an approval that you can give on behalf of Bo: New laptops');
    expect(text(view.why)).toBe(`You can decide Manager on behalf of Bo, ${why}`);
    expect(text(view.fallback)).toContain('on behalf of Bo: New laptops (PR-2026-0001)');
    expect(view.fields).not.toEqual([]);
  });

  test('has every button for deciding, and cannot pass on what is not theirs', () => {
    expect(kinds(card(waiting(), 'approver', 'di'))).toEqual([decide, ['ask']]);
  });

  test('names the first of those they act for, whose place a decision would fill', () => {
    const both = {
      approvers: [approver('bo'), approver('cy')],
      deputies: [deputy('di', 'bo', away), deputy('di', 'cy', late)],
    };
    const lead = (approvers: Step['approvers']) => text(card(waiting({ ...both, approvers }), 'approver', 'di').lead);
    expect(lead(both.approvers)).toContain('on behalf of Bo');
    expect(lead([approver('bo', {}), approver('cy')])).toContain('on behalf of Cy');
  });

  test('tells in whose place they decided', () => {
    const cast = [approver('bo', { by: 'di', comment: 'Fine' }), approver('cy')];
    const view = card(waiting({ approvers: cast }), 'approver', 'di');
    expect(kinds(view)).toEqual([[], []]);
    expect(said(view.state)).toContain('You approved this on Manager on behalf of Bo Mar 2, 2026, 9:05 AM UTC: “Fine”');
  });

  test('says that they are not needed where the place was filled, with others still asked', () => {
    const approvers = [approver('bo', { decision: 'approve' }), approver('cy')];
    const view = card(waiting({ approvers, rule: { approveWhen: 'all', rejectWhen: 'any' } }), 'approver', 'di');
    expect(kinds(view)).toEqual([[], []]);
    expect(said(view.state)).toContain(
      'You are not needed on Manager any more: Bo approved it Mar 2, 2026, 9:05 AM UTC.',
    );
  });

  test.each([away, given(null)])('has nothing to click while who gave them the place may not decide (%o)', (ground) => {
    const own = waiting({ deputies: [deputy('di', 'bo', ground)] });
    for (const change of [{ mayAct: false }, { active: false }]) {
      const people = new Map([...own.people, ['bo', { ...known('bo'), ...change }] as const]);
      expect(kinds(card({ ...own, people }, 'approver', 'di'))).toEqual([[], []]);
      expect(detailView({ ...own, people }, 'di', reader).actions).toEqual([]);
    }
  });

  test('keeps its buttons where nobody decided in time, whoever is late', () => {
    const own = waiting({ deputies: [deputy('di', 'bo', late)] });
    const people = new Map([...own.people, ['bo', { ...known('bo'), mayAct: false }] as const]);
    expect(kinds(card({ ...own, people }, 'approver', 'di'))).toEqual([decide, ['ask']]);
  });

  test('says so without buttons once they do not act any more', () => {
    const former = { deputies: [], formerDeputies: [{ personId: 'di', forId: 'bo', at: at(30) }] };
    const view = card(waiting(former), 'approver', 'di');
    expect(kinds(view)).toEqual([[], []]);
    expect(said(view.state)).toContain('You do not act for Bo on Manager any more.');
  });

  test('has nothing to click for who has left, or sent the document in', () => {
    const left = { ...waiting(), people: new Map([['di', { ...known('di'), active: false }]]) };
    expect(kinds(card(left, 'approver', 'di'))).toEqual([[], []]);
    const own = waiting({ deputies: [deputy('ana', 'bo', late)] });
    expect(kinds(card(own, 'approver', 'ana'))).toEqual([[], []]);
  });
});

describe('the card of an approver', () => {
  test('has nothing to click for who may not decide any more', () => {
    const people = new Map([...waiting().people, ['bo', { ...known('bo'), mayAct: false }] as const]);
    expect(kinds(card({ ...waiting(), people }, 'approver', 'bo'))).toEqual([[], []]);
    expect(detailView({ ...waiting(), people }, 'bo', reader).actions).toEqual([]);
  });

  test('offers to ask and to let somebody else decide below the decisions, unless that is switched off', () => {
    expect(kinds(card(waiting(), 'approver', 'bo'))).toEqual([decide, ['ask', 'delegate-step']]);
    expect(kinds(card(waiting(), 'approver', 'bo', 's1', { delegation: false }))).toEqual([decide, ['ask']]);
  });

  test('tells who decided for them, which leaves nothing to do', () => {
    const approvers = [approver('bo', { by: 'di', decision: 'reject', comment: 'Too dear' })];
    const view = card(waiting({ approvers, status: 'rejected', closedAt: at(5) }), 'approver', 'bo');
    expect(kinds(view)).toEqual([[], []]);
    expect(said(view.state)).toContain('Di rejected Manager on your behalf Mar 2, 2026, 9:05 AM UTC: “Too dear”');
  });
});

describe('everybody’s copies', () => {
  const viewers: [CardRole, string, string][] = [
    ['approver', 'bo', 's1'],
    ['approver', 'di', 's1'],
    ['submitter', 'ana', 'doc-1'],
  ];

  test.each(viewers)('tell who can decide for whom (%s, %s)', (role, personId, subject) => {
    expect(progress(card(waiting(), role, personId, subject))).toEqual([
      'Bo · waiting · Di can decide for them, as they are away until Mar 2, 2026, 9:59 AM UTC',
    ]);
    const escalated = waiting({ deputies: [deputy('di', 'bo', late)] });
    expect(progress(card(escalated, role, personId, subject))).toEqual([
      'Bo · waiting · Di can decide for them, as nobody decided in time',
    ]);
  });

  test.each(viewers)('tell who voted for whom (%s, %s)', (role, personId, subject) => {
    const voted = waiting({ approvers: [approver('bo', { by: 'di' })], status: 'approved', closedAt: at(5) });
    expect(progress(card(voted, role, personId, subject))).toEqual([
      'Di approved on behalf of Bo · Mar 2, 2026, 9:05 AM UTC',
    ]);
  });

  test('name both in the outcome, and in what is waited for', () => {
    const approvers = [approver('bo', { by: 'di', decision: 'reject', comment: 'No' })];
    const rejected = waiting({ approvers, status: 'rejected' }, { status: 'rejected', closedAt: at(9) });
    expect(said(card(rejected, 'submitter', 'ana', 'doc-1').state)).toContain('by Di on behalf of Bo: “No”');
    expect(said(card(waiting(), 'submitter', 'ana', 'doc-1').state)).toBe('Waiting for Bo and Di (for Bo).');
    expect(said(detailView(waiting(), 'di', reader).state)).toContain('Waiting for you (for Bo) and Bo.');
  });

  test('mark who came in the place of somebody who left, and say who may not decide', () => {
    const reasons = [{ kind: 'stand-in', as: 'manager', for: 'cy' }] as const;
    const replaced = [{ personId: 'cy', reasons: [], putBy: null, at: at(2), wasAsked: true }];
    const after = waiting({ approvers: [approver('bo', null, reasons)], replaced, deputies: [] });
    expect(progress(card(after, 'submitter', 'ana', 'doc-1'))).toEqual([
      'Bo · waiting · in place of Cy, who cannot act, as their manager',
    ]);
    const people = new Map([['bo', { ...known('bo'), mayAct: false }]]);
    expect(progress(card({ ...waiting({ deputies: [] }), people }, 'submitter', 'ana', 'doc-1'))).toEqual([
      'Bo · may not decide',
    ]);
  });

  test('say that the template decided where nobody did', () => {
    const expired = {
      status: 'returned',
      closedAt: at(40),
      expiredAs: 'return',
      ladderAt: [at(20), at(40)],
      rungsFired: 2,
    } as const;
    const returned = waiting({ ...expired, deputies: [] }, { status: 'returned', closedAt: at(40) });
    const sentence = 'Nobody decided Manager by Mar 2, 2026, 9:40 AM UTC, so the template returned it.';
    expect(said(card(returned, 'submitter', 'ana', 'doc-1').state)).toContain(sentence);
    expect(said(card(returned, 'outcome', 'ana', 'round 1').state)).toContain(sentence);
    expect(said(card(returned, 'approver', 'bo').state)).toContain(sentence);
    const [stage] = card(returned, 'approver', 'bo').stages;
    expect(text(stage?.steps[0]?.text ?? [])).toContain('by the template, as nobody decided in time');
  });
});

describe('the submitter', () => {
  test('is told when a returned request will be cancelled, and that nobody worked on one that was', () => {
    const steps = [step({ id: 's1', status: 'returned', approvers: [approver('bo', { decision: 'return' })] })];
    const returned = dossier(documentOf({ status: 'returned', steps, closedAt: at(9), cancelAt: at(50) }));
    expect(said(card(returned, 'outcome', 'ana', 'round 1').state)).toContain(
      'Unless you change it or submit it again, it will be cancelled Mar 2, 2026, 9:50 AM UTC.',
    );
    const lapsed = dossier(
      documentOf({ status: 'cancelled', steps, closedAt: at(50), cancelAt: at(50), cancelledBecause: 'stale' }),
    );
    for (const [role, personId, subject] of [
      ['submitter', 'ana', 'doc-1'],
      ['approver', 'bo', 's1'],
    ] as const) {
      const view = said(card(lapsed, role, personId, subject).state);
      expect(view).toContain('Cancelled Mar 2, 2026, 9:50 AM UTC: it had been returned, and nobody worked on it');
      expect(view).not.toContain('by Ana');
    }
  });

  test('can remind who is asked, and sees when they last did', () => {
    const nudged = waiting({}, { nudgedAt: at(20) });
    const view = card(nudged, 'submitter', 'ana', 'doc-1');
    expect(kinds(view)).toEqual([['nudge', 'cancel'], []]);
    expect(said(view.state)).toContain('You reminded those who are asked Mar 2, 2026, 9:20 AM UTC.');
    const nobody = waiting({ approvers: [], openPlaces: 1, deputies: [] });
    expect(kinds(card(nobody, 'submitter', 'ana', 'doc-1'))).toEqual([['cancel'], []]);
  });
});

test('whoever decided for another is told so in the answer', () => {
  const voted = waiting({ approvers: [approver('bo', { by: 'di' })], status: 'approved' }, { status: 'approved' });
  const done: Done = {
    kind: 'done',
    command: 'approve',
    documentId: 'doc-1',
    version: 4,
    number: 'PR-2026-0001',
    status: 'approved',
    round: 1,
    dataRevision: 1,
    stepOutcome: 'approved',
  };
  const tell = (readerId: string) => text(doneText(done, voted, readerId, wordsFor('en'), 's1'));
  expect(tell('di')).toContain('You approved PR-2026-0001 on behalf of Bo.');
  expect(tell('bo')).not.toContain('on behalf of');
});

test('a deputy who returned a former round reads that they did, and who they did it for does not', () => {
  const returned = approver('bo', { by: 'di', decision: 'return', comment: 'Once more' });
  const former = [step({ id: 'old', status: 'returned', approvers: [returned] })];
  const document = documentOf({
    round: 2,
    steps: [step({ id: 's2', round: 2, approvers: [approver('bo')], deputies: [deputy('di', 'bo', away)] })],
  });
  const again = dossier(document, {
    formerSteps: former,
    people: new Map(['ana', 'bo', 'di'].map((id) => [id, known(id)])),
  });
  expect(said(card(again, 'approver', 'di', 's2').state)).toContain('submitted again after you returned it');
  expect(said(card(again, 'approver', 'bo', 's2').state)).toContain('after Di on behalf of you returned it');
});
