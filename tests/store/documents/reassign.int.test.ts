import { describe, expect, test } from 'vitest';
import type { ApprovalDocument, Step } from '../../../src/engine/document.js';
import { evolve } from '../../../src/engine/evolve.js';
import type { Instant } from '../../../src/engine/instant.js';
import { type House, openHouse } from '../../support/house.js';
import { asked, save, savedDraft, step, submittedWith } from './saving.js';

/** A document of Ana's whose only open step asks Bo and Cy. */
async function withOpenStep(house: House, change: Partial<Step> = {}): Promise<ApprovalDocument> {
  const draft = await savedDraft(house);
  const steps = [step(draft.id, 0, { approvers: [asked('bo'), asked('cy')], ...change })];
  await save(house, draft, submittedWith(steps));
  return house.document(draft.id);
}

/** As the engine has it, so that only what differs is another object. */
async function reassign(house: House, documentId: string, from: string | null, to: string): Promise<ApprovalDocument> {
  const before = await house.document(documentId);
  const stepId = before.steps[0]?.id ?? '';
  const event = { type: 'step-reassigned', documentId, stepId, from, to, by: 'gus', reason: 'On leave' } as const;
  const after = evolve(before, event, house.now());
  await save(house, before, after);
  expect(await house.document(documentId)).toEqual(after);
  return after;
}

const idsOf = (people: readonly { readonly personId: string }[] | undefined) => people?.map(({ personId }) => personId);

describe('a step that was reassigned', () => {
  test('asks the newcomer, waits no more for the other, and keeps both', async () => {
    const house = await openHouse();
    const { id } = await withOpenStep(house);
    const after = await reassign(house, id, 'bo', 'ed');
    expect(idsOf(after.steps[0]?.approvers)).toEqual(['cy', 'ed']);
    expect(idsOf(after.steps[0]?.replaced)).toEqual(['bo']);
    const reading = house.store.reading('acme');
    const waitingFor = async (person: string) => (await reading.waitingFor(person, 10)).items.length;
    expect(await Promise.all(['bo', 'cy', 'ed'].map(waitingFor))).toEqual([0, 1, 1]);
  });

  test('may be seen by whoever was replaced after it opened', async () => {
    const house = await openHouse();
    const { id } = await withOpenStep(house);
    const after = await reassign(house, id, 'bo', 'ed');
    const reading = house.store.reading('acme');
    expect(await reading.relation(after, 'bo')).toMatchObject({ wasApprover: true });
    expect(await reading.relation(after, 'di')).toMatchObject({ wasApprover: false });
  });

  test('is nothing to whoever was replaced before it opened, whatever the clocks said', async () => {
    const house = await openHouse();
    const { id } = await withOpenStep(house, { status: 'waiting', opening: 0, openedAt: null, dueAt: null });
    const after = await reassign(house, id, 'bo', 'ed');
    const isBoSeeing = () => house.store.reading('acme').relation(after, 'bo');
    expect(await isBoSeeing()).toMatchObject({ wasApprover: false });
    const event = { type: 'stage-opened', documentId: id, stage: 0, dueAt: {}, ladderAt: {} } as const;
    await save(house, after, evolve(after, event, '2026-01-01T00:00:00.000Z' as Instant));
    expect(await isBoSeeing()).toMatchObject({ wasApprover: false });
  });

  test('takes back whoever was replaced, with the newest reason', async () => {
    const house = await openHouse();
    const { id } = await withOpenStep(house);
    await reassign(house, id, 'bo', 'ed');
    const after = await reassign(house, id, 'ed', 'bo');
    expect(idsOf(after.steps[0]?.approvers)).toEqual(['bo', 'cy']);
    expect(idsOf(after.steps[0]?.replaced)).toEqual(['ed']);
    expect(after.steps[0]?.approvers[0]).toMatchObject({ putBy: 'gus', reasons: [{ kind: 'reassigned', from: 'ed' }] });
  });

  test('takes somebody in place of nobody', async () => {
    const house = await openHouse();
    const { id } = await withOpenStep(house, { approvers: [], problem: 'no such key: total' });
    const after = await reassign(house, id, null, 'ed');
    expect(after.steps[0]).toMatchObject({ problem: 'no such key: total', replaced: [] });
  });

  test('names everyone who had a part in it in the dossier, with a vote after it', async () => {
    const house = await openHouse();
    const { id } = await withOpenStep(house);
    await reassign(house, id, 'bo', 'ed');
    const before = await house.document(id);
    const stepId = before.steps[0]?.id ?? '';
    const said = { decision: 'approve', comment: null, dataRevision: 1 } as const;
    const voted = evolve(before, { type: 'step-voted', documentId: id, stepId, personId: 'ed', ...said }, house.now());
    await save(house, before, voted);
    const dossier = await house.store.reading('acme').dossier(id);
    expect(dossier?.document).toEqual(voted);
    expect([...(dossier?.people.keys() ?? [])].sort()).toEqual(['ana', 'bo', 'cy', 'ed', 'gus']);
  });

  test('is stuck in the lists as in the rules when only the replaced one could act', async () => {
    const house = await openHouse();
    const { id } = await withOpenStep(house, { approvers: [asked('bo')] });
    await reassign(house, id, 'bo', 'ed');
    const stuck = async () => (await house.store.reading('acme').requestedBy('ana', 1)).items[0]?.isStuck;
    expect(await stuck()).toBe(false);
    await house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'ed').execute(),
    );
    expect(await stuck()).toBe(true);
  });

  test('is a conflict for whoever replaces somebody that voted meanwhile', async () => {
    const house = await openHouse();
    const before = await withOpenStep(house);
    const stepId = before.steps[0]?.id ?? '';
    const said = { decision: 'approve', comment: null, dataRevision: 1 } as const;
    const voted = { type: 'step-voted', documentId: before.id, stepId, personId: 'bo', ...said } as const;
    await save(house, before, evolve(before, voted, house.now()));
    const gone = {
      type: 'step-reassigned',
      documentId: before.id,
      stepId,
      from: 'bo',
      to: 'ed',
      by: 'gus',
      reason: 'x',
    } as const;
    const late = save(house, before, evolve(before, gone, house.now()));
    await expect(late).rejects.toMatchObject({ code: 'conflict', retryable: true });
  });
});
