import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/engine/answer.js';
import type { Command } from '../../../src/engine/command.js';
import type { NoticeBody } from '../../../src/engine/notice.js';
import { tellPeople } from '../../../src/store/notices/tell-people.js';
import { type House, openHouse } from '../../support/house.js';
import '../../support/property-settings.js';
import { ask, findingsOfWork, managedCompany, onStep, stepOf, submitted } from '../documents/acting.js';
import { deed, Life, openLife, prelude } from '../documents/life.js';
import { remind } from '../reminders/reminding.js';

const tidy = (house: House) => house.store.upkeep('acme').tidy(house.now());

type Table = 'handled_commands' | 'notices' | 'identity_claims' | 'pending_uploads' | 'form_drafts' | 'reminders';

async function count(house: House, table: Table): Promise<number> {
  return (await house.database.read.selectFrom(table).selectAll().execute()).length;
}

describe('old answers to commands', () => {
  test('are forgotten of documents that have ended, and kept of those that run', async () => {
    const house = await openHouse(managedCompany());
    const [ended, running] = [await submitted(house), await submitted(house)];
    await house.vote('cy', ended, 'procurement', 'reject', 'No');
    const ofRunning = 2;
    expect(await count(house, 'handled_commands')).toBe(ofRunning + 3);
    house.pass(89);
    expect((await tidy(house)).handledCommands).toBe(0);
    house.pass(2);
    expect((await tidy(house)).handledCommands).toBe(3);
    expect(await count(house, 'handled_commands')).toBe(ofRunning);
    const left = await house.database.read.selectFrom('handled_commands').select('answer').execute();
    expect(left.map(({ answer }) => JSON.parse(answer).documentId)).toEqual([running, running]);
  });

  test('are forgotten in as many goes as it takes', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.vote('cy', id, 'procurement', 'reject', 'No');
    const answer = JSON.stringify({ documentId: id });
    const keys = Array.from({ length: 1300 }, (_, index) => `key ${index}`);
    const handled_at = house.now();
    await house.database.write(async (trx) => {
      for (let start = 0; start < keys.length; start += 100) {
        const rows = keys.slice(start, start + 100).map((idempotency_key) => {
          return { tenant_id: 'acme', idempotency_key, answer, handled_at };
        });
        await trx.insertInto('handled_commands').values(rows).execute();
      }
    });
    house.pass(91);
    expect((await tidy(house)).handledCommands).toBe(1303);
    expect((await tidy(house)).handledCommands).toBe(0);
  });

  test('can be forgotten: nothing that comes a second time counts twice', async () => {
    let [forgotten, replayed] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 15, maxLength: 50 }), async (lived) => {
        const house = await openLife();
        const done = recording(house);
        const life = new Life(house);
        for (const one of [...prelude, ...lived]) await life.live(one);
        house.pass(91);
        forgotten += (await tidy(house)).handledCommands ?? 0;
        const before = await everything(house);
        for (const { command, answer } of [...done]) {
          const again = await doAgain(house, command);
          if (again === 'fault' || again.kind === 'refused') replayed += 1;
          // Whatever is kept is answered as it was.
          else expect(again).toEqual(answer);
        }
        expect(await everything(house)).toEqual(before);
        expect(await findingsOfWork(house)).toEqual([]);
      }),
      { numRuns: 10 },
    );
    expect(replayed).toBe(forgotten);
    expect(forgotten).toBeGreaterThan(0);
  }, 120_000);
});

/** What was accepted from now on, with its answer. */
function recording(house: House): readonly { readonly command: Command; readonly answer: Answer }[] {
  const done: { command: Command; answer: Answer }[] = [];
  const handle = house.do.bind(house);
  house.do = async (command) => {
    const answer = await handle(command);
    if (answer.kind === 'done') done.push({ command, answer });
    return answer;
  };
  return done;
}

/** A document is not made over one that is there: the second form meets its row. */
async function doAgain(house: House, command: Command): Promise<Answer | 'fault'> {
  try {
    return await house.do(command);
  } catch (error) {
    expect(command.kind).toBe('create');
    expect(error).toBeInstanceOf(Error);
    return 'fault';
  }
}

async function everything(house: House) {
  const rows = async (table: 'documents' | 'approval_steps' | 'approvers' | 'audit_logs' | 'quota_entries') =>
    (await house.database.read
      .selectFrom(table as 'approvers')
      .selectAll()
      .execute()) as readonly object[];
  return {
    documents: await rows('documents'),
    steps: await rows('approval_steps'),
    approvers: await rows('approvers'),
    trail: await rows('audit_logs'),
    quotas: await rows('quota_entries'),
  };
}

describe('other rows', () => {
  test('messages that were delivered go after 90 days, those that were not and open questions stay', async () => {
    const house = await openHouse(managedCompany());
    const [open, closed] = [await submitted(house), await submitted(house)];
    for (const id of [open, closed]) await ask(house, 'bo', id, 'Why?');
    await house.vote('cy', closed, 'procurement', 'reject', 'No');
    const person = { id: 'hal', name: 'Hal', title: null, unit: null };
    const body: NoticeBody = { kind: 'leaver', person, moved: [], more: 0, at: house.now() };
    const now = house.now();
    const writing = { tenant: 'acme', newId: () => house.newId(), requestId: 'req', now };
    for (const who of ['bo', 'cy', 'di']) {
      await house.database.write((trx) => tellPeople({ ...writing, trx }, `about ${who}`, body, [who]));
    }
    const state = (subject: string, to: 'posted' | 'gone') =>
      house.database.write((trx) =>
        trx.updateTable('notices').set({ state: to }).where('subject', 'like', subject).execute(),
      );
    await state('question/%', 'posted');
    await state('about bo', 'posted');
    await state('about cy', 'gone');
    house.pass(89);
    expect((await tidy(house)).notices).toBe(0);
    house.pass(2);
    expect((await tidy(house)).notices).toBe(3);
    const left = house.database.read.selectFrom('notices').select(['kind', 'state']).orderBy('kind');
    expect(await left.execute()).toEqual([
      { kind: 'leaver', state: 'wanted' },
      { kind: 'question', state: 'posted' },
    ]);
  });

  test('reminders of what is closed go at once', async () => {
    const house = await openHouse(managedCompany());
    const [open, closed] = [await submitted(house), await submitted(house)];
    await remind(house, 'bo', open);
    await remind(house, 'bo', closed);
    await remind(house, 'cy', closed, undefined, 'procurement');
    await house.vote('bo', closed, 'manager', 'approve');
    expect((await tidy(house)).reminders).toBe(1);
    await house.vote('cy', closed, 'procurement', 'reject', 'No');
    expect((await tidy(house)).reminders).toBe(1);
    expect((await tidy(house)).reminders).toBe(0);
    const { id } = await stepOf(house, open);
    expect(await house.database.read.selectFrom('reminders').select('step_id').execute()).toEqual([{ step_id: id }]);
  });

  test('claims that ended, uploads that expired and forms that nobody finished go in their time', async () => {
    const house = await openHouse(managedCompany());
    const now = house.now();
    const claim = {
      tenant_id: 'acme',
      platform: 'slack',
      installation: 'TACME',
      account_name: 'Hal',
      email: 'hal@example.com',
      user_id: 'hal',
      claimed_at: now,
      expires_at: now,
      decided_by: null,
    };
    const draft = { personId: 'ana', typeKey: 'purchase', seen: null, revision: 1, page: 0, input: {} };
    await house.store.drafts('acme').keep({ ...draft, id: 'form-1', documentId: 'd1' }, now);
    await house.store.drafts('acme').finish('ana', 'form-1', now);
    await house.database.write(async (trx) => {
      await trx
        .insertInto('identity_claims')
        .values([
          { ...claim, id: 'waiting', chat_user: 'U1', state: 'waiting', decided_at: null },
          { ...claim, id: 'ended', chat_user: 'U2', state: 'expired', decided_at: now },
        ])
        .execute();
      await trx
        .insertInto('pending_uploads')
        .values({ tenant_id: 'acme', id: 'u1', person_id: 'ana', name: 'a.yaml', body: '', expires_at: now })
        .execute();
    });
    expect(await tidy(house)).toMatchObject({ claims: 0, uploads: 1, drafts: 0 });
    house.pass(31);
    expect(await tidy(house)).toMatchObject({ claims: 0, uploads: 0, drafts: 1 });
    house.pass(60);
    expect(await tidy(house)).toMatchObject({ claims: 1, uploads: 0, drafts: 0 });
    expect(await house.database.read.selectFrom('identity_claims').select('id').execute()).toEqual([{ id: 'waiting' }]);
  });

  test('of the slots of the timetable the newest of each entry stays', async () => {
    const house = await openHouse();
    const at = (minutes: number) => new Date(Date.parse('2026-03-02T10:00:00.000Z') + minutes * 60_000).toISOString();
    const take = (entry: string, minute: number, zone?: string) =>
      house.store.timetable.take(entry, at(minute), at(minute), 600_000, zone);
    for (const minute of [0, 1, 2, 3]) await take('sla', minute);
    await take('weekly-report', 0, 'Europe/Berlin');
    await take('weekly-report', 1, 'Asia/Tokyo');
    expect((await tidy(house)).slots).toBe(0);
    house.pass(3);
    expect((await tidy(house)).slots).toBe(3);
    for (const [entry, minute, zone] of [
      ['sla', 3, undefined],
      ['weekly-report', 0, 'Europe/Berlin'],
      ['weekly-report', 1, 'Asia/Tokyo'],
    ] as const) {
      expect(await take(entry, minute, zone)).toBe(false);
    }
  });

  test('a button that was pressed before is answered as before, however old it is', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const nudge = { kind: 'nudge', actorId: 'ana', documentId: id, nonce: 'n1' } as const;
    const first = await house.do(nudge);
    const question = { kind: 'ask', actorId: 'bo', question: 'Why?', ...(await onStep(house, id)) } as const;
    const asked = await house.do(question);
    house.pass(200);
    await tidy(house);
    expect(await house.do(nudge)).toEqual(first);
    expect(await house.do(question)).toEqual(asked);
    expect((await stepOf(house, id)).questions).toHaveLength(1);
  });
});
