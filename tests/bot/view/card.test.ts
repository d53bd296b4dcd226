import { describe, expect, test } from 'vitest';
import { cardView } from '../../../src/bot/view/card.js';
import type { CardView } from '../../../src/bot/view/card-view.js';
import { detailView } from '../../../src/bot/view/detail.js';
import { plain } from '../../../src/bot/view/plain.js';
import type { Rich } from '../../../src/bot/view/text.js';
import type { CardRole } from '../../../src/engine/card.js';
import type { Approver } from '../../../src/engine/document.js';
import type { Dossier } from '../../../src/engine/dossier.js';
import { approver, at, documentOf, dossier, step } from '../support/dossier.js';

const reader = { locale: 'en', timeZone: 'UTC' };
const text = (rich: Rich) => plain(rich, reader);
const card = (given: Dossier, role: CardRole, personId: string, subject: string) =>
  cardView({ role, personId, subject }, given, reader);
const kinds = (view: CardView) => view.actions.map((action) => action.kind);
const state = (view: CardView) => view.state.map(text).join(' | ');

describe('the card of an approver', () => {
  test('asks, shows content and reason, and offers every decision while their step is open', () => {
    const view = card(dossier(documentOf()), 'approver', 'bo', 's1');
    expect(text(view.lead)).toBe('Ana asks for your approval: New laptops');
    expect(text(view.why)).toBe('You are asked on Manager because you are Ana’s manager.');
    expect(view.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Amount', '1,234.50 USD'],
      ['Why', 'The old ones\nbreak.'],
    ]);
    expect(kinds(view)).toEqual(['approve', 'approve-with-comment', 'return', 'reject']);
    expect(text(view.fallback)).toBe('Ana asks for your approval: New laptops (PR-2026-0001)');
  });

  test('carries what they saw in its actions', () => {
    const [first] = card(dossier(documentOf({ dataRevision: 4, round: 1 })), 'approver', 'bo', 's1').actions;
    expect(first?.target).toEqual({ documentId: 'doc-1', round: 1, dataRevision: 4, step: { id: 's1', opening: 1 } });
  });

  test('loses its actions once they voted, and says what they decided', () => {
    const steps = [
      step({ id: 's1', name: 'Manager', approvers: [approver('bo', { comment: 'Fine' }), approver('cy')] }),
    ];
    const view = card(dossier(documentOf({ steps })), 'approver', 'bo', 's1');
    expect(kinds(view)).toEqual([]);
    expect(state(view)).toContain('You approved this on Manager Mar 2, 2026, 9:05 AM UTC: “Fine”');
    expect(state(view)).toContain('Waiting for Cy.');
  });

  test('says who decided, and when, where the step closed without them', () => {
    const approvers = [approver('bo'), approver('cy', {})];
    const steps = [step({ id: 's1', name: 'Manager', status: 'approved', closedAt: at(5), approvers })];
    const view = card(dossier(documentOf({ steps })), 'approver', 'bo', 's1');
    expect(kinds(view)).toEqual([]);
    expect(state(view)).toContain(
      'Your decision on Manager is not needed any more: Cy approved · Mar 2, 2026, 9:05 AM',
    );
  });

  test.each(['approved', 'rejected', 'returned', 'cancelled'] as const)(
    'has nothing to click once the document is %s',
    (status) => {
      const steps = [step({ id: 's1', status: 'skipped', closedAt: at(9) })];
      const view = card(dossier(documentOf({ status, steps, closedAt: at(9) })), 'approver', 'bo', 's1');
      expect(kinds(view)).toEqual([]);
      expect(state(view).toLowerCase()).toContain(status);
    },
  );

  test('of a former round shows no content and points to the newer one', () => {
    const former = [
      step({ id: 'old', status: 'returned', approvers: [approver('bo', { decision: 'return', comment: 'No' })] }),
    ];
    const document = documentOf({ round: 2, steps: [step({ id: 'new', round: 2 })] });
    const view = card(dossier(document, { formerSteps: former }), 'approver', 'bo', 'old');
    expect(state(view)).toContain(
      'This was round 1. PR-2026-0001 was submitted again: please use the newer card below.',
    );
    expect(state(view)).toContain('You returned this');
    expect([kinds(view), view.fields]).toEqual([[], []]);
  });

  test('does not show what the submitter writes between two rounds', () => {
    const steps = [
      step({ id: 's1', status: 'returned', approvers: [approver('bo', { decision: 'return', comment: 'No' })] }),
    ];
    const document = documentOf({ status: 'returned', steps, dataRevision: 2, closedAt: at(9) });
    expect(card(dossier(document), 'approver', 'bo', 's1').fields).toEqual([]);
    expect(detailView(dossier(document), 'bo', reader).fields).toEqual([]);
    expect(detailView(dossier(document), 'ana', reader).fields).not.toEqual([]);
  });
});

describe('the card of the submitter', () => {
  test('says who is waited for and offers to cancel', () => {
    const view = card(dossier(documentOf()), 'submitter', 'ana', 'doc-1');
    expect([state(view), kinds(view)]).toEqual(['Waiting for Bo.', ['nudge', 'cancel']]);
    expect(view.actions[1]?.confirm?.text).toContain('PR-2026-0001');
  });

  test('after a return shows the reason and the way out', () => {
    const steps = [
      step({ id: 's1', status: 'returned', approvers: [approver('bo', { decision: 'return', comment: 'Too dear' })] }),
    ];
    const view = card(dossier(documentOf({ status: 'returned', steps, closedAt: at(9) })), 'submitter', 'ana', 'doc-1');
    expect(state(view)).toContain('Returned Mar 2, 2026, 9:09 AM UTC by Bo: “Too dear”');
    expect(state(view)).toContain('The newer message below has the buttons');
    expect(kinds(view)).toEqual([]);
  });

  test('says by whom and when it was approved', () => {
    const steps = [step({ id: 's1', status: 'approved', approvers: [approver('bo', {})] })];
    const view = card(dossier(documentOf({ status: 'approved', steps, closedAt: at(9) })), 'submitter', 'ana', 'doc-1');
    expect([state(view), kinds(view)]).toEqual(['Approved Mar 2, 2026, 9:09 AM UTC by Bo.', []]);
  });

  test('says by whom and when it was completed, which is later than the approval', () => {
    const ended = { status: 'completed', closedAt: at(9), completedAt: at(11), completedBy: 'bo' } as const;
    const steps = [step({ id: 's1', status: 'approved', approvers: [approver('bo', {})] })];
    const view = (completedBy: string | null) =>
      state(card(dossier(documentOf({ ...ended, completedBy, steps })), 'submitter', 'ana', 'doc-1'));
    expect(view('bo')).toBe('Completed Mar 2, 2026, 9:11 AM UTC by Bo.');
    expect(view(null)).toBe('Completed Mar 2, 2026, 9:11 AM UTC.');
  });

  test('is marked as completed in the whole view too, by those alone who are asked to', () => {
    const steps = [step({ id: 's1', status: 'approved', approvers: [approver('bo', {})] })];
    const approved = documentOf({ status: 'approved', closedAt: at(9), steps });
    const actions = (viewer: string, of = approved) =>
      detailView(dossier(of, { completers: ['cy'] }), viewer, reader).actions.flatMap((group) =>
        group.actions.map(({ kind, confirm }) => [kind, confirm?.title]),
      );
    expect(actions('cy')).toEqual([['complete', 'Mark as completed?']]);
    expect(actions('bo')).toEqual([]);
    expect(actions('cy', { ...approved, status: 'completed', completedAt: at(11), completedBy: 'cy' })).toEqual([]);
  });

  test('names a few of sixty people and counts the others', () => {
    const approvers = Array.from({ length: 60 }, (_, index) => approver(`p${index}`));
    const view = card(dossier(documentOf({ steps: [step({ id: 's1', approvers })] })), 'submitter', 'ana', 'doc-1');
    expect(state(view)).toBe('Waiting for P0, P1, P2, P3 and 56 more.');
  });
});

describe('the outcome card', () => {
  const returned = step({
    id: 's1',
    status: 'returned',
    closedAt: at(9),
    approvers: [approver('bo', { decision: 'return', comment: 'No' })],
  });

  test('offers to edit while its round is the current one', () => {
    const view = card(
      dossier(documentOf({ status: 'returned', steps: [returned], closedAt: at(9) })),
      'outcome',
      'ana',
      'round 1',
    );
    expect(kinds(view)).toEqual(['edit', 'cancel']);
    expect(text(view.fallback)).toBe('Your request PR-2026-0001 was returned');
  });

  test('of a completion says by whom', () => {
    const ended = { status: 'completed', closedAt: at(9), completedAt: at(11), completedBy: 'bo' } as const;
    const view = card(dossier(documentOf(ended)), 'outcome', 'ana', 'completed');
    expect(state(view)).toBe('Completed Mar 2, 2026, 9:11 AM UTC by Bo.');
    expect(text(view.fallback)).toBe('Your request PR-2026-0001 was completed');
  });

  test('of a former round says that it was submitted again', () => {
    const document = documentOf({ round: 2, steps: [step({ id: 's2', round: 2 })] });
    const view = card(dossier(document, { formerSteps: [returned] }), 'outcome', 'ana', 'round 1');
    expect(kinds(view)).toEqual([]);
    expect(state(view)).toContain('Returned Mar 2, 2026, 9:09 AM UTC by Bo: “No”');
    expect(state(view)).toContain('you have submitted it again');
  });
});

describe('the card of a stuck step', () => {
  const stuck = documentOf({ steps: [step({ id: 's1', name: 'Finance', approvers: [] })] });

  test('asks for help without showing any content, and leads to where it can be given', () => {
    const view = card(dossier(stuck), 'stuck', 'gus', 's1');
    expect(text(view.lead)).toContain('Finance for Ana cannot be completed');
    expect(view.fields).toEqual([]);
    expect(view.actions.map(({ kind, target }) => [kind, target.step?.id])).toEqual([['reassign', 's1']]);
    expect(JSON.stringify(view)).not.toContain('New laptops');
  });

  test('says that no help is needed once the document is closed', () => {
    const view = card(dossier({ ...stuck, status: 'cancelled' }), 'stuck', 'gus', 's1');
    expect(text(view.lead)).toBe('No help is needed on Finance any more.');
    expect(view.actions).toEqual([]);
  });
});

describe('the progress', () => {
  test('marks whoever was put there by hand, before they decide and afterwards', () => {
    const reasons = [{ kind: 'reassigned', by: 'gus', from: 'bo', text: 'Bo is away' }] as const;
    const marked = (one: Approver) => {
      const view = card(
        dossier(documentOf({ steps: [step({ id: 's1', approvers: [{ ...one, reasons, putBy: 'gus' }] })] })),
        'submitter',
        'ana',
        'doc-1',
      );
      return view.stages.flatMap(({ steps }) => steps.flatMap(({ people }) => people.map((line) => text(line.text))));
    };
    expect(marked(approver('cy'))).toEqual([expect.stringContaining('put there by gus in place of bo: “Bo is away”')]);
    expect(marked(approver('cy', { comment: 'Ok' }))).toEqual([expect.stringMatching(/Cy approved.*put there by gus/)]);
  });

  test('tells for every person whether they voted, are waited for, come next or are not needed', () => {
    const steps = [
      step({
        id: 's1',
        name: 'Manager',
        status: 'approved',
        closedAt: at(5),
        approvers: [approver('cy'), approver('bo', { comment: 'Ok' })],
      }),
      step({ id: 's2', name: 'Procurement', approvers: [approver('di')] }),
      step({ id: 's3', name: 'Finance', stage: 1, status: 'waiting', openedAt: null, approvers: [approver('ed')] }),
    ];
    const { stages } = card(dossier(documentOf({ steps })), 'submitter', 'ana', 'doc-1');
    const lines = stages.flatMap((stage) =>
      stage.steps.flatMap((one) => [
        `${one.number} ${text(one.text)}`,
        ...one.people.map((p) => `${p.mark} ${text(p.text)}`),
      ]),
    );
    expect(lines).toEqual([
      '1.1 Manager · approved Mar 2, 2026, 9:05 AM UTC',
      'approved Bo approved · Mar 2, 2026, 9:05 AM UTC · “Ok”',
      'not-needed Cy · not asked any more',
      '1.2 Procurement · being decided',
      'open Di · waiting',
      '2. Finance · next',
      'none Ed, because they are your manager',
    ]);
  });
});
