import { describe, expect, test } from 'vitest';
import { tellPeople } from '../../../src/store/notices/tell-people.js';
import { type NoticeTiming, type NoticeWriting, rewriteNotices } from '../../../src/store/notices/write-notices.js';
import { type House, openHouse } from '../../support/house.js';

const night = '2026-03-02T22:00:00.000Z';
const morning = '2026-03-03T07:00:00.000Z';

const person = { id: 'hal', name: 'Hal', title: null, unit: null };
const left = { kind: 'leaver', person, moved: [], more: 0, at: night } as const;

async function write(house: House, work: (writing: NoticeWriting) => Promise<void>): Promise<void> {
  const now = house.now();
  const newId = () => house.newId();
  await house.database.write((trx) => work({ trx, tenant: 'acme', newId, requestId: 'req', now }));
}

function tell(house: House, people: readonly string[], timing?: NoticeTiming): Promise<void> {
  return write(house, (writing) => tellPeople(writing, 'leaver/hal', left, people, timing));
}

async function dueAt(house: House): Promise<readonly string[]> {
  return (await house.owed('notice')).map(([, due]) => due);
}

describe('telling people', () => {
  test('owes one message to every chat account of each, and none to who has left', async () => {
    const house = await openHouse();
    await house.database.write(async (trx) => {
      const second = { tenant_id: 'acme', platform: 'slack', installation: 'TOTHER', created_at: night };
      await trx.insertInto('chat_installations').values(second).execute();
      await trx
        .insertInto('chat_identities')
        .values({ tenant_id: 'acme', platform: 'slack', installation: 'TOTHER', chat_user: 'UBO2', user_id: 'bo' })
        .execute();
      await trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'cy').execute();
    });
    await tell(house, ['bo', 'cy', 'bo', 'di']);
    const rows = await house.database.read.selectFrom('notices').select('chat_user').orderBy('chat_user').execute();
    expect(rows.map(({ chat_user }) => chat_user)).toEqual(['UBO', 'UBO2', 'UDI']);
    expect(await dueAt(house)).toHaveLength(3);
  });

  test('what a click caused goes out at once, what none did waits for a humane hour', async () => {
    const house = await openHouse();
    house.goTo(night);
    await tell(house, ['bo']);
    expect(await dueAt(house)).toEqual([expect.stringMatching(/^2026-03-02T22:00:01/)]);
    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    await tell(house, ['bo'], { notBefore: 'humane' });
    expect(await dueAt(house)).toEqual([morning]);
  });

  test('what waits for the morning is not sent at night because it says something else now', async () => {
    const house = await openHouse();
    house.goTo(night);
    await tell(house, ['bo'], { notBefore: 'humane' });
    await write(house, (writing) => rewriteNotices(writing, 'leaver/hal', { ...left, more: 2 }));
    expect(await dueAt(house)).toEqual([morning]);
    expect((await house.told()).map(([, body]) => body)).toEqual([{ ...left, more: 2 }]);
    house.goTo('2026-03-03T09:00:00.000Z');
    await write(house, (writing) => rewriteNotices(writing, 'leaver/hal', { ...left, more: 3 }));
    expect(await dueAt(house)).toEqual([morning]);
  });
});
