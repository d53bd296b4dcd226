import { beforeEach, describe, expect, test } from 'vitest';
import type { Drawing } from '../../../src/engine/ports/card-platform.js';
import type { Card } from '../../../src/engine/ports/card-store.js';
import { documentOf, dossier } from '../support/dossier.js';
import { actionsIn, openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
let drawing: Drawing;

const recipient = {
  platform: 'slack',
  installation: 'TACME',
  chatUser: 'UBO',
  personId: 'bo',
  locale: 'en',
  timeZone: 'UTC',
};
const card: Card = {
  id: 'card-1',
  documentId: 'doc-1',
  role: 'approver',
  subject: 's1',
  recipient,
  address: undefined,
  state: 'wanted',
  drawnVersion: 0,
  drawnDigest: undefined,
};

beforeEach(async () => {
  world = await openSlackWorld();
  drawing = world.slack.platform.draw(card, dossier(documentOf()));
});

describe('a card', () => {
  test('is posted to the person and found again by its own id', async () => {
    const { platform } = world.slack;
    const address = await platform.post(card, drawing);
    await platform.post({ ...card, id: 'card-2' }, platform.draw({ ...card, id: 'card-2' }, dossier(documentOf())));
    expect(await platform.find(card)).toEqual(address);
    expect(await platform.find({ ...card, id: 'card-3' })).toBeUndefined();
  });

  test('whose post was answered but lost is uncertain, and there', async () => {
    const { platform } = world.slack;
    world.sandbox.fail({ kind: 'lost', method: 'chat.postMessage' });
    await expect(platform.post(card, drawing)).rejects.toMatchObject({ code: 'uncertain' });
    expect(await platform.find(card)).toMatchObject({ message: world.card('UBO').ts });
  });

  test.each([
    ['429', 'chat.postMessage', { code: 'throttled', retryAfterMs: 3000 }],
    ['500', 'chat.postMessage', { code: 'uncertain' }],
    ['reset', 'chat.postMessage', { code: 'uncertain' }],
    ['reset', 'conversations.open', { code: 'transient' }],
  ] as const)('that meets a %s at %s fails as %o', async (kind, method, fault) => {
    world.sandbox.fail({ kind, method, retryAfterSeconds: 3 });
    await expect(world.slack.platform.post(card, drawing)).rejects.toMatchObject(fault);
  });

  test('that is gone says so when it is updated', async () => {
    const nowhere = { conversation: world.sandbox.channelOf('UBO'), message: '1.000001' };
    await expect(world.slack.platform.update(recipient, nowhere, drawing)).rejects.toMatchObject({
      code: 'message-gone',
    });
  });

  test('has another digest exactly when it shows something else', () => {
    const { platform } = world.slack;
    expect(platform.draw(card, dossier(documentOf({ version: 99 }))).digest).toBe(drawing.digest);
    expect(platform.draw(card, dossier(documentOf({ title: 'Other' }))).digest).not.toBe(drawing.digest);
  });

  test('that is a stray copy loses its buttons and is not found as the card any more', async () => {
    const { platform } = world.slack;
    const address = await platform.post(card, drawing);
    await platform.update(recipient, address, platform.drawDisarmed(recipient));
    expect(actionsIn(world.card('UBO'))).toEqual([]);
    expect(textIn(world.card('UBO').blocks)).toContain('out of date');
    expect(await platform.find(card)).toBeUndefined();
  });
});

test('cards are for the workspace of the token alone', () => {
  const { platform } = world.slack;
  expect(platform.serves(recipient)).toBe(true);
  expect(platform.serves({ ...recipient, installation: 'TOTHER' })).toBe(false);
  expect(platform.serves({ ...recipient, platform: 'teams' })).toBe(false);
});

test('no call takes longer than the platform says', () => {
  expect(world.slack.platform.timeoutMs).toBeLessThanOrEqual(15_000);
});
