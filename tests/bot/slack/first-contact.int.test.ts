import { beforeEach, describe, expect, test } from 'vitest';
import { smallCompany } from '../../support/company.js';
import { DAY_MS, Newcomers, textOf, welcomingCompany } from '../../support/newcomers.js';

let town: Newcomers;
beforeEach(async () => {
  town = await Newcomers.start();
});

const yes = 'first-contact-yes';

describe('somebody whose address is one employee’s', () => {
  test('is asked who they are, says yes, and goes on with what they wanted', async () => {
    const question = await town.type('UANA', '/submit', 'purchase');
    expect(question).toContain('Slack says your e-mail address is Ana@Example.COM. Are you Ana?');
    expect(await town.ownerOf('UANA')).toBeUndefined();

    await town.press('UANA', yes);
    expect(await town.ownerOf('UANA')).toBe('ana');
    expect(town.whisper('UANA')).toMatch(/^Your Slack account is linked to Ana now\..*type \/submit purchase again\.$/);
    expect(town.messageWith('UANA', yes)).toBeUndefined();
    expect(town.sandbox.viewOf('UANA')?.callback_id).toBe('form');
  });

  test('is linked in the audit trail with both ids and as their own doing, and both sides are told', async () => {
    await town.type('UANA');
    await town.press('UANA', yes);
    const account = { platform: 'slack', installation: 'TACME', chatUser: 'UANA' };
    expect(await town.trail('ana')).toEqual([
      { action: 'chat-claimed', by: 'ana', payload: { ...account, name: 'ANA of Slack', email: 'Ana@Example.COM' } },
      { action: 'chat-linked', by: 'ana', payload: account },
    ]);
    expect(textOf(await town.told('UANA', 'linked to Ana since'))).toContain(
      'If this was not you, tell an administrator',
    );
    for (const admin of ['UGUS', 'UIDA']) {
      expect(textOf(await town.told(admin, 'is linked to Ana'))).toContain('ANA of Slack (Ana@Example.COM)');
    }
    expect(town.messages('UBO')).toEqual([]);
  });

  test('clicking five times at once is linked once and told once', async () => {
    await town.type('UANA');
    await town.press('UANA', yes, 5);
    await town.told('UANA', 'linked to Ana since');
    expect(await town.trail('ana')).toHaveLength(2);
    expect(town.messages('UANA')).toHaveLength(1);
    expect(town.sandbox.viewsOf('UANA')).toHaveLength(1);
  });

  test('clicking the old question again is told that it is done', async () => {
    await town.type('UANA');
    const question = town.messageWith('UANA', yes);
    if (question === undefined) throw new Error('no question');
    await town.press('UANA', yes);
    expect(await town.pressAsSeen('UANA', question, yes)).toContain('is linked to Ana already');
    expect(await town.trail('ana')).toHaveLength(2);
  });

  test('who says no is linked to nobody and hears what to do', async () => {
    await town.type('UANA');
    await town.press('UANA', 'first-contact-no');
    expect(town.whisper('UANA')).toContain('An administrator can link you by your Slack id, which is UANA.');
    expect(town.messageWith('UANA', yes)).toBeUndefined();
    expect(await town.ownerOf('UANA')).toBeUndefined();
    expect(await town.trail('ana')).toEqual([]);
  });

  test('is asked anew where the address has become another person’s between question and answer', async () => {
    await town.type('UANA');
    await town.database.write(async (trx) => {
      await trx.updateTable('users').set({ email: 'former@example.com' }).where('id', '=', 'ana').execute();
      await trx.updateTable('users').set({ email: 'ana@example.com' }).where('id', '=', 'twin').execute();
    });
    await town.press('UANA', yes);
    expect(town.whisper('UANA')).toContain('Are you Twin?');
    expect(await town.ownerOf('UANA')).toBeUndefined();
  });

  test('is one of two accounts at the same moment, and only one gets the person', async () => {
    await Promise.all([town.type('UANA'), town.type('UANA2')]);
    await Promise.all([town.press('UANA', yes), town.press('UANA2', yes)]);
    const owners = await Promise.all(['UANA', 'UANA2'].map((user) => town.ownerOf(user)));
    expect(owners.filter((owner) => owner === 'ana')).toHaveLength(1);
    const loser = owners[0] === 'ana' ? 'UANA2' : 'UANA';
    expect(town.whisper(loser)).toContain('is used by another Slack account already');
    expect(await town.trail('ana')).toHaveLength(2);
  });
});

test('whoever is asked for a decision before they are linked gets the card when they are', async () => {
  await town.unlink('bo');
  await town.type('UANA', '/submit', 'purchase');
  await town.press('UANA', yes);
  await town.send('UANA', { 'field:item': { value: 'Desk' }, 'field:amount': { value: '120' } });
  await town.send('UANA', {});
  await town.told('UCY', 'Desk');
  expect(town.messages('UBO')).toEqual([]);
  await town.type('UBO', '/approvals');
  await town.press('UBO', yes);
  await town.told('UBO', 'Desk');
});

describe('somebody who cannot be told apart', () => {
  test.each([
    ['UNOBODY', 'whose address nobody has', 'nobody in the company’s records has it'],
    ['ULEE', 'whose address only somebody who left has', 'nobody in the company’s records has it'],
    ['UTWIN', 'whose address two people have', 'more than once'],
    ['UBO2', 'whose address is linked to another account', 'used by another Slack account already'],
    ['UKELVIN', 'whose address only looks like another one', 'nobody in the company’s records has it'],
    ['UNOMAIL', 'whose address Slack does not tell', 'Slack does not tell me your e-mail address'],
    ['UUNSURE', 'whose address is not confirmed', 'has not confirmed your e-mail address yet'],
    ['UGUEST', 'who is a guest', 'guests cannot link themselves'],
    ['UBOT', 'who is an app', 'Apps and workflows cannot act here'],
    ['UOUT', 'who is of another workspace', 'signed in to another workspace'],
  ])('%s, %s, is told so and nothing of others', async (user, _who, sentence) => {
    const told = await town.type(user);
    expect(told).toContain(sentence);
    expect(told).not.toMatch(/\b(Ana|Bo|Twin|Lee|Kim)\b/);
    expect(town.messageWith(user, yes)).toBeUndefined();
  });

  test('a person of another workspace in a channel that both share is known by what Slack says of them', async () => {
    expect(await town.typeSigned({ user_id: 'UOUT' })).toContain('You belong to another workspace');
  });

  test('a deactivated account, and one that Slack does not know, are sent away', async () => {
    expect(await town.typeSigned({ user_id: 'UGONE' })).toContain('this account is deactivated');
    expect(await town.typeSigned({ user_id: 'UGHOST' })).toContain('I do not know you here yet');
  });
});

describe('somebody who may do something that reaches others', () => {
  test('waits until an administrator confirms them, and everybody hears of it', async () => {
    expect(await town.type('UKIM')).toContain('Are you Kim?');
    await town.press('UKIM', yes);
    expect(town.whisper('UKIM')).toContain('An administrator has to confirm who you are');
    expect(await town.ownerOf('UKIM')).toBeUndefined();
    const asked = await town.told('UGUS', 'says they are Kim');
    await town.told('UIDA', 'says they are Kim');

    await town.press('UGUS', 'claim-confirm');
    expect(await town.ownerOf('UKIM')).toBe('kim');
    expect(town.whisper('UGUS')).toContain('You confirmed it. The account is Kim’s now');
    expect(textOf(await town.told('UKIM', 'linked to Kim since'))).toContain('Gus confirmed it.');
    for (const admin of ['UGUS', 'UIDA']) {
      await town.told(admin, 'Gus confirmed it');
      expect(town.messageWith(admin, 'claim-confirm')).toBeUndefined();
    }
    expect(await town.pressAsSeen('UIDA', asked, 'claim-decline')).toContain('Gus confirmed it');
    expect(await town.pressAsSeen('UGUS', asked, 'claim-confirm')).toContain('You confirmed it already');
    expect((await town.trail('kim')).map(({ action, by }) => [action, by])).toEqual([
      ['chat-claimed', null],
      ['chat-linked', 'gus'],
    ]);
    expect(await town.type('UKIM', '/approvals', 'XX-1')).toContain('XX-1');
  });

  test('is not linked when one declines, hears so, and is not asked about again before the time is over', async () => {
    await town.type('UKIM');
    await town.press('UKIM', yes);
    await town.told('UGUS', 'says they are Kim');
    await town.press('UGUS', 'claim-decline');
    await town.told('UKIM', 'An administrator did not confirm');
    expect(await town.ownerOf('UKIM')).toBeUndefined();
    expect(await town.type('UKIM')).toContain('Please talk to them');
    expect((await town.trail('kim')).map(({ action, by }) => [action, by])).toEqual([
      ['chat-claimed', null],
      ['chat-claim-declined', 'gus'],
    ]);
    town.pass(7 * DAY_MS);
    expect(await town.type('UKIM')).toContain('Are you Kim?');
  });

  test('asking again, clicking again and a restart leave one claim that waits', async () => {
    await town.type('UKIM');
    await town.press('UKIM', yes, 3);
    expect(await town.type('UKIM')).toContain('They were asked');
    await town.told('UGUS', 'says they are Kim');
    await town.restart();
    expect(await town.type('UKIM')).toContain('They were asked');
    expect(town.messages('UGUS')).toHaveLength(1);
    expect(await town.trail('kim')).toHaveLength(1);
    await town.press('UIDA', 'claim-confirm');
    expect(await town.ownerOf('UKIM')).toBe('kim');
  });

  test('waits for seven days and then hears that nobody answered, and no button is left', async () => {
    await town.type('UKIM');
    await town.press('UKIM', yes);
    const asked = await town.told('UGUS', 'says they are Kim');
    town.pass(7 * DAY_MS);
    await town.told('UKIM', 'No administrator confirmed in time');
    await town.told('UGUS', 'Nobody confirmed it until');
    expect(town.messageWith('UGUS', 'claim-confirm')).toBeUndefined();
    expect(await town.pressAsSeen('UGUS', asked, 'claim-confirm')).toContain('Nobody confirmed it until');
    expect(await town.ownerOf('UKIM')).toBeUndefined();
    expect((await town.trail('kim')).at(-1)).toMatchObject({ action: 'chat-claim-expired', by: null });
  });

  test('keeps others with the same address away while the claim waits', async () => {
    await town.type('UKIM');
    await town.type('UKIM2');
    await town.press('UKIM', yes);
    await town.press('UKIM2', yes);
    expect(town.whisper('UKIM2')).toContain('used by another Slack account already');
    expect(await town.trail('kim')).toHaveLength(1);
  });

  test('is not confirmed by whoever lacks the permission, also at the moment of the click', async () => {
    await town.type('UKIM');
    await town.press('UKIM', yes);
    const asked = await town.told('UGUS', 'says they are Kim');
    expect(await town.pressAsSeen('UBO', asked, 'claim-confirm')).toContain('confirm who somebody is');
    await town.database.write((trx) =>
      trx.deleteFrom('role_assignments').where('user_id', '=', 'gus').where('role_key', '=', 'welcome').execute(),
    );
    expect(await town.pressAsSeen('UGUS', asked, 'claim-confirm')).toContain('confirm who somebody is');
    expect(await town.ownerOf('UKIM')).toBeUndefined();
  });

  test('is not confirmed by an account that is not the administrator’s any more', async () => {
    await town.type('UKIM');
    await town.press('UKIM', yes);
    const asked = await town.told('UGUS', 'says they are Kim');
    await town.unlink('gus');
    expect(await town.pressAsSeen('UGUS', asked, 'claim-confirm')).toContain('Are you Gus?');
    expect(await town.ownerOf('UKIM')).toBeUndefined();
  });

  test('is not confirmed any more when the address has changed meanwhile', async () => {
    await town.type('UKIM');
    await town.press('UKIM', yes);
    await town.told('UGUS', 'says they are Kim');
    await town.database.write((trx) =>
      trx.updateTable('users').set({ email: 'other@example.com' }).where('id', '=', 'kim').execute(),
    );
    await town.press('UGUS', 'claim-confirm');
    expect(town.whisper('UGUS')).toContain('has changed since, so nothing was linked');
    await town.told('UKIM', 'has changed');
    expect(await town.ownerOf('UKIM')).toBeUndefined();
    expect((await town.trail('kim')).at(-1)).toMatchObject({ action: 'chat-claim-outdated', by: 'gus' });
  });
});

test('a role that is marked makes its holders wait, whatever it allows', async () => {
  await town.database.write((trx) =>
    trx.updateTable('roles').set({ confirm_identity: 1 }).where('key', '=', 'staff').execute(),
  );
  await town.type('UANA');
  await town.press('UANA', yes);
  expect(town.whisper('UANA')).toContain('An administrator has to confirm who you are');
  await town.told('UGUS', 'says they are Ana');
});

test('where nobody holds the permission to confirm, whoever may change people does', async () => {
  const { roles } = welcomingCompany();
  const people = { key: 'welcome', permissions: ['config.people'] } as const;
  const other = await Newcomers.start(
    welcomingCompany({ roles: [...roles.filter(({ key }) => key !== 'welcome'), people] }),
  );
  await other.type('UKIM');
  await other.press('UKIM', yes);
  await other.told('UIDA', 'says they are Kim');
  await other.press('UIDA', 'claim-confirm');
  expect(await other.ownerOf('UKIM')).toBe('kim');
});

test('nobody confirms themselves, not even by another account that is theirs by now', async () => {
  const { people } = welcomingCompany();
  const kim = { id: 'kim', roles: ['staff', 'welcome'] };
  const other = await Newcomers.start(welcomingCompany({ people: [...people.filter(({ id }) => id !== 'kim'), kim] }));
  await other.type('UKIM');
  await other.press('UKIM', yes);
  const asked = await other.told('UGUS', 'says they are Kim');
  const mine = { tenant_id: 'acme', platform: 'slack', installation: 'TACME', chat_user: 'UKIM2', user_id: 'kim' };
  await other.database.write((trx) => trx.insertInto('chat_identities').values(mine).execute());
  expect(await other.pressAsSeen('UKIM2', asked, 'claim-confirm')).toContain('This is about yourself');
  await other.press('UGUS', 'claim-confirm');
  expect(other.whisper('UGUS')).toContain('has changed since');
  expect(await other.ownerOf('UKIM')).toBeUndefined();
});

test('nobody confirms themselves, and where nobody else can, the way out is named', async () => {
  const alone = await Newcomers.start(
    welcomingCompany({
      people: [...smallCompany().people.filter(({ id }) => id !== 'gus'), { id: 'kim', roles: ['admin'] }],
    }),
  );
  expect(await alone.type('UKIM')).toContain('put your Slack id UKIM into the company’s records');
  expect(await alone.ownerOf('UKIM')).toBeUndefined();
});

test('a message to an administrator whose answer was lost is found again and not sent twice', async () => {
  await town.type('UANA');
  town.sandbox.fail({ kind: 'lost', method: 'chat.postMessage', times: 3 });
  await town.press('UANA', yes);
  for (const user of ['UANA', 'UGUS', 'UIDA']) await town.told(user, 'linked to Ana');
  await town.posted(3);
  for (const user of ['UANA', 'UGUS', 'UIDA']) expect(town.messages(user)).toHaveLength(1);
});
