import { beforeEach, describe, expect, test } from 'vitest';
import { noticeAction } from '../../../src/bot/slack/notice-action.js';
import type { NoticeBody, WaitingItem } from '../../../src/engine/notice.js';
import type { SnoozeChoice } from '../../../src/engine/snooze.js';
import type { StoredMessage } from '../../../src/sandbox/message.js';
import { openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
let documentId: string;
let item: WaitingItem;

/** Ana's desk waits for Bo since Monday 2 March 2026, ten in the morning in Berlin. */
beforeEach(async () => {
  world = await openSlackWorld();
  documentId = await world.house.create('ana');
  await world.house.submit('ana', documentId);
  const { steps, number, title } = await world.house.document(documentId);
  const step = steps.find(({ key }) => key === 'manager');
  item = {
    document: { id: documentId, number: number ?? '', title, typeName: 'Purchase request' },
    ...{ stepId: step?.id ?? '', step: 'Manager', submitterName: 'Ana', forName: null },
    ...{ since: '2026-03-02T09:00:00.000Z', dueAt: null },
  };
});

const reminder = (): NoticeBody => ({
  ...{ kind: 'reminder', item, why: { kind: 'rung', nth: 1 }, at: '2026-03-02T10:00:00.000Z' },
});

async function post(user: string, body: NoticeBody): Promise<StoredMessage> {
  const recipient = {
    ...{ platform: 'slack', installation: 'TACME', chatUser: user, personId: user.slice(1).toLowerCase() },
    ...{ locale: 'en', timeZone: 'Europe/Berlin' },
  };
  const notice = { id: 'n1', body, recipient, address: undefined, state: 'wanted', drawnDigest: undefined } as const;
  await world.slack.notices.post(notice, world.slack.notices.draw(notice));
  return world.card(user);
}

async function snooze(user: string, message: StoredMessage, value: SnoozeChoice): Promise<string> {
  const row = message.blocks.find(({ type }) => type === 'actions');
  const target = { messageTs: message.ts, actionId: noticeAction.snooze, blockId: row?.block_id, value };
  await world.sandbox.click(user, target);
  await world.slack.close();
  return world.whispers(user).at(-1) ?? '';
}

const remindersOf = (person: string) =>
  world.house.database.read
    .selectFrom('reminders')
    .select(['step_id', 'due_at', 'cause'])
    .where('user_id', '=', person)
    .execute();

describe('a reminder in Slack', () => {
  test('opens the document as it is now, with what can be decided', async () => {
    const message = await post('UBO', reminder());
    await world.clickMessage('UBO', message, noticeAction.open);
    expect(world.view('UBO').callback_id).toBe('detail');
    expect(textIn(world.view('UBO').blocks)).toContain('Desk');
    await world.clickView('UBO', 'approve');
    expect((await world.house.document(documentId)).steps[0]?.approvers[0]?.vote?.decision).toBe('approve');
  });

  test('opens nothing for whom the document does not exist', async () => {
    const message = await post('UHAL', reminder());
    await world.clickMessage('UHAL', message, noticeAction.open);
    expect(world.sandbox.viewOf('UHAL')).toBeUndefined();
    expect(world.whispers('UHAL').at(-1)).toContain('There is no such request');
  });

  test.each<[SnoozeChoice, string]>([
    ['in-1-hour', '2026-03-02T10:00'],
    ['in-3-hours', '2026-03-02T12:00'],
    ['tomorrow', '2026-03-03T08:00'],
    ['monday', '2026-03-09T08:00'],
  ])('comes again %s, on the clocks of whoever pressed', async (choice, minute) => {
    const message = await post('UBO', reminder());
    const told = await snooze('UBO', message, choice);
    expect(told).toMatch(/^I will remind you .*, if it still waits for you then\.$/);
    const kept = await remindersOf('bo');
    expect(kept).toEqual([
      { step_id: item.stepId, due_at: expect.stringContaining(minute), cause: JSON.stringify({ kind: 'snoozed' }) },
    ]);
  });

  test('that is put off twice comes once, when it was last said', async () => {
    const message = await post('UBO', reminder());
    await snooze('UBO', message, 'monday');
    await snooze('UBO', message, 'tomorrow');
    expect(await remindersOf('bo')).toMatchObject([{ due_at: '2026-03-03T08:00:00.000Z' }]);
  });

  test('of what waits for somebody no more is put off by nobody', async () => {
    const message = await post('UBO', reminder());
    await world.house.vote('bo', documentId, 'manager', 'approve');
    expect(await snooze('UBO', message, 'tomorrow')).toContain('does not wait for you any more');
    expect(await remindersOf('bo')).toEqual([]);
  });

  test('is put off by nobody who is not awaited, whatever message they press on', async () => {
    const message = await post('UHAL', reminder());
    expect(await snooze('UHAL', message, 'tomorrow')).toContain('does not wait for you any more');
    expect(await remindersOf('hal')).toEqual([]);
  });

  test('respects quiet hours, also where somebody presses in them', async () => {
    const quiet = { from: '09:00', to: '18:00', days: [] };
    await world.house.store
      .preferences('acme')
      .save('bo', { quiet, digestAt: null, muted: [] }, 'req', world.house.now());
    const message = await post('UBO', reminder());
    await snooze('UBO', message, 'in-1-hour');
    expect(await remindersOf('bo')).toMatchObject([{ due_at: '2026-03-02T17:00:00.000Z' }]);
  });
});

describe('other messages in Slack', () => {
  test('a digest opens each of what it lists, and puts each off by itself', async () => {
    const digest: NoticeBody = {
      kind: 'digest',
      items: [item, { ...item, stepId: 'another' }],
      more: 0,
      at: item.since,
    };
    const message = await post('UBO', digest);
    const told = await snooze('UBO', message, 'tomorrow');
    expect(told).toContain('I will remind you');
    expect(await remindersOf('bo')).toMatchObject([{ step_id: item.stepId }]);
  });

  test('a returned document is edited from the warning that it will be cancelled', async () => {
    await world.house.vote('bo', documentId, 'manager', 'return', 'Which desk?');
    const warning: NoticeBody = {
      ...{ kind: 'document-expiring', document: item.document },
      ...{ cancelAt: '2026-04-01T08:00:00.000Z', at: '2026-03-29T08:00:00.000Z' },
    };
    await world.clickMessage('UANA', await post('UANA', warning), noticeAction.edit);
    expect(world.view('UANA').callback_id).toBe('form');
    expect(textIn(world.view('UANA').blocks)).toContain('Item');
  });

  test('whoever is told of a leaver goes on to what is stuck, and nobody else does', async () => {
    const left: NoticeBody = {
      ...{ kind: 'leaver', person: { id: 'bo', name: 'Bo', title: null, unit: null } },
      ...{ moved: [{ document: item.document, step: 'Manager', successor: null }], more: 0, at: item.since },
    };
    await world.clickMessage('UGUS', await post('UGUS', left), noticeAction.showStuck);
    expect(world.view('UGUS').callback_id).toBe('admin');
    expect(textIn(world.view('UGUS').blocks)).toContain('No request is stuck.');
    await world.clickMessage('UHAL', await post('UHAL', left), noticeAction.showStuck);
    expect(textIn(world.view('UHAL').blocks)).toContain('None of your roles lets you');
  });
});
