import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/store/open-database.js';
import { houseStore, openHouse } from '../../support/house.js';
import { answer, ask, managedCompany, onStep, stepOf, submitted } from '../documents/acting.js';
import { nudge, prefer, remind, reminded, send, sendNext } from './reminding.js';

/** Monday morning in Berlin, where the company is. */
const morning = '2026-03-02T09:00:00.000Z';
const night = '2026-03-02T22:00:00.000Z';
const nextMorning = '2026-03-03T07:00:00.000Z';

describe('reminders', () => {
  test('one thing that waits is told with its cause, within moments, and once', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await remind(house, 'bo', id);
    const sentAt = await sendNext(house, 'bo');
    expect(Date.parse(sentAt ?? '') - Date.parse(morning)).toBeLessThan(60_000);
    const { id: stepId, openedAt, dueAt } = await stepOf(house, id);
    expect((await house.told()).filter(([, { kind }]) => kind === 'reminder')).toMatchObject([
      [
        'bo',
        {
          kind: 'reminder',
          why: { kind: 'rung', nth: 1 },
          item: {
            document: { id, number: 'PR-2026-0001', title: 'Desk', typeName: 'Purchase request' },
            stepId,
            step: 'Manager',
            submitterName: 'Ana',
            since: openedAt,
            dueAt,
            forName: null,
          },
        },
      ],
    ]);
    expect(await house.owed('reminders')).toEqual([]);
    expect((await house.owed('notice')).length).toBe(1);
  });

  test('a second wish for the same thing replaces the first', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await remind(house, 'bo', id);
    await remind(house, 'bo', id, nudge);
    await sendNext(house, 'bo');
    expect(await reminded(house)).toEqual([['bo', [id], 'nudge']]);
  });

  test('several things are one digest, the most urgent first', async () => {
    const house = await openHouse(managedCompany());
    const ids = [await submitted(house), await submitted(house), await submitted(house)];
    const [first = '', second = '', third = ''] = ids;
    const dueAt = async (id: string, due: string | null) =>
      house.database.write((trx) =>
        trx.updateTable('approval_steps').set({ due_at: due }).where('document_id', '=', id).execute(),
      );
    await dueAt(first, null);
    await dueAt(second, '2026-03-09T09:00:00.000Z');
    await dueAt(third, '2026-03-04T09:00:00.000Z');
    for (const id of ids) await remind(house, 'bo', id);
    await sendNext(house, 'bo');
    expect(await reminded(house)).toEqual([['bo', [third, second, first], undefined]]);
  });

  test('a digest lists fifteen and counts the rest', async () => {
    const house = await openHouse(managedCompany());
    for (let count = 0; count < 18; count += 1) await remind(house, 'bo', await submitted(house));
    house.goTo('2026-03-02T10:00:00.000Z');
    await send(house, 'bo');
    const digests = (await house.told()).flatMap(([, body]) => (body.kind === 'digest' ? [body] : []));
    expect(digests.map(({ items, more }) => [items.length, more])).toEqual([[15, 3]]);
  });

  test.each<[string, (house: Awaited<ReturnType<typeof openHouse>>, id: string) => Promise<unknown>]>([
    ['they voted', (house, id) => house.vote('bo', id, 'manager', 'approve')],
    ['the document came to its end', (house, id) => house.vote('cy', id, 'procurement', 'reject', 'No')],
    ['the submitter owes an answer', (house, id) => ask(house, 'bo', id, 'Why?')],
    [
      'they left',
      (house) =>
        house.database.write((trx) =>
          trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'bo').execute(),
        ),
    ],
    ['they muted them', (house) => prefer(house, 'bo', { muted: ['reminders'] })],
  ])('nothing is told when %s meanwhile', async (_what, happens) => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await remind(house, 'bo', id);
    await happens(house, id);
    await sendNext(house, 'bo');
    expect(await reminded(house)).toEqual([]);
    expect(await house.owed('reminders')).toEqual([]);
  });

  test('what waits again after an answer is told', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await remind(house, 'bo', id);
    await ask(house, 'bo', id, 'Why?');
    await answer(house, id, 'Because.');
    await sendNext(house, 'bo');
    expect(await reminded(house)).toEqual([['bo', [id], 'rung']]);
  });

  test('a deputy is reminded for whom they act, until the delegation is over', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const endsAt = '2026-03-02T12:00:00.000Z';
    await house.give('bo', 'hal', { endsAt });
    await house.sync(id);
    await remind(house, 'hal', id);
    await sendNext(house, 'hal');
    const told = (await house.told()).flatMap(([who, body]) => (body.kind === 'reminder' ? [[who, body.item]] : []));
    expect(told).toMatchObject([['hal', { forName: 'Bo' }]]);
    // Nobody has taken the deputy off yet.
    await remind(house, 'hal', id);
    house.goTo(endsAt);
    await send(house, 'hal');
    expect(await reminded(house)).toHaveLength(1);
  });

  test('who wants to hear nothing of the kind is not written down', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await prefer(house, 'bo', { muted: ['nudges'] });
    await remind(house, 'bo', id, nudge);
    expect(await house.owed('reminders')).toEqual([]);
    await remind(house, 'bo', id);
    expect(await house.owed('reminders')).toHaveLength(1);
  });
});

describe('the hour', () => {
  test('at night they wait for the morning of the person’s own zone', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const zone = { time_zone: 'America/New_York' };
    await house.database.write((trx) => trx.updateTable('users').set(zone).where('id', '=', 'cy').execute());
    house.goTo(night);
    await remind(house, 'bo', id);
    await remind(house, 'cy', id, nudge, 'procurement');
    expect(await house.owed('reminders')).toMatchObject([
      ['bo', nextMorning],
      // Five in the afternoon there.
      ['cy', expect.stringMatching(/^2026-03-02T22:00:1/)],
    ]);
  });

  test('what was due by day and is done at night waits for the morning', async () => {
    const house = await openHouse(managedCompany());
    await remind(house, 'bo', await submitted(house));
    house.goTo(night);
    await send(house, 'bo');
    expect(await reminded(house)).toEqual([]);
    expect(await sendNext(house, 'bo')).toBe(nextMorning);
    expect(await reminded(house)).toHaveLength(1);
  });

  test('with a digest they come at its time, together', async () => {
    const house = await openHouse(managedCompany());
    await prefer(house, 'bo', { digestAt: '16:30' });
    const ids = [await submitted(house), await submitted(house)];
    for (const id of ids) await remind(house, 'bo', id);
    expect(await sendNext(house, 'bo')).toBe('2026-03-02T15:30:00.000Z');
    expect(await reminded(house)).toEqual([['bo', ids, undefined]]);
  });

  test('other hours move what waits to be told, sooner or later', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    house.goTo(night);
    await remind(house, 'bo', id);
    await prefer(house, 'bo', { quiet: { from: '00:00', to: '00:00', days: [] } });
    const [, soon = ''] = (await house.owed('reminders'))[0] ?? [];
    expect(soon < '2026-03-02T22:01:00.000Z').toBe(true);
    await prefer(house, 'bo', { digestAt: '10:00' });
    await send(house, 'bo');
    expect(await reminded(house)).toEqual([]);
    expect(await sendNext(house, 'bo')).toBe('2026-03-03T09:00:00.000Z');
    expect(await reminded(house)).toHaveLength(1);
  });
});

describe('snoozing', () => {
  const until = '2026-03-02T14:00:00.000Z';

  async function snoozed(personId = 'bo', key = 'manager') {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const { id: stepId } = await stepOf(house, id, key);
    const reminders = house.store.reminders(house.tenantId);
    const isTheirs = await reminders.snooze(personId, stepId, until, 'req-snooze', house.now());
    return { house, id, isTheirs };
  }

  test('reminds once more at the moment that was chosen, whatever is muted', async () => {
    const { house, id, isTheirs } = await snoozed();
    expect(isTheirs).toBe(true);
    await prefer(house, 'bo', { muted: ['reminders'], digestAt: '17:00' });
    expect(await sendNext(house, 'bo')).toBe(until);
    expect(await reminded(house)).toEqual([['bo', [id], 'snoozed']]);
  });

  test('stays put off when the ladder reminds, and not when the submitter does', async () => {
    const { house, id } = await snoozed();
    await remind(house, 'bo', id);
    expect((await house.owed('reminders')).length).toBe(1);
    await sendNext(house, 'bo');
    expect(await reminded(house)).toEqual([]);
    await remind(house, 'bo', id, nudge);
    await sendNext(house, 'bo');
    expect(await reminded(house)).toEqual([['bo', [id], 'nudge']]);
    expect(await house.owed('reminders')).toEqual([]);
  });

  test('is for who is awaited only, and also while the clock of the step stands still', async () => {
    expect((await snoozed('ed')).isTheirs).toBe(false);
    const { house, id } = await snoozed();
    await ask(house, 'bo', id, 'Why?');
    const { stepId } = await onStep(house, id);
    const reminders = house.store.reminders(house.tenantId);
    expect(await reminders.snooze('bo', stepId, until, 'r', house.now())).toBe(true);
    await house.vote('bo', id, 'manager', 'approve');
    expect(await reminders.snooze('bo', stepId, until, 'r', house.now())).toBe(false);
  });
});

describe('beside each other', () => {
  test('two processes that send for one person tell them once', async () => {
    const house = await openHouse(managedCompany());
    const ids = [await submitted(house), await submitted(house)];
    for (const id of ids) await remind(house, 'bo', id);
    const other = await openDatabase(`sqlite:${house.file}`);
    onTestFinished(() => other.close());
    house.goTo('2026-03-02T10:00:00.000Z');
    const stores = [house.store, houseStore(other), house.store, houseStore(other)];
    await Promise.all(stores.map((store) => store.reminders('acme').send('bo', 'req', house.now())));
    expect(await reminded(house)).toEqual([['bo', ids, undefined]]);
  });

  test('what is written while others are sent is told by the next task', async () => {
    const house = await openHouse(managedCompany());
    const ids = [await submitted(house), await submitted(house)];
    const [first = '', second = ''] = ids;
    await remind(house, 'bo', first);
    house.goTo('2026-03-02T10:00:00.000Z');
    const { outbox } = house.store;
    const task = { tenantId: 'acme', kind: 'reminders', subject: 'bo' } as const;
    const taken = await outbox.take(task, 'a', house.now(), 30_000);
    if (taken === undefined) throw new Error('nothing is due');
    await house.store.reminders('acme').send('bo', 'req', house.now());
    await remind(house, 'bo', second);
    await outbox.finish(taken, 'a');
    await sendNext(house, 'bo');
    expect(await reminded(house)).toEqual([
      ['bo', [first], 'rung'],
      ['bo', [second], 'rung'],
    ]);
  });
});
