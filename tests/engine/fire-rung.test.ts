import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendars } from '../../src/engine/calendar/calendar.js';
import type { Rung } from '../../src/engine/definition.js';
import { type ApprovalDocument, type DecisionKind, decisions } from '../../src/engine/document.js';
import type { DomainEvent } from '../../src/engine/event.js';
import type { Facts } from '../../src/engine/facts.js';
import type { Instant } from '../../src/engine/instant.js';
import { nextRung } from '../../src/engine/ladder.js';
import {
  afterwards,
  bySystem,
  factsOf,
  happenings,
  hours,
  openedDocument,
  waitingFor,
  withLadder,
} from './support/by-system.js';
import { allRule, approver, step, t1, tripType } from './support/documents.js';
import { house } from './support/routes.js';

const remind = (afterHours: number): Rung => ({ do: 'remind', afterHours });
const escalate = (afterHours: number): Rung => ({ do: 'escalate', afterHours, to: [{ kind: 'manager' }] });
const outcome = (decision: DecisionKind, afterHours: number): Rung => ({ do: decision, afterHours });

interface About {
  readonly rung?: number;
  readonly opening?: number;
  readonly at?: Instant;
  readonly facts?: Facts;
}

function fired(document: ApprovalDocument, about: About = {}): readonly DomainEvent[] {
  const { rung = 0, opening = 1, at = hours(100), facts = factsOf() } = about;
  return happenings(document, { kind: 'fire-rung', ...bySystem, stepId: 'd1:1:0', opening, rung }, facts, at);
}

function types(events: readonly DomainEvent[]): readonly string[] {
  return events.map(({ type }) => type);
}

function withStep(document: ApprovalDocument, change: object): ApprovalDocument {
  return { ...document, steps: document.steps.map((one, at) => (at === 0 ? { ...one, ...change } : one)) };
}

describe('a reminder', () => {
  test('names everybody who is awaited, with their deputies', () => {
    const ground = { kind: 'step', note: null } as const;
    const document = withStep(waitingFor(['bo', 'cleo'], remind(12)), {
      approvers: [approver('bo'), approver('cleo', { decision: 'approve', comment: null, at: t1, dataRevision: 1 })],
      rule: allRule,
      deputies: [
        { personId: 'dee', forId: 'bo', ground, since: t1 },
        { personId: 'eli', forId: 'cleo', ground, since: t1 },
      ],
    });
    expect(fired(document)).toEqual([
      { type: 'step-reminded', documentId: 'd1', stepId: 'd1:1:0', rung: 0, personIds: ['bo', 'dee'] },
    ]);
  });

  test('fires at its moment and not a millisecond before', () => {
    const document = waitingFor(['bo'], remind(12));
    const before = new Date(Date.parse(hours(12)) - 1).toISOString();
    expect(fired(document, { at: before })).toEqual([]);
    expect(types(fired(document, { at: hours(12) }))).toEqual(['step-reminded']);
  });
});

describe('nothing fires', () => {
  const document = waitingFor(['bo'], remind(12), remind(24));
  test.each<[string, ApprovalDocument, About]>([
    ['that is not the next rung', document, { rung: 1 }],
    ['beyond the ladder', document, { rung: 2 }],
    ['that has fired', afterwards(document, fired(document), hours(12)), { rung: 0 }],
    ['of an earlier opening', withStep(document, { opening: 2 }), { opening: 1 }],
    ['while the clock stands still', withStep(document, { pausedAt: hours(3) }), {}],
    ['on a step that is closed', withStep(document, { status: 'approved' }), {}],
    ['before the step opens', withStep(document, { status: 'waiting' }), {}],
    ['on a document that has ended', { ...document, status: 'rejected' }, {}],
    ['without a ladder', waitingFor(['bo']), {}],
    ['of a step without an SLA', openedDocument([step('bo', 0, 0, ['bo'])]), {}],
  ])('%s', (_what, of, about) => {
    expect(fired(of, about)).toEqual([]);
  });

  test('of a step that there is not', () => {
    const command = { kind: 'fire-rung', ...bySystem, stepId: 'd1:1:9', opening: 1, rung: 0 } as const;
    expect(happenings(document, command, factsOf(), hours(100))).toEqual([]);
  });
});

describe('an escalation', () => {
  test('tells who may act from now on, and the rung is done', () => {
    const document = waitingFor(['bo'], escalate(36), remind(40));
    const events = fired(document);
    expect(events).toEqual([
      {
        type: 'step-escalated',
        documentId: 'd1',
        stepId: 'd1:1:0',
        rung: 0,
        deputies: [{ personId: 'cleo', forId: 'bo', as: 'manager' }],
      },
    ]);
    const [open] = afterwards(document, events, hours(36)).steps;
    expect(open).toMatchObject({ rungsFired: 1, deputies: [{ personId: 'cleo', forId: 'bo' }], status: 'pending' });
  });

  test('that finds nobody is recorded all the same, so that it is not tried for ever', () => {
    const document = waitingFor(['fay'], escalate(36));
    const events = fired(document);
    expect(events).toMatchObject([{ type: 'step-escalated', deputies: [] }]);
    expect(fired(afterwards(document, events, hours(36)), { rung: 0 })).toEqual([]);
  });
});

describe('an outcome', () => {
  const last = (decision: DecisionKind) => waitingFor(['bo'], outcome(decision, 72));

  test('approve closes the step, and with the last one the document', () => {
    const events = fired(last('approve'));
    expect(types(events)).toEqual(['step-expired', 'step-completed', 'document-approved']);
    const document = afterwards(last('approve'), events, hours(72));
    expect(document.status).toBe('approved');
    expect(document.steps[0]).toMatchObject({ status: 'approved', expiredAs: 'approve', rungsFired: 1 });
    expect(document.steps[0]?.approvers).toEqual([approver('bo')]);
  });

  test('approve completes what needs nobody to carry it out', () => {
    const facts: Facts = { ...factsOf(), type: { ...tripType, completion: { kind: 'automatic' } } };
    expect(types(fired(last('approve'), { facts })).at(-1)).toBe('document-completed');
  });

  test('approve opens the next stage, with its times', () => {
    const steps = [
      withLadder(step('bo', 0, 0, ['bo']), outcome('approve', 72)),
      withLadder(step('cleo', 1, 1, ['cleo']), remind(1)),
    ];
    expect(fired(openedDocument(steps), { at: hours(80) })).toMatchObject([
      { type: 'step-expired', decision: 'approve' },
      { type: 'step-completed' },
      { type: 'stage-opened', stage: 1, dueAt: { 'd1:1:1': hours(104) }, ladderAt: { 'd1:1:1': [hours(81)] } },
    ]);
  });

  test('approve waits for the other steps of the stage', () => {
    const steps = [withLadder(step('bo', 0, 0, ['bo']), outcome('approve', 72)), step('cleo', 0, 1, ['cleo'])];
    expect(types(fired(openedDocument(steps)))).toEqual(['step-expired', 'step-completed']);
  });

  test.each([
    ['reject', 'rejected'],
    ['return', 'returned'],
  ] as const)('%s ends the document, whatever its other steps wait for', (decision, status) => {
    const steps = [withLadder(step('bo', 0, 0, ['bo']), outcome(decision, 72)), step('cleo', 0, 1, ['cleo'])];
    const document = openedDocument(steps);
    const ended = afterwards(document, fired(document), hours(72));
    expect(ended).toMatchObject({ status, steps: [{ status, expiredAs: decision }, { status: 'skipped' }] });
  });

  test('counts instead of votes that were not enough', () => {
    const vote = { decision: 'approve', comment: null, at: t1, dataRevision: 1 } as const;
    const document = withStep(last('reject'), { rule: allRule, approvers: [approver('bo', vote), approver('cleo')] });
    expect(types(fired(document))).toEqual(['step-expired', 'step-completed', 'document-rejected']);
  });
});

describe('an outcome whose warning came late', () => {
  const ladder = [remind(12), escalate(24), outcome('approve', 48)] as const;
  const document = waitingFor(['bo'], ...ladder);

  /** Fires all whose time has come, as after an outage. */
  function lookedAt(of: ApprovalDocument, at: Instant): ApprovalDocument {
    return ladder.reduce((state, _, rung) => afterwards(state, fired(state, { rung, at }), at), of);
  }

  test('waits for as long after it as the template says', () => {
    const late = lookedAt(document, hours(100));
    expect(late).toMatchObject({
      status: 'pending',
      steps: [{ rungsFired: 2, ladderAt: [hours(12), hours(24), hours(124)] }],
    });
    const [only] = late.steps;
    expect(only && nextRung(only)?.at).toBe(hours(124));
    expect(lookedAt(late, hours(123.9)).status).toBe('pending');
    expect(lookedAt(late, hours(124)).status).toBe('approved');
  });

  test('waits for a late reminder as well', () => {
    const reminded = waitingFor(['bo'], remind(12), outcome('reject', 48));
    const events = fired(reminded, { at: hours(40) });
    expect(events).toMatchObject([{ type: 'step-reminded', ladderAt: [hours(12), hours(76)] }]);
    expect(fired(afterwards(reminded, events, hours(40)), { rung: 1, at: hours(75) })).toEqual([]);
  });

  test('comes when it was announced where the warning before it was in time', () => {
    const warned = lookedAt(lookedAt(document, hours(20)), hours(24));
    expect(warned.steps[0]).toMatchObject({ rungsFired: 2, ladderAt: [hours(12), hours(24), hours(48)] });
    expect(lookedAt(warned, hours(60)).status).toBe('approved');
  });

  test('waits in working time, not over a weekend', () => {
    const calendar = { key: 'office', name: 'Office', timeZone: 'UTC', holidays: [] };
    const day = [{ from: '09:00', to: '17:00' }];
    const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
    const office: Calendars = {
      byKey: new Map([['office', { ...calendar, hours: week }]]),
      ...{ defaultKey: 'office', timeZone: 'UTC' },
    };
    // Monday, 10:00 and 14:00; the outage ended on a Friday, 16:00.
    const ladderAt = ['2026-03-02T10:00:00.000Z', '2026-03-02T14:00:00.000Z'];
    const open = withStep(waitingFor(['bo'], remind(1), outcome('approve', 5)), { ladderAt });
    const events = fired(open, { at: '2026-03-06T16:00:00.000Z', facts: { ...factsOf(), calendars: office } });
    expect(events).toMatchObject([{ ladderAt: [ladderAt[0], '2026-03-09T12:00:00.000Z'] }]);
  });
});

describe('the system does not approve', () => {
  const document = waitingFor(['bo'], outcome('approve', 72));
  const two = withStep(document, { rule: allRule, approvers: [approver('bo'), approver('cleo')] });
  const cases: readonly [string, ApprovalDocument, Facts][] = [
    ['where nobody was found', withStep(document, { approvers: [] }), factsOf()],
    ['where a place is open', withStep(document, { openPlaces: 1 }), factsOf()],
    ['where the rule of the step failed', withStep(document, { problem: 'no such field' }), factsOf()],
    ['where who was asked has left', document, factsOf(house({ inactive: ['bo'] }))],
    ['where who was asked may not act', document, factsOf(house(), ['bo'])],
    ['where who was asked has no account in chat', document, factsOf(house(), [], ['bo'])],
    ['where one of all who must agree has none', two, factsOf(house(), [], ['cleo'])],
    ['where one of all who must agree has left', two, factsOf(house({ inactive: ['cleo'] }))],
    ['what its submitter’s own definition would approve', { ...document, authorIds: ['ana'] }, factsOf()],
  ];
  test.each(cases)('%s', (_where, of, facts) => {
    const events = fired(of, { facts });
    expect(events).toEqual([{ type: 'step-expired', documentId: 'd1', stepId: 'd1:1:0', rung: 0, decision: null }]);
    const left = afterwards(of, events, hours(72));
    expect(left.steps[0]).toMatchObject({ status: 'pending', expiredAs: null, rungsFired: 1 });
    expect(fired(left, { facts })).toEqual([]);
  });

  test('but does where one of those who are each enough is left', () => {
    const either = withStep(two, { rule: { approveWhen: 'any', rejectWhen: 'any' } });
    expect(fired(either, { facts: factsOf(house({ inactive: ['cleo'] })) })[0]).toMatchObject({ decision: 'approve' });
    expect(fired(either, { facts: factsOf(house(), [], ['cleo']) })[0]).toMatchObject({ decision: 'approve' });
  });

  test.each(['reject', 'return'] as const)('but %s it does, with or without anybody', (decision) => {
    const empty = withStep(waitingFor(['bo'], outcome(decision, 72)), { approvers: [], openPlaces: 1 });
    expect(fired(empty)[0]).toMatchObject({ decision });
  });
});

const ladders = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
    fc.infiniteStream(fc.boolean()),
    fc.option(fc.constantFrom(...decisions)),
  )
  .map(([times, isReminder, decision]): readonly Rung[] => {
    const sorted = times.toSorted((a, b) => a - b);
    const rungs = sorted.map((time) => (isReminder.next().value === true ? remind(time) : escalate(time)));
    return decision === null ? rungs : [...rungs, outcome(decision, 61)];
  });
/** Clocks that jump forwards and back, by hours. */
const looks = fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 1, maxLength: 60 });

test('whatever the clock does, each rung fires once, in order, and never before its time', () => {
  fc.assert(
    fc.property(ladders, looks, (ladder, times) => {
      let document = waitingFor(['bo'], ...ladder);
      const done: { rung: number; at: number }[] = [];
      for (const time of [...times, 100, 200]) {
        for (const [rung] of ladder.entries()) {
          const events = fired(document, { rung, at: hours(time) });
          if (events.length > 0) done.push({ rung, at: time });
          document = afterwards(document, events, hours(time));
        }
      }
      expect(done.map(({ rung }) => rung)).toEqual(ladder.map((_, rung) => rung));
      for (const { rung, at } of done) expect(at).toBeGreaterThanOrEqual(ladder[rung]?.afterHours ?? Number.NaN);
      const [only] = document.steps;
      expect(only && nextRung(only)).toBeUndefined();
    }),
  );
});

test('none fires while the clock stands still, and none after the step is closed', () => {
  fc.assert(
    fc.property(ladders, looks, fc.boolean(), (ladder, times, isPaused) => {
      const change = isPaused ? { pausedAt: hours(0) } : { status: 'skipped' };
      const document = withStep(waitingFor(['bo'], ...ladder), change);
      for (const time of times) {
        for (const [rung] of ladder.entries()) expect(fired(document, { rung, at: hours(time) })).toEqual([]);
      }
    }),
  );
});
