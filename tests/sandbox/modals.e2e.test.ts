import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import { CARD } from './support/every-block.js';
import { callApi } from './support/little-company.js';
import { SMALL_FORM, usePageWorld } from './support/page-world.js';

describe.skipIf(chromiumPath() === undefined)('a modal on the page of the local Slack', () => {
  const world = usePageWorld();

  test('a modal says on the field what Slack would refuse, and takes the keyboard there', async () => {
    await world.openForm();
    await world.look('modal-empty');
    const dialog = world.page.getByRole('dialog', { name: 'Purchase request' });
    expect(await world.focusedLabel()).toBe('Title');
    await dialog.getByLabel('Title').fill('ab');
    await dialog.getByLabel('Contact').fill('nobody');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('Please enter at least 3 characters.').waitFor();
    await dialog.getByText('Please enter a valid email address.').waitFor();
    expect(await dialog.getByText('Please complete this required field.').count()).toBe(4);
    expect(await dialog.getByLabel('Title').getAttribute('aria-invalid')).toBe('true');
    expect(await world.focusedLabel()).toBe('Title');
    expect(world.heard('view_submission')).toHaveLength(0);
    await world.look('modal-errors');
    await dialog.getByLabel('Title').fill('abc');
    expect(await dialog.getByText('Please enter at least 3 characters.').count()).toBe(0);
  });

  test('a modal sends what every kind of input holds', async () => {
    await world.openForm();
    const dialog = world.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Displays');
    await dialog.getByLabel('What for').fill('Two of them\nfor the studio');
    await dialog.getByLabel('Amount').fill('5250.50');
    await dialog.getByLabel('Pieces').fill('2');
    await dialog.getByLabel('Contact').fill('ana@example.com');
    await dialog.getByLabel('Offer').fill('https://example.com/offer');
    await dialog.getByLabel('Needed by').fill('2026-03-01');
    await dialog.getByLabel('At (optional)').fill('14:30');
    await dialog.getByLabel('Moment').fill('2026-03-29T10:00');
    await dialog.getByLabel('Colour', { exact: true }).selectOption('green');
    await dialog.getByRole('group', { name: 'Colours' }).getByLabel('Red').check();
    await dialog.getByRole('group', { name: 'Colours' }).getByLabel('Blue').check();
    await dialog.getByLabel('High').check();
    await dialog.getByLabel('Insured').check();
    await dialog.getByLabel('Buyer').selectOption('UBO');
    await dialog.getByRole('group', { name: 'Watchers' }).getByLabel('Bo Lind').check();
    await dialog
      .getByLabel('Receipt')
      .setInputFiles({ name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.from('paid') });
    await dialog.getByText('receipt.pdf').waitFor();
    await world.look('modal-filled');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect.poll(() => world.page.getByRole('dialog').count()).toBe(0);

    const view = world.heard('view_submission')[0]?.payload.view;
    expect(view?.private_metadata).toBe('draft-7');
    expect(view?.state.values).toMatchObject({
      text: { value: { type: 'plain_text_input', value: 'Displays' } },
      long: { value: { value: 'Two of them\nfor the studio' } },
      number: { value: { type: 'number_input', value: '5250.50' } },
      whole: { value: { value: '2' } },
      email: { value: { type: 'email_text_input', value: 'ana@example.com' } },
      url: { value: { type: 'url_text_input', value: 'https://example.com/offer' } },
      date: { value: { type: 'datepicker', selected_date: '2026-03-01' } },
      time: { value: { type: 'timepicker', selected_time: '14:30' } },
      // Ana sits in Madrid, where summer time began that morning.
      moment: { value: { type: 'datetimepicker', selected_date_time: Date.UTC(2026, 2, 29, 8) / 1000 } },
      one: { value: { type: 'static_select', selected_option: { value: 'green' } } },
      many: { value: { selected_options: [{ value: 'red' }, { value: 'blue' }] } },
      radio: { value: { type: 'radio_buttons', selected_option: { value: 'high' } } },
      checks: { value: { type: 'checkboxes', selected_options: [{ value: 'insured' }] } },
      person: { value: { type: 'users_select', selected_user: 'UBO' } },
      people: { value: { selected_users: ['UBO'] } },
      files: { value: { type: 'file_input', files: [{ name: 'receipt.pdf', size: 4, mimetype: 'application/pdf' }] } },
    });
  });

  test("the bot's own errors stand on their fields, and trouble stands above the form", async () => {
    await world.openForm(SMALL_FORM);
    const dialog = world.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Displays');
    world.answerSubmissions({ response_action: 'errors', errors: { text: 'Say which displays.' } });
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('Say which displays.').waitFor();
    world.bot.status = 500;
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('We had some trouble connecting. Try again?').waitFor();
    expect(await dialog.getByLabel('Title').inputValue()).toBe('Displays');
  });

  test('modals lie on one another, and going back finds what was typed', async () => {
    await world.openForm(SMALL_FORM);
    await world.page.getByLabel('Title').fill('Displays');
    world.answerSubmissions({
      response_action: 'push',
      view: { ...SMALL_FORM, title: { type: 'plain_text', text: 'Who will approve' } },
    });
    await world.page.getByRole('button', { name: 'Continue' }).click();
    const second = world.page.getByRole('dialog', { name: 'Who will approve' });
    await second.waitFor();
    await world.look('modal-stacked');
    expect(await second.getByLabel('Title').inputValue()).toBe('');
    await second.getByRole('button', { name: 'Back' }).click();
    const first = world.page.getByRole('dialog', { name: 'Purchase request' });
    await first.waitFor();
    expect(await first.getByLabel('Title').inputValue()).toBe('Displays');
    await world.page.keyboard.press('Escape');
    await expect.poll(() => world.page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => world.heard('view_closed').length).toBe(2);
  });

  test('opens in the tab where it was asked for, survives its reload, and leaves the other tabs alone', async () => {
    const other = await world.secondPage();
    await world.openForm(SMALL_FORM);
    await world.page.getByLabel('Title').fill('Displays');
    await other.goto(`${world.sandbox.url}/?as=UANA`);
    await other.getByTestId('composer').fill('/submit');
    expect(await other.getByRole('dialog').count()).toBe(0);
    await other.getByTestId('composer').press('Enter');
    await other.getByRole('dialog').waitFor();
    expect(await world.page.getByLabel('Title').inputValue()).toBe('Displays');
    await other.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => other.getByRole('dialog').count()).toBe(0);
    expect(await world.page.getByRole('dialog').count()).toBe(1);
    await world.page.reload();
    await world.page.getByRole('dialog', { name: 'Purchase request' }).waitFor();
    await other.reload();
    await other.getByTestId('composer').waitFor();
    expect(await other.getByRole('dialog').count()).toBe(0);
  });

  test('takes the keyboard along from page to page: Enter goes on, and on the last one closes it', async () => {
    const words = [{ type: 'section', text: { type: 'mrkdwn', text: 'Bo Lind is asked.' } }];
    const preview = { ...SMALL_FORM, title: { type: 'plain_text', text: 'Who will approve' }, blocks: words };
    const { submit: _none, ...closeOnly } = preview;
    const done = {
      ...closeOnly,
      title: { type: 'plain_text', text: 'Done' },
      close: { type: 'plain_text', text: 'Close' },
    };
    await world.openForm(SMALL_FORM);
    await world.page.getByLabel('Title').fill('Displays');
    world.answerSubmissions({ response_action: 'update', view: preview });
    await world.page.keyboard.press('Enter');
    await world.page.getByRole('dialog', { name: 'Who will approve' }).waitFor();
    expect(await world.focused('innerText')).toBe('Continue');
    world.answerSubmissions({ response_action: 'update', view: done });
    await world.page.keyboard.press('Enter');
    await world.page.getByRole('dialog', { name: 'Done' }).waitFor();
    expect(await world.focused('innerText')).toBe('Close');
    await world.page.keyboard.press('Enter');
    await expect.poll(() => world.page.getByRole('dialog').count()).toBe(0);
    expect(await world.focused('dataset.testid')).toBe('composer');
  });

  test('sends nothing for a page that is not on the screen yet, however often Enter is pressed', async () => {
    await world.openForm(SMALL_FORM);
    await world.page.getByLabel('Title').fill('Displays');
    const preview = { ...SMALL_FORM, title: { type: 'plain_text', text: 'Who will approve' } };
    world.answerSubmissions({ response_action: 'update', view: preview });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await world.page.route('**/sandbox/api/conversation*', (route) => held.then(() => route.continue()));
    const answered = world.page.waitForResponse('**/sandbox/api/submit-view');
    await world.page.keyboard.press('Enter');
    await (await answered).finished();
    const button = world.page.getByRole('button', { name: 'Continue' });
    await button.focus();
    await world.page.keyboard.press('Enter');
    await world.page.getByLabel('Title').press('Enter');
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    release();
    await world.page.getByRole('dialog', { name: 'Who will approve' }).waitFor();
    expect(world.heard('view_submission')).toHaveLength(1);
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false');
  });

  test('hands the keyboard back to the card that opened it, also when its button has gone', async () => {
    const ts = await world.post('UANA', CARD);
    world.bot.answer = async ({ payload }) => {
      if (payload.type !== 'block_actions') return undefined;
      await callApi(world.sandbox, 'views.open', { trigger_id: payload.trigger_id, view: SMALL_FORM });
      return undefined;
    };
    await world.lookAs('UANA');
    await world.page.getByRole('button', { name: 'Approve with comment' }).press('Enter');
    await world.page.getByRole('dialog').waitFor();
    await callApi(world.sandbox, 'chat.update', { channel: world.sandbox.channelOf('UANA'), ts, text: 'Decided' });
    await expect.poll(() => world.page.getByTestId('message').innerText()).toContain('Decided');
    await world.page.keyboard.press('Escape');
    await expect.poll(() => world.page.getByRole('dialog').count()).toBe(0);
    expect(await world.focused('dataset.ts')).toBe(ts);
  });

  test('the keyboard stays inside an open modal', async () => {
    await world.openForm(SMALL_FORM);
    for (let step = 0; step < 8; step += 1) {
      await world.page.keyboard.press('Tab');
      const isInside = await world.page.evaluate<string>('document.activeElement.closest("dialog, body").tagName');
      expect(['DIALOG', 'BODY']).toContain(isInside);
    }
    await world.page.getByLabel('Title').focus();
    await world.page.keyboard.type('Displays');
    await world.page.keyboard.press('Enter');
    await expect.poll(() => world.heard('view_submission').length).toBe(1);
  });
});
