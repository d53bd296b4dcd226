import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApprovalDocument } from '../../../src/engine/document.js';
import { type DomainEvent, eventTypes } from '../../../src/engine/event.js';
import { evolve } from '../../../src/engine/evolve.js';
import { awaitedOf } from '../../../src/engine/voting-place.js';
import { documentEntity } from '../../../src/store/documents/document-entity.js';
import { presentEvent } from '../../../src/store/documents/past-event.js';
import type { House } from '../../support/house.js';
import '../../support/property-settings.js';
import { findingsOfWork } from './acting.js';
import { deed, Life, openLife, people, prelude } from './life.js';

async function eventsOf(house: House, documentId: string) {
  const query = { entity: documentEntity(documentId), first: 'oldest', limit: 500 } as const;
  const { items, next } = await house.store.admin('acme').trail(query);
  if (next !== undefined) throw new Error('the life was longer than a page');
  return items.map(({ payload, at }) => ({ event: presentEvent((payload as { event: DomainEvent }).event), at }));
}

/** Every document with an open step that somebody could decide, in their own place or another's. */
async function expectedInbox(house: House, documents: readonly string[], personId: string) {
  const all = await Promise.all(documents.map((id) => house.document(id)));
  const waiting = all.filter(({ steps }) => steps.some((step) => awaitedOf(step).includes(personId)));
  return waiting.map(({ id }) => id).sort();
}

test('whatever people and the clock do, rows are what their events say, and lists what the rules say', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 20, maxLength: 60 }), async (lived) => {
      const house = await openLife();
      const life = new Life(house);
      for (const one of [...prelude, ...lived]) await life.live(one);
      for (const id of life.documents) {
        const events = await eventsOf(house, id);
        for (const { event } of events) seen.add(event.type);
        const folded = events.reduce<ApprovalDocument | undefined>(
          (state, { event, at }) => evolve(state, event, at),
          undefined,
        );
        expect(await house.document(id)).toEqual(folded);
      }
      for (const person of people) {
        const { items } = await house.store.reading('acme').waitingFor(person, 50);
        expect(items.map(({ documentId }) => documentId).sort()).toEqual(
          await expectedInbox(house, life.documents, person),
        );
      }
      expect(await findingsOfWork(house)).toEqual([]);
    }),
    { numRuns: 12 },
  );
  const never = ['document-edited', 'document-completed', 'document-deleted', 'step-expired'];
  const chance = ['document-cancelled', 'document-approved', 'document-rejected', 'step-completed'];
  const wanted = eventTypes.filter((type) => !never.includes(type) && !chance.includes(type));
  expect(wanted.filter((type) => !seen.has(type))).toEqual([]);
}, 120_000);
