import { beforeEach, expect, test } from 'vitest';
import { instant } from '../../src/engine/instant.js';
import type { NoticeBody } from '../../src/engine/notice.js';
import { DeliveryWorld, recipientOf } from '../support/delivery-world.js';

const at = '2026-03-01T09:00:00.000Z';
const person = { id: 'kim', name: 'Kim', title: null, unit: null };
const account = { chatUser: 'UKIM', name: 'kim', email: 'kim@example.com' };
const waiting: NoticeBody = { kind: 'claim', claimId: 'c1', person, account, at, until: at, end: null };
const decided: NoticeBody = { ...waiting, end: { how: 'declined', by: { id: 'gus', name: 'Gus' }, at } };

let world: DeliveryWorld;
beforeEach(() => {
  world = new DeliveryWorld();
  say(waiting);
});

function say(body: NoticeBody): void {
  world.notices.commit({ id: 'n1', body, recipient: recipientOf('gus') }, instant(world.clock.now()));
}

/** What the person has before them, disarmed copies and deleted messages aside. */
function shown(): readonly unknown[] {
  return world.noticePlatform.messages.filter((one) => !one.isDeleted).map((one) => JSON.parse(one.shows));
}

test('a notice is posted once, however often it is asked for', async () => {
  await world.runner('a').drain();
  say(waiting);
  await world.runner('b').drain();
  expect(shown()).toEqual([waiting]);
  expect(world.noticePlatform.calls).toEqual(['post']);
});

test('a notice that says something else by now is updated where it stands', async () => {
  await world.runner('a').drain();
  say(decided);
  await world.runner('a').drain();
  expect(shown()).toEqual([decided]);
  expect(world.noticePlatform.calls).toEqual(['post', 'update']);
});

test('a notice whose answer was lost is found by its metadata and not posted again', async () => {
  world.noticePlatform.fates = ['lost'];
  await world.runner('a').drain();
  say(decided);
  await world.clock.advance(2000);
  await world.runner('b').drain();
  expect(world.noticePlatform.calls).toEqual(['post', 'find', 'update']);
  expect(shown()).toEqual([decided]);
});

test('a notice that never arrived is posted after it was looked for', async () => {
  world.noticePlatform.fates = ['dropped'];
  await world.runner('a').drain();
  await world.clock.advance(2000);
  await world.runner('a').drain();
  expect(world.noticePlatform.calls).toEqual(['post', 'find', 'post']);
  expect(shown()).toEqual([waiting]);
});

test('a platform that sends a notice away is asked again when it said', async () => {
  world.noticePlatform.fates = ['throttled'];
  await world.runner('a').drain();
  expect(shown()).toEqual([]);
  await world.clock.advance(2000);
  await world.runner('a').drain();
  expect(world.noticePlatform.calls).toEqual(['post', 'post']);
  expect(shown()).toEqual([waiting]);
});

test('a notice to somebody who cannot be written to is on the failed list', async () => {
  world.noticePlatform.fates = ['permanent'];
  await world.runner('a').drain();
  expect(await world.outbox.failed()).toMatchObject([{ kind: 'notice', subject: 'n1' }]);
});

test('a notice that was deleted stays deleted', async () => {
  await world.runner('a').drain();
  for (const message of world.noticePlatform.messages) message.isDeleted = true;
  say(decided);
  await world.runner('a').drain();
  say(decided);
  await world.runner('a').drain();
  expect(world.noticePlatform.calls).toEqual(['post', 'update']);
  expect(world.notices.notices.get('n1')?.state).toBe('gone');
});

test('a post that comes back after another runner has posted its own loses its content', async () => {
  const { noticePlatform } = world;
  let comeBack = () => {};
  const late = new Promise<void>((resolve) => {
    comeBack = resolve;
  });
  let posts = 0;
  noticePlatform.travel = (call) => {
    posts += call === 'post' ? 1 : 0;
    return call === 'post' && posts === 1 ? late : Promise.resolve();
  };
  // Slack shows the first message to nobody yet: whoever looks for it does not find it.
  noticePlatform.find = async () => undefined;
  const first = world.runner('a').drain();
  await world.clock.advance(world.leaseMs + 1000);
  await world.runner('b').drain();
  comeBack();
  await first;
  await world.clock.advance(5000);
  await world.runner('b').drain();
  expect(noticePlatform.messages.map(({ shows }) => shows)).toEqual(['disarmed', JSON.stringify(waiting)]);
});

test('a claim whose time is over is ended', async () => {
  world.outbox.wish('tenant-1', 'claim', 'c1', 'request-1', instant(world.clock.now() + 1000));
  await world.runner('a').drain();
  expect(world.expired).toEqual([]);
  await world.clock.advance(1000);
  await world.runner('a').drain();
  expect(world.expired).toEqual(['c1']);
});

test('a notice of which nothing holds any more when it would be posted is not sent', async () => {
  world.notices.held.set('n1', false);
  await world.runner('a').drain();
  say(decided);
  await world.runner('b').drain();
  expect(world.noticePlatform.calls).toEqual([]);
  expect(world.notices.notices.get('n1')?.state).toBe('gone');
  expect(world.outbox.rows.size).toBe(0);
});

test('a notice is posted with what still holds of it', async () => {
  world.notices.holds = async (notice) => {
    const changed = { ...notice, body: decided };
    world.notices.notices.set(notice.id, changed);
    return changed;
  };
  await world.runner('a').drain();
  expect(shown()).toEqual([decided]);
  expect(world.noticePlatform.calls).toEqual(['post']);
});

test('a notice that never arrived is looked for, and left alone where nothing of it holds by then', async () => {
  world.noticePlatform.fates = ['dropped'];
  await world.runner('a').drain();
  world.notices.held.set('n1', false);
  await world.clock.advance(2000);
  await world.runner('a').drain();
  expect(world.noticePlatform.calls).toEqual(['post', 'find']);
  expect(world.notices.notices.get('n1')?.state).toBe('gone');
});

test('whether it holds is not asked of a notice that is there already', async () => {
  await world.runner('a').drain();
  world.notices.held.set('n1', false);
  say(decided);
  await world.runner('a').drain();
  expect(shown()).toEqual([decided]);
});

test('a notice that is there is drawn as it stands, whatever it said when it was written', async () => {
  await world.runner('a').drain();
  world.notices.standing.set('n1', decided);
  say(waiting);
  await world.runner('a').drain();
  expect(shown()).toEqual([decided]);
  expect(world.notices.notices.get('n1')?.body).toEqual(waiting);
  say(waiting);
  await world.runner('a').drain();
  expect(world.noticePlatform.calls).toEqual(['post', 'update']);
});

test('a notice that is found again shows how things stand by then', async () => {
  world.noticePlatform.fates = ['lost'];
  await world.runner('a').drain();
  world.notices.standing.set('n1', decided);
  await world.clock.advance(2000);
  await world.runner('b').drain();
  expect(world.noticePlatform.calls).toEqual(['post', 'find', 'update']);
  expect(shown()).toEqual([decided]);
});
