import { describe, expect, test } from 'vitest';
import type { Rung } from '../../src/engine/definition.js';
import type { ApprovalDocument, Reason } from '../../src/engine/document.js';
import type { DomainEvent, StepEscalated, StepExpired, StepReminded } from '../../src/engine/event.js';
import type { Instant } from '../../src/engine/instant.js';
import { unlawful } from '../../src/engine/lawful.js';
import { systemId } from '../../src/engine/system.js';
import { hours, openedDocument, waitingFor } from './support/by-system.js';
import { allRule, approver, step, t1 } from './support/documents.js';

const about = { documentId: 'd1', stepId: 'd1:1:0' } as const;
const vote = { decision: 'approve', comment: null, at: t1, dataRevision: 1 } as const;

function wrongWith(document: ApprovalDocument, event: DomainEvent, at: Instant = hours(100), actorId = systemId) {
  return unlawful(document, event, { actorId, at });
}

function withStep(document: ApprovalDocument, change: object): ApprovalDocument {
  return { ...document, steps: document.steps.map((one, at) => (at === 0 ? { ...one, ...change } : one)) };
}

const ladder: readonly Rung[] = [
  { do: 'remind', afterHours: 12 },
  { do: 'escalate', afterHours: 24, to: [{ kind: 'manager' }] },
  { do: 'approve', afterHours: 48 },
];
const reminding = waitingFor(['bo'], ...ladder);
const escalating = withStep(reminding, { rungsFired: 1 });
const expiring = withStep(reminding, { rungsFired: 2 });
const reminded: StepReminded = { type: 'step-reminded', ...about, rung: 0, personIds: ['bo'] };
const escalated: StepEscalated = {
  type: 'step-escalated',
  ...about,
  rung: 1,
  deputies: [{ personId: 'cleo', forId: 'bo', as: 'manager' }],
  ladderAt: [hours(12), hours(24), hours(124)],
};
const expired: StepExpired = { type: 'step-expired', ...about, rung: 2, decision: 'approve' };

test.each<[string, ApprovalDocument, DomainEvent]>([
  ['a reminder', reminding, reminded],
  ['an escalation', escalating, escalated],
  ['an escalation that found nobody', escalating, { ...escalated, deputies: [] }],
  ['an outcome', expiring, expired],
  ['an outcome that the system must not bring', expiring, { ...expired, decision: null }],
])('%s is lawful, by the system alone', (_what, document, event) => {
  expect(wrongWith(document, event)).toBeUndefined();
  expect(wrongWith(document, event, hours(100), 'bo')).toBe('a person did what only the system does');
});

describe('of a rung is found', () => {
  const deputies = (personId: string, forId = 'bo') => [{ personId, forId, as: 'manager' as const }];
  test.each<[string, ApprovalDocument, DomainEvent, string]>([
    ['one out of order', reminding, { ...escalated, rung: 1 }, 'another rung was next'],
    ['one that fires twice', escalating, reminded, 'another rung was next'],
    ['one that does something else', reminding, { ...escalated, rung: 0 }, 'the rung does something else'],
    ['a reminder that does something else', escalating, { ...reminded, rung: 1 }, 'the rung does something else'],
    ['an outcome that does something else', escalating, { ...expired, rung: 1 }, 'the rung does something else'],
    ['one while the clock stood still', withStep(reminding, { pausedAt: t1 }), reminded, 'the clock of the step stood'],
    ['one of a closed step', withStep(reminding, { status: 'skipped' }), reminded, 'the clock of the step stood still'],
    ['one after the end', { ...reminding, status: 'rejected' }, reminded, 'the clock of the step stood still'],
    ['one of no step', reminding, { ...reminded, stepId: 'x' }, 'the clock of the step stood still'],
    ['a reminder of others', reminding, { ...reminded, personIds: ['cleo'] }, 'others were awaited'],
    [
      'an escalation to the submitter',
      escalating,
      { ...escalated, deputies: deputies('ana') },
      'who may never act there',
    ],
    [
      'one to who is asked',
      escalating,
      { ...escalated, deputies: deputies('bo') },
      'who was asked on the step already',
    ],
    [
      'one in place of nobody',
      escalating,
      { ...escalated, deputies: deputies('cleo', 'dee') },
      'in whose place nobody had to act',
    ],
    [
      'one to whom the template does not name',
      escalating,
      { ...escalated, deputies: [{ personId: 'cleo', forId: 'bo', as: 'role' }] },
      'the rung does not lead to them',
    ],
    [
      'one to who has voted for another',
      withStep(escalating, { rule: allRule, approvers: [approver('bo'), approver('dee', { ...vote, by: 'cleo' })] }),
      escalated,
      'who had voted on the step',
    ],
    [
      'one to who put the approver there',
      withStep(escalating, { approvers: [{ ...approver('bo'), putBy: 'cleo' }] }),
      escalated,
      'who may never act there',
    ],
    ['another decision', expiring, { ...expired, decision: 'reject' }, 'the rung does something else'],
    ['an approval where a place is open', withStep(expiring, { openPlaces: 1 }), expired, 'nobody was asked about'],
    ['an approval where the rule failed', withStep(expiring, { problem: 'x' }), expired, 'nobody was asked about'],
    ['an approval of one’s own doing', { ...expiring, authorIds: ['ana'] }, expired, 'somebody’s own request'],
    [
      'a rejection that is left out',
      withStep(waitingFor(['bo'], { do: 'reject', afterHours: 1 }), {}),
      { ...expired, rung: 0, decision: null },
      'the rung does something else',
    ],
  ])('%s', (_what, document, event, wrong) => {
    expect(wrongWith(document, event)).toContain(wrong);
  });

  const { ladderAt: _, ...unmoved } = escalated;
  test.each<[string, DomainEvent, Instant]>([
    ['that comes without a wait', unmoved, hours(100)],
    ['that waits without a reason', escalated, hours(24)],
    ['that waits for a reminder after which none comes', { ...reminded, ladderAt: [hours(12)] }, hours(100)],
  ])('an outcome %s', (_what, event, at) => {
    const document = event.type === 'step-reminded' ? reminding : escalating;
    expect(wrongWith(document, event, at)).toBe('the outcome after it waited, or did not, against the rules');
  });

  test.each<[string, readonly Instant[]]>([
    ['earlier', [hours(12), hours(24), hours(47)]],
    ['together with another', [hours(13), hours(24), hours(124)]],
    ['no more', [hours(12), hours(24)]],
  ])('an outcome that comes %s', (_what, ladderAt) => {
    expect(wrongWith(escalating, { ...escalated, ladderAt })).toBe('its times are not those of the step');
  });

  test('nothing in a rung that fired in time', () => {
    expect(wrongWith(escalating, unmoved, hours(24))).toBeUndefined();
  });

  test('one before its time', () => {
    expect(wrongWith(reminding, reminded, hours(11.9))).toBe('its time had not come');
    expect(wrongWith(reminding, reminded, hours(12))).toBeUndefined();
  });
});

describe('what becomes of a leaver’s place', () => {
  const reasons: readonly Reason[] = [{ kind: 'stand-in', as: 'manager', for: 'bo' }];
  const left = {
    type: 'approver-left',
    ...about,
    personId: 'bo',
    successor: { personId: 'cleo', reasons },
    leavesPlace: false,
  } as const;
  const alone = { ...left, successor: null, leavesPlace: true } as const;
  const two = withStep(reminding, { rule: allRule, approvers: [approver('bo'), approver('dee')] });
  const either = withStep(reminding, { approvers: [approver('bo'), approver('dee')] });

  test.each<[string, ApprovalDocument, DomainEvent]>([
    ['goes to another', reminding, left],
    ['stays open', reminding, alone],
    ['stays open where all must agree', two, alone],
    ['goes where another is enough', either, { ...alone, leavesPlace: false }],
    ['goes to another before the step opens', withStep(reminding, { status: 'waiting' }), left],
  ])('%s', (_what, document, event) => {
    expect(wrongWith(document, event)).toBeUndefined();
  });

  test.each<[string, ApprovalDocument, DomainEvent, string]>([
    ['is nobody’s', reminding, { ...left, personId: 'gil' }, 'no step waited for who left'],
    ['holds a vote', withStep(reminding, { approvers: [approver('bo', vote)] }), left, 'no step waited'],
    ['is on a closed step', withStep(reminding, { status: 'skipped' }), left, 'no step waited'],
    ['vanishes', reminding, { ...alone, leavesPlace: false }, 'the places of the step do not come out even'],
    ['vanishes among all', two, { ...alone, leavesPlace: false }, 'do not come out even'],
    ['comes twice', reminding, { ...left, leavesPlace: true }, 'do not come out even'],
    ['goes to the submitter', reminding, { ...left, successor: { personId: 'ana', reasons } }, 'may never act there'],
    ['goes to who is asked', two, { ...left, successor: { personId: 'dee', reasons } }, 'asked on the step already'],
    [
      'goes to somebody for another reason',
      reminding,
      { ...left, successor: { personId: 'cleo', reasons: [{ kind: 'user' }] } },
      'nothing says in whose place',
    ],
  ])('is found to be wrong where it %s', (_what, document, event, wrong) => {
    expect(wrongWith(document, event)).toContain(wrong);
  });
});

describe('a delegation that is over', () => {
  const ground = { kind: 'delegation', path: ['x'], until: hours(5) } as const;
  const acting = withStep(reminding, { deputies: [{ personId: 'gil', forId: 'bo', ground, since: t1 }] });
  const over = { type: 'delegation-expired', ...about, personId: 'gil', forId: 'bo' } as const;

  test('was one', () => {
    expect(wrongWith(acting, over)).toBeUndefined();
    expect(wrongWith(reminding, over)).toContain('no delegation had let them act');
    expect(wrongWith(acting, { ...over, forId: 'dee' })).toContain('no delegation had let them act');
    expect(wrongWith(withStep(acting, { status: 'approved' }), over)).toBe('the step was not open');
  });
});

describe('a returned document', () => {
  const returned: ApprovalDocument = { ...openedDocument([step('one', 0, 0, ['bo'])]), status: 'returned' };
  const announced = { ...returned, cancelAt: hours(50) };
  const warning = { type: 'document-expiring', documentId: 'd1', cancelAt: hours(50) } as const;
  const end = { type: 'document-cancelled', documentId: 'd1', because: 'stale' } as const;

  test.each<[string, ApprovalDocument, DomainEvent, Instant, string | undefined]>([
    ['is warned of', returned, warning, hours(1), undefined],
    ['is cancelled as announced', announced, end, hours(50), undefined],
    ['is not warned of twice', announced, warning, hours(1), 'it was announced before'],
    ['is not warned of what is past', returned, warning, hours(50), 'it announces what is past'],
    ['is not cancelled unannounced', returned, end, hours(50), 'it was not announced'],
    ['is not cancelled early', announced, end, hours(49), 'it came before the time that was announced'],
    ['is no pending one', { ...announced, status: 'pending' }, end, hours(50), 'nothing was returned'],
    ['is no draft', { ...returned, status: 'draft' }, warning, hours(1), 'nothing was returned'],
  ])('%s', (_what, document, event, at, wrong) => {
    const found = wrongWith(document, event, at);
    if (wrong === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(wrong);
  });

  test('is cancelled by the system only as a stale one, and by nobody else as that', () => {
    expect(wrongWith(announced, end, hours(50), 'ana')).toBe('a person did what only the system does');
    expect(wrongWith(announced, { type: 'document-cancelled', documentId: 'd1' }, hours(50))).toBeDefined();
  });
});
