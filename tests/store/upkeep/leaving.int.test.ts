import { describe, expect, test } from 'vitest';
import { handle } from '../../../src/engine/handle.js';
import { systemId } from '../../../src/engine/system.js';
import { digest, type House, openHouse } from '../../support/house.js';
import { managedCompany, submitted } from '../documents/acting.js';

const upkeep = (house: House) => house.store.upkeep('acme');

async function leaves(house: House, person: string): Promise<void> {
  await house.database.write((trx) =>
    trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', person).execute(),
  );
}

/** As the task of somebody who leaves does it. */
async function replace(house: House, personId: string, requestId: string): Promise<void> {
  for (const documentId of await upkeep(house).waitingOn(personId)) {
    const command = { kind: 'replace-leaver', actorId: systemId, documentId, personId, nonce: requestId } as const;
    const origin = { requestId, platform: 'system' };
    await handle(house.store.documents('acme'), command, origin, house.now(), digest);
  }
}

async function told(house: House) {
  return (await house.told()).flatMap(([who, body]) => (body.kind === 'leaver' ? [[who, body] as const] : []));
}

describe('what waits for somebody who leaves', () => {
  test('are pending documents with their name on an open step, or on one that is still to open', async () => {
    const house = await openHouse(managedCompany());
    const [open, voted, ended] = [await submitted(house), await submitted(house), await submitted(house)];
    await house.create('ana');
    await house.vote('bo', voted, 'manager', 'approve');
    await house.vote('cy', ended, 'procurement', 'reject', 'No');
    expect(await upkeep(house).waitingOn('bo')).toEqual([open]);
    expect(await upkeep(house).waitingOn('ed')).toEqual([open, voted].toSorted());
    await house.vote('cy', voted, 'procurement', 'approve');
    await house.vote('flo', voted, 'finance', 'approve');
    expect(await upkeep(house).waitingOn('ed')).toEqual([open]);
    expect(await upkeep(house).waitingOn('hal')).toEqual([]);
  });

  test('waits for somebody else afterwards', async () => {
    const house = await openHouse(managedCompany());
    await submitted(house);
    await leaves(house, 'bo');
    await replace(house, 'bo', 'req');
    expect(await upkeep(house).waitingOn('bo')).toEqual([]);
    expect(await upkeep(house).waitingOn('gus')).toHaveLength(1);
  });
});

describe('telling of somebody who left', () => {
  async function left(count = 1) {
    const house = await openHouse(managedCompany());
    for (let at = 0; at < count; at += 1) await submitted(house);
    await leaves(house, 'bo');
    house.goTo('2026-03-02T22:00:00.000Z');
    await replace(house, 'bo', 'apply 1');
    return house;
  }

  test('names each place and who has it now, to those who can unblock, in their day', async () => {
    const house = await left();
    await upkeep(house).tellOfLeaver('bo', 'apply 1', house.now());
    expect(await told(house)).toMatchObject([
      [
        'gus',
        {
          person: { id: 'bo', name: 'Bo' },
          moved: [{ document: { number: 'PR-2026-0001' }, step: 'Manager', successor: 'Gus' }],
          more: 0,
        },
      ],
    ]);
    expect((await house.owed('notice')).map(([, dueAt]) => dueAt)).toEqual(['2026-03-03T07:00:00.000Z']);
  });

  test('happens once for one request, and again when they leave again', async () => {
    const house = await left();
    for (let time = 0; time < 3; time += 1) await upkeep(house).tellOfLeaver('bo', 'apply 1', house.now());
    expect(await told(house)).toHaveLength(1);
    await upkeep(house).tellOfLeaver('bo', 'apply 2', house.now());
    expect(await told(house)).toHaveLength(1);
    await house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'active' }).where('id', '=', 'bo').execute(),
    );
    await submitted(house);
    await leaves(house, 'bo');
    await replace(house, 'bo', 'apply 3');
    await upkeep(house).tellOfLeaver('bo', 'apply 3', house.now());
    expect((await told(house)).map(([, body]) => body.moved.length)).toEqual([1, 1]);
  });

  test('names fifteen and counts the rest', async () => {
    const house = await left(17);
    await upkeep(house).tellOfLeaver('bo', 'apply 1', house.now());
    expect((await told(house)).map(([, body]) => [body.moved.length, body.more])).toEqual([[15, 2]]);
  });

  test('says nothing where nothing waited for them', async () => {
    const house = await openHouse(managedCompany());
    await leaves(house, 'hal');
    await replace(house, 'hal', 'apply 1');
    await upkeep(house).tellOfLeaver('hal', 'apply 1', house.now());
    expect(await house.told()).toEqual([]);
  });

  test('reaches those who look after people where nobody can unblock', async () => {
    const house = await openHouse(managedCompany());
    await submitted(house);
    await house.database.write(async (trx) => {
      await trx.updateTable('roles').set({ permissions: '["config.people"]' }).where('key', '=', 'admin').execute();
    });
    await leaves(house, 'bo');
    await replace(house, 'bo', 'apply 1');
    await upkeep(house).tellOfLeaver('bo', 'apply 1', house.now());
    expect((await told(house)).map(([who]) => who)).toEqual(['gus']);
  });
});
