import { beforeEach, describe, expect, test } from 'vitest';
import { actionsIn, openSlackWorld, type SlackWorld, textIn } from '../support/slack-world.js';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
});

const filled = { 'field:item': 'Desk', 'field:amount': '620.50' };

/** Ana asks for a desk, and everyone's cards are delivered. */
async function submitted(): Promise<string> {
  await world.command('UANA', '/submit');
  await world.send('UANA', filled);
  await world.send('UANA');
  const documentId = await world.documentId();
  await world.deliver(documentId);
  return documentId;
}

describe('/submit', () => {
  test('goes from the form over the preview with its reasons to a number', async () => {
    await world.command('UANA', '/submit');
    expect(world.view('UANA').callback_id).toBe('form');
    await world.send('UANA', filled);

    const preview = world.view('UANA');
    expect(preview.callback_id).toBe('preview');
    expect(textIn(preview.blocks)).toContain('because they are your manager');
    expect(textIn(preview.blocks)).toContain('620.50 USD');
    expect((await world.house.document(await world.documentId())).status).toBe('draft');

    await world.send('UANA');
    expect(textIn(world.view('UANA').blocks)).toMatch(/PR-\d{4}-0001.*is submitted\. Asked now:.*Bo.*Cy.*Di/);
    expect(world.logged.filter((line) => line.level === 'error')).toEqual([]);
  });

  test('with a type that does not exist offers those that do', async () => {
    await world.command('UANA', '/submit', 'yacht');
    expect(world.view('UANA').callback_id).toBe('choose-type');
    expect(textIn(world.view('UANA').blocks)).toContain('yacht');
    await world.send('UANA', { type: 'purchase' });
    expect(world.view('UANA').callback_id).toBe('form');
  });

  test.each(['purchase', 'PURCHASE REQUEST', 'pr'])('understands “%s”', async (typed) => {
    await world.command('UANA', '/submit', typed);
    expect(world.view('UANA').callback_id).toBe('form');
  });

  test('puts each mistake on its field and loses nothing', async () => {
    await world.command('UANA', '/submit');
    const outcome = await world.send('UANA', { 'field:item': 'Desk', 'field:amount': '1,5' });
    expect(outcome.fieldErrors).toEqual({ 'field:amount': 'Please write decimals with a point, for example 1.50.' });
    expect(world.view('UANA').callback_id).toBe('form');
  });

  test('sent five times makes one document', async () => {
    await world.command('UANA', '/submit');
    await world.send('UANA', filled, 5);
    await world.send('UANA', {}, 5);
    const { items } = await world.house.store.reading('acme').requestedBy('ana', 10);
    expect(items.map((item) => item.number)).toEqual([expect.stringMatching(/-0001$/)]);
  });

  test('sent again with other answers, because the first answer was lost, changes the draft that the first one made', async () => {
    await world.command('UANA', '/submit');
    await world.send('UANA', filled);
    const first = world.sandbox.sent.find((call) => call.body.includes('view_submission'));
    if (first === undefined) throw new Error('no form was sent');
    const answer = await world.sendSigned(first.body.replaceAll('Desk', 'Chair'));
    expect(answer).toContain('Chair');
    const documentId = await world.documentId();
    expect(await world.house.document(documentId)).toMatchObject({ title: 'Chair', dataRevision: 2, status: 'draft' });
    const { items } = await world.house.store.reading('acme').requestedBy('ana', 10);
    expect(items).toHaveLength(1);
  });

  test('goes back to the form from the preview with what was typed', async () => {
    await world.command('UANA', '/submit');
    await world.send('UANA', filled);
    await world.clickView('UANA', 'back-to-edit');
    expect(JSON.stringify(world.view('UANA').blocks)).toContain('"initial_value":"620.50"');
    await world.send('UANA', { 'field:amount': '700' });
    expect(textIn(world.view('UANA').blocks)).toContain('700.00 USD');
    await world.send('UANA');
    expect((await world.house.document(await world.documentId())).data.amount).toMatchObject({ amountMinor: 70_000 });
  });

  test('shows the new route when it changed after the preview, and submits nothing', async () => {
    await world.command('UANA', '/submit');
    await world.send('UANA', filled);
    await world.house.database.write(async (trx) => {
      await trx
        .deleteFrom('role_assignments')
        .where('user_id', '=', 'di')
        .where('role_key', '=', 'procurement')
        .execute();
    });
    await world.send('UANA');
    const again = world.view('UANA');
    expect([again.callback_id, textIn(again.blocks)]).toEqual([
      'preview',
      expect.stringContaining('The route changed'),
    ]);
    expect(textIn(again.blocks)).not.toContain('Di');
    expect((await world.house.document(await world.documentId())).status).toBe('draft');
    await world.send('UANA');
    expect((await world.house.document(await world.documentId())).status).toBe('pending');
  });
});

describe('a card', () => {
  test('whose private answer was lost gives it once more, and never as news of a failure', async () => {
    await submitted();
    world.sandbox.fail({ kind: '500', method: 'response_url', times: 1 });
    await world.clickMessage('UBO', world.card('UBO'), 'approve');
    expect(world.whispers('UBO')).toEqual([expect.stringMatching(/^You approved/)]);
  });

  test('is decided in one click, answered privately, and noted with where it is', async () => {
    const documentId = await submitted();
    const card = world.card('UBO');
    expect(textIn(card.blocks)).toContain('Ana asks for your approval: Desk');
    await world.clickMessage('UBO', card, 'approve');
    expect(world.whispers('UBO')).toEqual([expect.stringMatching(/^You approved\s+PR-\d{4}-0001/)]);
    expect(world.clicked).toEqual([
      {
        cardId: expect.stringContaining('card-approver-bo'),
        address: { conversation: card.channel, message: card.ts },
      },
    ]);
    await world.deliver(documentId);
    expect(actionsIn(world.card('UBO'))).toEqual([]);
  });

  test('clicked five times counts once and gets the same answer', async () => {
    const documentId = await submitted();
    await world.clickMessage('UBO', world.card('UBO'), 'approve', 5);
    expect(new Set(world.whispers('UBO')).size).toBe(1);
    expect(
      (await world.house.document(documentId)).steps[0]?.approvers.filter((one) => one.vote !== null),
    ).toHaveLength(1);
  });

  test('rejects only with a reason, which the modal asks for', async () => {
    const documentId = await submitted();
    await world.clickMessage('UBO', world.card('UBO'), 'reject');
    expect(world.view('UBO').callback_id).toBe('reason');
    const blank = await world.send('UBO', { reason: ' \u200b ' });
    expect(blank.fieldErrors).toEqual({ reason: 'Please give a reason. The submitter will read it.' });
    await world.send('UBO', { reason: 'Too <!channel> dear' });
    expect(textIn(world.view('UBO').blocks)).toMatch(/You rejected.*Ana.*gets a message/);
    await world.deliver(documentId);
    expect(textIn(world.card('UANA').blocks)).toContain('Too <!channel> dear');
    expect(JSON.stringify(world.card('UANA').blocks)).not.toContain('mrkdwn');
  });

  test('approves with a comment that everyone can read', async () => {
    const documentId = await submitted();
    await world.clickMessage('UCY', world.card('UCY'), 'approve-with-comment');
    await world.send('UCY', { reason: 'Good price' });
    await world.deliver(documentId);
    expect(textIn(world.card('UANA').blocks)).toContain('Good price');
  });

  test('of somebody who may not decide any more says so before asking for a reason', async () => {
    const documentId = await submitted();
    const old = world.card('UDI');
    await world.house.vote('cy', documentId, 'procurement', 'approve');
    await world.clickMessage('UDI', old, 'reject');
    expect(world.sandbox.viewOf('UDI')).toBeUndefined();
    expect(world.whispers('UDI')).toEqual([expect.stringContaining('was already decided by others')]);
    expect(world.clicked).toHaveLength(1);
  });

  test('that was returned is edited, submitted again and decided anew', async () => {
    const documentId = await submitted();
    await world.clickMessage('UBO', world.card('UBO'), 'return');
    await world.send('UBO', { reason: 'Cheaper please' });
    await world.deliver(documentId);
    const outcome = world.card('UANA');
    expect(textIn(outcome.blocks)).toContain('Cheaper please');
    await world.clickMessage('UANA', outcome, 'edit');
    await world.send('UANA', { 'field:amount': '99' });
    await world.send('UANA');
    expect(textIn(world.view('UANA').blocks)).toContain('is submitted');
    await world.deliver(documentId);
    const old = world.sandbox.messagesOf('UBO')[0];
    expect(old && textIn(old.blocks)).toContain('please use the newer card');
    expect(textIn(world.card('UBO').blocks)).toMatch(/after you returned it \(“Cheaper please”\)/);
    expect(textIn(world.card('UBO').blocks)).toContain('Amount 620.50 USD → 99.00 USD');
    await world.clickMessage('UBO', world.card('UBO'), 'approve');
    expect(world.whispers('UBO').at(-1)).toContain('You approved');
  });

  test('that is stale says which fields changed and counts nothing', async () => {
    const documentId = await submitted();
    const old = world.card('UBO');
    await world.house.vote('cy', documentId, 'procurement', 'return', 'No');
    const input = { item: 'Desk', amount: { amount: '5000', currency: 'USD' } };
    const seen = await world.house.seen(documentId);
    await world.house.do({ kind: 'edit', actorId: 'ana', documentId, nonce: 'n', seen, input });
    await world.house.submit('ana', documentId);
    await world.clickMessage('UBO', old, 'approve');
    expect(world.whispers('UBO').at(-1)).toMatch(/changed after you saw it:\s+Amount/);
  });

  test('of a pending request is cancelled, and no copy keeps its buttons', async () => {
    const documentId = await submitted();
    const old = world.card('UBO');
    await world.clickMessage('UANA', world.card('UANA'), 'cancel');
    expect(world.whispers('UANA')).toEqual([expect.stringContaining('is cancelled')]);
    await world.deliver(documentId);
    for (const user of ['UBO', 'UCY', 'UDI', 'UANA']) expect(actionsIn(world.card(user))).toEqual([]);
    await world.clickMessage('UBO', old, 'approve');
    expect(world.whispers('UBO')).toEqual([expect.stringContaining('was cancelled by its submitter')]);
  });
});

describe('what was written too late', () => {
  test('as a reason can be copied below the answer, and is not said to be sendable', async () => {
    const documentId = await submitted();
    await world.clickMessage('UBO', world.card('UBO'), 'reject');
    await world.house.do({ kind: 'cancel', actorId: 'ana', documentId, seen: await world.house.seen(documentId) });
    await world.send('UBO', { reason: 'A reason that took long to write' });
    expect(textIn(world.view('UBO').blocks)).toMatch(
      /was cancelled by its submitter.*nothing was counted.*you can copy what you wrote\. It cannot be sent any more/,
    );
    expect(world.sandbox.viewsOf('UBO').map((view) => view.callback_id)).toEqual(['reason', 'notice']);
  });

  test('in a form is still there below the answer, which says who cancelled', async () => {
    await world.command('UANA', '/submit');
    await world.send('UANA', filled);
    await world.clickView('UANA', 'back-to-edit');
    const documentId = await world.documentId();
    await world.house.do({ kind: 'cancel', actorId: 'ana', documentId, seen: await world.house.seen(documentId) });
    await world.send('UANA', { 'field:item': 'A long description' });
    expect(textIn(world.view('UANA').blocks)).toMatch(/You cancelled Desk.*Nothing was saved.*still there/);
    expect(world.sandbox.viewsOf('UANA').map((view) => view.callback_id)).toEqual(['form', 'notice']);
  });
});

test('whoever nobody can decide for is warned before, told so at the submit, and sees it in the list', async () => {
  await world.command('UBO', '/submit');
  await world.send('UBO', filled);
  expect(textIn(world.view('UBO').blocks)).toMatch(/^ ?Nobody can be found for Manager/);
  await world.send('UBO');
  expect(textIn(world.view('UBO').blocks)).toMatch(/is submitted.*Stuck ?: nobody can decide Manager/);
  await world.command('UBO', '/approvals');
  expect(textIn(world.view('UBO').blocks)).toContain('Stuck · 0 of 3 steps');
});

describe('a click by somebody else', () => {
  test.each([
    ['UHAL', 'no such request'],
    ['UANA', 'your own request'],
    ['UED', 'no such request'],
    ['UNEW', 'Slack does not tell me your e-mail address'],
  ])('%s is told: %s', async (user, sentence) => {
    await submitted();
    const bo = world.card('UBO');
    await world.sandbox.click(user, { actionId: 'approve' }, { seen: bo });
    await world.slack.close();
    expect(world.whispers(user).at(-1)).toContain(sentence);
  });

  test('of another workspace is refused privately and changes nothing', async () => {
    const documentId = await submitted();
    const before = await world.house.document(documentId);
    await world.sandbox.click('UOUT', { actionId: 'approve' }, { seen: world.card('UBO') });
    await world.slack.close();
    expect(world.whispers('UOUT')).toEqual([expect.stringContaining('another workspace')]);
    expect(await world.house.document(documentId)).toEqual(before);
  });

  test('who was deactivated is told so', async () => {
    await submitted();
    await world.house.database.write(async (trx) => {
      await trx.updateTable('users').set({ status: 'inactive' }).where('id', '=', 'bo').execute();
    });
    await world.clickMessage('UBO', world.card('UBO'), 'approve');
    expect(world.whispers('UBO').at(-1)).toContain('deactivated');
  });
});

describe('/approvals', () => {
  test('lists what waits for me, opens it, decides it, and goes back', async () => {
    await submitted();
    await world.command('UBO', '/approvals');
    expect(textIn(world.view('UBO').blocks)).toContain('Desk');
    await world.clickView('UBO', 'open');
    expect(world.view('UBO').callback_id).toBe('detail');
    await world.clickView('UBO', 'approve');
    expect(textIn(world.view('UBO').blocks)).toContain('You approved');
    expect(actionsIn(world.view('UBO'))).toEqual(['back-to-list']);
    await world.clickView('UBO', 'back-to-list');
    expect(textIn(world.view('UBO').blocks)).toContain('Nothing waits for you');
  });

  test('lists drafts with a way to continue', async () => {
    await world.command('UANA', '/submit');
    await world.send('UANA', filled);
    await world.sandbox.closeView('UANA', world.view('UANA').id);
    await world.command('UANA', '/approvals');
    await world.clickView('UANA', 'continue');
    await world.send('UANA', {});
    await world.send('UANA');
    expect((await world.house.document(await world.documentId())).status).toBe('pending');
  });

  test('shows a document by its number in any case, with a reason asked for on top', async () => {
    const documentId = await submitted();
    const { number } = await world.house.document(documentId);
    await world.command('UBO', '/approvals', number?.toLowerCase());
    await world.clickView('UBO', 'return');
    expect(world.view('UBO').callback_id).toBe('reason');
    await world.send('UBO', { reason: 'Not yet' });
    expect(textIn(world.view('UBO').blocks)).toContain('You returned');
    const [below] = world.sandbox.viewsOf('UBO');
    expect(below && textIn(below.blocks)).toContain('Not yet');
  });

  test.each(['1', '0001', '#1', 'pr 1', 'Pr-1', 'pr YEAR 1', 'PRYEAR-0001'])('finds it by “%s”', async (typed) => {
    const { number } = await world.house.document(await submitted());
    const year = number?.split('-')[1] ?? '';
    await world.command('UBO', '/approvals', typed.replace('YEAR', year));
    expect([world.view('UBO').callback_id, textIn(world.view('UBO').blocks)]).toEqual([
      'detail',
      expect.stringContaining(number ?? 'no number'),
    ]);
    expect(textIn(world.view('UBO').blocks)).toContain('You are asked on Manager because you are');
  });

  test('repeats what was typed where it means nothing, or nothing that this person may see', async () => {
    await submitted();
    for (const typed of ['the desk', '7', '1']) {
      await world.command('UHAL', '/approvals', typed);
      expect(world.whispers('UHAL').at(-1)).toContain(`There is no such request: “${typed}”.`);
    }
  });

  test.each(['/approvals', '/submit'])('and %s explain themselves when asked for help', async (command) => {
    await world.command('UHAL', command, 'Help');
    expect(world.sandbox.viewOf('UHAL')).toBeUndefined();
    expect(world.whispers('UHAL')).toEqual([expect.stringMatching(/\/submit.*starts a request.*\/approvals.*lists/)]);
  });

  test.each([
    ['an unknown number', 'PR-1999-0001'],
    ['somebody else’s number', 'theirs'],
  ])('by %s finds nothing', async (_what, typed) => {
    const { number } = await world.house.document(await submitted());
    await world.command('UHAL', '/approvals', typed === 'theirs' ? (number ?? '') : typed);
    expect(world.sandbox.viewOf('UHAL')).toBeUndefined();
    expect(world.whispers('UHAL')).toEqual([expect.stringContaining('There is no such request')]);
  });

  test('pages through more than ten', async () => {
    for (let index = 0; index < 12; index += 1) {
      const id = await world.house.create('ana', { item: `Thing ${index}`, amount: { amount: '1', currency: 'USD' } });
      await world.house.submit('ana', id);
    }
    await world.command('UBO', '/approvals');
    expect(textIn(world.view('UBO').blocks)).not.toContain('Thing 11');
    await world.clickView('UBO', 'more:waiting');
    expect(textIn(world.view('UBO').blocks)).toContain('Thing 11');
    await world.clickView('UBO', 'start:waiting');
    expect(textIn(world.view('UBO').blocks)).toContain('Thing 0');
  });
});

test('nothing that somebody wrote, and no token, is in the log', async () => {
  await submitted();
  await world.clickMessage('UBO', world.card('UBO'), 'reject');
  await world.send('UBO', { reason: 'A very private reason' });
  const log = world.logged.map((line) => line.text).join('\n');
  expect(log).toContain('command answered');
  expect(log).not.toMatch(/Desk|private reason|xoxb|a-signing-secret/);
});
