import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delegation } from '../../src/engine/delegation/delegation.js';
import type { ApprovalDocument } from '../../src/engine/document.js';
import type { DomainEvent } from '../../src/engine/event.js';
import type { Facts } from '../../src/engine/facts.js';
import type { Instant } from '../../src/engine/instant.js';
import { defaultSettings } from '../../src/engine/settings.js';
import { afterwards, bySystem, factsOf, happenings, hours, openedDocument } from './support/by-system.js';
import { allRule, approver, step, t1 } from './support/documents.js';
import { actor } from './support/people.js';

const everybody = ['bo', 'cleo', 'dee', 'eli', 'fay', 'gil', 'ana'];

function from(fromId: string, toId: string, begins: number, ends: number, endedAt: Instant | null = null): Delegation {
  const always = { types: null, cap: null, createdAt: hours(0), endedAt };
  return { id: `${fromId}-${toId}`, fromId, toId, startsAt: hours(begins), endsAt: hours(ends), ...always };
}

function knowing(...delegations: readonly Delegation[]): Facts {
  return { ...factsOf(), delegations, deputies: new Map(everybody.map((id) => [id, actor(id)])) };
}

function synced(document: ApprovalDocument, facts: Facts, at: Instant): readonly DomainEvent[] {
  return happenings(document, { kind: 'sync-delegations', ...bySystem, nonce: at }, facts, at);
}

function told(events: readonly DomainEvent[]): readonly string[] {
  return events.map((event) => {
    if (event.type === 'approval-delegated') return `${event.personId} for ${event.forId}`;
    return event.type === 'delegation-expired' ? `${event.personId} no more for ${event.forId}` : event.type;
  });
}

const waiting = openedDocument([step('one', 0, 0, ['bo'])]);

describe('delegations are carried out', () => {
  const facts = knowing(from('bo', 'gil', 10, 20));

  test('from their first moment up to their last', () => {
    expect(synced(waiting, facts, hours(9.9))).toEqual([]);
    const begun = synced(waiting, facts, hours(10));
    expect(begun).toEqual([
      {
        type: 'approval-delegated',
        documentId: 'd1',
        stepId: 'd1:1:0',
        personId: 'gil',
        forId: 'bo',
        ground: { kind: 'delegation', path: ['bo-gil'], until: hours(20) },
      },
    ]);
    const during = afterwards(waiting, begun, hours(10));
    expect(synced(during, facts, hours(19.9))).toEqual([]);
    const over = synced(during, facts, hours(20));
    expect(told(over)).toEqual(['gil no more for bo']);
    const ended = afterwards(during, over, hours(20));
    expect(ended.steps[0]).toMatchObject({ deputies: [], formerDeputies: [{ personId: 'gil', forId: 'bo' }] });
    expect(synced(ended, facts, hours(21))).toEqual([]);
  });

  test('also when they end early, and not once they are switched off', () => {
    const during = afterwards(waiting, synced(waiting, facts, hours(10)), hours(10));
    expect(told(synced(during, knowing(from('bo', 'gil', 10, 20, hours(12))), hours(12)))).toEqual([
      'gil no more for bo',
    ]);
    const off = { ...facts, settings: { ...defaultSettings, allowsDelegation: false } };
    expect(told(synced(during, off, hours(11)))).toEqual(['gil no more for bo']);
    expect(synced(waiting, off, hours(11))).toEqual([]);
  });

  test('on from one to the next, and anew where another way holds longer', () => {
    const chain = knowing(from('bo', 'gil', 10, 20), from('gil', 'fay', 10, 15));
    const during = afterwards(waiting, synced(waiting, chain, hours(10)), hours(10));
    expect(during.steps[0]?.deputies.map(({ personId }) => personId)).toEqual(['fay', 'gil']);
    const straight = knowing(from('bo', 'gil', 10, 20), from('gil', 'fay', 10, 15), from('bo', 'fay', 12, 18));
    const again = synced(during, straight, hours(12));
    expect(told(again)).toEqual(['fay for bo']);
    expect(again).toMatchObject([{ ground: { path: ['bo-fay'], until: hours(18) } }]);
  });

  test('on every open step, for those whose vote is missing, and by nobody who has voted', () => {
    const vote = { decision: 'approve', comment: null, at: t1, dataRevision: 1 } as const;
    const approvers = [approver('bo'), approver('cleo', vote), approver('dee', { ...vote, by: 'gil' })];
    const steps = [
      { ...step('one', 0, 0, [], allRule), approvers },
      step('beside', 0, 1, ['bo', 'eli'], allRule),
      step('later', 1, 2, ['bo']),
    ];
    const many = knowing(from('bo', 'gil', 0, 99), from('cleo', 'fay', 0, 99));
    const events = synced(openedDocument(steps), many, hours(1));
    expect(events.map((event) => ('stepId' in event ? event.stepId : ''))).toEqual(['d1:1:1']);
    expect(told(events)).toEqual(['gil for bo']);
  });

  test('and whoever acts for another reason stays', () => {
    const ground = { kind: 'step', note: null } as const;
    const [one] = waiting.steps;
    if (one === undefined) throw new Error('no step');
    const given = { ...one, deputies: [{ personId: 'gil', forId: 'bo', ground, since: t1 }] };
    expect(synced({ ...waiting, steps: [given] }, knowing(), hours(1))).toEqual([]);
  });

  test('not on what has ended', () => {
    expect(synced({ ...waiting, status: 'approved' }, facts, hours(11))).toEqual([]);
  });
});

test('however often and in whatever order it is looked at, the deputies are those of the moment', () => {
  const delegations = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...everybody), fc.constantFrom(...everybody), fc.nat(30), fc.integer({ min: 1, max: 20 }))
      .filter(([fromId, toId]) => fromId !== toId)
      .map(([fromId, toId, begins, long]) => from(fromId, toId, begins, begins + long)),
    { selector: ({ id }) => id, maxLength: 8 },
  );
  const looks = fc.array(fc.nat(50), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(delegations, looks, (all, times) => {
      const facts = knowing(...all);
      let document = openedDocument([step('one', 0, 0, ['bo', 'cleo'], allRule)]);
      for (const time of times) {
        document = afterwards(document, synced(document, facts, hours(time)), hours(time));
        expect(synced(document, facts, hours(time))).toEqual([]);
      }
      const fresh = openedDocument([step('one', 0, 0, ['bo', 'cleo'], allRule)]);
      const last = hours(times.at(-1) ?? 0);
      const expected = afterwards(fresh, synced(fresh, facts, last), last);
      const people = ({ steps }: ApprovalDocument) =>
        steps.flatMap(({ deputies }) => deputies.map(({ personId, forId, ground }) => [personId, forId, ground]));
      expect(people(document)).toEqual(people(expected));
      expect(people(document).flat()).not.toContain('ana');
    }),
  );
});
