import { describe, expect, test } from 'vitest';
import type { ApprovalDocument, Question } from '../../src/engine/document.js';
import type {
  ApprovalDelegated,
  DomainEvent,
  LaterEvent,
  QuestionAnswered,
  QuestionAsked,
  StepVoted,
} from '../../src/engine/event.js';
import { evolve } from '../../src/engine/evolve.js';
import { unlawful } from '../../src/engine/lawful.js';
import { systemId } from '../../src/engine/system.js';
import { beside, byDelegation, changed, deputy, escalated } from './support/delegations.js';
import { allRule, approver, pending, step, t0, t1, t2 } from './support/documents.js';

const about = { documentId: 'd1', stepId: 'd1:1:0' } as const;
const document = pending(step('first', 0, 0, ['bo', 'cy'], allRule), step('second', 1, 1, ['ed']));

const voted: StepVoted = {
  ...{ type: 'step-voted', ...about, personId: 'di', onBehalfOf: 'bo' },
  ...{ decision: 'approve', comment: null, dataRevision: 1 },
};
const given: ApprovalDelegated = {
  ...{ type: 'approval-delegated', ...about, personId: 'di', forId: 'bo' },
  ground: { kind: 'step', note: null },
};
const acting: ApprovalDelegated = { ...given, ground: { kind: 'delegation', path: ['bo>di'], until: t2 } };
const asked: QuestionAsked = { type: 'question-asked', ...about, questionId: 'q1', personId: 'bo', text: 'Why?' };
const answered: QuestionAnswered = {
  ...{ type: 'question-answered', ...about, questionId: 'q1', text: 'So' },
  resumed: null,
};
const nudged: LaterEvent = { type: 'document-nudged', documentId: 'd1', personIds: ['bo', 'cy'] };

const withDi = beside(document, deputy('di', 'bo', byDelegation(['bo>di'], t2)));
const wasDi = beside(document, deputy('di', 'bo', byDelegation(['bo>di'], t1)));
const byOthers = (putBy: string) =>
  changed(document, () => ({ approvers: [{ ...approver('bo'), putBy }, approver('cy')] }));
const cyVoted = evolve(document, { ...voted, personId: 'cy', onBehalfOf: 'cy' }, t0);
const closed = changed(document, () => ({ status: 'approved', closedAt: t0 }));

function question(id: string, isAnswered = false): Question {
  return { id, askedBy: 'bo', text: 'Why?', askedAt: t0, answer: isAnswered ? { text: 'So', at: t0 } : null };
}
const waiting = changed(document, () => ({ questions: [question('q1')], pausedAt: t0 }));
const timed = changed(waiting, () => ({ dueAt: t1, ladderAt: [t0, t2] }));
const asTimed = (dueAt: string, ...ladderAt: readonly string[]) => ({ ...answered, resumed: { dueAt, ladderAt } });

describe('the rules allow', () => {
  test.each<[string, ApprovalDocument, DomainEvent, string]>([
    ['to vote for who is out of office', withDi, voted, 'di'],
    ['to vote with a step that was given', beside(document, deputy('di', 'bo')), voted, 'di'],
    ['to vote because nobody did in time', beside(document, deputy('di', 'bo', escalated)), voted, 'di'],
    ['to give a step away', document, given, 'bo'],
    ['to record for whom one acts', document, acting, 'di'],
    ['the system to record it', document, acting, systemId],
    ['to ask', document, asked, 'bo'],
    ['to ask for who is out of office', withDi, { ...asked, personId: 'di' }, 'di'],
    ['to answer', waiting, answered, 'ana'],
    ['to answer, and the clock goes on', timed, asTimed(t2, t0, t2), 'ana'],
    ['to hurry', document, nudged, 'ana'],
    ['to hurry again after a day', { ...document, nudgedAt: '2026-03-01T10:00:00.000Z' }, nudged, 'ana'],
  ])('%s', (_what, before, event, actorId) => {
    expect(unlawful(before, event, { actorId, at: t1 })).toBeUndefined();
  });
});

describe('the rules do not allow', () => {
  test.each<[string, ApprovalDocument, DomainEvent, string, string]>([
    ['to vote for another whom nobody let', document, voted, 'di', 'nobody had let them'],
    ['to vote for another than the one', withDi, { ...voted, onBehalfOf: 'cy' }, 'di', 'nobody had let them'],
    ['to vote after the delegation', wasDi, voted, 'di', 'was over by then'],
    ['to vote for oneself as another', document, { ...voted, personId: 'bo' }, 'bo', 'acted for another'],
    [
      'to vote beside one’s own place',
      beside(document, deputy('cy', 'bo')),
      { ...voted, personId: 'cy' },
      'cy',
      'acted for',
    ],
    [
      'to vote for who has voted',
      evolve(withDi, { ...voted, personId: 'bo', onBehalfOf: 'bo' }, t0),
      voted,
      'di',
      'second',
    ],
    [
      'to vote in a second place',
      beside(evolve(withDi, voted, t0), deputy('di', 'cy')),
      { ...voted, onBehalfOf: 'cy' },
      'di',
      'second vote',
    ],
    ['to vote for whom one put there', beside(byOthers('di'), deputy('di', 'bo')), voted, 'di', 'put themselves'],
    ['to give another’s step away', document, given, 'cy', 'somebody else gave'],
    ['to give a step away for the approver', document, given, systemId, 'somebody else gave'],
    ['to give a place away that is filled', cyVoted, { ...given, forId: 'cy' }, 'cy', 'had voted'],
    ['to give a place away that is none', document, { ...given, forId: 'zoe' }, 'zoe', 'nobody asks'],
    ['to give a closed step away', closed, given, 'bo', 'not open'],
    ['to give a waiting step away', document, { ...given, stepId: 'd1:1:1', forId: 'ed' }, 'ed', 'not open'],
    ['to give a step to who asked', document, { ...given, personId: 'ana' }, 'bo', 'never act there'],
    ['to give a step to who wrote it', { ...document, authorIds: ['di'] }, given, 'bo', 'never act there'],
    ['to give a step to who put one there', byOthers('di'), given, 'bo', 'never act there'],
    ['to give a step to who is asked', document, { ...given, personId: 'cy' }, 'bo', 'asked on the step themselves'],
    [
      'to give a step to who has voted on it',
      evolve(beside(document, deputy('di', 'cy')), { ...voted, onBehalfOf: 'cy' }, t0),
      given,
      'bo',
      'had voted on the step',
    ],
    [
      'to give a step to more than five',
      beside(document, ...['fay', 'gil', 'hal', 'ida', 'jon'].map((id) => deputy(id, 'bo'))),
      ...([given, 'bo', 'too many'] as const),
    ],
    ['to record that another acts', document, acting, 'bo', 'somebody else recorded'],
    [
      'to record it without a delegation',
      document,
      { ...acting, ground: byDelegation([], t2) },
      'di',
      'no delegations',
    ],
    [
      'to record it over too many',
      document,
      { ...acting, ground: byDelegation(['1', '2', '3', '4', '5', '6'], t2) },
      'di',
      'no delegations',
    ],
    ['to record what is over', document, { ...acting, ground: byDelegation(['bo>di'], t1) }, 'di', 'was over'],
    ['to ask for another', document, asked, 'cy', 'asked for another'],
    ['to ask without being asked', document, { ...asked, personId: 'di' }, 'di', 'could not decide'],
    ['to ask after the delegation', wasDi, { ...asked, personId: 'di' }, 'di', 'could not decide'],
    ['to ask after voting', cyVoted, { ...asked, personId: 'cy' }, 'cy', 'had decided'],
    ['to ask oneself', document, { ...asked, personId: 'ana' }, 'ana', 'asked themselves'],
    ['to ask nothing', document, { ...asked, text: ' ' }, 'bo', 'nothing was asked'],
    ['to ask again the same', waiting, asked, 'bo', 'asked before'],
    ['to ask on a closed step', closed, asked, 'bo', 'not open'],
    [
      'to ask a sixth thing',
      changed(document, () => ({ questions: ['a', 'b', 'c', 'd', 'e'].map((id) => question(id)) })),
      asked,
      'bo',
      'too much',
    ],
    [
      'to ask a twenty-sixth',
      changed(document, () => ({ questions: Array.from({ length: 25 }, (_, at) => question(`${at}`, true)) })),
      asked,
      'bo',
      'too much',
    ],
    ['to answer for the submitter', waiting, answered, 'bo', 'somebody else than the submitter'],
    ['to answer what nobody asked', document, answered, 'ana', 'no such question'],
    [
      'to answer twice',
      changed(waiting, () => ({ questions: [question('q1', true)] })),
      answered,
      'ana',
      'no such question',
    ],
    ['to answer nothing', waiting, { ...answered, text: '' }, 'ana', 'nothing was answered'],
    ['to answer where nobody waits', changed(waiting, () => ({ status: 'approved' })), answered, 'ana', 'not open'],
    ['to leave the clock standing', timed, answered, 'ana', 'against the rules'],
    ['to let it go on without any', waiting, asTimed(t2), 'ana', 'against the rules'],
    [
      'to let it go on while something is open',
      changed(timed, ({ questions }) => ({ questions: [...questions, question('q2')] })),
      asTimed(t2, t0, t2),
      'ana',
      'against the rules',
    ],
    ['to come earlier by an answer', timed, asTimed(t0, t0, t2), 'ana', 'not those of the step'],
    ['to fire a rung earlier by an answer', timed, asTimed(t2, t0, t1), 'ana', 'not those of the step'],
    ['to lose a rung by an answer', timed, asTimed(t2, t0), 'ana', 'not those of the step'],
    ['to hurry for the submitter', document, nudged, 'bo', 'somebody else than the submitter'],
    ['to hurry nobody', { ...document, status: 'returned' }, nudged, 'ana', 'nobody was awaited'],
    ['to hurry others', cyVoted, nudged, 'ana', 'others were awaited'],
    ['to hurry twice a day', { ...document, nudgedAt: t0 }, nudged, 'ana', 'too soon'],
    [
      'people to do what the clock does',
      document,
      { type: 'step-reminded', ...about, rung: 0, personIds: [] },
      'bo',
      'only the system',
    ],
    [
      'people to cancel in its name',
      { ...document, status: 'returned', cancelAt: t0 },
      { type: 'document-cancelled', documentId: 'd1', because: 'stale' },
      'ana',
      'only the system',
    ],
    [
      'to put on a step who voted there for another',
      evolve(withDi, voted, t0),
      { type: 'step-reassigned', ...about, from: 'cy', to: 'di', by: 'gus', reason: 'Away' },
      'gus',
      'had voted on the step for another',
    ],
  ])('%s', (_what, before, event, actorId, why) => {
    expect(unlawful(before, event, { actorId, at: t1 })).toContain(why);
  });

  test.each<[string, LaterEvent]>([
    ['a ladder too few', { type: 'stage-opened', documentId: 'd1', stage: 1, dueAt: { 'd1:1:1': t2 }, ladderAt: {} }],
    [
      'a rung too many',
      { type: 'stage-opened', documentId: 'd1', stage: 1, dueAt: { 'd1:1:1': t2 }, ladderAt: { 'd1:1:1': [t1, t2] } },
    ],
  ])('to open a stage with %s', (_what, event) => {
    const laddered = document.steps.map((one) =>
      one.stage === 1
        ? { ...one, sla: { hours: 2, ladder: [{ do: 'remind', afterHours: 1 } as const] } }
        : { ...one, status: 'approved' as const },
    );
    const before = { ...document, steps: laddered };
    expect(unlawful(before, event, { actorId: 'cy', at: t1 })).toContain('ladders');
    const right: LaterEvent = { ...event, ladderAt: { 'd1:1:1': [t2] } } as LaterEvent;
    expect(unlawful(before, right, { actorId: 'cy', at: t1 })).toBeUndefined();
  });
});
