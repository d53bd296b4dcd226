import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Template } from '../../src/engine/definition.js';
import { createEngine } from '../../src/jobs/create-engine.js';
import { entryNames } from '../../src/jobs/timetable.js';
import { purchaseTemplate, smallCompany } from '../support/company.js';
import { FakeNoticePlatform } from '../support/fake-notice-platform.js';
import { FakePlatform } from '../support/fake-platform.js';
import { type House, openHouse } from '../support/house.js';
import { LaterOn } from '../support/later-tools.js';
import { describeOnRedis, forgetKeys } from '../support/redis.js';

const patience = { timeout: 10_000 };
const anHour = { hours: 1, ladder: [{ do: 'remind', afterHours: 10 }] } as const;
const reminding: Template = {
  ...purchaseTemplate,
  stages: purchaseTemplate.stages.map(({ steps }) => ({ steps: steps.map((step) => ({ ...step, sla: anHour })) })),
};

/** A process on a real store, whose clock the test moves and which it wakes. Mornings and nights are Berlin's. */
async function working(redis?: { url: string; prefix: string }) {
  const house: House = await openHouse({ ...smallCompany(), templates: [reminding] });
  const later = new LaterOn(house, '2026-03-03T09:30:00.000Z');
  const [cards, notices] = [new FakePlatform(), new FakeNoticePlatform()];
  const { store } = house;
  const engine = createEngine({
    ...later.tools,
    outbox: store.outbox,
    timetable: store.timetable,
    cardsFor: store.cards,
    noticesFor: store.notices,
    preferencesFor: store.preferences,
    identitiesFor: store.identities,
    platforms: [cards],
    noticePlatforms: [notices],
    owner: 'a',
    random: () => 0,
    isCrowded: () => false,
    redis,
  });
  engine.start();
  onTestFinished(() => engine.stop(0));
  const goTo = async (moment: string) => {
    later.clock.jump(Date.parse(moment) - later.clock.now());
    await engine.wake();
  };
  return { house, later, cards, notices, engine, goTo };
}

type Working = Awaited<ReturnType<typeof working>>;

async function theNightAndTheMorning({ house, notices, cards, engine, goTo }: Working): Promise<void> {
  const documentId = await house.create('ana');
  await house.submit('ana', documentId);
  await vi.waitFor(() => expect(cards.messages.size).toBe(4), patience);

  await goTo('2026-03-03T20:00:00.000Z');
  const steps = async () => (await house.document(documentId)).steps;
  await vi.waitFor(
    async () => expect((await steps()).map(({ rungsFired }) => rungsFired)).toEqual([1, 1, 0]),
    patience,
  );
  await goTo('2026-03-04T06:59:00.000Z');
  await vi.waitFor(() => expect(engine.state().underWay).toBe(0), patience);
  expect(notices.messages).toEqual([]);

  await house.vote('cy', documentId, 'procurement', 'approve');
  await goTo('2026-03-04T07:01:00.000Z');
  await vi.waitFor(() => expect(notices.messages).toHaveLength(1), patience);
  expect(JSON.parse(notices.messages[0]?.shows ?? '{}')).toMatchObject({ kind: 'reminder', item: { step: 'Manager' } });
  expect(notices.messages[0]?.address.conversation).toBe('dm-UBO');
}

describe('an engine with everything it has to do', () => {
  test('reminds in the morning of what came to be late at night and still waits', async () => {
    const process = await working();
    await theNightAndTheMorning(process);
    expect(process.engine.state()).toMatchObject({ engine: 'embedded', trouble: undefined });
    await process.engine.check();
  });

  test('does what the timetable says, for every entry', async () => {
    const { house, later, notices, goTo } = await working();
    const documentId = await house.create('ana');
    await house.submit('ana', documentId);
    await vi.waitFor(() => expect(later.houseWork.toSorted()).toEqual(['checkpoint', 'sweepFiles']), patience);
    expect(notices.messages).toEqual([]);
    await goTo('2026-03-09T07:01:00.000Z');
    const reports = () => notices.messages.filter(({ shows }) => JSON.parse(shows).kind === 'weekly-report');
    await vi.waitFor(() => expect(reports()).toHaveLength(2), patience);
    const taken = house.database.read.selectFrom('timetable_slots').select('entry').execute();
    expect(new Set((await taken).map(({ entry }) => entry)).size).toBe(entryNames.length);
  });
});

await describeOnRedis('an engine with everything it has to do, on BullMQ', (url) => {
  test('reminds in the morning of what came to be late at night and still waits', async () => {
    const prefix = `test-${randomUUID()}`;
    const redis = new Redis(url);
    onTestFinished(async () => {
      await forgetKeys(redis, prefix);
      redis.disconnect();
    });
    const process = await working({ url, prefix });
    await theNightAndTheMorning(process);
    expect(process.engine.state()).toMatchObject({ engine: 'bullmq', trouble: undefined });
    await process.engine.check();
  });
});
