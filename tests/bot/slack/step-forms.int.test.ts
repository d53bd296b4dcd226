import { beforeEach, describe, expect, test } from 'vitest';
import { actionsIn, openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
let documentId: string;

beforeEach(async () => {
  world = await openSlackWorld();
  await submit();
});

async function submit(): Promise<void> {
  await world.command('UANA', '/submit');
  await world.send('UANA', { 'field:item': 'Desk', 'field:amount': '620.50' });
  await world.send('UANA');
  documentId = await world.documentId();
  await world.deliver(documentId);
}

const shown = (user: string) => textIn(world.view(user).blocks);
const cardText = (user: string) => textIn(world.card(user).blocks);
const managerStep = async () => {
  const step = (await world.house.document(documentId)).steps.find(({ key }) => key === 'manager');
  if (step === undefined) throw new Error('there is no step of the manager');
  return step;
};

describe('letting somebody else decide one step', () => {
  test('gives them a card, and the first of both to decide has decided', async () => {
    await world.clickMessage('UBO', world.card('UBO'), 'delegate-step');
    expect(world.view('UBO').callback_id).toBe('delegate-step');
    expect(shown('UBO')).toMatch(/Desk.*You stay on\s+Manager/);
    await world.send('UBO', { deputy: 'UHAL', note: 'I am in Rome <@U1>' }, 3);
    expect(shown('UBO')).toMatch(/Whom you chose gets a card and can decide\s+Manager/);
    expect((await managerStep()).deputies).toMatchObject([{ personId: 'hal', forId: 'bo', ground: { kind: 'step' } }]);
    await world.deliver(documentId);
    expect(cardText('UHAL')).toMatch(/who asked you to decide it in their place \(“I am in Rome <@U1>\s*”\)/);
    expect(cardText('UANA')).toMatch(/Bo · waiting · Hal can decide for them, as they asked for that/);
    await world.clickMessage('UBO', world.card('UBO'), 'approve');
    await world.clickMessage('UHAL', world.card('UHAL'), 'approve');
    expect(world.whispers('UHAL').at(-1)).toMatch(/Bo already\s+approved/);
  });

  test.each([
    ['UANA', 'The submitter cannot decide on their own request.'],
    ['UBO', 'Nobody can put themselves on a step.'],
    ['UNEW', 'This person is not known here.'],
  ])('to %s is refused on the input: %s', async (user, sentence) => {
    await world.clickMessage('UBO', world.card('UBO'), 'delegate-step');
    const { fieldErrors } = await world.send('UBO', { deputy: user });
    expect(fieldErrors.deputy).toContain(sentence);
    expect((await managerStep()).deputies).toEqual([]);
  });

  test('twice to the same person is refused, to another is not', async () => {
    for (const user of ['UHAL', 'UCY']) {
      await world.clickMessage('UBO', world.card('UBO'), 'delegate-step');
      await world.send('UBO', { deputy: user });
    }
    await world.clickMessage('UBO', world.card('UBO'), 'delegate-step');
    const { fieldErrors } = await world.send('UBO', { deputy: 'UHAL' });
    expect(fieldErrors.deputy).toContain('is asked on this step already');
    expect((await managerStep()).deputies.map(({ personId }) => personId)).toEqual(['cy', 'hal']);
  });

  test('is refused before anything is asked once they decided', async () => {
    const old = world.card('UBO');
    await world.house.vote('bo', documentId, 'manager', 'approve');
    await world.clickMessage('UBO', old, 'delegate-step');
    expect(world.sandbox.viewOf('UBO')).toBeUndefined();
    expect(world.whispers('UBO').at(-1)).toContain('You already');
  });

  test('that came too late keeps what was typed below the answer', async () => {
    await world.clickMessage('UBO', world.card('UBO'), 'delegate-step');
    await world.house.do({ kind: 'cancel', actorId: 'ana', documentId, seen: await world.house.seen(documentId) });
    await world.send('UBO', { deputy: 'UHAL' });
    expect(world.sandbox.viewsOf('UBO').map((view) => view.callback_id)).toEqual(['delegate-step', 'notice']);
    expect(shown('UBO')).toMatch(/was cancelled by its submitter.*What you wrote is still there/);
  });

  test('is not offered where acting for others is switched off, and an old click is told so', async () => {
    expect(actionsIn(world.card('UBO'))).toContain('delegate-step');
    world = await openSlackWorld(undefined, undefined, { allowsDelegation: false });
    await submit();
    expect(actionsIn(world.card('UBO'))).not.toContain('delegate-step');
    await world.clickMessage('UBO', world.card('UBO'), 'ask');
    const click = world.sandbox.sent.findLast((call) => call.body.includes('%22ask%22'))?.body ?? '';
    await world.sendSigned(click.replaceAll('%22ask%22', '%22delegate-step%22'));
    await world.slack.close();
    expect(world.whispers('UBO').at(-1)).toContain('Acting for others is switched off here');
  });
});

describe('a question', () => {
  const ask = async (question: string, user = 'UBO') => {
    await world.clickMessage(user, world.card(user), 'ask');
    return world.send(user, { question });
  };

  test('goes to the submitter, whose answer everybody reads', async () => {
    const { fieldErrors } = await ask('Why not\na chair?');
    expect(fieldErrors).toEqual({});
    expect(shown('UBO')).toMatch(/Your question about\s+PR-\d{4}-0001\s+is on its way to\s+Ana/);
    await world.deliver(documentId);
    expect(cardText('UBO')).toMatch(/Questions Bo asked.*“\s*Why not \/ a chair\?\s*”\s*Not answered yet\./);
    const card = world.card('UANA');
    expect(cardText('UANA')).toMatch(/Bo asked you something about\s+Manager.*stands still until you answer/);
    await world.clickMessage('UANA', card, 'answer-question');
    expect(world.view('UANA').callback_id).toBe('answer');
    expect(world.clicked.at(-1)?.cardId).toContain('card-submitter-ana');
    expect(shown('UANA')).toContain('Why not / a chair?');
    await world.send('UANA', { answer: 'It is for <!channel> standing' }, 4);
    expect(shown('UANA')).toMatch(/Your answer about\s+PR-\d{4}-0001\s+is sent/);
    await world.deliver(documentId);
    for (const user of ['UBO', 'UCY', 'UANA']) {
      expect(cardText(user)).toMatch(/Ana answered.*It is for <!channel> standing/);
    }
    expect(actionsIn(world.card('UANA'))).not.toContain('answer-question');
    expect((await managerStep()).questions).toHaveLength(1);
  });

  test('sent five times is one', async () => {
    await world.clickMessage('UBO', world.card('UBO'), 'ask');
    await world.send('UBO', { question: 'Why?' }, 5);
    expect((await managerStep()).questions).toHaveLength(1);
  });

  test('that says nothing is refused on its input, like an answer that does', async () => {
    expect((await ask(' \u200b ')).fieldErrors).toEqual({ question: 'Please write your question.' });
    await world.send('UBO', { question: 'Why?' });
    await world.deliver(documentId);
    await world.clickMessage('UANA', world.card('UANA'), 'answer-question');
    const { fieldErrors } = await world.send('UANA', { answer: '\u2060' });
    expect(fieldErrors).toEqual({ answer: 'Please write your answer.' });
  });

  test('by somebody who may not decide any more is refused before they write', async () => {
    const old = world.card('UDI');
    await world.house.vote('cy', documentId, 'procurement', 'approve');
    await world.clickMessage('UDI', old, 'ask');
    expect(world.sandbox.viewOf('UDI')).toBeUndefined();
    expect(world.whispers('UDI').at(-1)).toContain('was already decided by others');
  });

  test('that nobody could answer is refused before it is written', async () => {
    await world.house.database.write((trx) =>
      trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'ana').execute(),
    );
    await world.clickMessage('UBO', world.card('UBO'), 'ask');
    expect(world.sandbox.viewOf('UBO')).toBeUndefined();
    expect(world.whispers('UBO').at(-1)).toContain('The submitter is not active any more');
    expect((await managerStep()).questions).toEqual([]);
  });

  test('is answered once: a second dialog, open since before, says so and keeps its text', async () => {
    await ask('Why?');
    await world.deliver(documentId);
    const card = world.card('UANA');
    await world.clickMessage('UANA', card, 'answer-question');
    const [question] = (await managerStep()).questions;
    await world.house.do({
      ...{ kind: 'answer', actorId: 'ana', documentId, nonce: 'elsewhere', text: 'So' },
      ...{ stepId: (await managerStep()).id, questionId: question?.id ?? '' },
    });
    await world.send('UANA', { answer: 'Because it breaks' });
    expect(shown('UANA')).toMatch(/This question was already answered.*What you wrote is still there/);
    await world.clickMessage('UANA', card, 'answer-question');
    expect(world.whispers('UANA').at(-1)).toContain('This question was already answered');
  });

  test('is not for others to answer, even with its button', async () => {
    await ask('Why?');
    await world.deliver(documentId);
    await world.sandbox.click('UCY', { actionId: 'answer-question' }, { seen: world.card('UANA') });
    await world.slack.close();
    expect(world.sandbox.viewOf('UCY')).toBeUndefined();
    expect(world.whispers('UCY').at(-1)).toContain('Only the person who asked');
  });

  test('asked in the document’s own modal shows there when it is closed', async () => {
    await world.command('UBO', '/approvals', '1');
    await world.clickView('UBO', 'ask');
    await world.send('UBO', { question: 'Why?' });
    await world.close('UBO');
    expect(shown('UBO')).toMatch(/Questions Bo asked.*Why\?/);
    await world.command('UANA', '/approvals', '1');
    await world.clickView('UANA', 'answer-question');
    await world.send('UANA', { answer: 'So' });
    await world.close('UANA');
    expect(shown('UANA')).toMatch(/Ana answered.*So/);
  });
});

describe('a nudge', () => {
  test('reminds those who are asked, and at most once in 24 hours', async () => {
    await world.clickMessage('UANA', world.card('UANA'), 'nudge');
    expect(world.whispers('UANA').at(-1)).toMatch(/Bo, Cy and Di will be reminded of\s+PR-\d{4}-0001/);
    await world.clickMessage('UANA', world.card('UANA'), 'nudge');
    expect(world.whispers('UANA').at(-1)).toMatch(/^You already reminded them.*You can do it again/);
    await world.deliver(documentId);
    expect(cardText('UANA')).toContain('You reminded those who are asked');
    world.house.pass(1);
    await world.clickMessage('UANA', world.card('UANA'), 'nudge');
    expect(world.whispers('UANA').at(-1)).toContain('will be reminded');
    expect((await world.house.document(documentId)).nudgedAt).toMatch(/^2026-03-03T/);
  });

  test('sent again by the network is one, with the same answer', async () => {
    await world.clickMessage('UANA', world.card('UANA'), 'nudge');
    const { version } = await world.house.document(documentId);
    const click = world.sandbox.sent.findLast((call) => call.body.includes('%22nudge%22'))?.body ?? '';
    await world.sendSigned(click);
    await world.slack.close();
    const [first, second] = world.whispers('UANA').slice(-2);
    expect([first, second]).toEqual([expect.stringContaining('will be reminded'), first]);
    expect((await world.house.document(documentId)).version).toBe(version);
  });

  test('is for nobody else to send', async () => {
    await world.sandbox.click('UBO', { actionId: 'nudge' }, { seen: world.card('UANA') });
    await world.slack.close();
    expect(world.whispers('UBO').at(-1)).toContain('Only the person who asked');
  });
});
