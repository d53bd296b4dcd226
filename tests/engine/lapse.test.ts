import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApprovalDocument } from '../../src/engine/document.js';
import type { DomainEvent } from '../../src/engine/event.js';
import type { Facts } from '../../src/engine/facts.js';
import type { Instant } from '../../src/engine/instant.js';
import { defaultSettings } from '../../src/engine/settings.js';
import { afterwards, bySystem, factsOf, happenings, hours } from './support/by-system.js';
import { pending, step } from './support/documents.js';

/** So many days after the document was returned. */
const days = (count: number): Instant => hours(count * 24);
const returned: ApprovalDocument = { ...pending(step('bo', 0, 0, ['bo'])), status: 'returned', closedAt: days(0) };

function knowing(autoCancelDays = 30, editedAt?: Instant): Facts {
  return { ...factsOf(), settings: { ...defaultSettings, autoCancelDays }, editedAt };
}

interface About {
  readonly facts?: Facts;
  readonly round?: number;
  readonly dataRevision?: number;
}

function lapsed(document: ApprovalDocument, what: 'warn' | 'cancel', at: Instant, about: About = {}) {
  const { facts = knowing(), round = document.round, dataRevision = document.dataRevision } = about;
  return happenings(document, { kind: 'lapse', ...bySystem, round, dataRevision, what }, facts, at);
}

const expiring = (cancelAt: Instant) => [{ type: 'document-expiring', documentId: 'd1', cancelAt }];

describe('a returned document that nobody works on', () => {
  test('is warned of three days before its end', () => {
    expect(lapsed(returned, 'warn', days(26.99))).toEqual([]);
    expect(lapsed(returned, 'warn', days(27))).toEqual(expiring(days(30)));
  });

  test('is warned of half of its time before, where that is less', () => {
    expect(lapsed(returned, 'warn', days(1.9), { facts: knowing(4) })).toEqual([]);
    expect(lapsed(returned, 'warn', days(2), { facts: knowing(4) })).toEqual(expiring(days(4)));
    expect(lapsed(returned, 'warn', days(0.5), { facts: knowing(1) })).toEqual(expiring(days(1)));
  });

  test('is warned of just as long before, however late somebody looks', () => {
    expect(lapsed(returned, 'warn', days(40))).toEqual(expiring(days(43)));
  });

  test('is cancelled when the announced time has come, and not without it', () => {
    expect(lapsed(returned, 'cancel', days(100))).toEqual([]);
    const warned = afterwards(returned, lapsed(returned, 'warn', days(27)), days(27));
    expect(lapsed(warned, 'warn', days(28))).toEqual([]);
    expect(lapsed(warned, 'cancel', days(29.99))).toEqual([]);
    const events = lapsed(warned, 'cancel', days(30));
    expect(events).toEqual([{ type: 'document-cancelled', documentId: 'd1', because: 'stale' }]);
    const ended = afterwards(warned, events, days(30));
    expect(ended).toMatchObject({ status: 'cancelled', cancelledBecause: 'stale' });
    expect(lapsed(ended, 'cancel', days(31))).toEqual([]);
  });

  test('is left alone for as long again by who changes it', () => {
    const facts = knowing(30, days(29));
    expect(lapsed(returned, 'warn', days(55.9), { facts })).toEqual([]);
    expect(lapsed(returned, 'warn', days(56), { facts })).toEqual(expiring(days(59)));
    expect(lapsed(returned, 'warn', days(27), { facts: knowing(30, days(-5)) })).toEqual(expiring(days(30)));
  });

  test.each<[string, ApprovalDocument, About]>([
    ['of another round', returned, { round: 2 }],
    ['of other content', returned, { dataRevision: 2 }],
    ['that is no returned document', { ...returned, status: 'pending' }, {}],
    ['that was cancelled', { ...returned, status: 'cancelled' }, {}],
  ])('is not meant by a look at one %s', (_what, document, about) => {
    expect(lapsed(document, 'warn', days(100), about)).toEqual([]);
    expect(lapsed({ ...document, cancelAt: days(1) }, 'cancel', days(100), about)).toEqual([]);
  });
});

test('whenever somebody looks, by whatever clock, it ends once, after one warning, as long before as on time', () => {
  const looks = fc.array(fc.tuple(fc.constantFrom('warn', 'cancel'), fc.integer({ min: 0, max: 200 })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(looks, fc.integer({ min: 1, max: 60 }), (all, autoCancelDays) => {
      const facts = knowing(autoCancelDays);
      let document = returned;
      const happened: { event: DomainEvent; day: number }[] = [];
      for (const [what, day] of [...all, ['warn', 300], ['cancel', 400], ['cancel', 500]] as const) {
        const events = lapsed(document, what, days(day), { facts });
        happened.push(...events.map((event) => ({ event, day })));
        document = afterwards(document, events, days(day));
      }
      const [warning, end] = happened;
      expect(happened.map(({ event }) => event.type)).toEqual(['document-expiring', 'document-cancelled']);
      const between = (end?.day ?? 0) - (warning?.day ?? 0);
      expect(between).toBeGreaterThanOrEqual(Math.min(3, autoCancelDays / 2));
      expect(end?.day).toBeGreaterThanOrEqual(autoCancelDays);
    }),
  );
});
