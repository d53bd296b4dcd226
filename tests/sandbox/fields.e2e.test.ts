import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.js';
import { callApi, LITTLE_COMPANY } from './support/little-company.js';
import { usePageWorld } from './support/page-world.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const input = (block_id: string, label: string, element: object, others: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: 'value', ...element },
  optional: true,
  ...others,
});
const form = (...blocks: object[]) => ({ type: 'modal', title: plain('Trip'), submit: plain('Send'), blocks });
const typed = { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } };

const CITIES = ['Berlin', 'Bergen', 'Bern', 'Oslo', 'Rome'];

describe.skipIf(chromiumPath() === undefined)('the fields of a form on the page', () => {
  const world = usePageWorld();
  const dialog = () => world.page.getByRole('dialog');
  const send = () => dialog().getByRole('button', { name: 'Send' }).click();
  const sent = () => world.heard('view_submission').at(-1)?.payload.view?.state.values;

  /** The bot offers the cities that begin with what was typed. */
  function offerCities(): void {
    const opening = world.bot.answer;
    world.bot.answer = (heard) => {
      if (heard.payload.type !== 'block_suggestion') return opening(heard);
      const wanted = String(heard.payload.value).toLowerCase();
      const found = CITIES.filter((city) => city.toLowerCase().startsWith(wanted)).map(option);
      const north = found.filter(({ value }) => value === 'oslo' || value === 'bergen');
      const groups = [
        { label: plain('North'), options: north },
        { label: plain('Elsewhere'), options: found.filter((city) => !north.includes(city)) },
      ];
      return { option_groups: groups.filter(({ options }) => options.length > 0) };
    };
  }

  test('a menu that the app fills is searched by typing, by keyboard and by mouse', async () => {
    await world.openForm(
      form(
        input('city', 'City', { type: 'external_select', min_query_length: 2 }),
        input('stops', 'Stops', { type: 'multi_external_select', min_query_length: 1, max_selected_items: 2 }),
      ),
    );
    offerCities();
    const city = dialog().getByLabel('City');
    await city.fill('b');
    await dialog().getByText('Type 1 more character').waitFor();
    expect(world.heard('block_suggestion')).toHaveLength(0);
    await city.fill('ber');
    await dialog().getByRole('group', { name: 'North' }).getByRole('option', { name: 'Bergen' }).waitFor();
    await world.look('external-open');
    await city.press('ArrowDown');
    await city.press('Enter');
    await dialog().getByRole('button', { name: 'Remove Berlin' }).waitFor();
    expect(await world.focused('ariaLabel')).toBe('Remove Berlin');
    await world.page.keyboard.press('Enter');
    await expect.poll(() => world.focused('role')).toBe('combobox');
    await city.fill('berl');
    await dialog().getByRole('option', { name: 'Berlin' }).waitFor();
    await city.press('Enter');
    expect(await dialog().count()).toBe(1);

    const stops = dialog().getByLabel('Stops (optional)', { exact: true });
    for (const [wanted, name] of [
      ['os', 'Oslo'],
      ['ro', 'Rome'],
    ] as const) {
      await stops.fill(wanted);
      await dialog().getByRole('option', { name }).click();
    }
    await dialog().getByText('2 of 2 selected').waitFor();
    expect(await stops.count()).toBe(0);
    await dialog().getByRole('button', { name: 'Remove Oslo' }).click();
    await world.look('external-chosen');
    await send();
    await expect.poll(sent).toMatchObject({
      city: { value: { type: 'external_select', selected_option: { value: 'berlin', text: { text: 'Berlin' } } } },
      stops: { value: { type: 'multi_external_select', selected_options: [{ value: 'rome' }] } },
    });
  });

  test('a form is sent by one press also while the list of a menu is open above the button', async () => {
    await world.openForm(form(input('city', 'City', { type: 'external_select', min_query_length: 0 })));
    offerCities();
    await dialog().getByLabel('City').fill('b');
    await dialog().getByRole('option', { name: 'Bern' }).waitFor();
    // As a hand presses: some time passes between down and up.
    await dialog().getByRole('button', { name: 'Send' }).hover();
    await world.page.mouse.down();
    await world.page.waitForTimeout(150);
    await world.page.mouse.up();
    await expect.poll(() => world.heard('view_submission').length).toBe(1);
    expect(await dialog().getByRole('option').count()).toBe(0);
  });

  test('a menu that the app fills says when it finds nothing, and when the app fails; Escape closes only the list', async () => {
    await world.openForm(form(input('city', 'City', { type: 'external_select' })));
    offerCities();
    const city = dialog().getByLabel('City');
    await city.fill('zzz');
    await dialog().getByText('No results').waitFor();
    world.bot.status = 500;
    await city.fill('berl');
    await dialog().getByText('Your options could not be loaded. Try again?').waitFor();
    await world.look('external-failed');
    world.bot.status = 200;
    await city.fill('bern');
    await dialog().getByRole('option', { name: 'Bern' }).waitFor();
    await city.press('Escape');
    await expect.poll(() => dialog().getByRole('option').count()).toBe(0);
    expect(await dialog().count()).toBe(1);
  });

  test('an answer that comes after a newer one is left aside', async () => {
    await world.openForm(form(input('city', 'City', { type: 'external_select', min_query_length: 1 })));
    const answers = new Map<string, () => void>();
    world.bot.answer = (heard) => {
      const wanted = String(heard.payload.value);
      return new Promise((resolve) => {
        answers.set(wanted, () => resolve({ options: [option(`Answer to ${wanted}`)] }));
      });
    };
    const city = dialog().getByLabel('City');
    await city.fill('a');
    await expect.poll(() => answers.has('a')).toBe(true);
    await city.fill('ab');
    await expect.poll(() => answers.has('ab')).toBe(true);
    answers.get('ab')?.();
    await dialog().getByRole('option', { name: 'Answer to ab' }).waitFor();
    answers.get('a')?.();
    await world.page.waitForTimeout(100);
    expect(await dialog().getByRole('option').allInnerTexts()).toEqual(['Answer to ab']);
  });

  test('an input that tells the app of letters sends them, and what is filled in stays over the new drawing', async () => {
    const first = form(
      input('days', 'Days', typed, { dispatch_action: true }),
      input('why', 'Why', { type: 'plain_text_input' }),
      input('total:0', 'Total', { type: 'plain_text_input', initial_value: '0' }),
    );
    await world.openForm(first);
    world.bot.answer = async ({ payload }) => {
      if (payload.type !== 'block_actions') return undefined;
      const action = payload.actions?.[0];
      const total = String(Number(action?.value) * 8);
      const view = form(
        ...first.blocks.slice(0, 2),
        input(`total:${total}`, 'Total', { type: 'plain_text_input', initial_value: total }),
      );
      const { id: view_id, hash } = payload.view ?? { id: '', hash: '' };
      expect(await callApi(world.sandbox, 'views.update', { view_id, hash, view })).toMatchObject({ ok: true });
      return undefined;
    };
    await dialog().getByLabel('Why').fill('A fair');
    await dialog().getByLabel('Days').pressSequentially('12', { delay: 20 });
    await expect.poll(() => dialog().getByLabel('Total').inputValue()).toBe('96');
    expect(world.heard('block_actions')).toHaveLength(1);
    expect(world.heard('block_actions')[0]?.payload).toMatchObject({
      actions: [{ type: 'plain_text_input', block_id: 'days', value: '12' }],
      view: { state: { values: { why: { value: { value: 'A fair' } } } } },
    });
    expect(await dialog().getByLabel('Days').inputValue()).toBe('12');
    expect(await world.focusedLabel()).toContain('Days');
    await dialog().getByLabel('Days').press('End');
    await dialog().getByLabel('Days').press('Backspace');
    await expect.poll(() => dialog().getByLabel('Total').inputValue()).toBe('8');
    await send();
    await expect.poll(sent).toMatchObject({
      days: { value: { value: '1' } },
      why: { value: { value: 'A fair' } },
      'total:8': { value: { value: '8' } },
    });
  });

  test('a new initial value under the same ids is not shown, as in Slack', async () => {
    const first = form(
      input(
        'kind',
        'Kind',
        { type: 'static_select', options: ['Day', 'Night'].map(option) },
        { dispatch_action: true },
      ),
      input('total', 'Total', { type: 'plain_text_input', initial_value: '10' }),
    );
    await world.openForm(first);
    world.bot.answer = async ({ payload }) => {
      if (payload.type !== 'block_actions') return undefined;
      const total = input('total', 'New total', { type: 'plain_text_input', initial_value: '20' });
      const view = form(...first.blocks.slice(0, 1), total);
      await callApi(world.sandbox, 'views.update', { view_id: payload.view?.id, view });
      return undefined;
    };
    await dialog().getByLabel('Kind').selectOption('night');
    await dialog().getByLabel('New total').waitFor();
    expect(await dialog().getByLabel('New total').inputValue()).toBe('10');
    expect(await dialog().getByLabel('Kind').inputValue()).toBe('night');
    await world.page.reload();
    await dialog().getByLabel('New total').waitFor();
    expect(await dialog().getByLabel('New total').inputValue()).toBe('10');
    expect(await dialog().getByLabel('Kind').inputValue()).toBe('night');
  });

  const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('paid') });

  test('files are taken as the field allows, removed again, and sent', async () => {
    await world.openForm(
      form(input('receipt', 'Receipt', { type: 'file_input', max_files: 2, filetypes: ['pdf', 'png'] })),
    );
    const field = dialog().getByLabel('Receipt (optional)', { exact: true });
    await field.setInputFiles(pdf('evil.exe'));
    await dialog().getByText('evil.exe cannot be added: choose pdf, png.').waitFor();
    await field.setInputFiles([pdf('a.pdf'), pdf('b.pdf'), pdf('c.pdf')]);
    await dialog().getByText('Only 2 files can be added.').waitFor();
    await world.look('files-refused');
    await field.setInputFiles({ ...pdf('big.pdf'), buffer: Buffer.alloc(10 * 1024 * 1024 + 1) });
    await dialog().getByText('big.pdf is larger than 10 MB.').waitFor();
    expect(world.sandbox.filesOf('UANA')).toEqual([]);
    await field.setInputFiles([pdf('Rechnung \u202Efdp.exe.pdf'), pdf('b.pdf')]);
    await dialog().getByText('b.pdf').waitFor();
    expect(await field.count()).toBe(0);
    await world.look('files-chosen');
    await dialog().getByRole('button', { name: 'Remove b.pdf' }).click();
    await field.setInputFiles(pdf('c.pdf'));
    await dialog().getByText('c.pdf').waitFor();
    await send();
    await expect.poll(sent).toMatchObject({
      receipt: { value: { files: [{ name: 'Rechnung \u202Efdp.exe.pdf', size: 4 }, { name: 'c.pdf' }] } },
    });
  });

  test('files that were given lie under Files, where their owner deletes them', async () => {
    const file = world.sandbox.upload('UANA', { name: 'a.pdf', mimetype: 'application/pdf', bytes: Buffer.from('x') });
    await world.lookAs('UBO');
    await world.page.getByTestId('composer').waitFor();
    expect(await world.page.getByRole('tab', { name: 'Files' }).count()).toBe(0);
    await world.lookAs('UANA');
    await world.page.getByRole('tab', { name: 'Files' }).click();
    await world.look('files-tab');
    await world.page.getByRole('button', { name: 'Delete a.pdf' }).click();
    await world.page.getByText('No files.').waitFor();
    expect(await callApi(world.sandbox, 'files.info', { file: file.id })).toMatchObject({ error: 'file_deleted' });
    await world.page.getByRole('tab', { name: 'Messages' }).click();
    await world.page.getByTestId('composer').waitFor();
  });

  test('the list of people says who is a guest, who is from elsewhere and who has left', async () => {
    const guest = {
      id: 'UGUEST',
      name: 'gil',
      realName: 'Gil Guest',
      title: 'Auditor',
      guest: 'single-channel',
    } as const;
    await world.reopen({ people: [...LITTLE_COMPANY.people, guest] });
    await world.lookAs('UANA');
    await expect.poll(() => world.page.getByTestId('person-UGUEST').innerText()).toContain('Auditor · guest');
    expect(await world.page.getByTestId('person-UOUT').innerText()).toContain('other workspace');
    expect(await world.page.getByTestId('person-UGONE').innerText()).toContain('deactivated');
    await world.look('people');
  });

  test('whose eyes are used is in sight, however long the list of people is', async () => {
    const crowd = Array.from({ length: 30 }, (_, at) => ({ id: `UP${at}`, name: `p${at}`, realName: `Person ${at}` }));
    await world.reopen({ people: crowd });
    await world.lookAs('UP29');
    const entry = world.page.getByTestId('person-UP29');
    await entry.waitFor();
    const bottom = async () => (await entry.boundingBox())?.y ?? Number.POSITIVE_INFINITY;
    await expect.poll(bottom).toBeLessThan(760);
  });

  test('a suggestion chosen by keyboard stays in sight in a long list', async () => {
    await world.openForm(form(input('city', 'City', { type: 'external_select', min_query_length: 1 })));
    const many = Array.from({ length: 40 }, (_, at) => option(`City number ${at}`));
    world.bot.answer = (heard) => (heard.payload.type === 'block_suggestion' ? { options: many } : undefined);
    const city = dialog().getByLabel('City');
    await city.fill('c');
    await dialog().getByRole('option', { name: 'City number 0' }).waitFor();
    await city.press('ArrowUp');
    const last = dialog().getByRole('option', { name: 'City number 39' });
    expect(await city.getAttribute('aria-activedescendant')).toBe(await last.getAttribute('id'));
    const list = dialog().getByRole('listbox');
    const isSeen = async () => {
      const [one, all] = [await last.boundingBox(), await list.boundingBox()];
      return one !== null && all !== null && one.y + one.height <= all.y + all.height + 1;
    };
    await expect.poll(isSeen).toBe(true);
  });

  test('long lists and names fit a phone', async () => {
    await world.page.setViewportSize({ width: 360, height: 640 });
    const long = `Bern${'e'.repeat(60)}`;
    await world.openForm(
      form(
        input('city', 'City', { type: 'multi_external_select', min_query_length: 0 }),
        input('receipt', 'Receipt', { type: 'file_input' }),
      ),
    );
    world.bot.answer = (heard) =>
      heard.payload.type === 'block_suggestion' ? { options: [option(long), ...CITIES.map(option)] } : undefined;
    await dialog().getByLabel('City').focus();
    await dialog().getByRole('option', { name: long }).click();
    await dialog()
      .getByRole('button', { name: `Remove ${long}` })
      .waitFor();
    await dialog()
      .getByLabel('Receipt')
      .setInputFiles(pdf(`${'long-name-'.repeat(12)}.pdf`));
    await dialog()
      .getByRole('button', { name: /^Remove long-name/ })
      .waitFor();
    await world.look('fields-phone');
    expect(await world.overflowsSideways()).toBe(false);
  });
});
