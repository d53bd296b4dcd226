import { describe, expect, test } from 'vitest';
import type { FireRung } from '../../../src/engine/command.js';
import type { NoticeBody } from '../../../src/engine/notice.js';
import { systemId } from '../../../src/engine/system.js';
import { type House, openHouse } from '../../support/house.js';
import { answer, ask, findingsOfWork, managedCompany, onStep, stepOf, submitted } from './acting.js';

/** Who was told what kind of thing, by moment and person. */
async function kinds(house: House) {
  return (await house.told()).map(([who, { kind }]) => [who, kind]);
}

async function only<K extends NoticeBody['kind']>(house: House, kind: K) {
  const bodies = (await house.told()).map(([, body]) => body).filter((body) => body.kind === kind);
  if (bodies.length !== 1) throw new Error(`there are ${bodies.length} of ${kind}`);
  return bodies[0] as Extract<NoticeBody, { kind: K }>;
}

async function reminders(house: House) {
  const rows = house.database.read.selectFrom('reminders').select(['user_id', 'step_id', 'cause']);
  return (await rows.orderBy('step_id').orderBy('user_id').execute()).map(({ user_id, step_id, cause }) => [
    user_id,
    step_id,
    JSON.parse(cause),
  ]);
}

/** The next rung of the manager's step, at its time. */
async function fire(house: House, documentId: string) {
  const { id: stepId, opening, rungsFired, ladderAt } = await stepOf(house, documentId);
  house.goTo(ladderAt[rungsFired] ?? '');
  const command: FireRung = { kind: 'fire-rung', actorId: systemId, documentId, stepId, opening, rung: rungsFired };
  return house.do(command);
}

describe('a question', () => {
  test('reaches the submitter at once, and its answer who asked; then the first loses its button', async () => {
    const house = await openHouse(managedCompany());
    house.goTo('2026-03-02T22:00:00.000Z');
    const id = await submitted(house);
    await ask(house, 'bo', id, 'Which colour?');
    const asked = await only(house, 'question');
    expect(await kinds(house)).toEqual([['ana', 'question']]);
    expect(asked).toMatchObject({
      document: { id, number: 'PR-2026-0001', title: 'Desk', typeName: 'Purchase request' },
      step: 'Manager',
      askedBy: { id: 'bo', name: 'Bo' },
      text: 'Which colour?',
      answer: null,
      isOver: false,
    });
    // A person's click may come at night.
    expect((await house.owed('notice')).every(([, dueAt]) => dueAt <= house.now())).toBe(true);
    await answer(house, id, 'Green.');
    expect(await only(house, 'question')).toMatchObject({ answer: { text: 'Green.' }, isOver: false });
    expect(await only(house, 'answer')).toMatchObject({
      document: { id },
      step: 'Manager',
      question: 'Which colour?',
      text: 'Green.',
      answeredBy: { id: 'ana' },
    });
    expect(await kinds(house)).toEqual([
      ['ana', 'question'],
      ['bo', 'answer'],
    ]);
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test.each(['the step', 'the document'] as const)('that nobody answered is over with %s', async (what) => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await ask(house, 'bo', id, 'Which colour?');
    await ask(house, 'cy', id, 'How many?', 'procurement');
    await answer(house, id, 'Two.', 'procurement');
    if (what === 'the step') await house.vote('bo', id, 'manager', 'approve');
    else await house.vote('di', id, 'procurement', 'reject', 'No');
    const questions = (await house.told()).flatMap(([, body]) => (body.kind === 'question' ? [body] : []));
    const told = questions.map(({ text, isOver, answer: given }) => [text, isOver, given?.text ?? null]);
    expect(told).toEqual([
      ['Which colour?', true, null],
      ['How many?', false, 'Two.'],
    ]);
    const owed = await house.owed('notice');
    expect(owed.length).toBeGreaterThan(0);
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test('comes back with its answer, in the order in which they were asked', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    for (const text of ['One?', 'Two?', 'Three?']) await ask(house, 'bo', id, text);
    await answer(house, id, 'One.');
    const step = await stepOf(house, id);
    expect(step.questions.map((question) => [question.text, question.answer?.text])).toEqual([
      ['One?', 'One.'],
      ['Two?', undefined],
      ['Three?', undefined],
    ]);
    expect(step.pausedAt).not.toBeNull();
    const rung = house.database.read.selectFrom('approval_steps').select('next_rung_at').where('id', '=', step.id);
    expect(await rung.executeTakeFirst()).toEqual({ next_rung_at: null });
    await answer(house, id, 'Two.');
    await answer(house, id, 'Three.');
    const resumed = await stepOf(house, id);
    expect(resumed).toMatchObject({ pausedAt: null });
    expect(await rung.executeTakeFirst()).toEqual({ next_rung_at: resumed.ladderAt[0] });
    expect(await findingsOfWork(house)).toEqual([]);
  });
});

describe('a rung', () => {
  test('that reminds does so to everybody who is awaited, told apart by how many came before', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const { id: stepId } = await stepOf(house, id);
    await house.do({ kind: 'delegate-step', actorId: 'bo', toId: 'ed', note: null, ...(await onStep(house, id)) });
    expect(await fire(house, id)).toMatchObject({ kind: 'done' });
    expect(await reminders(house)).toEqual([
      ['bo', stepId, { kind: 'rung', nth: 1 }],
      ['ed', stepId, { kind: 'rung', nth: 1 }],
    ]);
    await fire(house, id);
    expect((await reminders(house)).map(([who, , cause]) => [who, cause.nth])).toEqual([
      ['bo', 2],
      ['ed', 2],
    ]);
    expect((await house.owed('reminders')).map(([who]) => who)).toEqual(['bo', 'ed']);
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test('that escalates tells whose place it is who may fill it now, when they want to hear of us', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    for (let rung = 0; rung < 3; rung += 1) await fire(house, id);
    const step = await stepOf(house, id);
    expect(step.deputies).toMatchObject([
      { personId: 'gus', forId: 'bo', ground: { kind: 'escalation', as: 'manager' } },
    ]);
    expect(await kinds(house)).toEqual([['bo', 'escalated']]);
    expect(await only(house, 'escalated')).toMatchObject({
      item: { document: { id }, stepId: step.id, forName: null },
      to: [{ id: 'gus', name: 'Gus' }],
    });
    // It came at 22:00 in Berlin, and the next morning is that of a working day.
    expect((await house.owed('notice')).map(([, dueAt]) => dueAt)).toEqual(['2026-03-04T07:00:00.000Z']);
    const { items } = await house.store.reading('acme').waitingFor('gus', 10);
    expect(items).toMatchObject([{ documentId: id, forName: 'Bo' }]);
    expect(await findingsOfWork(house)).toEqual([]);
  });

  test('is due by a column that says when, as long as the step waits', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const next = async () => {
      const rows = house.database.read.selectFrom('approval_steps').select(['key', 'next_rung_at']).orderBy('bit');
      return (await rows.execute()).map(({ next_rung_at }) => next_rung_at);
    };
    const { ladderAt } = await stepOf(house, id);
    expect(await next()).toEqual([ladderAt[0], ladderAt[0], null]);
    await fire(house, id);
    expect(await next()).toEqual([ladderAt[1], ladderAt[0], null]);
    await house.vote('bo', id, 'manager', 'approve');
    expect((await next())[0]).toBeNull();
    await house.vote('cy', id, 'procurement', 'approve');
    expect(await next()).toEqual([null, null, (await stepOf(house, id, 'finance')).ladderAt[0]]);
  });
});

describe('a nudge', () => {
  test('reminds everybody who is awaited of each step that waits for them, in the submitter\u2019s name', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    const [manager, procurement] = [await stepOf(house, id), await stepOf(house, id, 'procurement')];
    expect(await house.do({ kind: 'nudge', actorId: 'ana', documentId: id, nonce: 'n1' })).toMatchObject({
      kind: 'done',
    });
    const cause = { kind: 'nudge', by: 'Ana' };
    expect(await reminders(house)).toEqual([
      ['bo', manager.id, cause],
      ['cy', procurement.id, cause],
      ['di', procurement.id, cause],
    ]);
    expect((await house.document(id)).nudgedAt).not.toBeNull();
    expect(await findingsOfWork(house)).toEqual([]);
  });
});

describe('a returned document that nobody works on', () => {
  test('is warned of in the submitter\u2019s day, and cancelled by the system when the time has come', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await house.vote('bo', id, 'manager', 'return', 'Which colour?');
    house.goTo('2026-03-29T22:00:00.000Z');
    const lapse = (what: 'warn' | 'cancel') =>
      house.do({ kind: 'lapse', actorId: systemId, documentId: id, round: 1, dataRevision: 1, what });
    expect(await lapse('warn')).toMatchObject({ kind: 'done' });
    const { cancelAt } = await house.document(id);
    expect(await only(house, 'document-expiring')).toMatchObject({ document: { id }, cancelAt });
    expect((await house.owed('notice')).map(([, dueAt]) => dueAt)).toEqual(['2026-03-30T06:00:00.000Z']);
    house.goTo(cancelAt ?? '');
    expect(await lapse('cancel')).toMatchObject({ kind: 'done' });
    expect(await house.document(id)).toMatchObject({ status: 'cancelled', cancelledBecause: 'stale' });
    expect(await findingsOfWork(house)).toEqual([]);
  });
});

describe('whether the clock caused what cards show', () => {
  const isByClock = async (house: House, id: string) => (await house.store.reading('acme').dossier(id))?.byClock;
  const plan = (house: House) =>
    house.database.write((trx) => trx.deleteFrom('outbox').where('kind', '=', 'document').execute());

  test('is said of what the system did since the cards were last planned', async () => {
    const house = await openHouse(managedCompany());
    const id = await submitted(house);
    await plan(house);
    expect(await isByClock(house, id)).toBe(false);
    await fire(house, id);
    expect(await isByClock(house, id)).toBe(true);
    await fire(house, id);
    expect(await isByClock(house, id)).toBe(true);
    await house.vote('cy', id, 'procurement', 'approve');
    expect(await isByClock(house, id)).toBe(false);
  });

  test('is not said as long as the cards of a click are not planned', async () => {
    const house = await openHouse(managedCompany());
    await house.give('bo', 'ed', { startsAt: '2026-03-02T00:00:00.000Z' });
    const id = await submitted(house);
    expect(await house.sync(id)).toMatchObject({ kind: 'done' });
    expect(await isByClock(house, id)).toBe(false);
  });
});
