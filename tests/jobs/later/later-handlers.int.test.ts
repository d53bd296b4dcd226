import { describe, expect, test } from 'vitest';
import type { Template } from '../../../src/engine/definition.js';
import { rungSubject } from '../../../src/engine/rung-subject.js';
import { laterHandlers } from '../../../src/jobs/later/later-handlers.js';
import type { LaterTools } from '../../../src/jobs/later/later-tools.js';
import { Postponed } from '../../../src/jobs/task-handler.js';
import { purchaseTemplate, smallCompany } from '../../support/company.js';
import { type House, openHouse } from '../../support/house.js';
import { claimed, holdOf, LaterOn, wholeLease } from '../../support/later-tools.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The manager is reminded after four hours and after eight; after twelve their own manager may act, then it is returned. */
const urgent: Template = {
  ...purchaseTemplate,
  stages: purchaseTemplate.stages.map(({ steps }) => ({
    steps: steps.map((step) =>
      step.key === 'manager'
        ? {
            ...step,
            sla: {
              hours: 8,
              ladder: [
                { do: 'remind', afterHours: 4 },
                { do: 'remind', afterHours: 8 },
                { do: 'escalate', afterHours: 12, to: [{ kind: 'user', user: 'hal' }] },
                { do: 'return', afterHours: 200 },
              ],
            },
          }
        : step,
    ),
  })),
};

async function asked(): Promise<{ house: House; documentId: string; stepId: string }> {
  const house = await openHouse({ ...smallCompany(), templates: [urgent] });
  const documentId = await house.create('ana');
  await house.submit('ana', documentId);
  const { steps } = await house.document(documentId);
  return { house, documentId, stepId: steps.find(({ key }) => key === 'manager')?.id ?? '' };
}

async function step(house: House, documentId: string, key: string) {
  const { steps } = await house.document(documentId);
  const found = steps.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no step ${key}`);
  return found;
}

/** What the system did, in order, with where it says it came from. */
async function trail(house: House): Promise<readonly { action: string; platform: string }[]> {
  const rows = house.database.read.selectFrom('audit_logs').select(['action', 'metadata']);
  const entries = await rows.where('actor_id', '=', '~system').orderBy('at').orderBy('seq').execute();
  return entries.map(({ action, metadata }) => ({ action, platform: JSON.parse(metadata).platform }));
}

describe('a rung', () => {
  test('fires when its time has come, and not before', async () => {
    const { house, documentId, stepId } = await asked();
    const later = new LaterOn(house, '2026-03-02T12:59:00.000Z');
    const { rung } = laterHandlers(later.tools);
    const task = claimed('rung', rungSubject({ documentId, stepId }));
    await rung(task, wholeLease);
    expect((await step(house, documentId, 'manager')).rungsFired).toBe(0);
    later.clock.jump(5 * 60_000);
    await rung(task, wholeLease);
    await rung(task, wholeLease);
    expect((await step(house, documentId, 'manager')).rungsFired).toBe(1);
    expect(await trail(house)).toEqual([{ action: 'step-reminded', platform: 'system' }]);
  });

  test('fires after those before it where nobody looked for a long time', async () => {
    const { house, documentId, stepId } = await asked();
    const later = new LaterOn(house, '2026-03-03T09:00:00.000Z');
    await laterHandlers(later.tools).rung(claimed('rung', rungSubject({ documentId, stepId })), wholeLease);
    expect((await trail(house)).map(({ action }) => action)).toEqual([
      'step-reminded',
      'step-reminded',
      'step-escalated',
    ]);
    expect((await step(house, documentId, 'manager')).deputies.map(({ personId }) => personId)).toEqual(['hal']);
  });

  test('that decides waits for its distance from a warning that came late', async () => {
    const { house, documentId, stepId } = await asked();
    const planned = (await step(house, documentId, 'manager')).ladderAt.map((at) => Date.parse(at));
    const distanceMs = (planned[3] ?? 0) - (planned[2] ?? 0);
    const later = new LaterOn(house, '2026-03-20T09:00:00.000Z');
    const look = () =>
      laterHandlers(later.tools).rung(claimed('rung', rungSubject({ documentId, stepId })), wholeLease);
    await look();
    const { rungsFired, ladderAt } = await step(house, documentId, 'manager');
    expect([rungsFired, Date.parse(ladderAt[3] ?? '')]).toEqual([
      3,
      Date.parse('2026-03-20T09:00:00.000Z') + distanceMs,
    ]);
    const row = house.database.read.selectFrom('approval_steps').select('next_rung_at').where('id', '=', stepId);
    expect(await row.executeTakeFirst()).toEqual({ next_rung_at: ladderAt[3] });
    later.clock.jump(distanceMs - 60_000);
    await look();
    expect((await house.document(documentId)).status).toBe('pending');
    later.clock.jump(120_000);
    await look();
    expect((await house.document(documentId)).status).toBe('returned');
  });

  test('is left for the next try where the lease ends between two of them', async () => {
    const { house, documentId, stepId } = await asked();
    const { tools } = new LaterOn(house, '2026-03-03T09:00:00.000Z');
    const { rung } = laterHandlers(tools);
    const task = claimed('rung', rungSubject({ documentId, stepId }));
    await expect(rung(task, holdOf(2))).rejects.toBeInstanceOf(Postponed);
    expect((await step(house, documentId, 'manager')).rungsFired).toBe(2);
    await rung(task, wholeLease);
    expect((await step(house, documentId, 'manager')).rungsFired).toBe(3);
  });

  test('of a document that is decided, deleted or never was is nothing', async () => {
    const { house, documentId, stepId } = await asked();
    await house.do({ kind: 'cancel', actorId: 'ana', documentId, seen: await house.seen(documentId) });
    const { rung } = laterHandlers(new LaterOn(house, '2026-03-03T09:00:00.000Z').tools);
    await rung(claimed('rung', rungSubject({ documentId, stepId })), wholeLease);
    await rung(claimed('rung', rungSubject({ documentId: 'nowhere', stepId })), wholeLease);
    expect(await trail(house)).toEqual([]);
  });

  test('whose name makes no sense goes to the failed list', async () => {
    const { house } = await asked();
    const { rung } = laterHandlers(new LaterOn(house, '2026-03-03T09:00:00.000Z').tools);
    await expect(rung(claimed('rung', 'nonsense'), wholeLease)).rejects.toThrow('no rung is called nonsense');
  });
});

describe('delegations', () => {
  test('bring deputies onto a document’s steps, once, and off them again', async () => {
    const { house, documentId } = await asked();
    const given = await house.give('bo', 'hal');
    if (!('id' in given)) throw new Error(given.code);
    const later = new LaterOn(house, '2026-03-02T10:00:00.000Z');
    const { deputies, delegation } = laterHandlers(later.tools);
    await delegation(claimed('delegation', given.id), wholeLease);
    expect(await house.owed('deputies')).toEqual([[documentId, expect.any(String)]]);
    for (let time = 0; time < 2; time += 1) await deputies(claimed('deputies', documentId), wholeLease);
    expect((await step(house, documentId, 'manager')).deputies.map(({ personId }) => personId)).toEqual(['hal']);
    later.clock.jump(8 * DAY);
    await delegation(claimed('delegation', given.id), wholeLease);
    await deputies(claimed('deputies', documentId), wholeLease);
    expect((await step(house, documentId, 'manager')).deputies).toEqual([]);
    expect((await trail(house)).map(({ action }) => action)).toEqual(['approval-delegated', 'delegation-expired']);
  });

  test('of a document that is not there are nothing', async () => {
    const { house } = await asked();
    const { deputies } = laterHandlers(new LaterOn(house, '2026-03-02T10:00:00.000Z').tools);
    await deputies(claimed('deputies', 'nowhere'), wholeLease);
    expect(await trail(house)).toEqual([]);
  });
});

describe('somebody who left', () => {
  async function gone(house: House, id: string): Promise<void> {
    await house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', id).execute(),
    );
  }

  test('is replaced wherever they are awaited, and the administrators hear of it once', async () => {
    const { house, documentId } = await asked();
    const other = await house.create('ana');
    await house.submit('ana', other);
    await gone(house, 'bo');
    const { leaver } = laterHandlers(new LaterOn(house, '2026-03-02T12:00:00.000Z').tools);
    await expect(leaver(claimed('leaver', 'bo'), holdOf(1))).rejects.toBeInstanceOf(Postponed);
    expect((await house.told()).filter(([, { kind }]) => kind === 'leaver')).toEqual([]);
    for (let time = 0; time < 2; time += 1) await leaver(claimed('leaver', 'bo'), wholeLease);
    for (const id of [documentId, other]) {
      const { approvers } = await step(house, id, 'manager');
      expect(approvers.map(({ personId }) => personId)).not.toContain('bo');
    }
    const told = (await house.told()).filter(([, { kind }]) => kind === 'leaver');
    expect(told.map(([person]) => person)).toEqual(['gus']);
    expect(told[0]?.[1]).toMatchObject({ person: { id: 'bo' }, moved: [{ step: 'Manager' }, { step: 'Manager' }] });
  });

  test('and came back is not replaced', async () => {
    const { house, documentId } = await asked();
    const { leaver } = laterHandlers(new LaterOn(house, '2026-03-02T12:00:00.000Z').tools);
    await leaver(claimed('leaver', 'bo'), wholeLease);
    expect((await step(house, documentId, 'manager')).approvers.map(({ personId }) => personId)).toEqual(['bo']);
    expect((await house.told()).filter(([, { kind }]) => kind === 'leaver')).toEqual([]);
  });
});

test('a returned document that nobody works on is announced, and cancelled when that time has come', async () => {
  const { house, documentId } = await asked();
  await house.vote('bo', documentId, 'manager', 'return', 'Which desk?');
  const later = new LaterOn(house, '2026-03-03T09:00:00.000Z');
  const { stale } = laterHandlers(later.tools);
  const look = () => stale(claimed('stale', documentId), wholeLease);
  await look();
  expect((await house.document(documentId)).cancelAt).toBeNull();
  later.clock.jump(27 * DAY);
  await look();
  await look();
  const { cancelAt, status } = await house.document(documentId);
  expect([cancelAt?.slice(0, 10), status]).toEqual(['2026-04-02', 'returned']);
  later.clock.jump(4 * DAY);
  await look();
  await look();
  expect((await house.document(documentId)).status).toBe('cancelled');
  await stale(claimed('stale', 'nowhere'), wholeLease);
});

describe('the timetable', () => {
  test('plans what is due', async () => {
    const { house, documentId, stepId } = await asked();
    const other = (await step(house, documentId, 'procurement')).id;
    const { tools, houseWork } = new LaterOn(house, '2026-03-03T09:00:00.000Z');
    const { timetable } = laterHandlers(tools);
    for (const entry of ['sla', 'delegations', 'stale', 'quotas', 'checkpoints', 'files', 'tidy', 'weekly-report'])
      await timetable(claimed('timetable', entry), wholeLease);
    expect((await house.owed('rung')).map(([subject]) => subject)).toEqual(
      [stepId, other].map((id) => rungSubject({ documentId, stepId: id })).toSorted(),
    );
    expect((await house.owed('report')).map(([subject]) => subject)).toEqual(['bo', 'gus']);
    expect(houseWork).toEqual(['checkpoint', 'sweepFiles']);
  });

  test('mends a quota that was wrong and says so', async () => {
    const { house } = await asked();
    const later = new LaterOn(house, '2026-03-03T09:00:00.000Z');
    const wrong = {
      personId: 'ana',
      policy: 'leave',
      year: 2026,
      stored: { held: 1, spent: 0 },
      counted: { held: 0, spent: 0 },
    };
    const upkeepFor: LaterTools['upkeepFor'] = (tenantId) =>
      Object.assign(later.tools.upkeepFor(tenantId), { recountQuotas: async () => [wrong] });
    await laterHandlers({ ...later.tools, upkeepFor }).timetable(claimed('timetable', 'quotas'), wholeLease);
    expect(later.log.saying('a quota’s balance was wrong and is mended')).toMatchObject([
      { personId: 'ana', year: 2026 },
    ]);
  });

  test('an entry that this version does not know goes to the failed list', async () => {
    const { house } = await asked();
    const { timetable } = laterHandlers(new LaterOn(house, '2026-03-03T09:00:00.000Z').tools);
    await expect(timetable(claimed('timetable', 'horoscope'), wholeLease)).rejects.toThrow('no entry horoscope');
  });
});

test('people are reminded and get their report', async () => {
  const { house, documentId, stepId } = await asked();
  const later = new LaterOn(house, '2026-03-02T13:30:00.000Z');
  const handlers = laterHandlers(later.tools);
  await handlers.rung(claimed('rung', rungSubject({ documentId, stepId })), wholeLease);
  // What comes within moments is gathered first.
  later.clock.jump(60_000);
  await handlers.reminders(claimed('reminders', 'bo'), wholeLease);
  await handlers.report(claimed('report', 'bo'), wholeLease);
  const told = (await house.told()).map(([person, { kind }]) => [person, kind]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['bo', 'reminder'],
      ['bo', 'weekly-report'],
    ]),
  );
});

test('a refusal that no state explains is a fault, and not taken for done', async () => {
  const { house, documentId } = await asked();
  const later = new LaterOn(house, '2026-03-03T09:00:00.000Z');
  const refused = async () => ({ kind: 'refused', refusal: { code: 'delegation-off' } }) as never;
  const documentsFor: LaterTools['documentsFor'] = (tenantId) =>
    Object.assign(later.tools.documentsFor(tenantId), { write: refused });
  const { deputies } = laterHandlers({ ...later.tools, documentsFor });
  await expect(deputies(claimed('deputies', documentId), wholeLease)).rejects.toThrow(
    'sync-delegations was refused as delegation-off',
  );
});
