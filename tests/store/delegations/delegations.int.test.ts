import { describe, expect, onTestFinished, test } from 'vitest';
import type { NewDelegation } from '../../../src/engine/ports/delegations.js';
import { defaultSettings } from '../../../src/engine/settings.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { type House, houseStore, openHouse } from '../../support/house.js';

const origin = { requestId: 'req', platform: 'test' };
const [starts, ends] = ['2026-03-09T08:00:00.000Z', '2026-03-16T08:00:00.000Z'];
const later = { startsAt: starts, endsAt: ends };

function wanted(change: Partial<NewDelegation> = {}): NewDelegation {
  return { id: 'd1', fromId: 'bo', toId: 'cy', types: null, cap: null, ...later, ...change };
}

function delegations(house: House) {
  return house.store.delegations('acme');
}

function settle(house: House, id = 'd1'): Promise<void> {
  return delegations(house).settle(id, 'req-settle', house.now());
}

/** Who was told what of it. */
async function news(house: House) {
  const told = await house.told();
  return told.map(([who, body]) => [who, body.kind === 'delegation' ? `${body.what}, as ${body.reader}` : body.kind]);
}

async function submitted(house: House, submitter = 'ana'): Promise<string> {
  const id = await house.create(submitter);
  await house.submit(submitter, id);
  return id;
}

describe('giving', () => {
  test('saves what was wanted, tells both people at once and owes its beginning', async () => {
    const house = await openHouse();
    const cap = { amountMinor: 50_000, currency: 'USD', exponent: 2 };
    const given = await house.give('bo', 'cy', { id: 'd1', ...later, types: ['purchase'], cap });
    expect(given).toMatchObject({
      id: 'd1',
      fromId: 'bo',
      toId: 'cy',
      ...later,
      types: ['purchase'],
      cap,
      endedAt: null,
    });
    expect((await delegations(house).of('bo', house.now())).given).toEqual([given]);
    expect(await news(house)).toEqual([
      ['bo', 'given, as from'],
      ['cy', 'given, as to'],
    ]);
    const [, notice] = (await house.told())[1] ?? [];
    expect(notice).toMatchObject({ from: { name: 'Bo' }, to: { name: 'Cy' }, typeNames: ['Purchase request'] });
    expect(await house.owed('delegation')).toEqual([['d1', starts]]);
    expect((await house.owed('notice')).every(([, dueAt]) => dueAt < starts)).toBe(true);
  });

  test('the same form twice is one delegation, also when both arrive at once', async () => {
    const house = await openHouse();
    const give = () => delegations(house).give(wanted(), origin, house.now(), defaultSettings);
    const answers = await Promise.all([give(), give(), give()]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await delegations(house).give(wanted({ fromId: 'di' }), origin, house.now(), defaultSettings)).toEqual({
      code: 'no-such-delegation',
    });
    expect(await news(house)).toHaveLength(2);
  });

  test.each<[string, Partial<NewDelegation>, string]>([
    ['to oneself', { toId: 'bo' }, 'to-oneself'],
    ['to nobody', { toId: 'nobody' }, 'unknown-person'],
    ['for a type that does not exist', { types: ['leave'] }, 'unknown-type'],
    ['that is over', { startsAt: '2026-01-01T00:00:00.000Z', endsAt: '2026-01-02T00:00:00.000Z' }, 'over-already'],
  ])('one %s is refused and leaves nothing behind', async (_what, change, code) => {
    const house = await openHouse();
    expect(await house.give('bo', 'cy', { ...later, ...change })).toMatchObject({ code });
    expect(await delegations(house).of('bo', house.now())).toEqual({ given: [], got: [] });
    expect([await house.told(), await house.owed('delegation')]).toEqual([[], []]);
  });

  test('is refused where it is switched off, or who gives or gets it may not act', async () => {
    const house = await openHouse();
    const off = { ...defaultSettings, allowsDelegation: false };
    expect(await delegations(house).give(wanted(), origin, house.now(), off)).toEqual({ code: 'off' });
    await house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'cy').execute(),
    );
    expect(await house.give('bo', 'cy', later)).toMatchObject({ code: 'unable', personId: 'cy', why: 'inactive' });
    expect(await house.give('cy', 'bo', later)).toEqual({ code: 'no-permission' });
  });
});

describe('a circle', () => {
  test('is refused, over others too', async () => {
    const house = await openHouse();
    await house.give('bo', 'cy', later);
    await house.give('cy', 'di', later);
    expect(await house.give('di', 'bo', later)).toEqual({ code: 'cycle', through: ['bo', 'cy'] });
  });

  test('is refused once, when both halves are saved at the same moment in two processes', async () => {
    const house = await openHouse();
    const other = await openDatabase(`sqlite:${house.file}`);
    onTestFinished(() => other.close());
    const elsewhere = houseStore(other).delegations('acme');
    for (const [a, b] of [
      ['bo', 'cy'],
      ['di', 'ed'],
      ['flo', 'hal'],
    ] as const) {
      const answers = await Promise.all([
        delegations(house).give(
          wanted({ id: `${a} to ${b}`, fromId: a, toId: b }),
          origin,
          house.now(),
          defaultSettings,
        ),
        elsewhere.give(wanted({ id: `${b} to ${a}`, fromId: b, toId: a }), origin, house.now(), defaultSettings),
      ]);
      expect(answers.filter((answer) => 'code' in answer)).toMatchObject([{ code: 'cycle' }]);
      expect(answers.filter((answer) => 'id' in answer)).toHaveLength(1);
    }
  });
});

describe('ending one before its time', () => {
  test('is for who gave it, is told to both at once, and owes what follows', async () => {
    const house = await openHouse();
    await house.give('bo', 'cy', { id: 'd1' });
    const at = house.now();
    for (const stranger of ['cy', 'di', 'gus']) {
      expect(await delegations(house).end('d1', stranger, origin, at)).toEqual({ code: 'no-such-delegation' });
    }
    expect(await delegations(house).end('nothing', 'bo', origin, at)).toEqual({ code: 'no-such-delegation' });
    const ended = await delegations(house).end('d1', 'bo', origin, at);
    expect(ended).toMatchObject({ id: 'd1', endedAt: at });
    expect(await delegations(house).end('d1', 'bo', origin, house.now())).toEqual(ended);
    expect((await delegations(house).of('bo', at)).given).toEqual([]);
    expect((await news(house)).slice(2)).toEqual([
      ['bo', 'revoked, as from'],
      ['cy', 'revoked, as to'],
    ]);
    await settle(house);
    expect(await news(house)).toHaveLength(4);
  });

  test('of one that has not begun tells that it was taken back and nothing else', async () => {
    const house = await openHouse();
    await house.give('bo', 'cy', { id: 'd1', ...later });
    const id = await submitted(house);
    await delegations(house).end('d1', 'bo', origin, house.now());
    house.goTo(starts);
    await settle(house);
    house.goTo(ends);
    await settle(house);
    expect((await news(house)).slice(2)).toEqual([
      ['bo', 'revoked, as from'],
      ['cy', 'revoked, as to'],
    ]);
    expect(await house.owed('deputies')).not.toContainEqual([id, expect.anything()]);
  });

  test('of one that is over already changes nothing', async () => {
    const house = await openHouse();
    const given = await house.give('bo', 'cy', { id: 'd1', ...later });
    house.goTo(ends);
    expect(await delegations(house).end('d1', 'bo', origin, house.now())).toEqual(given);
    expect(await news(house)).toHaveLength(2);
  });
});

describe('what somebody has given and got', () => {
  test('is what is not over, by its beginning', async () => {
    const house = await openHouse();
    await house.give('bo', 'di', { id: 'late', startsAt: ends, endsAt: '2026-03-20T08:00:00.000Z' });
    await house.give('bo', 'cy', { id: 'soon', ...later });
    await house.give('ed', 'bo', { id: 'now', endsAt: starts });
    const ids = async () => {
      const { given, got } = await delegations(house).of('bo', house.now());
      return [given.map(({ id }) => id), got.map(({ id }) => id)];
    };
    expect(await ids()).toEqual([['soon', 'late'], ['now']]);
    house.goTo(ends);
    expect(await ids()).toEqual([['late'], []]);
  });
});

describe('carrying one out', () => {
  test('tells both once that it began and once that it ended, however often anybody looks', async () => {
    const house = await openHouse();
    await house.give('bo', 'cy', { id: 'd1', ...later });
    await settle(house);
    expect(await house.owed('delegation')).toEqual([['d1', starts]]);
    house.goTo(starts);
    await Promise.all([settle(house), settle(house), settle(house)]);
    house.goTo(ends);
    await Promise.all([settle(house), settle(house)]);
    await settle(house);
    expect(await news(house)).toEqual([
      ['bo', 'given, as from'],
      ['cy', 'given, as to'],
      ['bo', 'began, as from'],
      ['cy', 'began, as to'],
      ['bo', 'ended, as from'],
      ['cy', 'ended, as to'],
    ]);
  });

  test('of what nobody clicked for tells nobody at night', async () => {
    const house = await openHouse();
    const [friday, sunday] = ['2026-03-13T22:00:00.000Z', '2026-03-15T10:00:00.000Z'];
    await house.give('bo', 'cy', { id: 'd1', startsAt: friday, endsAt: sunday });
    const given = (await house.owed('notice')).map(([id]) => id);
    house.goTo(friday);
    await settle(house);
    const began = (await house.owed('notice')).filter(([id]) => !given.includes(id));
    // 08:00 on Monday in Berlin.
    expect(began.map(([, dueAt]) => dueAt)).toEqual(['2026-03-16T07:00:00.000Z', '2026-03-16T07:00:00.000Z']);
  });

  test('tells nobody that it began of one that began when it was given', async () => {
    const house = await openHouse();
    await house.give('bo', 'cy', { id: 'd1' });
    await settle(house);
    expect(await news(house)).toHaveLength(2);
  });

  test('that is late by more than its time tells that it ended, and nothing else', async () => {
    const house = await openHouse();
    await house.give('bo', 'cy', { id: 'd1', ...later });
    house.goTo(ends);
    await settle(house);
    expect((await news(house)).slice(2)).toEqual([
      ['bo', 'ended, as from'],
      ['cy', 'ended, as to'],
    ]);
  });

  test('owes a look at every document that waits for who gave it, or for whom they act, and at no other', async () => {
    const house = await openHouse();
    const [bos, another] = [await submitted(house), await submitted(house)];
    const decided = await submitted(house);
    await house.vote('bo', decided, 'manager', 'approve');
    // Hal has no manager: nobody but procurement is asked.
    const hals = await submitted(house, 'hal');
    await house.give('bo', 'ed', { id: 'first', endsAt: '2026-04-01T08:00:00.000Z' });
    await settle(house, 'first');
    const owed = async () => (await house.owed('deputies')).map(([id]) => id);
    expect(await owed()).toEqual([bos, another].sort());

    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    await house.give('ed', 'gus', { id: 'second', ...later });
    house.goTo(starts);
    await settle(house, 'second');
    expect(await owed()).toEqual([bos, another].sort());
    expect(await owed()).not.toContain(hals);

    await house.database.write((trx) => trx.deleteFrom('outbox').execute());
    house.goTo(ends);
    await settle(house, 'second');
    expect(await owed()).toEqual([bos, another].sort());
  });

  test('owes one at what somebody acts on in another place than by a delegation', async () => {
    const house = await openHouse();
    const id = await submitted(house);
    const [step] = (await house.document(id)).steps;
    const seen = await house.seen(id);
    const { id: stepId = '', opening = 0 } = step ?? {};
    const base = { documentId: id, stepId, opening, seen, nonce: 'n1' };
    await house.do({ kind: 'delegate-step', actorId: 'bo', toId: 'flo', note: null, ...base });
    await house.give('flo', 'hal', { id: 'd1' });
    await settle(house);
    expect((await house.owed('deputies')).map(([subject]) => subject)).toEqual([id]);
    expect(await house.sync(id)).toMatchObject({ kind: 'done' });
    expect((await house.document(id)).steps[0]?.deputies.map(({ personId }) => personId)).toEqual(['flo', 'hal']);
  });
});

describe('the trail', () => {
  test('tells in the chain of who gave it that it was given and ended, by whom and from where', async () => {
    const house = await openHouse();
    const given = await house.give('bo', 'cy', { id: 'd1' });
    const ended = await delegations(house).end('d1', 'bo', origin, house.now());
    const { items } = await house.store.admin('acme').trail({ entity: 'person/bo', first: 'oldest', limit: 10 });
    expect(
      items.map(({ action, actorId, payload, metadata }) => [action, actorId, payload, metadata.platform]),
    ).toEqual([
      ['delegation-given', 'bo', { delegation: given }, 'test'],
      ['delegation-ended', 'bo', { delegation: ended }, 'test'],
    ]);
  });
});
