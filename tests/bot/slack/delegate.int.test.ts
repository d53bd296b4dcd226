import { beforeEach, describe, expect, test } from 'vitest';
import { purchaseType, smallCompany } from '../../support/company.js';
import { actionsIn, openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
});

const filled = { 'field:item': 'Desk', 'field:amount': '620.50' };

/** Ana asks for a desk, which her manager Bo has to approve, and everyone's cards are delivered. */
async function submitted(): Promise<string> {
  await world.command('UANA', '/submit');
  await world.send('UANA', filled);
  await world.send('UANA');
  const documentId = await world.documentId();
  await world.deliver(documentId);
  return documentId;
}

/** What the job does when a delegation begins or ends. */
async function settled(documentId: string): Promise<void> {
  await world.house.sync(documentId);
  await world.deliver(documentId);
}

const shown = (user: string) => textIn(world.view(user).blocks);
const delegations = (personId: string) => world.house.store.delegations('acme').of(personId, world.house.now());

describe('/delegate', () => {
  test('sets somebody up for whole days of one’s own, and tells what holds', async () => {
    await world.command('UBO', '/delegate');
    expect(world.view('UBO').callback_id).toBe('delegate');
    expect(shown('UBO')).toMatch(/Who decides for you\s+Nobody at the moment\./);
    await world.send('UBO', { 'field:to': 'UHAL', 'field:until': '2026-03-06' });
    expect(shown('UBO')).toMatch(/Hal decides for you from now on, until the end of\s+Mar 6, 2026/);
    expect(shown('UBO')).toMatch(/Hal · Mar 2, 2026 – Mar 6, 2026\s+For every type of request, whatever the amount/);
    // The company's clocks are those of Berlin, an hour ahead of UTC in March.
    expect((await delegations('bo')).given).toMatchObject([
      { toId: 'hal', startsAt: '2026-03-01T23:00:00.000Z', endsAt: '2026-03-06T23:00:00.000Z', types: null, cap: null },
    ]);
    await world.command('UHAL', '/delegate', 'list');
    expect(shown('UHAL')).toMatch(/For whom you decide\s+Bo · Mar 2, 2026 – Mar 6, 2026/);
    expect(world.logged.filter((line) => line.level === 'error')).toEqual([]);
  });

  test('takes types and an amount', async () => {
    await world.command('UBO', '/delegate');
    await world.send('UBO', {
      ...{ 'field:to': 'UHAL', 'field:from': '2026-03-09', 'field:until': '2026-03-10' },
      ...{ 'field:types': ['purchase'], 'field:cap': '5,000' },
    });
    expect(shown('UBO')).toMatch(/Hal decides for you from\s+Mar 9, 2026/);
    expect(shown('UBO')).toMatch(/not yet\s+For\s+Purchase request, up to\s+5,000\.00 USD\./);
    expect((await delegations('bo')).given).toMatchObject([
      { types: ['purchase'], cap: { amountMinor: 500_000, currency: 'USD' } },
    ]);
  });

  test('sent five times is one, and the form for the next begins empty', async () => {
    await world.command('UBO', '/delegate');
    await world.send('UBO', { 'field:to': 'UHAL', 'field:until': '2026-03-06' }, 5);
    expect((await delegations('bo')).given).toHaveLength(1);
    await world.send('UBO', { 'field:to': 'UCY', 'field:until': '2026-03-06' });
    expect((await delegations('bo')).given).toHaveLength(2);
    const ids = world.view('UBO').blocks.flatMap(({ block_id }) => block_id ?? []);
    expect(ids).toContain('field:to@2');
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['a last day before the first', { 'field:from': '2026-03-06', 'field:until': '2026-03-05' }, 'until', 'not before'],
    ['days that are over', { 'field:until': '2026-03-01' }, 'until', 'Please choose March 2, 2026 or later.'],
    ['more than a year', { 'field:until': '2027-04-01' }, 'until', 'At most 366 days'],
    ['oneself', { 'field:to': 'UBO' }, 'to', 'This is you.'],
    ['whom nobody knows', { 'field:to': 'UNEW' }, 'to', 'This person is not known here.'],
    ['an amount that is none', { 'field:cap': '5000 bucks' }, 'cap', 'Please write a number'],
  ])('says of %s on its field what is wrong, and saves nothing', async (_what, typed, field, sentence) => {
    await world.command('UBO', '/delegate');
    const { fieldErrors } = await world.send('UBO', { 'field:to': 'UHAL', 'field:until': '2026-03-06', ...typed });
    expect(Object.keys(fieldErrors)).toEqual([`field:${field}`]);
    expect(fieldErrors[`field:${field}`]).toContain(sentence);
    expect((await delegations('bo')).given).toEqual([]);
  });

  test('refuses a circle on the person, with everybody in it', async () => {
    await world.house.give('hal', 'cy');
    await world.house.give('cy', 'bo');
    await world.command('UBO', '/delegate');
    const { fieldErrors } = await world.send('UBO', { 'field:to': 'UHAL', 'field:until': '2026-03-06' });
    expect(fieldErrors['field:to']).toContain('Hal decides for you, Cy decides for Hal, and you for Cy');
  });

  test('refuses the same person for the same days, and who cannot decide', async () => {
    await world.house.give('bo', 'hal');
    await world.command('UBO', '/delegate');
    const twice = await world.send('UBO', { 'field:to': 'UHAL', 'field:until': '2026-03-03' });
    expect(twice.fieldErrors['field:from']).toMatch(/Hal decides for you from Mar 2, 2026 to Mar 9, 2026 already/);
    await world.house.database.write(async (trx) => {
      await trx.deleteFrom('role_assignments').where('user_id', '=', 'cy').execute();
    });
    const unable = await world.send('UBO', { 'field:to': 'UCY', 'field:until': '2026-03-03' });
    expect(unable.fieldErrors['field:to']).toContain('None of the roles of Cy lets them decide');
  });

  test('ends one now with what was typed below still there, and a second end changes nothing', async () => {
    await world.house.give('bo', 'hal');
    await world.command('UBO', '/delegate');
    const [given] = (await delegations('bo')).given;
    const end = () => world.clickView('UBO', 'end-delegation', `given:${given?.id}`);
    await end();
    expect(shown('UBO')).toContain('It has ended: Hal does not decide for you any more.');
    expect(shown('UBO')).toMatch(/Who decides for you\s+Nobody at the moment\./);
    expect((await delegations('bo')).given).toEqual([]);
    await world.send('UBO', { 'field:to': 'UHAL', 'field:until': '2026-03-06' });
    expect((await delegations('bo')).given).toHaveLength(1);
  });

  test('ends nobody else’s, whatever a payload says', async () => {
    await world.house.give('cy', 'hal');
    await world.house.give('bo', 'hal');
    await world.command('UBO', '/delegate');
    const [own] = (await delegations('bo')).given;
    const [foreign] = (await delegations('cy')).given;
    await world.clickView('UBO', 'end-delegation', `given:${own?.id}`);
    const click = world.sandbox.sent.findLast((call) => call.body.includes('end-delegation'));
    await world.sendSigned((click?.body ?? '').replaceAll(own?.id ?? '', foreign?.id ?? ''));
    await world.slack.close();
    expect(shown('UBO')).toContain('It has ended already, so nothing was changed.');
    expect((await delegations('cy')).given).toHaveLength(1);
  });

  test('explains itself to whoever asks for help', async () => {
    await world.command('UBO', '/delegate', 'help');
    expect(world.whispers('UBO').at(-1)).toContain('/delegate');
  });

  test('says in one sentence that it is switched off, and ends what there is all the same', async () => {
    world = await openSlackWorld(undefined, undefined, { allowsDelegation: false });
    await world.house.give('bo', 'hal');
    await world.command('UBO', '/delegate');
    expect(shown('UBO')).toContain('Acting for others is switched off here, so nothing new can be set up.');
    expect(world.view('UBO').blocks.some(({ type }) => type === 'input')).toBe(false);
    await world.clickView('UBO', 'end-delegation');
    expect((await delegations('bo')).given).toEqual([]);
  });

  test('says why to whom none of their roles lets decide', async () => {
    await world.house.database.write(async (trx) => {
      await trx.deleteFrom('role_assignments').where('user_id', '=', 'bo').execute();
    });
    await world.command('UBO', '/delegate');
    expect(shown('UBO')).toContain('None of your roles lets you decide on requests');
    expect(world.view('UBO').blocks.some(({ type }) => type === 'input')).toBe(false);
  });

  test('finds types by typing where there are more than a menu holds', async () => {
    const company = smallCompany();
    const [template] = company.templates;
    const keys = Array.from({ length: 120 }, (_, index) => `t${String(index).padStart(3, '0')}`);
    world = await openSlackWorld({
      ...company,
      types: keys.map((key) => ({ ...purchaseType, key, name: `Type ${key}`, prefix: key.toUpperCase() })),
      templates: keys.map((key) => ({ ...(template as (typeof company.templates)[number]), key, type: key })),
    });
    await world.command('UBO', '/delegate');
    const offered = await world.suggest('UBO', 'field:types', 't11');
    expect(JSON.stringify(offered)).toContain('Type t117');
    await world.send('UBO', { 'field:to': 'UHAL', 'field:until': '2026-03-06', 'field:types': ['t117'] });
    expect((await delegations('bo')).given).toMatchObject([{ types: ['t117'] }]);
  });
});

test('the preview says who is away and who decides for them, as far as that reaches', async () => {
  await world.house.give('bo', 'hal', { cap: { amountMinor: 100_000, currency: 'USD' } });
  const preview = async (amount: string) => {
    await world.command('UANA', '/submit');
    await world.send('UANA', { ...filled, 'field:amount': amount });
    return shown('UANA');
  };
  expect(await preview('620.50')).toMatch(
    /Bo\s*, because they are your manager · Hal can decide for them, as they are away until/,
  );
  expect(await preview('1000.01')).not.toContain('Hal');
});

describe('whoever acts for somebody who is away', () => {
  test('gets a card, decides on their behalf, and the other’s click is answered', async () => {
    const documentId = await submitted();
    await world.house.give('bo', 'hal');
    await settled(documentId);
    const card = world.card('UHAL');
    expect(textIn(card.blocks)).toContain('on behalf of Bo');
    await world.command('UHAL', '/approvals');
    expect(shown('UHAL')).toMatch(/Ana ·.*· on behalf of\s+Bo/);
    await world.clickMessage('UHAL', card, 'approve');
    expect(world.whispers('UHAL').at(-1)).toMatch(/You approved\s+PR-\d{4}-0001\s+on behalf of\s+Bo\./);
    await world.clickMessage('UBO', world.card('UBO'), 'approve');
    expect(world.whispers('UBO').at(-1)).toMatch(
      /Hal already\s+approved\s+“\s*Manager\s*”.*in the place that you share/,
    );
    await world.deliver(documentId);
    expect(textIn(world.card('UBO').blocks)).toMatch(/Hal approved\s+Manager\s+on your behalf/);
    expect(textIn(world.card('UANA').blocks)).toMatch(/Hal approved on behalf of\s+Bo/);
    expect(actionsIn(world.card('UBO'))).toEqual([]);
  });

  test('loses the buttons when it ends, and an old click is told so', async () => {
    const documentId = await submitted();
    await world.house.give('bo', 'hal');
    await settled(documentId);
    const old = world.card('UHAL');
    await world.command('UBO', '/delegate');
    await world.clickView('UBO', 'end-delegation');
    await world.clickMessage('UHAL', old, 'reject');
    expect(world.sandbox.viewOf('UHAL')).toBeUndefined();
    expect(world.whispers('UHAL').at(-1)).toContain('You do not act for Bo any more, so nothing was counted.');
    await settled(documentId);
    expect(actionsIn(world.card('UHAL'))).toEqual([]);
    expect(textIn(world.card('UHAL').blocks)).toContain('You do not act for Bo on Manager any more.');
  });

  test('has no card for what is above the amount that was agreed', async () => {
    const documentId = await submitted();
    await world.house.give('bo', 'hal', { cap: { amountMinor: 10_000, currency: 'USD' } });
    await settled(documentId);
    expect(() => world.card('UHAL')).toThrow('has no card');
    const { steps } = await world.house.document(documentId);
    expect(steps.flatMap(({ deputies }) => deputies)).toEqual([]);
  });
});
