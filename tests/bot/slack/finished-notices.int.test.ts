import { beforeEach, expect, test } from 'vitest';
import { noticeAction } from '../../../src/bot/slack/notice-action.js';
import type { StoredMessage } from '../../../src/sandbox/message.js';
import { remind, send } from '../../store/reminders/reminding.js';
import { deliveryRunner } from '../../support/delivery-runner.js';
import { FakeClock } from '../../support/fake-clock.js';
import { KeptLog } from '../../support/kept-log.js';
import { actionsIn, openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
let clock: FakeClock;

beforeEach(async () => {
  world = await openSlackWorld();
  // Beyond the clock of the house, so that whatever it owes is due; noon in Berlin.
  clock = new FakeClock('2026-03-02T11:00:00.000Z');
});

/** Carries out what is owed as a process would, over HTTP. */
async function deliver(): Promise<void> {
  const { store } = world.house;
  const runner = deliveryRunner({
    outbox: store.outbox,
    cardsFor: store.cards,
    noticesFor: store.notices,
    preferencesFor: store.preferences,
    identitiesFor: store.identities,
    platforms: [world.slack.platform],
    noticePlatforms: [world.slack.notices],
    clock,
    log: new KeptLog(),
    owner: 'test',
    random: () => 0,
  });
  // One message a second goes into a conversation.
  for (let second = 0; second < 10; second += 1) {
    await runner.drain();
    clock.jump(1500);
  }
}

async function submitted(): Promise<string> {
  const id = await world.house.create('ana');
  await world.house.submit('ana', id);
  return id;
}

const messages = () => world.sandbox.messagesOf('UBO');

function only(what: string, test: (message: StoredMessage) => boolean): StoredMessage {
  const [message, ...others] = messages().filter(test);
  if (message === undefined || others.length > 0) throw new Error(`there is not one ${what}`);
  return message;
}

const notice = () => only('notice', ({ metadata }) => metadata?.event_payload.notice_id !== undefined);
const cardOf = (number: string) =>
  only(`card of ${number}`, (one) => actionsIn(one).includes('approve') && textIn(one.blocks).includes(number));

test('a reminder changes when its thing is decided from the card', async () => {
  await remind(world.house, 'bo', await submitted());
  world.house.goTo('2026-03-02T10:00:00.000Z');
  await send(world.house, 'bo');
  await deliver();
  expect(textIn(notice().blocks)).toContain('waits for your decision');
  expect(actionsIn(notice())).toEqual([noticeAction.open, noticeAction.snooze]);
  const before = messages().length;

  await world.clickMessage('UBO', cardOf('PR-2026-0001'), 'approve');
  clock.jump(12 * 3_600_000);
  await deliver();
  expect(textIn(notice().blocks)).toMatch(/Desk.*does not wait for you any more: you approved it\./);
  expect(notice().text).toContain('does not wait for you any more');
  expect(actionsIn(notice())).toEqual([]);
  // At night: a message may change, and none comes.
  expect(messages().filter(({ onlyFor }) => onlyFor === undefined)).toHaveLength(before);
});

test('a digest keeps what waits, until nothing of it does', async () => {
  for (const id of [await submitted(), await submitted()]) await remind(world.house, 'bo', id);
  world.house.goTo('2026-03-02T10:00:00.000Z');
  await send(world.house, 'bo');
  await deliver();
  expect(textIn(notice().blocks)).toContain('2 requests wait for your decision.');

  await world.clickMessage('UBO', cardOf('PR-2026-0001'), 'approve');
  await deliver();
  expect(textIn(notice().blocks)).toMatch(/1 request waits.*PR-2026-0001.*you approved it/);
  expect(actionsIn(notice())).toEqual([noticeAction.open, noticeAction.snooze]);

  const second = await world.house.store.reading('acme').requestedBy('ana', 10);
  const other = second.items.find(({ number }) => number === 'PR-2026-0002')?.documentId ?? '';
  await world.house.do({ kind: 'cancel', actorId: 'ana', documentId: other, seen: await world.house.seen(other) });
  await deliver();
  expect(textIn(notice().blocks)).toMatch(/Nothing of this waits for you any more\..*PR-2026-0002.*it was cancelled/);
  expect(actionsIn(notice())).toEqual([]);
});
