import { describe, expect, test } from 'vitest';
import { cardView } from '../../../src/bot/view/card.js';
import { plain } from '../../../src/bot/view/plain.js';
import { previewView } from '../../../src/bot/view/preview.js';
import { doneText } from '../../../src/bot/view/sentence.js';
import type { Rich } from '../../../src/bot/view/text.js';
import { wordsFor } from '../../../src/bot/view/words.js';
import type { Done } from '../../../src/engine/answer.js';
import type { CommandKind } from '../../../src/engine/command.js';
import type { ApprovalDocument, Step } from '../../../src/engine/document.js';
import type { Dossier } from '../../../src/engine/dossier.js';
import type { RouteStep } from '../../../src/engine/route.js';
import { approver, documentOf, dossier, purchase, step } from '../support/dossier.js';

const reader = { locale: 'en', timeZone: 'UTC' };
const text = (rich: Rich) => plain(rich, reader);
const said = (lines: readonly Rich[]) => lines.map(text).join(' | ');
const own = (given: Dossier) => cardView({ role: 'submitter', personId: 'ana', subject: 'doc-1' }, given, reader);
const withInactive = (given: Dossier, ...ids: readonly string[]): Dossier => ({
  ...given,
  people: new Map([...given.people].map(([id, one]) => [id, ids.includes(id) ? { ...one, active: false } : one])),
});

const withoutAccount = (given: Dossier, ...ids: readonly string[]): Dossier => ({
  ...given,
  people: new Map([...given.people].map(([id, one]) => [id, { ...one, reachable: !ids.includes(id) }])),
});

const nobody = step({ id: 's1', name: 'Manager', approvers: [] });
const procurement = step({ id: 's2', name: 'Procurement', approvers: [approver('inês')] });
const later = (approvers: Step['approvers']) =>
  step({ id: 's3', name: 'Finance', stage: 1, status: 'waiting', openedAt: null, approvers });
const stuck = dossier(documentOf({ steps: [nobody, procurement, later([])] }));

const answer = (command: CommandKind, changes: Partial<Done> = {}): Done => ({
  kind: 'done',
  command,
  documentId: 'doc-1',
  version: 3,
  number: 'PR-2026-0001',
  status: 'pending',
  round: 1,
  dataRevision: 1,
  stepOutcome: null,
  ...changes,
});

describe('a request that is stuck', () => {
  test('says so first, then who is still asked, and what the submitter can do', () => {
    expect(own(stuck).state.map(text)).toEqual([
      'Stuck: nobody can decide Manager. The administrators were told.',
      'Waiting for Inês.',
      'An administrator can put somebody on it. Once the place is filled you can also cancel this request and submit a new one.',
    ]);
  });

  test('keeps saying so once all others have decided', () => {
    const decided = { ...procurement, status: 'approved' as const, approvers: [approver('inês', {})] };
    expect(said(own(dossier(documentOf({ steps: [nobody, decided] }))).state)).toMatch(
      /^Stuck: .* \| An administrator/,
    );
  });

  test('claims no administrator was told where there is none', () => {
    expect(said(own({ ...stuck, unblockers: [] }).state)).toContain('decide Manager. Please tell an administrator.');
  });

  test('has no step “being decided” or people who could be asked and are none', () => {
    const steps = own(stuck).stages.flatMap((stage) => stage.steps);
    expect(steps.map((one) => [one.number, text(one.text), one.people.length])).toEqual([
      ['1.1', 'Manager · nobody found', 0],
      ['1.2', 'Procurement · being decided', 1],
      ['2.', 'Finance · nobody found', 0],
    ]);
  });

  test('marks who has left, and waits for nobody who has', () => {
    const both = step({ ...procurement, approvers: [approver('inês'), approver('cy')] });
    const all = { ...both, rule: { approveWhen: 'all' as const, rejectWhen: 'any' as const } };
    const given = withInactive(dossier(documentOf({ steps: [all, later([approver('di')])] })), 'inês', 'di');
    const view = own(given);
    expect(said(view.state)).toContain('Stuck: somebody who must decide Procurement cannot at the moment.');
    expect(said(view.state)).toContain('Waiting for Cy.');
    const lines = view.stages.flatMap((stage) => stage.steps.flatMap((one) => one.people));
    expect(lines.map((line) => `${line.mark} ${text(line.text)}`)).toEqual([
      'inactive Inês · inactive',
      'open Cy · waiting',
      'inactive Di, because they are your manager · inactive',
    ]);
    expect(text(view.stages[0]?.steps[0]?.text ?? [])).toBe('Procurement · stuck');
  });

  test('is one whose only approver has not used the bot yet, which everybody is told and nobody is waited for', () => {
    const given = withoutAccount(dossier(documentOf({ steps: [procurement, later([approver('di')])] })), 'inês', 'di');
    const view = own(given);
    expect(said(view.state)).toContain('Stuck: nobody can decide Procurement. The administrators were told.');
    expect(said(view.state)).not.toContain('Waiting for');
    const lines = view.stages.flatMap((stage) => stage.steps.flatMap((one) => one.people));
    expect(lines.map((line) => `${line.mark} ${text(line.text)}`)).toEqual([
      'inactive Inês · has not used the bot yet',
      'inactive Di, because they are your manager · has not used the bot yet',
    ]);
    const help = cardView({ role: 'stuck', personId: 'gus', subject: 's2' }, given, reader);
    expect(said(help.state)).toContain('Not in the bot yet: Inês.');
  });

  test('keeps those who were found beside a place that nobody was found for', () => {
    const all = { approveWhen: 'all' as const, rejectWhen: 'any' as const };
    const view = own(dossier(documentOf({ steps: [{ ...procurement, rule: all, openPlaces: 1 }] })));
    expect(said(view.state)).toContain('Stuck:');
    expect(view.stages[0]?.steps.flatMap(({ people }) => people.map((line) => text(line.text)))).toEqual([
      'Inês · waiting',
      'nobody found for one place',
    ]);
  });

  test('is none where another one who is enough has an account', () => {
    const both = step({ ...procurement, approvers: [approver('inês'), approver('cy')] });
    const view = own(withoutAccount(dossier(documentOf({ steps: [both] })), 'inês'));
    expect(said(view.state)).toBe('Waiting for Cy.');
  });

  test.each([
    ['submit', {}, 'Asked now: Inês. Stuck: nobody can decide Manager. The administrators were told.'],
    ['approve', { stepOutcome: 'approved' }, 'Procurement is complete. Stuck: nobody can decide Manager.'],
  ] as const)('promises nothing to whoever says %s', (command, changes, sentence) => {
    const told = text(doneText(answer(command, changes), stuck, 'ana', wordsFor('en'), 's2'));
    expect(told).toContain(sentence);
    expect(told).not.toMatch(/when it is decided|still needed/);
  });
});

function planned(one: Step): RouteStep {
  return {
    ...one,
    sla: { hours: 24, ladder: [] },
    approvers: one.approvers.map((asked) => ({ ...asked, grounds: [] })),
  };
}

describe('the preview', () => {
  const preview = (
    approvers: Step['approvers'],
    status: ApprovalDocument['status'] = 'draft',
    people: Dossier['people'] = new Map(),
  ) => {
    const stages = [[{ ...nobody, approvers }, procurement], [later([approver('di')])]];
    const routed = stages.map((steps) => steps.map(planned));
    const route = { template: { key: 't', version: 1, name: 'T' }, stages: routed };
    const plan = { route, findings: [], expected: [] };
    const names = new Map([['ana', 'Ana']]);
    return previewView({
      document: documentOf({ status }),
      type: purchase,
      plan,
      names,
      people,
      reader: { locale: 'en', timeZone: 'UTC' },
      notices: [],
    });
  };

  test('warns at its top of a step that nobody was found for, and of none where all are found', () => {
    expect(said(preview([]).notices)).toMatch(/^Nobody can be found for Manager, so this request would get stuck/);
    expect(preview([approver('bo')]).notices).toEqual([]);
  });

  test('says who of those who would be asked has not used the bot yet', () => {
    const people = new Map([['bo', { id: 'bo', name: 'Bo', active: true, reachable: false, mayAct: true }]]);
    const lines = (view: ReturnType<typeof preview>) => view.stages[0]?.steps[0]?.people.map(text);
    expect(lines(preview([approver('bo')], 'draft', people))).toEqual([
      'bo, because they are your manager · has not used the bot yet',
    ]);
    expect(lines(preview([approver('bo')]))).toEqual(['bo, because they are your manager']);
  });

  test('numbers the steps as the cards do', () => {
    expect(preview([]).stages.flatMap((stage) => stage.steps.map((one) => `${one.number} ${one.name}`))).toEqual([
      '1.1 Manager',
      '1.2 Procurement',
      '2. Finance',
    ]);
  });

  test('calls a returned request no draft', () => {
    expect(text(preview([]).lead)).toContain('saved as a draft');
    expect(text(preview([], 'returned').lead)).toBe('Your changes are saved. Nobody is asked until you submit again.');
  });
});
