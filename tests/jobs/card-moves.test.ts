import { describe, expect, test } from 'vitest';
import { DeliveryWorld, postedWorld, TENANT } from '../support/delivery-world.js';
import { dossierOf } from '../support/dossiers.js';
import { quiet } from '../support/fake-clock.js';
import { fates } from '../support/fake-platform.js';

const AT = '2026-03-02T09:00:00.000Z';

/** What lies in a conversation, oldest first. */
function liesWith(world: DeliveryWorld, chatUser: string): readonly string[] {
  const messages = [...world.platform.messages.values()];
  return messages.filter(({ address }) => address.conversation === `dm-${chatUser}`).map(({ shows }) => shows);
}

/** Somebody corrected who a person is on the platform; the document itself stays as it is. */
function correct(world: DeliveryWorld, chatUser: string | undefined): void {
  world.chatUsers.set('ana', chatUser);
  world.outbox.wish(TENANT, 'document', 'doc-1', 'request-apply', AT);
}

describe('a card whose person has another chat identity by now', () => {
  test('loses its content where it was and is posted where the person is', async () => {
    const world = await postedWorld();
    correct(world, 'U-right');
    await world.runner('a').drain();
    expect(liesWith(world, 'U-ana')).toEqual(['disarmed']);
    expect(liesWith(world, 'U-right')).toEqual(['approver A lamp']);
    expect(world.card('approver', 'ana').recipient.chatUser).toBe('U-right');
    expect(world.outbox.rows.size).toBe(0);
  });

  test('is gone where the person is not on the platform any more, and comes back with them', async () => {
    const world = await postedWorld();
    correct(world, undefined);
    await world.runner('a').drain();
    expect(liesWith(world, 'U-ana')).toEqual(['disarmed']);
    expect(world.card('approver', 'ana')).toMatchObject({ state: 'gone', address: undefined });
    correct(world, 'U-ana');
    await world.runner('a').drain();
    expect(liesWith(world, 'U-ana')).toEqual(['disarmed', 'approver A lamp']);
    expect(world.card('submitter', 'sam').state).toBe('posted');
  });

  test('is not posted anew where nobody wants it any more', async () => {
    const world = await postedWorld();
    world.chatUsers.set('ana', 'U-right');
    world.commit(dossierOf({ version: 4, approvers: ['bo'] }));
    await world.runner('a').drain();
    expect(liesWith(world, 'U-ana')).toEqual(['disarmed']);
    expect(liesWith(world, 'U-right')).toEqual([]);
    expect(world.card('approver', 'ana').state).toBe('gone');
  });

  test('does not go back by a click on its former message, before or after it lost its content', async () => {
    const world = await postedWorld();
    const card = world.card('approver', 'ana');
    const former = card.address;
    if (former === undefined) throw new Error('nothing was posted');
    correct(world, 'U-right');
    await world.cards.plan('doc-1', [{ role: 'approver', personId: 'ana', subject: card.subject }], 'r', AT);
    expect(await world.cards.clicked(card.id, former, 'r', AT, 'zed')).toBe(false);
    await world.cards.posting(world.card('approver', 'ana'), 'a post on its way');
    expect(await world.cards.clicked(card.id, former, 'r', AT, 'zed')).toBe(false);
    await world.clock.advance(1000);
    await world.runner('a').drain();
    expect(await world.cards.clicked(card.id, former, 'r', AT, 'zed')).toBe(false);
    await world.runner('a').drain();
    expect(liesWith(world, 'U-ana')).toEqual(['disarmed']);
    expect(liesWith(world, 'U-right')).toEqual(['approver A lamp']);
  });
});

describe('an identity that is corrected while the card is on its way', () => {
  async function overtaken(world: DeliveryWorld, fate: 'fine' | 'lost'): Promise<void> {
    let arrive = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    world.platform.travel = () => slow;
    const late = world.runner('late').drain();
    await quiet();
    await quiet();
    expect(world.platform.calls.length).toBeGreaterThan(0);
    world.platform.travel = () => Promise.resolve();
    world.chatUsers.set('ana', 'U-right');
    const card = world.card('approver', 'ana');
    await world.cards.plan('doc-1', [{ role: 'approver', personId: 'ana', subject: card.subject }], 'r', AT);
    await world.runner('quick').drain();
    if (card.address !== undefined) expect(liesWith(world, 'U-ana')).toEqual(['disarmed']);
    fates(world.platform, fate, fate);
    arrive();
    await late;
    await world.clock.advance(world.leaseMs);
    await world.runner('b').drain();
  }

  test('a post that ends after it is a copy', async () => {
    const world = new DeliveryWorld();
    world.commit(dossierOf());
    await overtaken(world, 'fine');
    expect(liesWith(world, 'U-ana')).toEqual(['disarmed']);
    expect(liesWith(world, 'U-right')).toEqual(['approver A lamp']);
  });

  test.each(['fine', 'lost'] as const)('an update that ends after it (%s) gives nothing back', async (fate) => {
    const world = await postedWorld();
    world.commit(dossierOf({ version: 4, title: 'Two lamps' }));
    await overtaken(world, fate);
    expect(liesWith(world, 'U-ana')).toEqual(['disarmed']);
    expect(liesWith(world, 'U-right').at(-1)).toBe('approver Two lamps');
    expect(world.outbox.rows.size).toBe(0);
  });
});

test('a card that shows something else although the document is the same is drawn again', async () => {
  const world = await postedWorld();
  world.cards.dossiers.set('doc-1', dossierOf({ title: 'A lamp, says Ana who left' }));
  world.outbox.wish(TENANT, 'document', 'doc-1', 'request-apply', AT);
  await world.runner('a').drain();
  expect(world.platform.count('update')).toBe(2);
  expect(world.untrue()).toEqual([]);
});
