import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import { CARD, OPTIONS } from './support/every-block.js';
import { callApi } from './support/little-company.js';
import { usePageWorld } from './support/page-world.js';

describe.skipIf(chromiumPath() === undefined)('the page of the local Slack', () => {
  const world = usePageWorld();

  test('shows a card to the one who got it, in their time zone, and says to others that it is there', async () => {
    await world.post('UBO', CARD);
    await world.lookAs('UANA');
    await world.page.getByTestId('person-UBO').getByText('1').waitFor();

    await world.page.getByTestId('person-UBO').click();
    const card = world.page.getByTestId('message');
    await card.waitFor();
    expect(await card.innerText()).toContain('Jan 1, 2026 at 9:00 AM');
    expect(await card.innerText()).toContain('@Ana Ruiz');
    expect(await card.innerText()).toContain('Northwind & Sons');
    expect(await card.getAttribute('data-ts')).toBe(world.sandbox.messagesOf('UBO')[0]?.ts);
    expect(await world.page.getByTestId('you-are').innerText()).toContain('Bo Lind');
    expect(new URL(world.page.url()).searchParams.get('as')).toBe('UBO');
    await expect.poll(() => world.sandbox.unreadOf('UBO')).toBe(0);
    await world.look('card');
  });

  test('offers slash commands while one is typed, and runs the chosen one with its words', async () => {
    world.bot.answer = () => ({ text: 'Which type? Try `/submit purchase`.' });
    await world.lookAs('UANA');
    const composer = world.page.getByTestId('composer');
    await composer.pressSequentially('/');
    await world.page.getByRole('option', { name: /\/approvals/ }).waitFor();
    await world.look('commands');
    await composer.pressSequentially('su');
    expect(await world.page.getByRole('option').allInnerTexts()).toHaveLength(1);
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('/submit ');
    await composer.pressSequentially('purchase');
    await composer.press('Enter');

    const answer = world.page.getByTestId('ephemeral');
    await answer.waitFor();
    expect(await answer.innerText()).toContain('Only visible to you');
    expect(world.bot.heard.at(-1)?.fields).toMatchObject({ command: '/submit', text: 'purchase', user_id: 'UANA' });
    await world.look('ephemeral');
  });

  test('a button waits visibly for its answer and the card changes in place', async () => {
    const ts = await world.post('UBO', CARD);
    let release = () => {};
    world.bot.answer = async (heard) => {
      if (heard.payload.actions === undefined) return undefined;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return undefined;
    };
    await world.lookAs('UBO');
    const button = world.page.getByRole('button', { name: 'Approve', exact: true });
    await button.click();
    await expect.poll(() => button.getAttribute('aria-busy')).toBe('true');
    expect(await button.isDisabled()).toBe(true);
    const done = [{ type: 'section', text: { type: 'mrkdwn', text: 'Approved by <@UBO>' } }];
    await callApi(world.sandbox, 'chat.update', {
      channel: world.sandbox.channelOf('UBO'),
      ts,
      text: 'Approved',
      blocks: done,
    });
    release();
    await world.page.getByText('Approved by @Bo Lind').waitFor();
    expect(await world.page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    expect(world.bot.heard.at(-1)?.payload.actions?.[0]).toMatchObject({
      action_id: 'approve',
      block_id: 'decide',
      value: 'doc-1',
    });
  });

  test('menus and pickers of a message tell the app at once', async () => {
    const text = { type: 'mrkdwn', text: '*Colour* of the frame' };
    const menu = {
      type: 'static_select',
      action_id: 'colour',
      placeholder: { type: 'plain_text', text: 'Pick one' },
      options: OPTIONS,
    };
    const elements = [
      { type: 'users_select', action_id: 'who', placeholder: { type: 'plain_text', text: 'Pick a person' } },
      { type: 'datepicker', action_id: 'day', placeholder: { type: 'plain_text', text: 'Pick a day' } },
      { type: 'overflow', action_id: 'more', options: OPTIONS },
    ];
    await world.post('UBO', [
      { type: 'section', block_id: 'one', text, accessory: menu },
      { type: 'actions', block_id: 'two', elements },
    ]);
    await world.lookAs('UBO');
    await world.page.getByLabel('Pick one').selectOption('green');
    await world.page.getByLabel('Pick a person').selectOption('UANA');
    await world.page.getByLabel('Pick a day').fill('2026-03-01');
    await world.page.getByLabel('More actions').click();
    await world.look('at-once');
    await world.page.getByRole('button', { name: 'Blue' }).click();
    await expect
      .poll(() => world.heard('block_actions').map((heard) => heard.payload.actions?.[0]))
      .toMatchObject([
        { selected_option: { value: 'green' } },
        { selected_user: 'UANA' },
        { selected_date: '2026-03-01' },
        { selected_option: { value: 'blue' } },
      ]);
  });

  test('a button with a confirmation asks first, and a no sends nothing', async () => {
    await world.post('UBO', CARD);
    await world.lookAs('UBO');
    await world.page.getByRole('button', { name: 'Reject', exact: true }).click();
    const dialog = world.page.getByRole('dialog', { name: 'Reject this request?' });
    await dialog.waitFor();
    await world.look('confirm');
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await world.page.getByRole('button', { name: 'Reject', exact: true }).click();
    await world.page.keyboard.press('Escape');
    expect(await world.page.getByRole('dialog').count()).toBe(0);
    expect(world.heard('block_actions')).toHaveLength(0);
    await world.page.getByRole('button', { name: 'Reject', exact: true }).click();
    await world.page.getByRole('button', { name: 'Yes, reject' }).click();
    await expect.poll(() => world.heard('block_actions').length).toBe(1);
  });

  test('harmless text looks harmless: mentions, marks, tags, right-to-left and very long ones', async () => {
    const hostile = '&lt;!channel&gt; &lt;@UANA&gt; &lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;';
    await world.post('UBO', [
      { type: 'header', text: { type: 'plain_text', text: 'Plain *stars* and <b>tags</b> :tada:' } },
      { type: 'section', text: { type: 'mrkdwn', text: hostile } },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: '*\u05d1\u05e7\u05e9\u05ea \u05e8\u05db\u05e9* \u05e2\u05d1\u05d5\u05e8 \u05e9\u05e0\u05d9 \u05de\u05e1\u05db\u05d9\u05dd \u2014 USD 5,250',
        },
      },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: '\ud83d\udc69\u200d\ud83d\udcbb\ud83c\uddea\ud83c\uddf8 :white_check_mark: :no_such_emoji: 5_000_000 a*b*c',
        },
      },
    ]);
    await world.post('UBO', undefined, 'x'.repeat(10_000));
    await world.lookAs('UBO');
    const [card, long] = [world.page.getByTestId('message').nth(0), world.page.getByTestId('message').nth(1)];
    await long.waitFor();
    const words = await card.innerText();
    expect(words).toContain('<!channel> <@UANA> <script>alert(1)</script> &lt;');
    expect(words).toContain('Plain *stars* and <b>tags</b> \u{1f389}');
    expect(words).toContain('\u2705 :no_such_emoji: 5_000_000 a*b*c');
    expect(await card.locator('.mention, .slack_broadcast, script').count()).toBe(0);
    expect((await long.innerText()).match(/x{10000}/)).not.toBeNull();
    expect(await world.overflowsSideways()).toBe(false);
    await world.page.getByTestId('message').nth(0).scrollIntoViewIfNeeded();
    await world.look('texts');
  });

  test('fits a phone: the people fold away, the card and the form stay usable', async () => {
    await world.page.setViewportSize({ width: 375, height: 740 });
    await world.post('UANA', CARD);
    await world.openForm();
    await world.look('phone-modal');
    expect(await world.overflowsSideways()).toBe(false);
    await world.page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => world.page.getByRole('dialog').count()).toBe(0);
    await world.look('phone-card');
    expect(await world.overflowsSideways()).toBe(false);
    await world.page.getByRole('button', { name: 'Choose a person' }).click();
    await world.look('phone-people');
    await world.page.getByTestId('person-UBO').click();
    await expect.poll(() => world.page.getByTestId('you-are').innerText()).toContain('Bo Lind');
  });

  test('says that the bot cannot be reached', async () => {
    world.sandbox.connectBot('http://127.0.0.1:1/');
    await world.lookAs('UANA');
    await world.page.getByTestId('composer').fill('/submit');
    await world.page.getByTestId('composer').press('Enter');
    await world.page.getByText('/submit failed with the error "dispatch_failed"').waitFor();
    await world.page.getByText('Countersign cannot be reached. Is it running?').waitFor();
    await world.look('unreachable');
    world.sandbox.connectBot(world.bot.url);
    await expect.poll(() => world.page.getByText('cannot be reached').count()).toBe(0);
  });

  test('a click on what has changed meanwhile goes out as the person saw it, also after a question', async () => {
    const ts = await world.post('UBO', CARD);
    await world.lookAs('UBO');
    await world.page.getByRole('button', { name: 'Reject', exact: true }).click();
    const yes = world.page.getByRole('button', { name: 'Yes, reject' });
    await yes.waitFor();
    await callApi(world.sandbox, 'chat.update', { channel: world.sandbox.channelOf('UBO'), ts, text: 'Decided' });
    await world.page.getByText('Decided').waitFor();
    await yes.click();
    await expect.poll(() => world.heard('block_actions').length).toBe(1);
    const payload = world.heard('block_actions')[0]?.payload;
    expect(payload?.actions).toMatchObject([{ action_id: 'reject', value: 'doc-1' }]);
    expect(payload?.message).toMatchObject({ ts, text: 'A card' });
    expect(await world.page.getByTestId('toast').count()).toBe(0);
  });

  test('says that nothing was sent when nothing listens, and keeps what was typed', async () => {
    await world.post('UBO', CARD);
    await world.lookAs('UBO');
    await world.page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await world.stopSandbox();
    await world.page.getByRole('button', { name: 'Approve', exact: true }).click();
    const notSent = 'Not sent. Nothing was done; try again when the demo runs.';
    await world.page.getByTestId('toast').getByText(notSent).waitFor();
    await world.page.getByRole('button', { name: 'Dismiss' }).click();
    await world.page.getByTestId('composer').fill('/approvals');
    await world.page.getByTestId('composer').press('Enter');
    await world.page.getByTestId('toast').getByText(notSent).waitFor();
    expect(await world.page.getByTestId('composer').inputValue()).toBe('/approvals');
    expect(world.bot.heard.filter((heard) => heard.fields.command !== undefined)).toHaveLength(0);
  });

  test('does not claim that nothing was done when the answer to something sent gets lost', async () => {
    await world.lookAs('UANA');
    await world.page.route('**/sandbox/api/command', (route) => route.abort('connectionreset'));
    await world.page.getByTestId('composer').fill('/approvals');
    await world.page.getByTestId('composer').press('Enter');
    await world.page.getByTestId('toast').getByText('No answer came, so it may have been done or not.').waitFor();
  });

  test('keeps the keyboard on the card whose button was pressed and has gone', async () => {
    const ts = await world.post('UBO', CARD);
    await world.lookAs('UBO');
    const button = world.page.getByRole('button', { name: 'Approve', exact: true });
    await button.focus();
    await world.page.keyboard.press('Enter');
    await expect.poll(() => world.heard('block_actions').length).toBe(1);
    expect(await world.focused('innerText')).toBe('Approve');
    await callApi(world.sandbox, 'chat.update', { channel: world.sandbox.channelOf('UBO'), ts, text: 'Approved' });
    await expect.poll(() => button.count()).toBe(0);
    expect(await world.focused('dataset.ts')).toBe(ts);
  });

  test('opens through the eyes that it was told to when the address names nobody', async () => {
    await world.reopen({ startAs: 'UBO' });
    await world.page.goto(world.sandbox.url);
    await expect.poll(() => world.page.getByTestId('you-are').innerText()).toContain('Bo Lind');
    await world.lookAs('UANA');
    await expect.poll(() => world.page.getByTestId('you-are').innerText()).toContain('Ana Ruiz');
  });

  test('of an app that reads no messages takes commands only, and says so', async () => {
    await world.reopen({ takesMessages: false });
    await world.lookAs('UANA');
    const composer = world.page.getByTestId('composer');
    expect(await composer.getAttribute('placeholder')).toBe('Countersign takes commands: type / to see them');
    await composer.fill('hello?');
    await composer.press('Enter');
    await world.page.getByText('Not sent: Countersign reads no messages.').waitFor();
    expect(await composer.inputValue()).toBe('hello?');
    expect(world.sandbox.messagesOf('UANA')).toEqual([]);
    await composer.fill('/approvals');
    await composer.press('Enter');
    await expect.poll(() => world.bot.heard.filter((heard) => heard.fields.command === '/approvals').length).toBe(1);
  });

  test('shows the Home tab once the app has published one', async () => {
    await world.lookAs('UANA');
    await world.page.getByTestId('composer').waitFor();
    expect(await world.page.getByRole('tab').count()).toBe(0);
    const view = {
      type: 'home',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: 'What waits for you' } }],
    };
    await callApi(world.sandbox, 'views.publish', { user_id: 'UANA', view });
    await world.page.getByRole('tab', { name: 'Home' }).click();
    await world.page.getByRole('heading', { name: 'What waits for you' }).waitFor();
    await expect
      .poll(() => world.bot.heard.map((heard) => heard.payload.event))
      .toContainEqual(expect.objectContaining({ tab: 'home' }));
  });

  test('asks nothing of any other host and breaks none of its own rules', async () => {
    const hosts = new Set<string>();
    const complaints: string[] = [];
    world.page.on('request', (one) => hosts.add(new URL(one.url()).host));
    world.page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    world.page.on('pageerror', (error) => complaints.push(error.message));
    await world.post('UANA', [
      ...CARD,
      { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a far picture' },
    ]);
    await world.openForm();
    await world.page.getByText('a far picture').waitFor();
    expect([...hosts]).toEqual([new URL(world.sandbox.url).host]);
    expect(complaints).toEqual([]);
  });
});
