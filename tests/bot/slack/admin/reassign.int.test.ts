import { beforeEach, describe, expect, test } from 'vitest';
import { textIn } from '../../support/slack-world.js';
import { type AdminTown, company, openAdminTown } from './admin-town.js';

const NOOR = 'U0NOOR';

let admin: AdminTown;
let number: string;

beforeEach(async () => {
  admin = await openAdminTown();
  number = await admin.ask('Desk', '120');
});

async function choose(place: string, person: string, reason: string, user = NOOR) {
  const option = placeOptions(user).find((one) => one.text.text.includes(place));
  await admin.suggest(user, 'person', '');
  return admin.send(user, { place: option?.value ?? '', person, reason });
}

function placeOptions(user: string) {
  const block = admin.view(user).blocks.find((one) => one.block_id === 'place');
  if (block?.type !== 'input' || block.element.type !== 'static_select') throw new Error('no menu of places');
  return block.element.options ?? [];
}

/** The company with other roles for these people. */
async function withRoles(roles: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const people = company.people.map((one) => (one.id in roles ? { ...one, roles: roles[one.id] } : one));
  await admin.town.apply({ ...company, people });
}

describe('reassigning in chat', () => {
  test('puts somebody else on a step, and everyone on it sees who did it and why', async () => {
    await admin.type(NOOR, `reassign ${number}`);
    expect(admin.text(NOOR)).toMatch(/PR-\d{4}-0001 · Desk · asked for by Ana Silva/);
    await choose('Bo Larsen', 'cy', 'Bo is on leave until May');
    expect(admin.text(NOOR)).toMatch(/Cy Young is on Manager of PR-\d{4}-0001 now/);
    await expect.poll(() => cards('U0CY').join()).toMatch(/Noor Haddad.*Bo is on leave until May/);
    expect(await admin.expectWholeTrail()).toEqual([]);
    await admin.type(NOOR, `document ${number}`);
    expect(admin.text(NOOR)).toMatch(
      /Noor Haddad reassigned Manager from Bo Larsen to Cy Young: “Bo is on leave until May”/,
    );
  });

  test('of oneself is refused on the input, and nothing that was typed is lost', async () => {
    await admin.type(NOOR, `reassign ${number}`);
    const { fieldErrors } = await choose('Bo Larsen', 'noor', 'I do it myself');
    expect(fieldErrors.person).toContain('Nobody can put themselves on a step');
    expect(admin.view(NOOR).callback_id).toBe('admin-reassign');
  });

  test.each([
    ['ana', 'cannot decide on their own request'],
    ['bo', 'is asked on this step already'],
  ])('to %s is refused: they %s', async (to, said) => {
    await admin.type(NOOR, `reassign ${number}`);
    const { fieldErrors } = await choose('Bo Larsen', to, 'because');
    expect(fieldErrors.person).toContain(said);
  });

  test('needs a reason that says something', async () => {
    await admin.type(NOOR, `reassign ${number}`);
    const { fieldErrors } = await choose('Bo Larsen', 'cy', '\u200b \u2060');
    expect(fieldErrors.reason).toContain('Please give a reason');
  });

  test('of a place that was given to another meanwhile says so on that input', async () => {
    await withRoles({ tim: ['admin'] });
    await admin.type(NOOR, `reassign ${number}`);
    await admin.type('U0TIM', `reassign ${number}`);
    await choose('Bo Larsen', 'cy', 'first', 'U0TIM');
    expect(admin.text('U0TIM')).toContain('Cy Young is on Manager');
    const { fieldErrors } = await choose('Bo Larsen', 'rea', 'second');
    expect(fieldErrors.place).toContain('no longer part of');
  });

  test('of one’s own request is refused before anything is asked', async () => {
    await withRoles({ ana: ['admin'] });
    await admin.type('U0ANA', `reassign ${number}`);
    expect(admin.text('U0ANA')).toContain('This is your own request');
  });

  test('is refused where the permission went while the form was open', async () => {
    await admin.type(NOOR, `reassign ${number}`);
    await admin.suggest(NOOR, 'person', '');
    await withRoles({ noor: [], tim: ['admin'] });
    await admin.send(NOOR, { place: placeOptions(NOOR)[0]?.value ?? '', person: 'cy', reason: 'because' });
    expect(admin.text(NOOR)).toContain('None of your roles lets you reassign steps');
    await admin.type('U0TIM', `document ${number}`);
    expect(admin.text('U0TIM')).not.toContain('reassigned');
  });

  test('begins from the card that tells of a stuck step', async () => {
    await admin.town.apply({
      ...company,
      people: company.people
        .filter(({ id }) => id !== 'bo')
        .map((one) => (one.id === 'ana' ? { ...one, manager: 'cy' } : one)),
    });
    await admin.town.restartBot();
    await expect.poll(() => cards(NOOR).join(), { timeout: 10_000 }).toContain('cannot be completed');
    const message = admin.town.sandbox
      .messagesOf(NOOR)
      .findLast((one) => textIn(one.blocks).includes('cannot be completed'));
    if (message === undefined) throw new Error('no card');
    // His place is given up first: nobody above him could take it.
    await expect.poll(stuck, { timeout: 10_000 }).toContain('Nobody was found for Manager');
    admin.closeAll(NOOR);
    await admin.town.sandbox.click(NOOR, { messageTs: message.ts, actionId: 'reassign' });
    expect(admin.text(NOOR)).toContain('Desk');
    await choose('nobody yet', 'cy', 'Bo has left');
    expect(admin.text(NOOR)).toContain('Cy Young is on Manager');
  });
});

async function stuck(): Promise<string> {
  await admin.type(NOOR, 'stuck');
  return admin.text(NOOR);
}

function cards(user: string): readonly string[] {
  return admin.town.sandbox.messagesOf(user).map((one) => textIn(one.blocks));
}
